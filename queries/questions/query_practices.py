"""Queries for practices and what is said of them."""

from __future__ import annotations

from .cypher import (
    COLUMNS,
    REACH,
    Builder,
    Query,
    counted,
    exists,
    inside,
    of_category,
    of_level,
    reaches,
    since_clause,
)
from .slots import Frame


def practices_query(frame: Frame, wide: bool) -> Query:
    """Practices under all restrictions."""
    b = Builder()
    if frame.advocated:
        b.match.append("MATCH (m:Mechanism)-[a:MENTIONED_IN]->(d:Source)")
        b.where += ["a.modality = 'advocated'", "NOT EXISTS { MATCH (:Locality)-[:ADOPTED]->(m) }"]
        of_category(b, frame)
        reaches(b, frame.wanted)
        for kind, predicate, nodes in (
            ("`Group`", "SERVES", frame.groups),
            ("Problem", "ADDRESSES", frame.problems),
        ):
            if nodes:
                ids = b.bind([n.id for n in nodes], predicate.lower())
                b.where.append(f"EXISTS {{ MATCH (m)-[:{predicate}]->(g:{kind}) WHERE g.id IN {ids} }}")
        return counted(
            frame,
            b.text(
                "DISTINCT m.name AS mechanism, m.category AS category, d.title AS source, a.statements "
                "AS statements",
                "mechanism",
            ),
            b,
        )
    if frame.groups or frame.problems:
        kind, predicate, nodes = (
            ("`Group`", "SERVES", frame.groups) if frame.groups else ("Problem", "ADDRESSES", frame.problems)
        )
        b.match.append(f"MATCH (m:Mechanism)-[a:{predicate}]->(g:{kind})")
        b.where.append(f"g.id IN {b.bind([n.id for n in nodes], 'wanted')}")
        if frame.combine == "all" and len(frame.places) > 1:
            for place in frame.places:
                b.where.append(
                    "EXISTS { MATCH (o:Locality)-[:ADOPTED]->(m) "
                    f"WHERE {b.bind(place.id, 'place')} IN o.path }}"
                )
        elif frame.places and wide:
            b.match.append("MATCH (l:Locality)-[:ADOPTED]->(m)")
            inside(b, frame.places, "l", True)
        elif frame.places:
            b.match.append("MATCH (l:Locality)")
            b.where.append("l.name = a.locality AND (a.code IS NULL OR l.code = a.code)")
            inside(b, frame.places, "l", True)
        of_category(b, frame)
        reaches(b, frame.wanted)
        return counted(
            frame,
            b.text(
                "DISTINCT m.name AS mechanism, g.name AS about, a.locality AS locality, a.sources AS "
                "sources, a.statements AS statements",
                "mechanism",
            ),
            b,
        )
    if frame.sources and not frame.places:
        b.match.append("MATCH (m:Mechanism)-[a:MENTIONED_IN]->(d:Source)")
        b.where.append(f"d.id IN {b.bind([s.id for s in frame.sources], 'sources')}")
        of_category(b, frame)
        return counted(
            frame,
            b.text(
                "DISTINCT m.name AS mechanism, a.modality AS modality, d.title AS source, a.statements "
                "AS statements",
                "mechanism",
            ),
            b,
        )
    if frame.policies:
        b.match.append("MATCH (m:Mechanism)-[a:GOVERNED_BY]->(y:Policy)")
        b.where.append(f"y.id IN {b.bind([p.id for p in frame.policies], 'policies')}")
        return counted(
            frame,
            b.text(
                "DISTINCT m.name AS mechanism, y.name AS policy, a.sources AS sources, "
                "a.statements AS statements",
                "mechanism",
            ),
            b,
        )
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    slots = frame.wanted
    if slots and not (frame.places and not frame.else_):
        b.match.append(f"MATCH (l)-[:ADOPTED]->(k:Mechanism){REACH}(x:Mechanism)")
        ids = b.bind(slots[0].ids, "practice")
        b.where += [
            f"x.id IN {ids}",
            f"NOT EXISTS {{ MATCH (m){REACH}(y:Mechanism) WHERE y.id IN {ids} }}",
            "l.level <> 'nation'",
        ]
        for slot in slots[1:]:
            b.where.append(exists(b, slot, "o.id = l.id"))
        if frame.together and frame.together.level != "nation" and frame.together.column not in COLUMNS:
            of_level(b, frame.together)
    elif slots:
        reaches(b, slots)
    for slot in frame.denied:
        b.where.append(
            f"NOT EXISTS {{ MATCH (m){REACH}(z:Mechanism) WHERE z.id IN {b.bind(slot.ids, 'denied')} }}"
        )
    since_clause(b, frame)
    of_category(b, frame)
    if frame.persons:
        b.match.append("MATCH (p:Person)-[:HOLDS_ROLE_IN]->(l)")
        b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    if frame.combine == "all":
        for place in frame.places:
            b.where.append(
                f"EXISTS {{ MATCH (o:Locality)-[:ADOPTED]->(m) WHERE {b.bind(place.id, 'place')} IN o.path }}"
            )
        inside(b, frame.places, "l", True, "place")
    else:
        inside(b, frame.places, "l", wide)
    for place in frame.minus:
        b.where.append(
            f"NOT EXISTS "
            f"{{ MATCH (o:Locality)-[:ADOPTED]->(m) WHERE {b.bind(place.id, 'without')} IN o.path }}"
        )
    if frame.levels and not frame.places:
        of_level(b, frame.levels[0])
    if frame.aggregate in ("max", "min"):
        b.where.append("l.level <> 'nation'")
        direction = " DESC" if frame.aggregate == "max" else ""
        text = b.text(
            "m.name AS mechanism, count(DISTINCT l.id) AS places, max(a.sources) AS sources",
            f"places{direction}, mechanism",
        )
        return Query(text, b.parameters, ties=1, hidden=())
    if frame.aggregate in ("first", "last"):
        b.where.append("a.since IS NOT NULL")
        direction = " DESC" if frame.aggregate == "last" else ""
        text = b.text(
            "DISTINCT m.name AS mechanism, l.name AS locality, a.since AS since, a.sources AS sources, "
            "a.statements AS statements",
            f"since{direction}, mechanism",
        )
        return Query(text, b.parameters, ties=2)
    return counted(
        frame,
        b.text(
            "DISTINCT m.name AS mechanism, l.name AS locality, a.since AS since, a.sources AS sources, "
            "a.statements AS statements",
            "mechanism, locality",
        ),
        b,
    )


def aliases_query(frame: Frame, wide: bool) -> Query:
    """The names of a practice."""
    return Query(
        "MATCH (m:Mechanism)\nWHERE m.id IN $practices\n"
        "RETURN m.name AS mechanism, m.aliases AS aliases, m.name_en AS english",
        {"practices": frame.practices[0].ids},
        number="aliases",
        hidden=(),
    )


def kinds_query(frame: Frame, wide: bool) -> Query:
    """What a practice is a kind of."""
    return Query(
        "MATCH (m:Mechanism)\nOPTIONAL MATCH (m)-[r:KIND_OF]->(k:Mechanism)\nWITH m, k WHERE m.id IN "
        "$practices\n"
        "RETURN k.name AS kind, m.category AS category, m.name AS mechanism",
        {"practices": frame.practices[0].ids},
        number="kinds",
        hidden=(),
    )


def subkinds_query(frame: Frame, wide: bool) -> Query:
    """Kinds and brands of a practice that articles mention."""
    b = Builder()
    b.match.append("MATCH (m:Mechanism)-[:KIND_OF*1..2]->(x:Mechanism)")
    b.where += [f"x.id IN {b.bind(frame.practices[0].ids, 'practice')}", "m.sources > 0"]
    return counted(
        frame, b.text("DISTINCT m.name AS mechanism, x.name AS kind_of, m.sources AS sources", "mechanism"), b
    )


def similar_practices_query(frame: Frame, wide: bool) -> Query:
    """Practices of the same kind."""
    b = Builder()
    b.match.append("MATCH (m:Mechanism)-[:KIND_OF*0..1]->(t:Mechanism)<-[:KIND_OF*0..1]-(o:Mechanism)")
    b.where += [f"m.id IN {b.bind(frame.practices[0].ids, 'practices')}", "o.id <> m.id"]
    return Query(
        b.text("DISTINCT o.name AS mechanism, t.name AS shared_kind", "mechanism"), b.parameters, hidden=()
    )


def dates_query(frame: Frame, wide: bool) -> Query:
    """When a practice began, the earliest first."""
    b = Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    reaches(b, frame.wanted)
    b.where.append("a.since IS NOT NULL")
    inside(b, frame.places, "l", True)
    return Query(
        b.text(
            "a.since AS since, l.name AS locality, m.name AS mechanism, a.sources AS sources, "
            "a.statements AS statements",
            "since, locality",
        ),
        b.parameters,
        ties=0,
    )
