"""A statement: a triple whose ends have ids. Statements are kept; nodes and relations follow from them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .triple import Entity, Triple
from .validation import parse


def digest(*parts: str) -> str:
    """16 hexadecimal digits that are equal on every run and machine for equal parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple of one source, its ends and its relation identified.

    Attributes:
        id: hash of the content.
        subject_id: id of the node that the subject means; ``object_id`` likewise.
        relation_id: id of the relation that the statement supports.
        story: equal for sources that print one text.
        content: the triple as one line of canonical JSON.
    """

    id: str
    triple: Triple
    subject_id: str
    object_id: str
    relation_id: str
    story: str
    content: str

    @property
    def source_id(self) -> str:
        """Id of the source that states it."""
        return str(self.triple.source["id"])

    def ends(self) -> tuple[tuple[str, Entity], tuple[str, Entity]]:
        """Both ends: node id and entity."""
        return (self.subject_id, self.triple.subject), (self.object_id, self.triple.object)

    def to_row(self) -> dict[str, Any]:
        """The properties of the Statement node."""
        t = self.triple
        return {
            "id": self.id,
            "predicate": t.predicate,
            "subject_id": self.subject_id,
            "object_id": self.object_id,
            "relation_id": self.relation_id,
            "source_id": self.source_id,
            "story": self.story,
            "span_start": t.span[0] if t.span else None,
            "span_end": t.span[1] if t.span else None,
            "quote": t.quote,
            "confidence": t.confidence,
            "extractor": t.extractor,
            "modality": t.properties.get("modality"),
            "status": t.properties.get("status"),
            "since": t.properties.get("since"),
            "triple": self.content,
        }

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> Statement:
        """The statement of a Statement node's properties."""
        return cls(
            id=row["id"],
            triple=parse(json.loads(row["triple"])),
            subject_id=row["subject_id"],
            object_id=row["object_id"],
            relation_id=row["relation_id"],
            story=row["story"],
            content=row["triple"],
        )
