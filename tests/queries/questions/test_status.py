"""What is only planned, or has ended, is not adopted; a question can ask for either."""

from __future__ import annotations

from pathlib import Path

import pytest
from govgraph.graph.stores import open_store
from govgraph.loaders.triple_files import load_triples
from govgraph.queries import Library

from ...samples import ALONE, MORNING, triple

RED = {"type": "Mechanism", "name": "红色物业", "category": "property"}
PLACES = {
    "practised": ("苏州市", "3205"),
    "piloted": ("厦门市", "3502"),
    "planned": ("武汉市", "4201"),
    "ended": ("成都市", "5101"),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    store = open_store(tmp_path_factory.mktemp("status") / "g.lbug")
    load_triples(
        [
            triple(
                {"type": "Locality", "name": name, "code": code}, "ADOPTED", RED,
                MORNING if status == "ended" else ALONE, properties={"status": status},
            )
            for status, (name, code) in PLACES.items()
        ],
        store,
    )  # fmt: skip
    return Library.open(Path(store.url))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("哪些城市推行了红色物业?", ["厦门市", "苏州市"]),
        ("which cities adopted red property management", ["厦门市", "苏州市"]),
        ("哪些城市计划推行红色物业?", ["武汉市"]),
        ("which cities plan to adopt red property management?", ["武汉市"]),
        ("哪些城市终止了红色物业?", ["成都市"]),
        ("which cities discontinued red property management?", ["成都市"]),
    ],
)
def test_a_status_is_asked_for_by_its_words(library: Library, question: str, answer: list[str]) -> None:
    found = library.ask(question)
    assert isinstance(found.answer, list), found.interpretation
    assert sorted(found.answer) == answer, found.interpretation
