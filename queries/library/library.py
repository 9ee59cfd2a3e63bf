"""The query library: a graph opened for reading, its named queries, and results in three forms."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from ...graph.model.errors import UsageError
from ...graph.schema import Schema
from ...graph.stores import Rows, View, open_store
from .named import NamedQuery, named_queries, named_query
from .names import NameIndex
from .networks import network

if TYPE_CHECKING:
    import networkx
    import pandas

    from ..questions import Answer


class Library:
    """Questions to one graph. It only reads.

    >>> with Library.open("govgraph.lbug") as library:          # doctest: +SKIP
    ...     library.query("adopters", practice="红色物业").rows
    """

    def __init__(self, view: View, url: str = ""):
        self.view = view
        self.url = url

    @classmethod
    def open(cls, url: str | os.PathLike[str] | None = None) -> Self:
        """Opens a graph for reading.

        Args:
            url: a path (LadybugDB) or ``neo4j://``, ``bolt://`` (Neo4j); ``$GOVGRAPH_STORE``, else
                ``govgraph.lbug``, if None.

        Raises:
            StoreError: there is no graph, it cannot be reached, or it is of another version.
            UsageError: an unknown kind of store.
        """
        store = open_store(url)
        return cls(store.view(), store.url)

    @property
    def schema(self) -> Schema:
        """The model of the graph."""
        return self.view.schema

    @cached_property
    def names(self) -> NameIndex:
        """Names of the graph's nodes; read when first needed."""
        return NameIndex(self.view)

    @staticmethod
    def queries() -> Mapping[str, NamedQuery]:
        """The named queries, by name."""
        return named_queries()

    def query(
        self, name: str, *, limit: int | None = None, timeout: float | None = None, **parameters: Any
    ) -> Rows:
        """The rows of a named query.

        Args:
            name: one of :meth:`queries`.
            limit: at most so many rows.
            timeout: seconds after which the query is ended.
            parameters: the query's parameters; practices, places, people and sources by name or id.

        Raises:
            UsageError: no such query or parameter, or a name that the graph does not know.
        """
        query = named_query(name)
        bound = self.bind(query, parameters)
        found = [self.view.run(part, bound, limit=limit, timeout=timeout) for part in query.parts]
        if len(found) == 1:
            return found[0]
        rows = tuple(row for part in found for row in part.rows)
        return Rows(
            found[0].columns,
            rows[:limit],
            any(p.truncated for p in found) or (limit is not None and len(rows) > limit),
        )

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """The rows of your own Cypher, which may only read.

        Raises:
            QueryError: the engine refuses it, it would write, or it took too long.
        """
        return self.view.run(cypher, parameters, limit=limit, timeout=timeout)

    def frame(self, query: str, **parameters: Any) -> pandas.DataFrame:
        """A named query (or, if it has a space in it, Cypher) as a pandas frame."""
        import pandas

        rows = self.run(query, parameters) if " " in query else self.query(query, **parameters)
        return pandas.DataFrame(rows.dicts(), columns=list(rows.columns))

    def graph(self, query: str, **parameters: Any) -> networkx.MultiDiGraph[str]:
        """The nodes and relations that a query returns, each relation with its evidence.

        Args:
            query: name of a query that returns nodes and relations (``graph_...``), or Cypher that does.
            parameters: those of the query.

        Returns:
            A network of node ids. Nodes have ``kind`` and their properties; edges (keyed by the
            relation's id) ``predicate``, their properties and ``evidence``: a list of statements,
            each with source, title, date, publisher, document, span, quote, confidence and extractor.
        """
        rows = self.run(query, parameters) if " " in query else self.query(query, **parameters)
        return network(self.view, rows)

    def neighbourhood(self, node_id: str, depth: int = 1) -> networkx.MultiDiGraph[str]:
        """A node with all that is within so many relations of it (1 to 3)."""
        if not 1 <= depth <= 3:
            raise UsageError(f"depth is 1, 2 or 3, not {depth}")
        kinds = [k for k, about in self.schema.kinds.items() if not about.internal]
        found: set[str] = {node_id}
        edge: set[str] = {node_id}
        union: list[tuple[Any, ...]] = []
        for _ in range(depth):
            step = self._around(sorted(edge), kinds)
            union += step
            seen = {n.id for row in step for n in (row[0], row[2])}
            edge = seen - found
            found |= seen
        return network(self.view, Rows(("a", "r", "b"), tuple(union)))

    def _around(self, ids: list[str], kinds: list[str]) -> list[tuple[Any, ...]]:
        labels = ":" + "|".join(f"`{k}`" for k in kinds)
        out: dict[str, tuple[Any, ...]] = {}
        for end in ("a", "b"):
            for row in self.view.run(
                f"MATCH (a{labels})-[r]->(b{labels}) WHERE {end}.id IN $ids RETURN a, r, b", {"ids": ids}
            ):
                out.setdefault(row[1].properties["id"], row)
        return list(out.values())

    def whole(self) -> networkx.MultiDiGraph[str]:
        """The whole graph, evidence included, statements themselves left out."""
        kinds = [k for k, about in self.schema.kinds.items() if not about.internal]
        labels = ":" + "|".join(f"`{k}`" for k in kinds)
        return network(self.view, self.view.run(f"MATCH (a{labels})-[r]->(b{labels}) RETURN a, r, b"))

    def ask(self, question: str, language: str | None = None) -> Answer:
        """The answer to a question in Chinese or English; see :mod:`govgraph.queries.questions`."""
        from ..questions import ask

        return ask(self, question, language)

    def status(self) -> dict[str, Any]:
        """What the graph holds: ``nodes`` and ``edges`` (label to count) and its ``sources``."""
        counts = self.view.count()
        rows = self.view.run(
            "MATCH (s:Source) RETURN s.id AS id, s.title AS title, s.date AS date, s.publisher AS publisher, "
            "s.document AS document, s.story AS story ORDER BY s.id"
        )
        return {"store": self.url, **counts, "sources": rows.dicts()}

    def bind(self, query: NamedQuery, given: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters of a query as the engine gets them: names turned into ids, defaults filled in."""
        known = {p.name: p for p in query.parameters}
        for name in given.keys() - known.keys():
            raise UsageError(
                f"query {query.name} has no parameter {name!r}; it has {', '.join(known) or 'none'}"
            )
        out: dict[str, Any] = {}
        for name, parameter in known.items():
            value = given.get(name)
            if value is None:
                if parameter.required:
                    raise UsageError(f"query {query.name} needs {name} ({parameter.kind})")
                value = parameter.default
            if parameter.kind == "integer":
                try:
                    value = int(value)
                except (TypeError, ValueError):
                    raise UsageError(f"{name} is a whole number, not {value!r}") from None
            elif parameter.kind != "text" and value != "":
                value = self.names.resolve(parameter.kind, str(value))
            out[name] = value
        return out

    def close(self) -> None:
        """Closes the graph."""
        self.view.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
