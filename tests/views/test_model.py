"""The pyvis model, grouping, layout, payload, map and names, without a browser."""

from __future__ import annotations

import json
import math
from itertools import combinations
from random import Random

import networkx as nx
import pytest
import pyvis.network
from govgraph.views import Network, captions, evidence, layout, payload, values
from govgraph.views.geography import WIDTH, Atlas, albers
from govgraph.views.grouping import group_nodes
from govgraph.views.romanise import place_name, search_key
from hypothesis import given, settings
from hypothesis import strategies as st

from . import graphs


def test_it_is_a_pyvis_network() -> None:
    network = Network(heading="一")
    assert isinstance(network, pyvis.network.Network)
    network.add_nodes(["a", "b"], label=["甲", "乙"])
    network.add_edges([("a", "b"), ("a", "b")])
    assert (network.num_nodes(), network.num_edges()) == (2, 2)
    assert network.directed


def test_a_relation_to_an_unknown_node_is_refused_with_the_cure() -> None:
    network = Network()
    network.add_node("a")
    with pytest.raises(ValueError, match="there is no node 'b'; add it first"):
        network.add_edge("a", "b")


def test_every_node_and_relation_of_the_graph_is_in_the_page() -> None:
    graph = graphs.graph(150)
    data = Network.from_graph(graph).data()
    assert data["nodes"]["id"] == list(graph)
    assert len(data["edges"]["from"]) == graph.number_of_edges()
    quotes = [e["quote"] for _, _, d in graph.edges(data=True) for e in d["evidence"]]
    assert [row[3] for row in data["evidence"]] == quotes
    assert sum(data["edges"]["ev"]) == len(quotes)


def test_places_stand_by_province_practices_by_category_others_with_what_they_belong_to() -> None:
    graph = graphs.town()
    groups, home = group_nodes({n: d for n, d in graph.nodes(data=True)}, graph.edges(data=True))  # noqa: C416
    assert home["loc/3205"] == home["loc/32"] == home["per/1"] == home["stat/1"] == "province:江苏省"
    assert home["mech/brand"] == home["mech/branch"] == "category:party_org"
    assert {g.key: g.en for g in groups}["province:江苏省"] == "Jiangsu"


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=120), st.randoms(use_true_random=False))
def test_groups_never_overlap_and_nodes_stay_inside(homes: list[str], random: Random) -> None:
    nodes = [f"n{i}" for i in range(len(homes))]
    home = dict(zip(nodes, homes, strict=True))
    edges: list[layout.Edge] = [(random.choice(nodes), random.choice(nodes), {}) for _ in nodes]
    points, circles = layout.by_groups(nodes, edges, home)
    for (x, y, r), (u, v, s) in combinations(circles.values(), 2):
        assert math.hypot(x - u, y - v) > r + s - 2
    for node, (x, y) in points.items():
        u, v, r = circles[home[node]]
        assert math.hypot(x - u, y - v) <= r * 1.1


def test_the_layout_is_the_same_on_every_run() -> None:
    graph = graphs.graph(120)
    first, second = (Network.from_graph(graph).data()["nodes"] for _ in range(2))
    assert (first["x"], first["y"]) == (second["x"], second["y"])


def test_the_layout_does_not_depend_on_the_order_in_which_a_store_gives_nodes() -> None:
    graph = graphs.graph(120)
    nodes, edges = list(graph), [(a, b, d) for a, b, d in graph.edges(data=True)]
    home = {n: str(d["kind"]) for n, d in graph.nodes(data=True)}
    assert layout.by_groups(nodes, edges, home) == layout.by_groups(nodes[::-1], edges[::-1], home)


def test_a_chain_runs_from_the_top_down() -> None:
    edges = [("c", f"t{i}", {"predicate": "HAS_TIER", "order": i}) for i in (3, 1, 2)]
    points = layout.chain(["c", "t1", "t2", "t3", "x"], [*edges, ("x", "c", {"predicate": "ADOPTED"})])
    assert points["c"][1] < points["t1"][1] < points["t2"][1] < points["t3"][1]
    assert len({points[n][0] for n in ("c", "t1", "t2", "t3")}) == 1
    assert points["x"][0] != points["c"][0]


def test_a_comparison_puts_what_both_have_between() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in ("a", "b", "only a", "both", "only b"):
        graph.add_node(node, kind="Mechanism" if " " in node or node == "both" else "Locality", name=node)
    for a, b in (("a", "only a"), ("a", "both"), ("b", "both"), ("b", "only b")):
        graph.add_edge(a, b, predicate="ADOPTED")
    data = Network.from_graph(graph, focus=["a", "b"], layout="versus").data()
    x = dict(zip(data["nodes"]["id"], data["nodes"]["x"], strict=True))
    assert x["only a"] < x["a"] < x["both"] < x["b"] < x["only b"]
    assert [g[2] for g in data["groups"]] == ["两者都有", "只在a", "只在b"]


def test_the_data_cannot_end_its_script_element() -> None:
    dumped = payload.dump({"a": "</script><!--\u2028\ud800", "n": 1.5})
    assert "<" not in dumped
    assert "\u2028" not in dumped
    assert json.loads(dumped) == {"a": "</script><!--\u2028\N{REPLACEMENT CHARACTER}", "n": 1.5}
    dumped.encode("utf-8")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.dates(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_whatever_a_property_holds_can_be_written(value: object) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_node("a", kind="Locality", name=value, note=value, level=value, aliases=value, confidence=value)
    graph.add_edge("a", "a", predicate="ADOPTED", confidence=value, sources=value, since=value, evidence=[{"quote": value, "span": value, "confidence": value}])
    json.loads(payload.dump(Network.from_graph(graph).data()))


def test_one_disagreement_is_told_once_though_both_statements_tell_it() -> None:
    one = {"differs": [{"field": "role", "one": "陶久娟", "other": "陶久娣", "source": "b"}]}
    two = {"differs": [{"field": "role", "one": "陶久娣", "other": "陶久娟", "source": "a"}]}
    assert len(evidence.disagreements({"evidence": [one, two]})) == 1


def test_figures_are_named_by_their_value() -> None:
    assert payload.names({"id": "x", "kind": "Statistic", "value": 55000.0, "unit": "个", "comparator": "≥"})[0] == "≥55,000个"
    assert payload.names({"id": "x", "kind": "Statistic", "value": 80.8, "high": 90, "unit": "%"})[0] == "80.8–90%"


@given(st.floats() | st.none() | st.text())
def test_confidence_is_a_percentage_or_unknown(value: object) -> None:
    assert -1 <= values.percent(value) <= 100


def test_the_map_keeps_directions_and_stays_in_its_frame() -> None:
    atlas = Atlas.default()
    (beijing, harbin, guangzhou, urumqi) = (atlas.places[c] for c in ("1101" if "1101" in atlas.places else "11", "2301", "4401", "6501"))
    assert urumqi[0] < beijing[0] < harbin[0]
    assert harbin[1] < beijing[1] < guangzhou[1]
    dots = atlas.backdrop()
    assert len(dots) > 4000
    assert min(dots) >= 0
    assert max(dots[::2]) <= WIDTH
    assert max(dots[1::2]) <= atlas.height


def test_a_village_stands_at_the_centre_of_its_county() -> None:
    atlas = Atlas.default()
    assert atlas.find("150603003009") == atlas.places["150603"]
    assert atlas.find("320599") == atlas.places["3205"]
    assert atlas.find("99") is None


def test_the_projection_keeps_areas() -> None:
    def area(longitude: float, latitude: float) -> float:
        (x0, y0), (x1, _), (_, y1) = albers(longitude, latitude), albers(longitude + 0.1, latitude), albers(longitude, latitude + 0.1)
        return math.hypot(x1 - x0, albers(longitude + 0.1, latitude)[1] - y0) * (y1 - y0) / math.cos(math.radians(latitude))

    assert area(105, 20) == pytest.approx(area(105, 50), rel=0.01)


@pytest.mark.parametrize(
    ("name", "english"),
    [("江苏省", "Jiangsu"), ("鄂尔多斯市", "Ordos"), ("康城社区", "Kangcheng Community"), ("西安市", "Xi'an"), ("通州区", "Tongzhou District"), ("16号楼", None)],
)
def test_places_have_english_names(name: str, english: str | None) -> None:
    assert place_name(name) == english


def test_pinyin_for_the_search() -> None:
    assert search_key("网格党支部") == "wanggedangzhibu wgdzb"
    assert search_key("Grid") == ""


def test_every_caption_is_there_in_both_languages() -> None:
    for section in captions.text().values():
        for key, entry in section.items():
            if isinstance(entry, dict):
                assert entry["zh"] and entry["en"], key
    from govgraph.graph.schema import Schema

    drawn = {r.name for r in Schema.default().relations.values() if not r.internal}
    assert drawn == set(captions.text()["inverse"])
    assert {k["id"] for k in captions.kinds()} == set(captions.text()["shapes"])
