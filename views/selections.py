"""What a page shows: parts of a graph, chosen through the query library, with their titles."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import networkx as nx

from ..graph.model.errors import UsageError
from ..queries import Library
from .network import Layout, Network
from .payload import names

Graph: TypeAlias = "nx.MultiDiGraph[str]"
LANGUAGES = ("zh", "en")
#: How a page is asked for, by name; see `view`.
KINDS = ("practice", "place", "ask", "cypher", "compare", "timeline", "tiers")


@dataclass(frozen=True)
class Selection:
    """A part of a graph and how to show it.

    Attributes:
        graph: Its nodes and relations.
        title: The page's heading, by language.
        subtitle: What was selected, in a line, by language.
        focus: Ids of the nodes that it is about.
        layout: How the picture is laid out.
        view: What is shown first: `network`, `map` or `time`.
        summary: Whether groups are closed at first; None: when there are too many nodes.
        answer: The answer to a question in one sentence, by language.
        options: Further options of the network.
    """

    graph: Graph
    title: Mapping[str, str]
    subtitle: Mapping[str, str]
    focus: tuple[str, ...] = ()
    layout: Layout = "groups"
    view: str = "network"
    summary: bool | None = None
    answer: Mapping[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    def network(self, language: str = "zh") -> Network:
        """The selection as a pyvis network, which makes the page."""
        return Network.from_graph(
            _sorted(self.graph),
            heading=self.title[language],
            subtitle=self.subtitle[language],
            headings={key: (self.title[key], self.subtitle[key]) for key in LANGUAGES},
            language=language,
            focus=self.focus,
            layout=self.layout,
            view=self.view,
            summary=self.summary,
            answer=self.answer,
            **self.options,
        )


def view(library: Library, *, language: str = "zh", **wanted: Any) -> Network:
    """A page of a part of a graph; in Jupyter it shows itself.

    Args:
        library: The graph, opened for reading.
        language: The language that the page opens in, `zh` or `en`.
        **wanted: At most one of `practice`, `place`, `timeline` (a practice's name), `tiers` (a chain's or
            tier's name), `ask` (a question), `cypher` (a query that returns nodes or relations) and
            `compare` (a pair of places or of practices). None of them: the whole graph.

    Returns:
        A `Network`; `write_html(path)` writes the page.

    Raises:
        UsageError: more than one part is asked for, or a name that the graph does not know.
        QueryError: the query is refused, or would write.
    """
    return select(library, **wanted).network(_language(language))


def select(library: Library, **wanted: Any) -> Selection:
    """The selection that `view` shows; the arguments are its own."""
    given = {k: v for k, v in wanted.items() if v}
    unknown = given.keys() - set(KINDS)
    if unknown:
        raise UsageError(f"a view has no selection {sorted(unknown)[0]!r}; there are {', '.join(KINDS)}")
    if len(given) > 1:
        raise UsageError(f"a page shows one selection, not {' and '.join(sorted(given))}; leave one out")
    if not given:
        return whole(library)
    name, value = next(iter(given.items()))
    if name == "compare":
        return compare(library, *value)
    makers: dict[str, Callable[[Library, str], Selection]] = {
        "practice": practice,
        "place": place,
        "ask": answer,
        "cypher": cypher,
        "timeline": timeline,
        "tiers": tiers,
    }
    return makers[name](library, value)


def whole(library: Library) -> Selection:
    """The whole graph, summarised: provinces and categories of practices, which open by double click."""
    graph = library.whole()
    title = {"zh": "基层治理机制图谱", "en": "Governance practices of localities"}
    lead = {
        "zh": "按省份与机制类别归并，双击展开",
        "en": "By province and category of practice; double click opens",
    }
    return Selection(graph, title, _subtitle(lead, graph), summary=graph.number_of_nodes() > 60)


def practice(library: Library, name: str) -> Selection:
    """The graph around a practice: who adopted it, its kinds and tiers, figures, people."""
    ident = library.names.resolve("practice", name)
    graph = _around_practice(library, ident)
    lead = {
        "zh": "谁在做、下属做法与层级、数据与人物",
        "en": "Who does it, its kinds and tiers, figures and people",
    }
    return Selection(graph, _title(graph, ident), _subtitle(lead, graph), focus=(ident,))


def place(library: Library, name: str) -> Selection:
    """The graph around a place and all places below it."""
    ident = library.names.resolve("place", name)
    graph = _around_place(library, ident)
    lead = {"zh": "本地及以下各级在做什么、谁在负责", "en": "What is done here and below, and who runs it"}
    return Selection(graph, _title(graph, ident), _subtitle(lead, graph), focus=(ident,))


def timeline(library: Library, name: str) -> Selection:
    """The spread of a practice over time."""
    ident = library.names.resolve("practice", name)
    graph = _around_practice(library, ident)
    lead = {"zh": "采用的先后", "en": "Adoption over time"}
    return Selection(graph, _title(graph, ident), _subtitle(lead, graph), focus=(ident,), view="time")


def tiers(library: Library, name: str) -> Selection:
    """The tiers of a chain as a chain; of a tier, all chains that have it. Who adopted them stands beside."""
    ident = library.names.resolve("practice", name)
    rows = library.run(
        "MATCH (c:Mechanism)-[:HAS_TIER]->(t:Mechanism {id: $id}) RETURN DISTINCT c.id", {"id": ident}
    )
    chains = sorted({ident, *(row[0] for row in rows)})
    graph = library.graph(
        "MATCH (c:Mechanism)-[r:HAS_TIER]->(t:Mechanism) WHERE c.id IN $ids RETURN c, r, t", ids=chains
    )
    if not graph.number_of_nodes():
        raise UsageError(
            f"{name!r} has no tiers and is none; 'govgraph view --practice' shows what is around it"
        )
    query = "MATCH (a:Locality)-[r:ADOPTED]->(m:Mechanism) WHERE m.id IN $ids RETURN a, r, m"
    graph = _union(graph, library.graph(query, ids=sorted(graph.nodes)))
    lead = {"zh": "自上而下的层级", "en": "Tiers from the top down"}
    return Selection(graph, _title(graph, ident), _subtitle(lead, graph), focus=(ident,), layout="chain")


def compare(library: Library, one: str, other: str) -> Selection:
    """Two places or two practices beside each other: what both have, what only one has."""
    kind, ids = _same_kind(library, one, other)
    if ids[0] == ids[1]:
        raise UsageError(f"{one!r} and {other!r} are the same; name two to compare")
    around = _around_place if kind == "place" else _around_practice
    graphs = [around(library, ident) for ident in ids]
    if kind == "place":
        graphs = [_with_types(library, g) for g in graphs]
    both = _union(*graphs)
    for ident in both.nodes:
        both.nodes[ident]["sides"] = [
            side for side, g in zip(("left", "right"), graphs, strict=True) if ident in g
        ]
    (zh, en), (other_zh, other_en) = ((t["zh"], t["en"]) for t in (_title(both, ident) for ident in ids))
    title = {"zh": f"{zh}与{other_zh}", "en": f"{en} and {other_en}"}
    lead = {"zh": "共有与各有", "en": "What they share, and what only one has"}
    return Selection(both, title, _subtitle(lead, both), focus=ids, layout="versus")


def cypher(library: Library, query: str) -> Selection:
    """The nodes and relations that a query of the user's returns."""
    graph = library.graph(query if " " in query else f"{query} ")
    if not graph.number_of_nodes():
        raise UsageError(
            "the query returns no node or relation to draw; return nodes and relations, "
            "as in MATCH (a:Locality)-[r:ADOPTED]->(b) RETURN a, r, b"
        )
    text = " ".join(query.split())[:160]
    return Selection(
        graph,
        {"zh": "查询结果", "en": "Result of a query"},
        _subtitle({"zh": text, "en": text}, graph),
        summary=False,
    )


def answer(library: Library, question: str) -> Selection:
    """The answer to a question: the nodes that its table names, what joins them, and the short answer above.

    Raises:
        UsageError: the question is not understood; the message says why and what could be asked.
    """
    found = library.ask(question)
    if found.answer is None:
        hints = "; ".join(found.suggestions[:3])
        raise UsageError(
            f"{found.reason or 'the question is not understood: ' + question}"
            + (f"; try: {hints}" if hints else "")
        )
    short = [str(x) for x in found.answer] if isinstance(found.answer, list) else []
    kinds = "|".join(f"`{k}`" for k, about in library.schema.kinds.items() if not about.internal)
    named = library.graph(f"MATCH (n:{kinds}) WHERE n.name IN $names RETURN n", names=short)
    graph = _union(named, found.graph())
    values = [
        v
        for value in found.parameters.values()
        for v in (value if isinstance(value, list | tuple) else [value])
    ]
    asked = sorted({v for v in values if isinstance(v, str) and v.startswith("mech/")})
    steps = (
        "MATCH (a:Mechanism)-[r:KIND_OF|HAS_TIER]->(b:Mechanism) "
        "WHERE a.id IN $ids AND b.id IN $asked RETURN a, r, b"
    )
    graph = _union(graph, library.graph(steps, ids=sorted(graph.nodes), asked=asked))
    up = "MATCH p = (a:Locality)-[:PART_OF*1..4]->(b:Locality) WHERE a.id IN $ids AND b.id IN $ids RETURN p"
    graph = _union(
        graph, library.graph(up, ids=sorted(n for n, d in graph.nodes(data=True) if d["kind"] == "Locality"))
    )
    focus = tuple(n for n, d in graph.nodes(data=True) if d.get("name") in set(short))
    english = {d["name"]: names({"id": n, **d})[1] for n, d in graph.nodes(data=True)}
    said = {
        "zh": "、".join(short) or "图谱中没有记载。",
        "en": ", ".join(english.get(x, x) for x in short) or "The graph records none.",
    }
    if not isinstance(found.answer, list):
        said = dict.fromkeys(LANGUAGES, f"{found.answer}{found.unit}")
    return Selection(
        graph,
        dict.fromkeys(LANGUAGES, question),
        dict.fromkeys(LANGUAGES, found.interpretation),
        focus=focus,
        answer={key: " ".join([text, *found.caveats]) for key, text in said.items()},
        summary=False,
    )


def _sorted(graph: Graph) -> Graph:
    """The graph in an order that is not the store's own, so that its page is the same on every run."""
    out: Graph = nx.MultiDiGraph()
    out.add_nodes_from(sorted(graph.nodes(data=True), key=lambda node: node[0]))
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: (edge[0], edge[1], str(edge[2])))
    for a, b, key, data in edges:
        out.add_edge(a, b, key=key, **data)
    return out


def _union(*graphs: Graph) -> Graph:
    """Graphs put together; a node or relation that is in several of them is taken once."""
    out: Graph = nx.MultiDiGraph()
    for graph in graphs:
        out.add_nodes_from(graph.nodes(data=True))
        for a, b, key, data in graph.edges(keys=True, data=True):
            out.add_edge(a, b, key=key, **data)
    return out


def _around_practice(library: Library, ident: str) -> Graph:
    return _with(library, library.graph("graph_practice", practice=ident), ident)


def _around_place(library: Library, ident: str) -> Graph:
    return _with(library, library.graph("graph_place", place=ident), ident)


def _with(library: Library, graph: Graph, ident: str) -> Graph:
    """The graph, the node itself in it even where nothing is known of it."""
    if ident in graph:
        return graph
    return _union(graph, library.graph("MATCH (n:Mechanism|Locality {id: $id}) RETURN n", id=ident))


def _with_types(library: Library, graph: Graph) -> Graph:
    """The graph with the types of its practices: two places share a type more often than a proper name."""
    query = "MATCH (m:Mechanism)-[r:KIND_OF]->(t:Mechanism) WHERE m.id IN $ids RETURN m, r, t"
    return _union(graph, library.graph(query, ids=sorted(graph.nodes)))


def _same_kind(library: Library, one: str, other: str) -> tuple[str, tuple[str, str]]:
    """Whether two names are places or practices, and their ids."""
    reasons = []
    for kind in ("place", "practice"):
        try:
            return kind, (library.names.resolve(kind, one), library.names.resolve(kind, other))
        except UsageError as error:
            reasons.append(str(error))
    raise UsageError(f"cannot compare {one!r} with {other!r}: {' / '.join(reasons)}")


def _language(language: str) -> str:
    if language not in LANGUAGES:
        raise UsageError(f"the language is {' or '.join(LANGUAGES)}, not {language!r}")
    return language


def _title(graph: Graph, ident: str) -> dict[str, str]:
    """A node's name by language."""
    return dict(
        zip(LANGUAGES, names({"id": ident, **(graph.nodes[ident] if ident in graph else {})}), strict=True)
    )


def _subtitle(lead: Mapping[str, str], graph: Graph) -> dict[str, str]:
    """What is shown, and how many places, practices and articles there are, by language."""
    kinds = [d.get("kind") for _, d in graph.nodes(data=True)]
    articles = {
        e.get("story") or e.get("source")
        for _, _, d in graph.edges(data=True)
        for e in d.get("evidence") or []
    }
    counts = (kinds.count("Locality"), kinds.count("Mechanism"), len(articles))
    zh = "、".join(
        f"{n} {word}" for n, word in zip(counts, ("个地方", "项机制", "篇独立报道"), strict=True) if n
    )
    words = ("place", "practice", "independent article")
    en = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in zip(counts, words, strict=True) if n)
    return {
        "zh": " · ".join(filter(None, (lead["zh"], zh))),
        "en": " · ".join(filter(None, (lead["en"], en))),
    }
