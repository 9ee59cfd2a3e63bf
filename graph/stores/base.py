"""The idea of storage: a ``Store`` makes a ``Writer`` (a context manager) and a read-only ``View``.

An engine is one file beside this one and fills in what is abstract here. What all engines do
alike, from statements to nodes and relations, is in ``delta.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from ..model.statement import Statement
from ..schema import Schema
from .values import Rows

if TYPE_CHECKING:
    from ..derivation.disagreements import Difference
    from ..derivation.nodes import NodeRow
    from ..derivation.relations import RelationRow


class View(ABC):
    """Read-only access to a graph."""

    schema: Schema

    @abstractmethod
    def run(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """The rows that a Cypher query returns.

        Args:
            cypher: a query that only reads.
            parameters: its parameters, by name without the dollar sign.
            limit: at most so many rows; ``Rows.truncated`` says whether there were more.
            timeout: seconds after which it is ended.

        Raises:
            QueryError: the engine refuses it, it writes, or it took too long.
        """

    @abstractmethod
    def close(self) -> None:
        """Give back what the view holds open."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def statements(self, node_ids: Collection[str]) -> list[Statement]:
        """Every statement that one of these nodes is subject, object or source of."""
        if not node_ids:
            return []
        found: dict[str, Statement] = {}
        wanted = sorted(node_ids)
        columns = list(self.schema.columns("Statement"))
        returned = ", ".join(f"s.{c} AS {c}" for c in columns)
        for field in ("subject_id", "object_id", "source_id"):
            query = f"UNWIND $ids AS i MATCH (s:Statement) WHERE s.{field} = i RETURN {returned}"
            for row in self.run(query, {"ids": wanted}).dicts():
                if row["id"] not in found:
                    found[row["id"]] = Statement.from_row(row)
        return list(found.values())

    def count(self) -> dict[str, dict[str, int]]:
        """How many nodes and relations there are: ``nodes`` and ``edges``, each label to count."""
        nodes = {k: self._number(f"MATCH (n:`{k}`) RETURN count(n)") for k in self.schema.kinds}
        edges = {r: self._number(f"MATCH ()-[r:{r}]->() RETURN count(r)") for r in self.schema.relations}
        return {"nodes": nodes, "edges": edges}

    def _number(self, cypher: str) -> int:
        return int(self.run(cypher).rows[0][0])


class Writer(ABC):
    """Changes a graph; one at a time. As a context manager it commits at the end, or undoes on an error.

    The names that go into Cypher's text are the schema's own, checked when the schema is read;
    everything else is a parameter.
    """

    schema: Schema
    view: View

    @abstractmethod
    def add_nodes(self, kind: str, rows: Sequence[NodeRow]) -> None:
        """Nodes that are not there yet."""

    @abstractmethod
    def set_nodes(self, kind: str, rows: Sequence[NodeRow]) -> None:
        """All properties of nodes that are there."""

    @abstractmethod
    def remove_nodes(self, kind: str, ids: Sequence[str]) -> None:
        """Nodes, with the relations that touch them."""

    @abstractmethod
    def add_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """Relations that are not there yet, all between these two kinds."""

    @abstractmethod
    def set_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """All properties of relations that are there."""

    @abstractmethod
    def remove_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """Relations, by id."""

    @abstractmethod
    def add_statements(self, statements: Sequence[Statement]) -> None:
        """Statements that are not there yet."""

    @abstractmethod
    def add_differences(self, differences: Sequence[Difference]) -> None:
        """DIFFERS_FROM between statements."""

    @abstractmethod
    def remove_differences(self, anchors: Sequence[str]) -> None:
        """All DIFFERS_FROM that speak of one of these nodes."""

    @abstractmethod
    def commit(self) -> None:
        """Make what was done last."""

    @abstractmethod
    def abort(self) -> None:
        """Undo what was not committed, as far as the engine can."""

    @abstractmethod
    def close(self) -> None:
        """Give back what the writer holds open."""

    def existing(self, kind: str, ids: Iterable[str]) -> set[str]:
        """Which of these nodes are there."""
        wanted = list(ids)
        if not wanted:
            return set()
        query = f"UNWIND $ids AS i MATCH (n:`{kind}`) WHERE n.id = i RETURN n.id"
        return {row[0] for row in self.view.run(query, {"ids": wanted})}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.commit()
            else:
                self.abort()
        finally:
            self.close()


class Store(ABC):
    """A graph in some engine, named by a URL."""

    url: str
    schema: Schema

    @abstractmethod
    def view(self) -> View:
        """Read-only access.

        Raises:
            StoreError: there is no graph, it cannot be reached, or it is of another version.
        """

    @abstractmethod
    def writer(self) -> Writer:
        """Access for changes; makes the graph where there is none.

        Raises:
            StoreError: it cannot be reached or written, or it is of another version.
        """
