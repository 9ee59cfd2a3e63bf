"""A pyvis network whose page is ours: one file, offline, safe, with the evidence in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import networkx as nx
import pyvis.network

from . import layout as layouts
from . import page as pages
from . import payload
from .grouping import Group, group_nodes
from .writing import write

Layout = Literal["groups", "versus", "chain"]


class Network(pyvis.network.Network):  # type: ignore[misc]
    """A directed pyvis network of a govgraph.

    Nodes and relations are added as with pyvis; any further keyword (`kind`, `name_en`, `category`,
    `evidence`, ...) is kept and shown. Parallel relations are kept. `generate_html`, `write_html`,
    `show` and the display in Jupyter give our page in place of pyvis'.

    Attributes:
        heading: The page's title.
        subtitle: The line below it.
        language: The language that the page opens in, `zh` or `en`.
        focus: Ids of the nodes that the page is about.
        layout: How nodes are laid out.
        view: What the page shows first: `network`, `map` or `time`.
        summary: Whether groups are closed at first. None: when there are more nodes than `most`.
        most: How many nodes are drawn at first.
        answer: What the page says first, by language, or nothing.
        headings: Heading and subtitle by language, for the page's language switch.
        font: A font file whose letters are put into the page, for readers without a Chinese font.
    """

    def __init__(
        self,
        *,
        heading: str = "govgraph",
        subtitle: str = "",
        language: str = "zh",
        focus: Sequence[str] = (),
        layout: Layout = "groups",
        view: str = "network",
        summary: bool | None = None,
        most: int = 500,
        answer: Mapping[str, str] | None = None,
        headings: Mapping[str, tuple[str, str]] | None = None,
        font: str | Path | None = None,
        **options: Any,
    ) -> None:
        super().__init__(directed=True, heading=heading, **options)
        self.subtitle = subtitle
        self.language = language
        self.focus = list(focus)
        self.layout: Layout = layout
        self.view = view
        self.summary = summary
        self.most = most
        self.answer = dict(answer or {})
        self.headings = dict(headings or {})
        self.font = font

    @classmethod
    def from_graph(cls, graph: nx.MultiDiGraph[str], **options: Any) -> Network:
        """A network of a graph's nodes and relations.

        Args:
            graph: Node attributes as the query library gives them (`kind`, `name`, ...); edge
                attributes `predicate`, `confidence`, `sources`, `since`, `evidence`, ...
            **options: Passed to the constructor.
        """
        network = cls(**options)
        for node, data in graph.nodes(data=True):
            network.add_node(node, **data)
        for subject, target, data in graph.edges(data=True):
            network.add_edge(subject, target, **data)
        return network

    def add_node(self, n_id: str | int, label: str | None = None, **options: Any) -> None:
        """Add a node; one whose id is there already is left as it is (as in pyvis).

        Args:
            n_id: Its id.
            label: Its name, if `name` is not given.
            **options: Attributes of the node.
        """
        node = str(n_id)
        if node not in self.node_map:
            attributes = {**options, "id": node}
            if label is not None:
                attributes.setdefault("name", str(label))
            self.nodes.append(attributes)
            self.node_ids.append(node)
            self.node_map[node] = attributes

    def add_edge(self, source: str | int, to: str | int, **options: Any) -> None:
        """Add a relation; parallel ones are kept.

        Raises:
            ValueError: one of the ends has not been added.
        """
        ends = {"from": str(source), "to": str(to)}
        for end in ends.values():
            if end not in self.node_map:
                raise ValueError(
                    f"relation {source} -> {to}: there is no node {end!r}; add it first with add_node"
                )
        self.edges.append({**options, **ends})

    def data(self) -> dict[str, Any]:
        """What the page's script reads (see `payload.build`)."""
        triples = [(e["from"], e["to"], e) for e in self.edges]
        groups, home, points, circles = self._arrange(triples)
        index = {n["id"]: i for i, n in enumerate(self.nodes)}
        summary = len(self.nodes) > self.most if self.summary is None else self.summary
        return payload.build(
            self.nodes,
            self.edges,
            points=points,
            home=home,
            groups=groups,
            circles=circles,
            page={
                "headings": self.headings,
                "title": self.heading,
                "subtitle": self.subtitle,
                "answer": self.answer,
                "language": self.language,
                "focus": [index[n] for n in self.focus if n in index],
                "layout": self.layout,
                "view": self.view,
                "summary": summary and self.layout == "groups" and len(groups) > 2,
                "most": self.most,
            },
        )

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The page. The arguments are those of pyvis; they change nothing, the page is always one file."""
        self.html = pages.assemble(self.data(), self.font)
        return self.html

    def write_html(
        self, name: str | Path, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> Path:
        """Write the page in UTF-8, in one step, with nothing beside it; the arguments are those of pyvis."""
        path = write(name, self.generate_html())
        if open_browser:
            import webbrowser

            webbrowser.open(path.resolve().as_uri())
        return path

    save_graph = write_html

    def show(self, name: str | Path, local: bool = True, notebook: bool = False) -> Path:
        """Write the page and open it in the browser."""
        return self.write_html(name, open_browser=not notebook)

    def _repr_html_(self) -> str:
        """The page inside Jupyter."""
        return pages.frame(self.generate_html())

    def _arrange(
        self, triples: list[tuple[str, str, dict[str, Any]]]
    ) -> tuple[list[Group], Mapping[str, str], layouts.Points, layouts.Circles]:
        """Groups, each node's group, points and circles, by the kind of layout."""
        ids = list(self.node_map)
        if self.layout == "versus" and len(self.focus) == 2 and all(f in self.node_map for f in self.focus):
            return self._versus(ids, triples)
        groups, home = group_nodes(self.node_map, triples)
        points, circles = layouts.by_groups(ids, triples, home, self.focus) if ids else ({}, {})
        if self.layout == "chain":
            points = layouts.chain(ids, triples)
            circles = {g.key: (0, 0, 0) for g in groups}
        return groups, home, points, circles

    def _versus(
        self, ids: list[str], triples: list[tuple[str, str, dict[str, Any]]]
    ) -> tuple[list[Group], Mapping[str, str], layouts.Points, layouts.Circles]:
        """A comparison of the two nodes in focus."""
        left, right = self.focus
        near: dict[str, set[str]] = {left: {left}, right: {right}}
        sides: dict[str, set[str]] = {n: set(self.node_map[n].get("sides", ())) for n in ids}
        for a, b, _ in triples:
            for end, ring in near.items():
                if end in (a, b):
                    ring.update((a, b))
        home = {}
        for n in ids:
            at_left = n in near[left] or "left" in sides[n]
            at_right = n in near[right] or "right" in sides[n]
            home[n] = "both" if at_left == at_right else "left" if at_left else "right"
        home[left], home[right] = "left", "right"
        words = pages.words()
        groups = [Group("both", "side", words["shared"]["zh"], words["shared"]["en"])]
        for side, n in (("left", left), ("right", right)):
            zh, en = payload.names(self.node_map[n])
            groups.append(
                Group(side, "side", words["only"]["zh"].format(name=zh), words["only"]["en"].format(name=en))
            )
        points, circles = layouts.versus(ids, triples, home, left, right)
        return groups, home, points, circles
