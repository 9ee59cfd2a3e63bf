"""Queries for places."""

from __future__ import annotations

from typing import Any

from .cypher import (
    COLUMNS,
    Builder,
    Query,
    counted,
    exists,
    inside,
    levels_of,
    of_category,
    of_level,
    reaches,
    since_clause,
    unit,
)
from .lexicon import Level
from .slots import Frame


def places_query(frame: Frame, wide: bool) -> Query:
    """Places, one level after the other."""
    levels = levels_of(frame.levels) or [None]  # type: ignore[list-item]
    parts: list[str] = []
    parameters: dict[str, Any] = {}
    for level in levels:
        b = Builder()
        b.parameters = parameters
        parts.append(_places_at(b, frame, level))
    text = "\nUNION\n".join(parts)
    if frame.aggregate in ("max", "min") and len(parts) == 1:
        return Query(text, parameters, ties=1, hidden=())
    if frame.aggregate in ("first", "last"):
        return Query(text, parameters, ties=3)
    return Query(text, parameters, number="count" if frame.aggregate == "count" else "")


def _places_at(b: Builder, frame: Frame, level: Level | None) -> str:
    u = unit(level) if level else "l.name"
    shown = u
    if level and level.id == "city":
        # A county-level city is the city that it is.
        shown = "CASE WHEN l.level = 'county' AND right(l.name, 1) = '市' THEN l.name ELSE l.city END"
    wanted = frame.wanted
    through = ""
    if frame.groups or frame.problems:
        kind, predicate, nodes = (
            ("`Group`", "SERVES", frame.groups) if frame.groups else ("Problem", "ADDRESSES", frame.problems)
        )
        b.match.append(f"MATCH (m:Mechanism)-[a:{predicate}]->(g:{kind})")
        b.where.append(f"g.id IN {b.bind([n.id for n in nodes], 'wanted')}")
        b.match.append("MATCH (l:Locality)")
        b.where.append("l.name = a.locality AND (a.code IS NULL OR l.code = a.code)")
        through = ", g.name AS about"
    elif frame.roles and not (wanted or frame.denied or frame.category or frame.time or frame.aggregate):
        return _places_with_post(b, frame, level, shown)
    else:
        b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
        since_clause(b, frame)
    reaches(b, wanted[:1])
    of_category(b, frame)
    inside(b, frame.places, "l", True)
    if frame.persons:
        b.match.append("MATCH (p:Person)-[:HOLDS_ROLE_IN]->(l)")
        b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    if level:
        of_level(b, level)
    else:
        b.where.append("l.level <> 'nation'")
    same = f"o.{u[2:]} = {u}" if level and level.column in COLUMNS else "o.id = l.id"
    for slot in wanted[1:]:
        b.where.append(exists(b, slot, same))
    for slot in frame.denied:
        b.where.append("NOT " + exists(b, slot, same))
    for node in frame.without:
        b.where.append(f"NOT {b.bind(node.id, 'without')} IN l.path")
    for node in frame.policies:
        b.where.append(
            "EXISTS { MATCH (q)-[:GOVERNED_BY]->(y:Policy) "
            f"WHERE y.id = {b.bind(node.id, 'policy')} AND (q.id = l.id OR q.id = m.id) }}"
        )
    if frame.sources:
        ids = b.bind(frame.sources[0].id, "source")
        b.where.append(f"{ids} IN a.source_ids")
    if frame.aggregate in ("max", "min"):
        direction = " DESC" if frame.aggregate == "max" else ""
        return b.text(
            f"{u} AS place, count(DISTINCT m.id) AS practices, max(a.sources) AS sources",
            f"practices{direction}, place",
        )
    since = "a.since" if not through else "NULL"
    if frame.aggregate in ("first", "last"):
        b.where.append("a.since IS NOT NULL")
        direction = " DESC" if frame.aggregate == "last" else ""
        return b.text(
            f"DISTINCT {shown} AS place, l.name AS locality, m.name AS mechanism, a.since AS since, "
            f"a.sources AS sources, a.statements AS statements",
            f"since{direction}, place",
        )
    if through:
        return b.text(
            f"DISTINCT {shown} AS place, l.name AS locality, m.name AS mechanism{through}, a.sources AS "
            f"sources, a.statements AS statements",
            "place, locality, mechanism",
        )
    return b.text(
        f"DISTINCT {shown} AS place, l.name AS locality, m.name AS mechanism, {since} AS since, a.sources AS "
        f"sources, a.statements AS statements",
        "place, locality, mechanism",
    )


def _places_with_post(b: Builder, frame: Frame, level: Level | None, shown: str) -> str:
    """Places whose holder of a post is named."""
    b.match.append("MATCH (p:Person)-[a:HOLDS_ROLE_IN]->(l:Locality)")
    b.where.append(f"a.role IN {b.bind(frame.organs, 'roles')}")
    inside(b, frame.places, "l", True)
    if frame.persons:
        b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    if level:
        of_level(b, level)
    return b.text(
        f"DISTINCT {shown} AS place, p.name AS person, a.role AS role, NULL AS since, a.sources AS sources, "
        f"a.statements AS statements",
        "place, person, role",
    )


def above_query(frame: Frame) -> Query | None:
    """Adopters that stand above the level that the question asks for: 全省 when cities are asked for."""
    if not frame.levels or not frame.wanted or frame.levels[0].column not in COLUMNS or len(frame.wanted) > 1:
        return None
    b = Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    reaches(b, frame.wanted)
    inside(b, frame.places, "l", True)
    ranks = ["nation", "province", "prefecture", "county"]
    above = ranks[: {"province": 1, "city": 2, "county": 3, "township": 4}[frame.levels[0].column]]
    b.where += [f"l.level IN {b.bind(above, 'above')}", f"{unit(frame.levels[0])} IS NULL"]
    return Query(b.text("DISTINCT l.name AS place", "place"), b.parameters)


def location_query(frame: Frame, wide: bool) -> Query:
    """The ancestors of a place."""
    columns = ", ".join(f"{unit(lv)} AS {lv.id}" for lv in frame.levels if lv.column in COLUMNS)
    plain = not columns
    if plain:
        columns = "l.province AS province, l.city AS city, l.county AS county, l.township AS township"
    width = columns.count(" AS ")
    return Query(
        f"MATCH (l:Locality)\nWHERE l.id IN $places\nRETURN {columns}, l.name AS place",
        {"places": [p.id for p in frame.places]},
        answer=tuple(range(width)),
        hidden=(),
    )


def similar_places_query(frame: Frame, wide: bool) -> Query:
    """Places by the number of practices, or types of practice, that they share with one."""
    b = Builder()
    b.match.append(
        "MATCH "
        "(l:Locality)-[:ADOPTED]->(p:Mechanism)-[:KIND_OF|HAS_TIER*0..2]->(x:Mechanism)<-[:KIND_OF|HAS_TIER*0..2]-(q:Mechanism)<-[:ADOPTED]-(o:Locality)"
    )
    b.where += ["o.id <> l.id", "o.level <> 'nation'"]
    inside(b, frame.places[:1], "l", False)
    b.where.append(f"NOT o.id IN {b.bind(frame.places[0].path, 'above')}")
    if frame.levels:
        level = frame.levels[0]
        b.where.append(
            "o.level IN ['prefecture', 'province']"
            if level.id == "city"
            else f"o.level = {b.bind(level.level, 'level')}"
        )
        if level.id == "city":
            b.where.append("o.city IS NOT NULL")
        for suffix in level.suffixes[:1]:
            b.where.append(f"right(o.name, {len(suffix)}) = {b.bind(suffix, 'ending')}")
        for suffix in level.without[:1]:
            b.where.append(f"NOT right(o.name, {len(suffix)}) = {b.bind(suffix, 'other_ending')}")
    return Query(
        b.text(
            "o.name AS place, count(DISTINCT x.id) AS shared, min(x.name) AS for_example",
            "shared DESC, place",
        ),
        b.parameters,
        ties=None if frame.limit < 0 else 1,
        hidden=(),
    )


def compare_places_query(frame: Frame, wide: bool) -> Query:
    """Some places by their number of practices."""
    b = Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    b.match.append("MATCH (w:Locality)")
    b.where += [f"w.id IN {b.bind([p.id for p in frame.places], 'places')}", "w.id IN l.path"]
    of_category(b, frame)
    direction = "" if frame.aggregate == "min" else " DESC"
    return Query(
        b.text("w.name AS place, count(DISTINCT m.id) AS practices", f"practices{direction}, place"),
        b.parameters,
        ties=1,
        hidden=(),
    )


def whether_query(frame: Frame, wide: bool) -> Query:
    """Adoptions of a practice in some places."""
    b = Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    reaches(b, frame.practices[:1])
    inside(b, frame.places, "l", wide)
    return Query(
        b.text(
            "DISTINCT l.name AS place, m.name AS mechanism, a.since AS since, a.sources AS sources, "
            "a.statements AS statements",
            "place",
        ),
        b.parameters,
    )


def categories_query(frame: Frame, wide: bool) -> Query:
    """Categories by their number of practices."""
    b = Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    inside(b, frame.places, "l", True)
    if frame.aggregate in ("max", "min"):
        direction = " DESC" if frame.aggregate == "max" else ""
        return Query(
            b.text(
                "m.category AS category, count(DISTINCT m.id) AS practices", f"practices{direction}, category"
            ),
            b.parameters,
            ties=1,
            hidden=(),
        )
    return counted(
        frame,
        b.text(
            "DISTINCT m.category AS category, count(DISTINCT m.id) AS practices", "practices DESC, category"
        ),
        b,
    )
