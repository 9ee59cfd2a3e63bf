"""Nothing of the annotations is lost on the way into the graph: every kind of fact is counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from govgraph.graph.identity.ids import mechanism_id, site
from govgraph.graph.stores import View, open_store
from govgraph.loaders import bundled
from govgraph.loaders.triple_files import load

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[View]:
    store = open_store(tmp_path_factory.mktemp("gold") / "g.lbug")
    assert load([bundled.path()], store).rejected == 0
    with store.view() as opened:
        yield opened


@pytest.fixture(scope="module")
def articles(shared: Path) -> list[dict[str, Any]]:
    pages = [json.loads(f.read_text("utf-8")) for f in sorted((shared / "eval/gold").glob("*.json"))]
    return [a for p in pages for a in p["articles"] if a.get("relevance") != "no"]


def place_id(article: dict[str, Any], name: str) -> str:
    known = next((x for x in article["localities"] if x["name"] == name), {"name": name})
    return site(name, tuple(known.get("within") or ()), known.get("code"), known.get("level")).id


def column(view: View, query: str) -> set[Any]:
    rows = view.run(query).rows
    return {r[0] if len(r) == 1 else tuple(r) for r in rows}


def test_every_place_is_there(view: View, articles: list[dict[str, Any]]) -> None:
    wanted = {place_id(a, x["name"]) for a in articles for x in a["localities"]}
    assert len(wanted) > 100
    assert not wanted - column(view, "MATCH (l:Locality) WHERE l.sources > 0 RETURN l.id")


def test_every_practice_is_there_the_optional_ones_less_sure(
    view: View, articles: list[dict[str, Any]]
) -> None:
    held = dict(view.run("MATCH (m:Mechanism) WHERE m.sources > 0 RETURN m.id, m.confidence").rows)
    firm = {mechanism_id(x["name"]) for a in articles for x in a["mechanisms"] if not x.get("optional")}
    loose = {mechanism_id(x["name"]) for a in articles for x in a["mechanisms"]} - firm
    assert len(firm) > 150 and loose
    assert not (firm | loose) - held.keys()
    assert all(held[m] == 1.0 for m in firm)


def test_every_adoption_is_there(view: View, articles: list[dict[str, Any]]) -> None:
    wanted = {
        (place_id(a, x["locality"]), mechanism_id(x["mechanism"])) for a in articles for x in a["adoptions"]
    }
    assert len(wanted) > 250
    assert not wanted - column(view, "MATCH (l:Locality)-[:ADOPTED]->(m:Mechanism) RETURN l.id, m.id")


def test_every_date_of_an_adoption_is_there(view: View, articles: list[dict[str, Any]]) -> None:
    wanted = {(place_id(a, x["locality"]), mechanism_id(x["mechanism"]), x["since"])
              for a in articles for x in a["adoptions"] if x.get("since")}  # fmt: skip
    assert wanted
    assert not wanted - column(
        view, "MATCH (s:Statement) WHERE s.predicate = 'ADOPTED' RETURN s.subject_id, s.object_id, s.since"
    )


def test_every_person_and_post_is_there(view: View, articles: list[dict[str, Any]]) -> None:
    people = [x for a in articles for x in a["persons"]]
    assert not {x["name"] for x in people} - column(view, "MATCH (p:Person) RETURN p.name")
    posts = {
        (x["name"], r)
        for x in people
        for r in x.get("roles") or []
        if x.get("locality") or x.get("organization")
    }
    assert len(posts) > 20
    assert not posts - column(view, "MATCH (p:Person)-[h:HOLDS_ROLE_IN]->(x) RETURN p.name, h.role")


def test_every_figure_with_a_place_or_a_practice_is_there(view: View, articles: list[dict[str, Any]]) -> None:
    wanted = [
        (x["surface"], float(x["value"]))
        for a in articles
        for x in a["statistics"]
        if x.get("locality") or x.get("mechanism")
    ]
    assert len(wanted) > 60
    assert not set(wanted) - column(view, "MATCH (s:Statistic) RETURN s.name, s.value")
    ((count,),) = view.run("MATCH (s:Statistic) RETURN count(s)").rows
    assert count >= len(wanted) - 2  # one figure that an article states twice alike


def test_every_chain_is_there_in_order(view: View, articles: list[dict[str, Any]]) -> None:
    chains = {
        mechanism_id(x["name"]): x["tiers"] for a in articles for x in a["mechanisms"] if x.get("tiers")
    }
    assert len(chains) >= 6
    for chain, tiers in chains.items():
        rows = view.run(
            "MATCH (m:Mechanism {id: $m})-[h:HAS_TIER]->(t:Mechanism) RETURN h.`order`, t.id ORDER BY h.`order`",
            {"m": chain},
        )
        held = set(rows.rows)
        assert {(i, mechanism_id(t)) for i, t in enumerate(tiers, 1)} <= held


def test_every_policy_is_there(view: View, articles: list[dict[str, Any]]) -> None:
    wanted = {"".join(x["title"].strip("《》").split()) for a in articles for x in a["policies"]}
    held = {"".join(name.split()) for name in column(view, "MATCH (p:Policy) RETURN p.name")}
    assert len(wanted) >= 5 and wanted <= held


def test_problems_and_groups_of_practices_are_there(view: View, articles: list[dict[str, Any]]) -> None:
    for key, label in (("problems", "Problem"), ("groups", "`Group`")):
        wanted = {x["name"] for a in articles for x in a[key] if x.get("mechanism")}
        assert wanted
        assert not wanted - column(view, f"MATCH (n:{label}) RETURN n.name")
