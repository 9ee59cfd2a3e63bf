"""One contract for every engine: what a store promises, tried on LadybugDB and on a real Neo4j."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from govgraph.graph.identity.statements import identify
from govgraph.graph.model.errors import QueryError
from govgraph.graph.model.validation import parse
from govgraph.graph.stores import Node, Relation, View, open_store, values
from govgraph.graph.stores.delta import add, remove
from govgraph.loaders.triple_files import load_triples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ...samples import SAMPLES


def dump(url: str) -> dict[str, Any]:
    """Everything that a graph holds, in one order."""
    with open_store(url).view() as view:
        return dump_view(view)


def dump_view(view: View) -> dict[str, Any]:
    nodes, relations = {}, {}
    for kind in view.schema.kinds:
        for (n,) in view.run(f"MATCH (n:`{kind}`) RETURN n"):
            nodes[n.id] = {k: v for k, v in values.plain(n).items() if v is not None}
    for predicate in view.schema.relations:
        for a, r, b in view.run(f"MATCH (a)-[r:{predicate}]->(b) RETURN a.id, r, b.id"):
            assert r.properties["id"] not in relations
            own = {k: v for k, v in r.properties.items() if v is not None}
            relations[r.properties["id"]] = {"from": a, "to": b, **own}
    return {"nodes": dict(sorted(nodes.items())), "relations": dict(sorted(relations.items()))}


def statements(records: list[dict[str, Any]]):
    return identify([parse(r) for r in records])


def put(url: str, records: list[dict[str, Any]]) -> int:
    with open_store(url).writer() as writer:
        return add(writer, statements(records))


def test_loading_twice_is_loading_once(store_url: str, tmp_path: Path) -> None:
    first = load_triples(SAMPLES, open_store(store_url), rejects=tmp_path / "r.jsonl")
    assert (first.read, first.loaded, first.duplicate, first.rejected) == (len(SAMPLES), len(SAMPLES), 0, 0)
    before = dump(store_url)
    second = load_triples(SAMPLES, open_store(store_url), rejects=tmp_path / "r.jsonl")
    assert (second.loaded, second.duplicate) == (0, len(SAMPLES))
    assert dump(store_url) == before


def test_the_order_and_the_portions_of_a_load_do_not_matter(store_url: str, tmp_path: Path) -> None:
    put(store_url, SAMPLES)
    at_once = dump(store_url)
    shuffled = sorted(SAMPLES, key=lambda r: json.dumps(r, sort_keys=True))
    random.Random(7).shuffle(shuffled)
    # People are told apart within a source, so a source's triples come in one portion.
    sources = sorted({r["source"]["id"] for r in SAMPLES})
    other = str(tmp_path / "portions.lbug")
    for source in reversed(sources):
        put(other, [r for r in shuffled if r["source"]["id"] == source])
    assert dump(other) == at_once


@pytest.mark.parametrize("source", sorted({r["source"]["id"] for r in SAMPLES}))
def test_load_then_unload_is_before(store_url: str, source: str) -> None:
    rest = [r for r in SAMPLES if r["source"]["id"] != source]
    own = [r for r in SAMPLES if r["source"]["id"] == source]
    put(store_url, rest)
    before = dump(store_url)
    assert put(store_url, own) == len(own)
    assert dump(store_url) != before
    with open_store(store_url).writer() as writer:
        assert remove(writer, source) == len(own)
    assert dump(store_url) == before


def test_unloading_everything_leaves_nothing(store_url: str) -> None:
    put(store_url, SAMPLES)
    for source in sorted({r["source"]["id"] for r in SAMPLES}):
        with open_store(store_url).writer() as writer:
            remove(writer, source)
    left = dump(store_url)
    assert left == {"nodes": {}, "relations": {}}


def test_unloading_an_unknown_source_changes_nothing(store_url: str) -> None:
    put(store_url, SAMPLES)
    before = dump(store_url)
    with open_store(store_url).writer() as writer:
        assert remove(writer, "nowhere#1") == 0
    assert dump(store_url) == before


def test_every_edge_names_its_evidence(store_url: str) -> None:
    put(store_url, SAMPLES)
    held = dump(store_url)
    known = {i for i in held["nodes"] if i.startswith("st/")}
    for ident, r in held["relations"].items():
        if ident.startswith("DIFFERS_FROM"):
            continue
        assert r["source_ids"], ident
        assert set(r["statements"]) <= known
        assert (r["sources"] == 0) == (not r["statements"])


def test_printings_of_one_text_are_one_independent_source(store_url: str) -> None:
    put(store_url, SAMPLES)
    with open_store(store_url).view() as view:
        rows = view.run(
            "MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism) WHERE m.name = '吹哨报到' RETURN a.sources, a.source_ids, a.confidence"
        )
    ((sources, ids, confidence),) = rows
    assert sources == 1
    assert sorted(ids) == ["evening.txt#1", "morning.txt#1"]
    assert confidence == pytest.approx(0.9)


def test_disagreements_are_kept_and_findable(store_url: str) -> None:
    put(store_url, SAMPLES)
    with open_store(store_url).view() as view:
        rows = view.run("MATCH (:Statement)-[d:DIFFERS_FROM]->(:Statement) RETURN d.field, d.one, d.other")
    said = {(f, *sorted((a, b))) for f, a, b in rows}
    assert said == {("name", "赵甲乙", "赵甲已"), ("since", "2018", "2019-03")}


def test_places_roll_up_through_the_division_codes(store_url: str) -> None:
    put(store_url, SAMPLES)
    with open_store(store_url).view() as view:
        rows = view.run(
            "MATCH (l:Locality) WHERE l.name = '银杏小区' RETURN l.province, l.city, l.county_code, l.township, l.path"
        )
        chain = view.run(
            "MATCH (l:Locality {name: '银杏小区'})-[:PART_OF*1..5]->(p:Locality) RETURN p.name ORDER BY size(p.path)"
        )
    ((province, city, county, township, path),) = rows
    assert (province, city, county, township) == ("北京市", "北京市", "110108", "中关村街道")
    assert path[0] == "loc/CN"
    assert path[-1] == "loc/110108011/银杏小区"
    assert [n for (n,) in chain] == ["中国", "北京市", "海淀区", "中关村街道"]


def test_a_view_refuses_changes(store_url: str) -> None:
    put(store_url, SAMPLES)
    before = dump(store_url)
    with open_store(store_url).view() as view:
        for query in (
            "CREATE (:Policy {id: 'x', name: 'y'})",
            "MATCH (n:Policy) DETACH DELETE n",
            "MATCH (n:Policy) SET n.name = 'z'",
        ):
            with pytest.raises(QueryError, match="only reading"):
                view.run(query)
    assert dump(store_url) == before


def test_a_limit_cuts_and_says_so(store_url: str) -> None:
    put(store_url, SAMPLES)
    with open_store(store_url).view() as view:
        cut = view.run("MATCH (m:Mechanism) RETURN m.id ORDER BY m.id", limit=2)
        whole = view.run("MATCH (m:Mechanism) RETURN m.id ORDER BY m.id", limit=500)
    assert (len(cut), cut.truncated, whole.truncated) == (2, True, False)
    assert whole.rows[:2] == cut.rows


def test_values_survive_as_they_are(store_url: str) -> None:
    odd = "引号“”\"'`反引号\\斜线\n换行\t制表 <b>{$x}</b> 𠮷 \u202e"
    record = {
        "subject": {"type": "Mechanism", "name": "积分制", "aliases": [odd]},
        "predicate": "MENTIONED_IN",
        "object": {"type": "Source", "name": "t", "id": "odd#1"},
        "source": {"id": "odd#1", "document": "odd.txt", "title": odd},
        "quote": odd,
        "span": [0, 4],
    }
    put(store_url, [record])
    with open_store(store_url).view() as view:
        ((quote, title),) = view.run("MATCH (s:Statement), (d:Source) RETURN s.quote, d.title")
        ((aliases,),) = view.run("MATCH (m:Mechanism) WHERE m.sources > 0 RETURN m.aliases")
    assert quote == odd
    assert title == odd
    assert odd in aliases


def test_nodes_and_relations_come_back_as_ours(store_url: str) -> None:
    put(store_url, SAMPLES)
    with open_store(store_url).view() as view:
        ((a, r, b),) = view.run(
            "MATCH (a:Locality)-[r:ADOPTED]->(b:Mechanism {name: '根系工程'}) RETURN a, r, b"
        )
    assert isinstance(a, Node) and isinstance(r, Relation)
    assert (a.kind, r.type, b.kind, r.start, r.end) == ("Locality", "ADOPTED", "Mechanism", a.id, b.id)
    assert r.properties["since"] == "2021-06-01"


def test_a_failed_change_leaves_an_embedded_graph_as_it_was(tmp_path: Path) -> None:
    url = str(tmp_path / "g.lbug")
    put(url, SAMPLES[:5])
    before = dump(url)
    with pytest.raises(RuntimeError, match="on purpose"), open_store(url).writer() as writer:
        add(writer, statements(SAMPLES))
        raise RuntimeError("on purpose")
    assert dump(url) == before


_PLACES = [
    ("北京市", "11"),
    ("江苏省", "32"),
    ("苏州市", "3205"),
    ("海淀区", "110108"),
    ("某商圈", None),
    ("中国", None),
]
_PRACTICES = ["吹哨报到", "街道吹哨、部门报到", "根系工程", "红色物业", "一站式服务", "积分制", "文明银行"]


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    name, code = draw(st.sampled_from(_PLACES))
    source = draw(st.integers(1, 3))
    return {
        "subject": {
            "type": "Locality",
            "name": name,
            **({"code": code} if code else {"level": "area"} if name != "中国" else {}),
        },
        "predicate": "ADOPTED",
        "object": {"type": "Mechanism", "name": draw(st.sampled_from(_PRACTICES))},
        "properties": draw(
            st.sampled_from([{}, {"since": "2020"}, {"since": "2020-07"}, {"status": "planned"}])
        ),
        "source": {
            "id": f"s{source}",
            "document": f"s{source}.txt",
            "title": draw(st.sampled_from(["甲乙丙丁戊己庚辛", ""])),
        },
        "confidence": draw(st.sampled_from([0.5, 0.9, 1.0])),
    }


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records(), min_size=1, max_size=12), st.integers(1, 3))
def test_any_load_can_be_taken_back(
    tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, Any]], which: int
) -> None:
    url = str(tmp_path_factory.mktemp("law") / "g.lbug")
    put(url, [r for r in made if r["source"]["id"] != f"s{which}"])
    before = dump(url)
    put(url, [r for r in made if r["source"]["id"] == f"s{which}"])
    after = dump(url)
    put(url, made)
    assert dump(url) == after
    with open_store(url).writer() as writer:
        remove(writer, f"s{which}")
    assert dump(url) == before
