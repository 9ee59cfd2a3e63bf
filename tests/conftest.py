"""Fixtures for real engines and a real browser, and the line that tells which of them were left out.

`$CI` set to `true` makes a missing engine or browser an error; elsewhere the tests that need it are skipped.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j.exceptions import DriverError, Neo4jError
from playwright.sync_api import Browser, Page

from .browser import NoBrowser, find_chromium, headless_chromium
from .neo4j_server.database import NotEmpty, TestDatabase
from .neo4j_server.distribution import NotAvailable, find_distribution
from .neo4j_server.server import Neo4jServer

SERVER = "GOVGRAPH_TEST_NEO4J"
MAY_WIPE = "GOVGRAPH_TEST_NEO4J_WIPE"
LEFT_OUT = pytest.StashKey[dict[str, str]]()


def leave_out(config: pytest.Config, part: str, reason: str) -> None:
    """Skip the running test, and have `part` named at the end of the run; in CI, fail it."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI requires {part}: {reason}", pytrace=False)
    config.stash.setdefault(LEFT_OUT, {})[part] = reason
    pytest.skip(f"{part} left out: {reason}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """One line for each part that was left out."""
    for part, reason in config.stash.get(LEFT_OUT, {}).items():
        terminalreporter.write_line(f"{part} left out: {reason}", yellow=True)


@pytest.fixture(scope="session")
def neo4j_database(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestDatabase]:
    """The database that all tests of the session share, with its credentials in the environment.

    The user's server where `$GOVGRAPH_TEST_NEO4J` names one, else one of our own.
    """
    with pytest.MonkeyPatch.context() as patch:
        if url := os.environ.get(SERVER):
            username = os.environ.get("NEO4J_USERNAME", "neo4j")
            try:
                database = TestDatabase(
                    url,
                    username,
                    os.environ.get("NEO4J_PASSWORD", ""),
                    may_wipe=os.environ.get(MAY_WIPE) == "1",
                )
            except NotEmpty as error:
                pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
            except (DriverError, Neo4jError) as error:
                pytest.exit(f"${SERVER}: {error}", returncode=pytest.ExitCode.USAGE_ERROR)
            database.empty()
            patch.setenv("NEO4J_USERNAME", username)
            yield database
            database.close()
            return
        try:
            distribution = find_distribution()
        except NotAvailable as error:
            leave_out(pytestconfig, "The Neo4j half", f"{error}, or point ${SERVER} at a server")
        with Neo4jServer(distribution, tmp_path_factory.mktemp("neo4j")) as server:
            database = TestDatabase(server.url, server.username, server.password, may_wipe=False)
            patch.setenv("NEO4J_USERNAME", server.username)
            patch.setenv("NEO4J_PASSWORD", server.password)
            yield database
            database.close()


@pytest.fixture(scope="session")
def neo4j_url(neo4j_database: TestDatabase) -> str:
    """URL of a real Neo4j; `$NEO4J_USERNAME` and `$NEO4J_PASSWORD` are set. Tests leave it as they found it."""
    return neo4j_database.url


@pytest.fixture
def empty_neo4j_url(neo4j_database: TestDatabase) -> Iterator[str]:
    """The same server, without a node, constraint or index of ours before the test and after it."""
    neo4j_database.empty()
    yield neo4j_database.url
    neo4j_database.empty()


@pytest.fixture(params=["ladybug", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an empty graph. A test that takes it runs twice: embedded, and on a real Neo4j.

    On Neo4j the constraints of the test before may still be there: to make them anew, and so have all queries
    planned anew, takes ten times as long as a small load. `empty_neo4j_url` is without them.
    """
    if request.param == "neo4j":
        database: TestDatabase = request.getfixturevalue("neo4j_database")
        database.wipe()
        return database.url
    return str(tmp_path / "test.lbug")


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One headless Chromium for the whole session."""
    try:
        find_chromium()
    except NoBrowser as error:
        leave_out(pytestconfig, "The browser part", str(error))
    with headless_chromium() as chromium:
        yield chromium


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A blank page of 1280 by 800 pixels in a context of its own: no cookie or cache of another test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def shared(pytestconfig: pytest.Config) -> Path:
    """The folder of evaluation material beside the checkout. A test that takes it is marked `shared`, too."""
    folder = Path(os.environ.get("GOVGRAPH_SHARED") or pytestconfig.rootpath.parent / "shared")
    if not (folder / "eval").is_dir():
        leave_out(pytestconfig, "The checks against the evaluation material", f"{folder} has no eval/")
    return folder


@pytest.fixture(autouse=True)
def _shared_where_marked(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("shared"):
        request.getfixturevalue("shared")
