"""What a machine cannot run is told in one line; in CI it is an error. And no test deletes a user's data."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from ..neo4j_server.database import NotEmpty, TestDatabase

HERE = Path(__file__).parent


def run_pytest(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the sister tests with neither Java, Maven nor Chromium on the path."""
    kept = {name: value for name, value in os.environ.items() if name not in {"CI", "JAVA_HOME"}}
    kept.update(PATH=str(tmp_path), GOVGRAPH_CACHE=str(tmp_path), **environment)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        env=kept, cwd=HERE.parent.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_left_out_parts_are_told_once_and_the_run_passes(tmp_path: Path) -> None:
    ran = run_pytest(
        tmp_path, f"{HERE}/test_neo4j_server.py", f"{HERE}/test_browser.py", GOVGRAPH_TEST_NEO4J=""
    )
    assert ran.returncode == 0
    assert ran.stdout.count("The Neo4j half left out: no Java") == 1
    assert ran.stdout.count("The browser part left out: no Chromium") == 1


@pytest.mark.parametrize("name", ["test_neo4j_server.py", "test_browser.py"])
def test_in_ci_a_missing_part_fails(tmp_path: Path, name: str) -> None:
    ran = run_pytest(tmp_path, f"{HERE}/{name}", GOVGRAPH_TEST_NEO4J="", CI="true")
    assert ran.returncode == 1
    assert "CI requires " in ran.stdout


@pytest.mark.neo4j
class TestUsersServer:
    @pytest.fixture
    def held(self, empty_neo4j_url: str) -> Iterator[dict[str, str]]:
        """A server that holds one node, told to a second test run as the user's."""
        account = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
        with neo4j.GraphDatabase.driver(empty_neo4j_url, auth=account) as driver:
            driver.execute_query("CREATE (:Theirs)")
            yield {"GOVGRAPH_TEST_NEO4J": empty_neo4j_url}

    def count(self, held: dict[str, str]) -> int:
        account = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
        with neo4j.GraphDatabase.driver(held["GOVGRAPH_TEST_NEO4J"], auth=account) as driver:
            return int(driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"])

    def test_with_data_is_refused_and_left_alone(self, held: dict[str, str], tmp_path: Path) -> None:
        ran = run_pytest(tmp_path, f"{HERE}/test_neo4j_server.py", **held)
        assert ran.returncode == 4
        assert "holds 1 nodes" in ran.stdout + ran.stderr
        assert self.count(held) == 1

    def test_with_consent_is_emptied_and_used(self, held: dict[str, str], tmp_path: Path) -> None:
        ran = run_pytest(tmp_path, f"{HERE}/test_neo4j_server.py", GOVGRAPH_TEST_NEO4J_WIPE="1", **held)
        assert ran.returncode == 0, ran.stdout
        assert "4 passed" in ran.stdout
        assert self.count(held) == 0

    def test_of_a_wrong_password_is_an_error(self, held: dict[str, str], tmp_path: Path) -> None:
        ran = run_pytest(tmp_path, f"{HERE}/test_neo4j_server.py", NEO4J_PASSWORD="wrong", **held)
        assert ran.returncode == 4
        assert "$GOVGRAPH_TEST_NEO4J" in ran.stdout + ran.stderr

    def test_keeps_the_constraints_it_came_with(self, held: dict[str, str]) -> None:
        account = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
        url = held["GOVGRAPH_TEST_NEO4J"]
        with neo4j.GraphDatabase.driver(url, auth=account) as driver:
            driver.execute_query("CREATE CONSTRAINT theirs FOR (n:Theirs) REQUIRE n.id IS UNIQUE")
            with pytest.raises(NotEmpty):
                TestDatabase(url, *account, may_wipe=False)
            database = TestDatabase(url, *account, may_wipe=True)
            driver.execute_query("CREATE CONSTRAINT ours FOR (n:Ours) REQUIRE n.id IS UNIQUE")
            database.close()
            left = driver.execute_query("SHOW CONSTRAINTS YIELD name").records
            assert [record["name"] for record in left] == ["theirs"]
