from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest
from govgraph.loaders.extraction.adoptions import AdoptionFinder
from govgraph.loaders.extraction.adoptions.component import load
from govgraph.loaders.extraction.adoptions.features import pairs
from govgraph.loaders.extraction.adoptions.scene import Scene
from govgraph.loaders.extraction.annotations import Place, Practice
from govgraph.loaders.extraction.training.gold_spans import character_doc, occurrences, spans_of
from spacy.tokens import Doc

LEVELS = {
    "省": "province",
    "市": "prefecture",
    "区": "county",
    "县": "county",
    "街道": "township",
    "镇": "township",
}


def level(name: str) -> str:
    return next((LEVELS[e] for e in sorted(LEVELS, key=len, reverse=True) if name.endswith(e)), "village")


def article(
    text: str, places: Sequence[str], practices: Sequence[str], date: str | None = "2023-11-20"
) -> Doc:
    """A text with its places, the outer before the inner, and its practices."""
    doc = character_doc(text)
    doc._.article = SimpleNamespace(title="", date=date)
    facts = [Place(n, level(n)) for n in places]
    for i, fact in enumerate(facts):
        inside = [p.name for p in facts[:i] if p.name + fact.name in text or (p.level != fact.level and i)]
        fact.within = tuple(dict.fromkeys(inside))
    doc.spans["places"] = spans_of(
        doc, [(s, e, f) for f in facts for s, e in occurrences(text, [f.name])], "Locality"
    )
    names = [Practice(n) for n in practices]
    doc.spans["practices"] = spans_of(
        doc, [(s, e, f) for f in names for s, e in occurrences(text, [f.name])], "Mechanism"
    )
    return doc


def found(doc: Doc) -> dict[str, set[str]]:
    adoptions: dict[str, set[str]] = {}
    for a in AdoptionFinder(load())(doc)._.adoptions:
        adoptions.setdefault(a.practice.name, set()).add(a.place.name)
    return adoptions


def test_the_lowest_unit_of_a_chain_adopts() -> None:
    doc = article(
        "在武侯区玉林街道黉门街社区，居民成立了院落议事会，每月开会。",
        ["武侯区", "玉林街道", "黉门街社区"],
        ["院落议事会"],
    )
    adoptions = AdoptionFinder(load())(doc)._.adoptions
    assert max(adoptions, key=lambda a: a.confidence).place.name == "黉门街社区"
    assert "武侯区" not in {a.place.name for a in adoptions}


def test_each_place_has_the_practice_of_its_own_sentence() -> None:
    doc = article(
        "桐乡市推行网格哨机制，干部进网格。安溪县建立茶叙驿站，有事坐下谈。",
        ["桐乡市", "安溪县"],
        ["网格哨机制", "茶叙驿站"],
    )
    assert found(doc) == {"网格哨机制": {"桐乡市"}, "茶叙驿站": {"安溪县"}}


def test_every_place_of_a_list_has_what_is_said_of_the_list() -> None:
    doc = article("桐乡市、安溪县、岐山县等地建起暖新驿站。", ["桐乡市", "安溪县", "岐山县"], ["暖新驿站"])
    assert found(doc) == {"暖新驿站": {"桐乡市", "安溪县", "岐山县"}}


def test_a_date_becomes_since() -> None:
    doc = article("2021年3月以来，桐乡市推行网格哨机制。", ["桐乡市"], ["网格哨机制"])
    [adoption] = AdoptionFinder(load())(doc)._.adoptions
    assert adoption.since == "2021-03"
    assert doc.text[slice(*adoption.span)] == "桐乡市推行网格哨机制"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("桐乡市试行网格哨机制。", "piloted"),
        ("桐乡市推行网格哨机制。", "practised"),
    ],
)
def test_the_status_is_told_by_the_verb(text: str, status: str) -> None:
    doc = article(text, ["桐乡市"], ["网格哨机制"])
    [adoption] = AdoptionFinder(load())(doc)._.adoptions
    assert adoption.status == status


def test_no_places_or_no_practices_give_nothing() -> None:
    assert found(article("桐乡市推行网格哨机制。", [], ["网格哨机制"])) == {}
    assert found(article("桐乡市推行网格哨机制。", ["桐乡市"], [])) == {}
    assert found(article("", [], [])) == {}


def test_confidence_is_a_probability_and_the_first_place_needs_less_than_the_others() -> None:
    doc = article("桐乡市推行网格哨机制，安溪县跟着学。", ["桐乡市", "安溪县"], ["网格哨机制"])
    finder = AdoptionFinder(load(), first=0.0, further=1.1)
    adoptions = finder(doc)._.adoptions
    assert len(adoptions) == 1 and 0 < adoptions[0].confidence < 1


def test_features_are_the_same_columns_for_every_article() -> None:
    one = pairs(Scene(article("桐乡市推行网格哨机制。", ["桐乡市"], ["网格哨机制"])))
    two = pairs(
        Scene(
            article(
                "2019年，安溪县、桐乡市等地建起茶叙驿站；其他地方应当学。", ["安溪县", "桐乡市"], ["茶叙驿站"]
            )
        )
    )
    assert list(one.columns) == list(two.columns)
    scorer = load()
    assert scorer is not None and set(scorer.names) <= set(one.columns)
