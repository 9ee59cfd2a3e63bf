from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from govgraph.graph.identity.names import practice_key
from govgraph.graph.model.validation import parse, unknown_fields
from govgraph.loaders import bundled
from govgraph.loaders.bundled import make_facts

SHARED = Path(__file__).parents[4] / "shared"
ROWS = [json.loads(line) for line in bundled.path().read_text("utf-8").splitlines()]


def ends(kind: str) -> set[str]:
    return {end["name"] for row in ROWS for end in (row["subject"], row["object"]) if end["type"] == kind}


def test_every_fact_has_its_source() -> None:
    for row in ROWS:
        assert row["source"]["id"].startswith(row["source"]["document"][:3] + "#"), row
        assert row["source"]["document"].endswith(".txt") and row["source"]["story"]
        assert 0 < row["confidence"] <= 1


def test_every_source_tells_its_headline_once() -> None:
    told = [row["source"]["id"] for row in ROWS if "title" in row["source"]]
    assert sorted(told) == sorted({row["source"]["id"] for row in ROWS})


def test_every_fact_follows_the_schema() -> None:
    for row in ROWS:
        assert not unknown_fields(parse(row)), row


def test_quotes_are_names_and_figures() -> None:
    for row in ROWS:
        quote = row.get("quote", "")
        names = {practice_key(row["subject"]["name"]), practice_key(row["object"]["name"])}
        assert len(practice_key(quote)) <= make_facts.LONGEST_QUOTE or practice_key(quote) in names, quote
        assert "。" not in quote and len(quote) <= 40
        if quote:
            assert row["span"][1] - row["span"][0] == len(quote)


def test_a_campaign_names_the_opinions_it_rests_on() -> None:
    governed = [row for row in ROWS if row["predicate"] == "GOVERNED_BY"]
    assert {row["object"]["name"] for row in governed} <= ends("Policy")
    assert len(governed) == 2


def test_an_alias_names_no_other_practice() -> None:
    for row in ROWS:
        for end in (row["subject"], row["object"]):
            if end["name"] == "四级网格组织体系":
                assert "网格党支部" not in end.get("aliases", [])


def test_pruning_keeps_names_and_drops_what_means_something_else() -> None:
    practice: dict[str, Any] = {
        "name": "街道吹哨、部门报到",
        "aliases": [
            "“吹哨报到”",
            "街道吹哨部门报到",
            "接诉即办",
            "哨声会",
            "三色灯",
            "很长很长的一句话" * 4,
            "哨",
            "把哨吹响",
        ],
    }
    make_facts.prune_aliases(practice, {"三色灯": {"三色灯", "吹哨报到"}, "哨声会": {"吹哨报到"}})
    assert practice["aliases"] == ["“吹哨报到”", "哨声会"]


@pytest.mark.shared
def test_the_file_is_what_the_annotations_give() -> None:
    made = make_facts.facts(SHARED / "eval/gold", SHARED / "corpus", SHARED / "eval/gold_to_triples.py")
    assert b"".join(map(make_facts.line, make_facts.briefly(made))) == bundled.path().read_bytes()


@pytest.mark.shared
def test_spans_point_to_the_quotes() -> None:
    texts = {file.name: file.read_text("utf-8") for file in (SHARED / "corpus").glob("*.txt")}
    for row in ROWS:
        if "quote" in row:
            assert texts[row["source"]["document"]][slice(*row["span"])] == row["quote"]


@pytest.mark.shared
def test_nothing_annotated_is_left_out() -> None:
    for file in sorted((SHARED / "eval/gold").glob("*.json")):
        for article in json.loads(file.read_text("utf-8"))["articles"]:
            assert {m["name"] for m in article.get("mechanisms", [])} <= ends("Mechanism")
            assert {p["name"] for p in article.get("persons", [])} <= ends("Person")
            assert {s["surface"] for s in article.get("statistics", [])} <= ends("Statistic")
            assert {x["name"] for x in article.get("localities", [])} <= ends("Locality")
            assert {x["title"].strip("《》") for x in article.get("policies", [])} <= ends("Policy")
            assert {t for m in article.get("mechanisms", []) for t in m.get("tiers") or []} <= ends(
                "Mechanism"
            )
