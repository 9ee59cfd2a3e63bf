"""A triple: what one source states, with the evidence for it. The unit that loaders take in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """One end of a triple: a kind, a name, an optional id of the producer's, and properties."""

    type: str
    name: str
    id: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The entity as the interchange format writes it."""
        out: dict[str, Any] = {"type": self.type, "name": self.name}
        if self.id is not None:
            out["id"] = self.id
        return out | dict(self.properties)


@dataclass(frozen=True, slots=True)
class Triple:
    """Subject, predicate, object and the evidence behind them.

    Attributes:
        source: ``id`` and ``document`` (both always there), and ``title``, ``date``, ``publisher``,
            ``authors``, ``url``, ``story`` where known.
        span: half-open range of characters in the document's text as read.
        quote: that text.
        confidence: 0 to 1; 1 where the producer gives none.
    """

    subject: Entity
    predicate: str
    object: Entity
    source: Mapping[str, Any]
    properties: Mapping[str, Any] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    quote: str | None = None
    confidence: float = 1.0
    extractor: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)  #: fields that the schema does not know, kept

    def to_json(self) -> dict[str, Any]:
        """The triple as the interchange format writes it, optional parts only where there are any."""
        out: dict[str, Any] = {
            "subject": self.subject.to_json(),
            "predicate": self.predicate,
            "object": self.object.to_json(),
        }
        if self.properties:
            out["properties"] = dict(self.properties)
        out["source"] = dict(self.source)
        if self.span is not None:
            out["span"] = list(self.span)
        if self.quote is not None:
            out["quote"] = self.quote
        out["confidence"] = self.confidence
        if self.extractor is not None:
            out["extractor"] = self.extractor
        return out | dict(self.extra)

    def canonical(self) -> str:
        """One line of JSON that is equal for equal triples, whatever the order of their fields."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
