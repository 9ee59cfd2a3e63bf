"""``ask`` as a user meets it: its JSON, its batches, its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from govgraph.graph.stores import open_store
from govgraph.loaders.triple_files import load

from .test_commands import fails, run, triples  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def store(triples: Path, tmp_path_factory: pytest.TempPathFactory) -> str:  # noqa: F811 - the fixture
    path = tmp_path_factory.mktemp("ask") / "graph.lbug"
    load([triples], open_store(path))
    return str(path)


def test_json_has_what_the_contract_names(store: str) -> None:
    done = run("ask", "哪些城市有网格党支部?", "--json", "--store", store)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["answer"] == ["苏州市"]
    assert {"question", "language", "interpretation", "columns", "rows", "cypher", "parameters", "sources"} <= set(answer)
    assert answer["sources"][0]["title"] == "江南根系工程记事"


def test_what_is_not_understood_ends_with_status_3(store: str) -> None:
    done = run("ask", "what will the weather be like tomorrow", "--json", "--store", store)
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["answer"]) == (3, None)
    assert answer["reason"]
    assert isinstance(answer["suggestions"], list)


def test_a_batch_answers_line_by_line(store: str) -> None:
    done = run("ask", "--batch", "-", "--store", store, stdin="哪些城市有根系工程?\n\nHas Suzhou adopted whistle-and-report?\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [a["answer"] for a in lines] == [["苏州市"], []]
    assert done.returncode == 0


def test_people_read_answer_table_cypher_and_sources(store: str) -> None:
    done = run("ask", "哪些城市有根系工程?", "--store", store)
    assert "回答: 苏州市" in done.stdout
    assert "MATCH (l:Locality)" in done.stdout
    assert "来源: 江南根系工程记事" in done.stdout


def test_wrong_use_is_one_line(store: str, tmp_path: Path) -> None:
    fails(run("ask", "红色物业?", "--batch", "x.txt", "--store", store), 2)
    fails(run("ask", "--batch", str(tmp_path / "none.txt"), "--store", store), 2)
    fails(run("ask", "--store", store, stdin=""), 2)
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe\xfa")
    fails(run("ask", "--batch", str(tmp_path / "latin.txt"), "--store", store), 2)
