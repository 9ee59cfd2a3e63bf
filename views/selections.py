"""What a page shows: parts of a graph, chosen through the query library, with their titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from ..graph.model.errors import UsageError
from ..queries import Library
from .network import Layout, Network


#: How a page is asked for, by name; see `view`.
KINDS = ("practice", "place", "ask", "cypher", "compare", "timeline", "tiers")


@dataclass(frozen=True)
class Selection:
    """A part of a graph and how to show it.

    Attributes:
        graph: Its nodes and relations.
        title: The page's heading.
        subtitle: What was selected, in a line.
        focus: Ids of the nodes that it is about.
        layout: How the picture is laid out.
        view: What is shown first: `network`, `map` or `time`.
        summary: Whether groups are closed at first; None: when there are too many nodes.
        answer: The answer to a question in one sentence.
    """

    graph: nx.MultiDiGraph[str]
    title: str
    subtitle: str = ""
    focus: tuple[str, ...] = ()
    layout: Layout = "groups"
    view: str = "network"
    summary: bool | None = None
    answer: str = ""
    options: dict[str, Any] = field(default_factory=dict)

    def network(self, language: str = "zh") -> Network:
        """The selection as a pyvis network, which makes the page."""
        return Network.from_graph(
            self.graph,
            heading=self.title,
            subtitle=self.subtitle,
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
    return select(library, language=language, **wanted).network(language)


def select(library: Library, *, language: str = "zh", **wanted: Any) -> Selection:
    """The selection that `view` shows; the arguments are its own."""
    if language not in ("zh", "en"):
        raise UsageError(f"the language is zh or en, not {language!r}")
    given = {k: v for k, v in wanted.items() if v}
    unknown = given.keys() - set(KINDS)
    if unknown:
        raise UsageError(f"a view has no selection {sorted(unknown)[0]!r}; there are {', '.join(KINDS)}")
    if len(given) > 1:
        raise UsageError(f"a page shows one selection, not {' and '.join(sorted(given))}; leave one out")
    if not given:
        return whole(library, language)
    name, value = next(iter(given.items()))
    makers: dict[str, Callable[..., Selection]] = {
        "practice": practice, "place": place, "ask": answer, "cypher": cypher, "timeline": timeline, "tiers": tiers,
    }  # fmt: skip
    return compare(library, *value, language) if name == "compare" else makers[name](library, value, language)


def whole(library: Library, language: str = "zh") -> Selection:
    """The whole graph, summarised: provinces and categories of practices, which open by double click."""
    graph = library.whole()
    title = {"zh": "基层治理机制图谱", "en": "Governance practices of localities"}[language]
    lead = {"zh": "按省份与机制类别归并，双击展开", "en": "By province and category of practice; double click opens"}[language]
    return Selection(graph, title, f"{lead} · {_counts(graph, language)}", summary=graph.number_of_nodes() > 60)


def practice(library: Library, name: str, language: str = "zh") -> Selection:
    """The graph around a practice: who adopted it, its kinds and tiers, figures, people."""
    ident = library.names.resolve("practice", name)
    graph = _around_practice(library, ident)
    lead = {"zh": "谁在做、下属做法与层级、数据与人物", "en": "Who does it, its kinds and tiers, figures and people"}[language]
    return Selection(graph, _title(graph, ident, language), f"{lead} · {_counts(graph, language)}", focus=(ident,))


def place(library: Library, name: str, language: str = "zh") -> Selection:
    """The graph around a place and all places below it."""
    ident = library.names.resolve("place", name)
    graph = _around_place(library, ident)
    lead = {"zh": "本地及以下各级在做什么、谁在负责", "en": "What is done here and below, and who runs it"}[language]
    return Selection(graph, _title(graph, ident, language), f"{lead} · {_counts(graph, language)}", focus=(ident,))


def timeline(library: Library, name: str, language: str = "zh") -> Selection:
    """The spread of a practice over time."""
    ident = library.names.resolve("practice", name)
    graph = _around_practice(library, ident)
    lead = {"zh": "采用的先后", "en": "Adoption over time"}[language]
    return Selection(graph, _title(graph, ident, language), f"{lead} · {_counts(graph, language)}", focus=(ident,), view="time")


def tiers(library: Library, name: str, language: str = "zh") -> Selection:
    """The tiers of a chain as a chain; of a tier, all chains that it belongs to. Who adopted them stands beside."""
    ident = library.names.resolve("practice", name)
    heads = [r[0] for r in library.run("MATCH (c:Mechanism)-[:HAS_TIER]->(t:Mechanism {id: $id}) RETURN DISTINCT c.id", {"id": ident})]
    chains = sorted({ident, *heads})
    graph = library.graph("MATCH (c:Mechanism)-[r:HAS_TIER]->(t:Mechanism) WHERE c.id IN $chains RETURN c, r, t", chains=chains)
    if not graph.number_of_nodes():
        raise UsageError(f"{name!r} has no tiers and is none; 'govgraph view --practice' shows what is around it")
    adopters = library.graph("MATCH (a:Locality)-[r:ADOPTED]->(m:Mechanism) WHERE m.id IN $ids RETURN a, r, m", ids=sorted(graph.nodes))
    graph = nx.compose(graph, adopters)
    lead = {"zh": "自上而下的层级", "en": "Tiers from the top down"}[language]
    return Selection(graph, _title(graph, ident, language), f"{lead} · {_counts(graph, language)}", focus=(ident,), layout="chain")


def compare(library: Library, one: str, other: str, language: str = "zh") -> Selection:
    """Two places or two practices beside each other: what both have, what only one has."""
    kind, ids = _same_kind(library, one, other)
    around = _around_place if kind == "place" else _around_practice
    graphs = [around(library, ident) for ident in ids]
    if kind == "place":
        graphs = [_with_types(library, g) for g in graphs]
    both = nx.compose(*graphs)
    for ident in both.nodes:
        both.nodes[ident]["sides"] = [side for side, g in zip(("left", "right"), graphs, strict=True) if ident in g]
    names = [_title(both, ident, language) for ident in ids]
    title = {"zh": f"{names[0]}与{names[1]}", "en": f"{names[0]} and {names[1]}"}[language]
    lead = {"zh": "共有与各有", "en": "What they share, and what only one has"}[language]
    return Selection(both, title, f"{lead} · {_counts(both, language)}", focus=ids, layout="versus")


def cypher(library: Library, query: str, language: str = "zh") -> Selection:
    """The nodes and relations that a query of the user's returns."""
    graph = library.graph(query if " " in query else f"{query} ")
    if not graph.number_of_nodes():
        raise UsageError("the query returns no node or relation to draw; return nodes and relations, as in MATCH (a)-[r]->(b) RETURN a, r, b")
    title = {"zh": "查询结果", "en": "Result of a query"}[language]
    return Selection(graph, title, f"{' '.join(query.split())[:160]} · {_counts(graph, language)}", summary=False)


def answer(library: Library, question: str, language: str = "zh") -> Selection:
    """The answer to a question: the places, practices and others that its rows name, and what joins them."""
    found = library.ask(question, language)
    data = found.as_dict() if hasattr(found, "as_dict") else found.to_dict() if hasattr(found, "to_dict") else vars(found)
    if data.get("answer") is None:
        hints = "; ".join(data.get("suggestions") or [])
        raise UsageError(f"the question is not understood: {data.get('reason') or question}" + (f"; try: {hints}" if hints else ""))
    names = sorted({c for row in data.get("rows") or [] for c in _cells(row)} | set(_cells(data["answer"])))
    labels = "|".join(f"`{k}`" for k, about in library.schema.kinds.items() if not about.internal)
    graph = library.graph(f"MATCH (a:{labels})-[r]->(b:{labels}) WHERE a.name IN $names AND b.name IN $names RETURN a, r, b", names=names)
    alone = library.graph(f"MATCH (n:{labels}) WHERE n.name IN $names RETURN n", names=sorted(_cells(data["answer"])))
    graph = nx.compose(alone, graph)
    said = _sentence(data["answer"], language)
    focus = tuple(n for n, d in graph.nodes(data=True) if d.get("name") in set(_cells(data["answer"])))
    return Selection(graph, question, str(data.get("interpretation") or ""), focus=focus, answer=said, summary=False)


def _sentence(found: Any, language: str) -> str:
    if isinstance(found, list | tuple):
        if not found:
            return {"zh": "图谱中没有相符的内容。", "en": "The graph holds none."}[language]
        return {"zh": "、", "en": ", "}[language].join(str(x) for x in found)
    return str(found)


def _cells(value: Any) -> list[str]:
    """The texts in a row, an answer or a nested list of them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [c for v in value.values() for c in _cells(v)]
    if isinstance(value, Iterable):
        return [c for v in value for c in _cells(v)]
    return []


def _around_practice(library: Library, ident: str) -> nx.MultiDiGraph[str]:
    return _with(library, library.graph("graph_practice", practice=ident), ident)


def _around_place(library: Library, ident: str) -> nx.MultiDiGraph[str]:
    return _with(library, library.graph("graph_place", place=ident), ident)


def _with(library: Library, graph: nx.MultiDiGraph[str], ident: str) -> nx.MultiDiGraph[str]:
    """The graph, the node itself in it even where nothing is known of it."""
    if ident in graph:
        return graph
    return nx.compose(graph, library.graph("MATCH (n:Mechanism|Locality {id: $id}) RETURN n", id=ident))


def _with_types(library: Library, graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The graph with the types of its practices: two places share a type more often than a proper name."""
    query = "MATCH (m:Mechanism)-[r:KIND_OF]->(t:Mechanism) WHERE m.id IN $ids RETURN m, r, t"
    return nx.compose(graph, library.graph(query, ids=sorted(graph.nodes)))


def _same_kind(library: Library, one: str, other: str) -> tuple[str, tuple[str, str]]:
    """Whether two names are places or practices, and their ids."""
    reasons = []
    for kind in ("place", "practice"):
        try:
            return kind, (library.names.resolve(kind, one), library.names.resolve(kind, other))
        except UsageError as error:
            reasons.append(str(error))
    raise UsageError(f"cannot compare {one!r} with {other!r}: {' / '.join(reasons)}")


def _title(graph: nx.MultiDiGraph[str], ident: str, language: str) -> str:
    data = graph.nodes[ident] if ident in graph else {}
    name = str(data.get("name", ident))
    return str(data.get("name_en") or name) if language == "en" else name


def _counts(graph: nx.MultiDiGraph[str], language: str) -> str:
    """How many places, practices and articles a graph has, in words."""
    kinds = [d.get("kind") for _, d in graph.nodes(data=True)]
    articles = {e.get("story") or e.get("source") for _, _, d in graph.edges(data=True) for e in d.get("evidence") or []}
    places, practices = kinds.count("Locality"), kinds.count("Mechanism")
    if language == "en":
        parts = [(places, "places"), (practices, "practices"), (len(articles), "independent articles")]
        return ", ".join(f"{n} {word[:-1] if n == 1 else word}" for n, word in parts if n)
    parts = [(places, "个地方"), (practices, "项机制"), (len(articles), "篇独立报道")]
    return "、".join(f"{n} {word}" for n, word in parts if n)
