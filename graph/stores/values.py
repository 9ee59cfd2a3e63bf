"""What a query returns, in the same plain form from every engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Node:
    """A node in a result: id, kind (label) and properties, nulls left out."""

    id: str
    kind: str
    properties: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Kind and properties as one object."""
        return {"kind": self.kind, **self.properties}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation in a result: type, ids of both ends where the engine tells them, and properties."""

    type: str
    start: str
    end: str
    properties: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Type and properties as one object."""
        return {"relation": self.type, "start": self.start, "end": self.end, **self.properties}


@dataclass(frozen=True, slots=True)
class Path:
    """A path in a result: its nodes and the relations between them, in order."""

    nodes: tuple[Node, ...]
    relations: tuple[Relation, ...]

    def to_json(self) -> dict[str, Any]:
        """Nodes and relations as lists."""
        return {
            "nodes": [n.to_json() for n in self.nodes],
            "relations": [r.to_json() for r in self.relations],
        }


@dataclass(frozen=True)
class Rows:
    """A table: column names, rows of plain values, and whether a limit cut it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> list[Any]:
        """All values of one column."""
        at = self.columns.index(name)
        return [row[at] for row in self.rows]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows as objects, column to JSON value."""
        return [dict(zip(self.columns, map(plain, row), strict=True)) for row in self.rows]


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, (Node, Relation, Path)):
        return value.to_json()
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    return value
