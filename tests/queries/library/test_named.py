"""The named queries: documented, checked, and with equal rows on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from govgraph.graph.model.errors import InvalidData, UsageError
from govgraph.graph.stores import open_store
from govgraph.loaders import bundled
from govgraph.loaders.triple_files import load
from govgraph.queries import Library
from govgraph.queries.library.named import named_queries, parse

#: For each query the arguments with which it has something to say about the bundled facts.
ARGUMENTS: dict[str, list[dict[str, Any]]] = {
    "adopters": [{"practice": "网格党支部"}, {"practice": "grid party branch"}, {"practice": "积分制", "level": "township"},
                 {"practice": "网格党支部", "within": "福建"}],
    "adopter_cities": [{"practice": "网格党支部"}],
    "adopters_by_province": [{"practice": "毗邻党建"}],
    "cooccurring": [{"practice": "党建联盟"}],
    "chains_with_tier": [{"practice": "网格党支部"}],
    "common_practices": [{"one": "济南", "other": "成都"}],
    "evidence": [{"practice": "网格党支部", "place": "苏州"}],
    "figures_of_place": [{"place": "通州区"}],
    "figures_of_practice": [{"practice": "群众评价"}],
    "first_adoptions": [{}, {"practice": "村级河长"}],
    "graph_place": [{"place": "通州区"}],
    "graph_practice": [{"practice": "网格党支部"}],
    "groups_served": [{}, {"people": "快递员"}],
    "kinds": [{"practice": "积分制"}],
    "places_of_source": [{"source": "004#1"}],
    "practices_in_place": [{"place": "北京"}, {"place": "北京", "category": "grid"}],
    "practices_of_place": [{"place": "潞城镇"}],
    "problems_addressed": [{}, {"problem": "停车"}],
    "role_holders": [{"place": "北京"}, {"place": "中国", "role": "书记"}],
    "roles_of_person": [{"person": "马凤强"}],
    "similar_places": [{"place": "康城社区"}],
    "sources_of_practice": [{"practice": "接诉即办"}],
    "tiers": [{"practice": "四级网格组织体系"}],
    "tiers_of_place": [{"place": "通运街道"}],
}  # fmt: skip


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The bundled facts on LadybugDB."""
    url = tmp_path_factory.mktemp("facts") / "facts.lbug"
    report = load([bundled.path()], open_store(url))
    assert report.rejected == 0
    with Library.open(url) as library:
        yield library


def test_there_are_fifteen_queries_and_more() -> None:
    assert len(named_queries()) >= 15


@pytest.mark.parametrize("name", sorted(named_queries()))
def test_a_query_answers_with_the_columns_that_it_promises(embedded: Library, name: str) -> None:
    for arguments in ARGUMENTS.get(name, [{}]):
        rows = embedded.query(name, **arguments)
        assert rows.columns == named_queries()[name].columns
        assert rows.rows, f"{name} {arguments} finds nothing"


@pytest.mark.neo4j
def test_both_engines_give_equal_rows(embedded: Library, empty_neo4j_url: str) -> None:
    load([bundled.path()], open_store(empty_neo4j_url))
    with Library.open(empty_neo4j_url) as server:
        assert server.view.count() == embedded.view.count()
        for name, query in named_queries().items():
            for arguments in ARGUMENTS.get(name, [{}]):
                here, there = embedded.query(name, **arguments), server.query(name, **arguments)
                assert here.columns == there.columns
                if query.is_graph:
                    assert set(map(edge, here)) == set(map(edge, there)), name
                elif name == "roles_of_person":  # UNION has no order
                    assert sorted(map(str, here)) == sorted(map(str, there)), name
                else:
                    assert here.rows == there.rows, name


def edge(row: tuple[Any, ...]) -> tuple[str, str, str]:
    a, r, b = row
    return a.id, r.properties["id"], b.id


def test_results_come_as_rows_frames_and_networks(embedded: Library) -> None:
    rows = embedded.query("adopters", practice="网格党支部")
    frame = embedded.frame("adopters", practice="网格党支部")
    assert list(frame.columns) == list(rows.columns) and len(frame) == len(rows)
    graph = embedded.graph("graph_practice", practice="网格党支部")
    kinds = {d["kind"] for _, d in graph.nodes(data=True)}
    assert {"Locality", "Mechanism"} <= kinds
    adopted = [d for _, _, d in graph.edges(data=True) if d["predicate"] == "ADOPTED"]
    assert adopted and all(e["document"] and e["confidence"] for d in adopted for e in d["evidence"])
    assert any(e.get("quote") and e.get("span") for d in adopted for e in d["evidence"])


def test_the_flagship_question_has_its_cities(embedded: Library) -> None:
    cities = set(embedded.query("adopter_cities", practice="网格党支部").column("city"))
    assert {"鄂尔多斯市", "苏州市", "北京市"} <= cities
    provinces = embedded.query("adopters", practice="网格党支部", level="province").column("locality")
    assert provinces == ["山东省"]


def test_the_two_printings_are_one_source_and_their_disagreements_are_found(embedded: Library) -> None:
    (printing,) = embedded.query("printings").dicts()
    assert printing["printings"] == 2 and printing["documents"].startswith("000_")
    said = {frozenset((r["one"], r["other"])) for r in embedded.query("contradictions").dicts()}
    assert frozenset(("陶久娟", "陶久娣")) in said
    assert any("支部接单" in a and "支部制单" in b for pair in said for a in pair for b in pair)


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda q: q("adoptrs", practice="x"), "did you mean adopters"),
        (lambda q: q("adopters"), "needs practice"),
        (lambda q: q("adopters", practice="红色物业", leval="x"), "no parameter 'leval'"),
        (lambda q: q("adopters", practice="网格党支步"), "the nearest are .*网格党支部"),
        (lambda q: q("practices_of_place", place="苏洲市"), "the nearest are .*苏州市"),
    ],
)
def test_a_wrong_call_is_answered_with_the_nearest_right_one(
    embedded: Library, call: Any, match: str
) -> None:
    with pytest.raises(UsageError, match=match):
        call(embedded.query)


def test_a_name_that_several_places_bear_is_not_guessed(tmp_path: Path) -> None:
    from govgraph.loaders.triple_files import load_triples

    practice = {"type": "Mechanism", "name": "积分制"}
    twins = [{"type": "Locality", "name": "鼓楼区", "code": code} for code in ("320106", "350102")]
    records = [
        {"subject": t, "predicate": "ADOPTED", "object": practice, "source": {"id": "s"}} for t in twins
    ]
    load_triples(records, open_store(tmp_path / "g.lbug"))
    with Library.open(tmp_path / "g.lbug") as library:
        with pytest.raises(UsageError, match="may be loc/320106 or loc/350102"):
            library.query("practices_of_place", place="鼓楼区")
        assert len(library.query("practices_of_place", place="loc/350102")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n",
        "// zh: x\n// en: y\nRETURN 1",
        "// zh: x\n// en: y\n// param p\n// columns: a\nRETURN 1",
    ],
)
def test_a_query_file_without_its_header_is_refused(text: str) -> None:
    with pytest.raises(InvalidData, match=r"test\.cypher"):
        parse("test", text)
