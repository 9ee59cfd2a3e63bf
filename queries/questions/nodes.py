"""What a question can name: nodes of the graph, the names that stand for them, and statistics."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A node that a name stands for. ``how``: name, type, alias, brand, short or spelling."""

    kind: str
    id: str
    how: str


@dataclass(slots=True)
class Node:
    """A node of the graph (or a practice of the taxonomy, or an official place, that the graph does not "
    "hold)."""

    id: str
    kind: str
    name: str
    sources: int = 0
    properties: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The name to answer with: of a place with a long official name, the end of it that articles use."""
        if self.kind != "place":
            return self.name
        ends = [
            a
            for a in self.properties.get("aliases") or ()
            if len(a) > 2 and self.name.endswith(a) and len(self.name) > len(a) + 3
        ]
        return max(ends, key=len, default=self.name)

    @property
    def path(self) -> list[str]:
        """Ids of a place's ancestors, outermost first, and its own."""
        return list(self.properties.get("path") or ())


@dataclass(slots=True)
class Figure:
    """A statistic with what it is about."""

    id: str
    name: str
    value: float | None
    unit: str
    measure: str
    comparator: str
    period: str
    places: frozenset[str] = frozenset()
    practices: frozenset[str] = frozenset()
