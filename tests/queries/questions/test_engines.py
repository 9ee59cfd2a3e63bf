"""One compiler for both engines: the same Cypher, the same answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from govgraph.graph.stores import open_store
from govgraph.loaders import bundled
from govgraph.loaders.triple_files import load
from govgraph.queries import Library

from .test_answers import PAIRS


@pytest.mark.neo4j
def test_both_engines_answer_alike(library: Library, empty_neo4j_url: str) -> None:
    load([bundled.path()], open_store(empty_neo4j_url))
    lines = Path(__file__).with_name("blind.jsonl").read_text("utf-8").splitlines()
    questions = [q for zh, en, _ in PAIRS for q in (zh, en)]
    questions += [json.loads(line)[language] for line in lines for language in ("zh", "en")]
    with Library.open(empty_neo4j_url) as server:
        for question in questions:
            here, there = library.ask(question), server.ask(question)
            assert here.cypher == there.cypher, question
            assert here.state == there.state, question
            same = here.answer == there.answer
            if not same and isinstance(here.answer, list) and isinstance(there.answer, list):
                same = sorted(map(str, here.answer)) == sorted(map(str, there.answer))
            assert same, (question, here.answer, there.answer)
