"""Relations from the statements that support them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..model.statement import Statement
from ..schema import Schema

#: A relation's property goes to the surest of these first (ADOPTED.status, MENTIONED_IN.modality).
_RANK = {"practised": 0, "piloted": 1, "planned": 2, "advocated": 3, "ended": 4}


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation as a store keeps it."""

    predicate: str
    start: str  #: id of the node that it leaves
    end: str  #: id of the node that it reaches
    start_kind: str
    end_kind: str
    properties: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Id of the relation."""
        return str(self.properties["id"])


def agreed_confidence(statements: Iterable[Statement]) -> float:
    """How sure several statements are together: independent stories add up, printings of one do not.

    1 - (1 - c1)(1 - c2)..., c being the surest statement of a story ("noisy or").
    """
    best: dict[str, float] = defaultdict(float)
    for s in statements:
        best[s.story] = max(best[s.story], s.triple.confidence)
    doubt = 1.0
    for story in sorted(best):
        doubt *= 1.0 - best[story]
    return round(1.0 - doubt, 6)


def support(statements: list[Statement]) -> dict[str, Any]:
    """The properties of a relation that tell of its evidence."""
    surest = min(statements, key=lambda s: (-s.triple.confidence, s.triple.quote is None, s.id))
    return {
        "sources": len({s.story for s in statements}),
        "source_ids": sorted({s.source_id for s in statements}),
        "statements": sorted(s.id for s in statements),
        "confidence": agreed_confidence(statements),
        "quote": surest.triple.quote,
    }


def relation(statements: Iterable[Statement], schema: Schema | None = None) -> RelationRow:
    """The relation that statements with one ``relation_id`` support."""
    schema = schema or Schema.default()
    items = sorted(statements, key=lambda s: s.id)
    first = items[0]
    known = schema.relations[first.triple.predicate].properties
    values = {
        name: items[0].triple.properties.get(name) if len(items) == 1 else _agree(name, items)
        for name in known
    }
    return RelationRow(
        predicate=first.triple.predicate,
        start=first.subject_id,
        end=first.object_id,
        start_kind=first.triple.subject.type,
        end_kind=first.triple.object.type,
        properties={"id": first.relation_id, **support(items), **values},
    )


def _agree(name: str, statements: list[Statement]) -> Any:
    """The value of a property that most stories give; the surest, then the most precise, decides a tie."""
    stories: dict[Any, set[str]] = defaultdict(set)
    surest: dict[Any, float] = defaultdict(float)
    for s in statements:
        value = s.triple.properties.get(name)
        if value is not None:
            stories[value].add(s.story)
            surest[value] = max(surest[value], s.triple.confidence)
    if name == "since":
        # 2020 and 2020-07 agree: the longer one gains the voices of the shorter.
        for short in list(stories):
            for long in stories:
                if long != short and long.startswith(short):
                    stories[long] |= stories[short]
                    surest[long] = max(surest[long], surest[short])
    if not stories:
        return None
    if name in ("status", "modality"):
        return min(stories, key=lambda v: (_RANK.get(v, 9), v))
    return min(stories, key=lambda v: (-len(stories[v]), -surest[v], -len(str(v)), str(v)))
