"""From triples to statements: both ends, the relation and the statement itself get their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..model.statement import Statement, digest
from ..model.triple import Triple
from ..schema import Schema
from .ids import entity_id, relation_id
from .story import story_of


def identify(triples: Sequence[Triple], schema: Schema | None = None) -> list[Statement]:
    """The statements that triples make, in the same order.

    A person is told by the post: the place of it if one is named (the lowest of several), else the
    organisation. So all triples of a source belong into one call.
    """
    schema = schema or Schema.default()
    posts = _posts(triples)
    out = []
    for t in triples:
        source = t.source
        start, end = (
            entity_id(e, source, posts.get((str(source["id"]), e.name)) if e.type == "Person" else None)
            for e in (t.subject, t.object)
        )
        key = [t.properties.get(k) for k in schema.relations[t.predicate].key]
        content = t.canonical()
        out.append(
            Statement(
                id=f"st/{digest(content)}",
                triple=t,
                subject_id=start,
                object_id=end,
                relation_id=relation_id(t.predicate, start, end, key),
                story=story_of(source),
                content=content,
            )
        )
    return out


def _posts(triples: Sequence[Triple]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], set[tuple[bool, int, str]]] = defaultdict(set)
    for t in triples:
        if t.predicate == "HOLDS_ROLE_IN":
            place = entity_id(t.object, t.source)
            rank = (t.object.type != "Locality", -len(place), place)
            found[str(t.source["id"]), t.subject.name].add(rank)
    return {who: min(places)[2] for who, places in found.items()}
