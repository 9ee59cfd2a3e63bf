"""The command line as a user meets it: a process, its output, its one line of error, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ..samples import SAMPLES

MODULE = [sys.executable, "-m", "govgraph.cli.main"]


def run(
    *args: str, cwd: Path | None = None, stdin: str | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*MODULE, *args], cwd=cwd, input=stdin, capture_output=True, encoding="utf-8",
        env={**os.environ, "GOVGRAPH_STORE": "", "PYTHONUTF8": "1", **env}, timeout=120,
    )  # fmt: skip


def fails(done: subprocess.CompletedProcess[str], status: int) -> str:
    """The one line on standard error of a command that failed as it should."""
    assert done.returncode == status, done.stderr
    assert done.stderr.startswith("govgraph: ")
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def triples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("cli") / "triples.jsonl"
    file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in SAMPLES), "utf-8")
    return file


@pytest.fixture(scope="module")
def graph(triples: Path) -> str:
    url = str(triples.with_name("graph.lbug"))
    done = run("load", str(triples), "--store", url)
    assert done.returncode == 0, done.stderr
    assert f"{len(SAMPLES)} read = {len(SAMPLES)} loaded + 0 duplicate + 0 rejected" in done.stdout
    return url


def test_help_names_every_command_at_once() -> None:
    started = time.perf_counter()
    done = run("--help")
    taken = time.perf_counter() - started
    for command in (
        "demo",
        "extract",
        "load",
        "build",
        "unload",
        "ask",
        "query",
        "cypher",
        "view",
        "export",
        "status",
    ):
        assert f"\n  {command} " in done.stdout
    assert "\x1b" not in done.stdout
    assert taken < 5  # the bound on a quiet machine is in the bench


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "extract",
        "load",
        "build",
        "unload",
        "ask",
        "query",
        "cypher",
        "view",
        "export",
        "status",
        "evaluate",
        "train",
    ],
)
def test_every_command_has_help(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0 and "Usage: govgraph" in done.stdout


def test_the_default_store_is_in_the_current_folder(triples: Path, tmp_path: Path) -> None:
    assert run("load", str(triples), cwd=tmp_path).returncode == 0
    assert (tmp_path / "govgraph.lbug").exists()
    assert (
        run(
            "load", "-", cwd=tmp_path, stdin=triples.read_text("utf-8"), GOVGRAPH_STORE="named.lbug"
        ).returncode
        == 0
    )
    assert (tmp_path / "named.lbug").exists()


def test_loading_again_changes_nothing_and_says_so(triples: Path, graph: str) -> None:
    done = run("load", str(triples), "--store", graph, "--json")
    report = json.loads(done.stdout)
    assert (report["loaded"], report["duplicate"]) == (0, len(SAMPLES))


def test_a_pipe_gets_no_progress_bar(triples: Path, tmp_path: Path) -> None:
    done = run("load", str(triples), "--store", str(tmp_path / "g.lbug"))
    assert done.stderr == ""


def test_status_counts_nodes_edges_and_sources(graph: str) -> None:
    held = json.loads(run("status", "--store", graph, "--json").stdout)
    assert held["edges"]["ADOPTED"] == 4 and held["nodes"]["Statement"] == len(SAMPLES)
    assert [s["id"] for s in held["sources"]] == ["alone.txt#1", "evening.txt#1", "morning.txt#1"]
    assert "2 of them independent" in run("status", "--store", graph).stdout


def test_a_named_query_by_values_or_parameters(graph: str) -> None:
    by_value = json.loads(run("query", "adopters", "吹哨报到", "--store", graph, "--json").stdout)
    by_name = json.loads(
        run("query", "adopters", "--param", "practice=吹哨报到", "--store", graph, "--json").stdout
    )
    assert by_value == by_name
    assert [r["locality"] for r in by_value] == ["中关村街道"]
    assert "吹哨报到" in run("query", "adopters", "吹哨报到", "--store", graph).stdout


def test_the_queries_are_listed_with_what_they_answer() -> None:
    listed = json.loads(run("query", "--list", "--json").stdout)
    assert len(listed) >= 15 and all(q["zh"] and q["en"] for q in listed)


def test_own_cypher_with_parameters(graph: str) -> None:
    query = "MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism) WHERE a.confidence >= $c RETURN m.name AS name ORDER BY name"
    rows = json.loads(run("cypher", query, "--param", "c=0.95", "--store", graph, "--json").stdout)
    assert [r["name"] for r in rows] == ["根系工程", "街道—网格—楼栋三级架构"]
    cut = run("cypher", query, "--param", "c=0", "--limit", "1", "--store", graph)
    assert "only the first 1 rows" in cut.stderr


def test_own_cypher_only_reads(graph: str) -> None:
    done = run("cypher", "MATCH (n:Policy) DETACH DELETE n", "--store", graph)
    assert "only reading is allowed" in fails(done, 1)


def test_a_source_is_taken_back(triples: Path, tmp_path: Path) -> None:
    url = str(tmp_path / "g.lbug")
    run("load", str(triples), "--store", url)
    assert (
        "statements of alone.txt#1 taken back"
        in run("unload", "--source", "alone.txt#1", "--store", url).stdout
    )
    assert json.loads(run("status", "--store", url, "--json").stdout)["edges"]["HAS_TIER"] == 0
    assert "did you mean 'evening.txt#1'" in fails(
        run("unload", "--source", "evning.txt#1", "--store", url), 2
    )


@pytest.mark.parametrize(
    ("args", "status", "match"),
    [
        (["laod", "x"], 2, "did you mean load?"),
        (["load", "nothing.jsonl"], 2, "there is no file nothing.jsonl"),
        (["load"], 2, "FILE"),
        (["status", "--store", "nothing.lbug"], 1, "there is no graph at nothing.lbug"),
        (["status", "--store", "noe4j://localhost"], 2, "did you mean neo4j://"),
        (["status", "--store", "bolt://127.0.0.1:1"], 1, "no Neo4j server answers"),
        (["query", "adoptrs", "x"], 2, "did you mean adopters?"),
        (["cypher", "RETURN 1", "--param", "novalue"], 2, "name=value"),
        (["export", "--format", "grahpml", "-o", "x", "--store", "GRAPH"], 2, "did you mean graphml?"),
        (["query", "adopters", "吹哨包到", "--store", "GRAPH"], 2, "the nearest are"),
    ],
)
def test_a_wrong_call_gets_one_line_and_a_status(
    args: list[str], status: int, match: str, graph: str, tmp_path: Path
) -> None:
    done = run(*[graph if a == "GRAPH" else a for a in args], cwd=tmp_path)
    assert match in fails(done, status)


@pytest.mark.parametrize("form", ["graphml", "gexf", "json", "jsonl", "csv", "neo4j-admin"])
def test_the_graph_is_exported(graph: str, tmp_path: Path, form: str) -> None:
    done = run("export", "--format", form, "-o", str(tmp_path / "out"), "--store", graph)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out").exists()


def test_exported_triples_make_the_same_graph(graph: str, tmp_path: Path) -> None:
    run("export", "--format", "jsonl", "-o", str(tmp_path / "t.jsonl"), "--store", graph)
    again = str(tmp_path / "again.lbug")
    run("load", str(tmp_path / "t.jsonl"), "--store", again)
    one, other = (json.loads(run("status", "--store", url, "--json").stdout) for url in (graph, again))
    assert one | {"store": ""} == other | {"store": ""}


def test_demo_does_the_whole_way(tmp_path: Path) -> None:
    done = run("demo", "--out", str(tmp_path / "demo"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("鄂尔多斯市") >= 2
    assert {"whole.html", "网格党支部.html"} <= {p.name for p in (tmp_path / "demo").iterdir()}
