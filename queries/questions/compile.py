"""From slots to one read-only Cypher query with parameters, the same text on both engines.

Only fragments of this file and identifiers of the schema make up a query's text. What comes from a
question is looked up first and goes in as ids, names, dates and numbers, always as parameters.
"""
# One file of some 450 lines: the targets share the fragments at its top, and a reader compares them best side by side.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .index import Node
from .lexicon import Level
from .slots import Frame, PracticeSlot

REACH = "-[:KIND_OF|HAS_TIER*0..3]->"  #: from a practice to what it is a kind of, or has as a tier
_COLUMN = {"province": "province", "city": "city", "county": "county", "township": "township"}


@dataclass
class Query:
    """A compiled question.

    Attributes:
        answer: which columns hold the short answer.
        number: the short answer is the first cell, or how many different first cells there are (``count``).
        ties: keep the rows that equal the first one in this column.
        hidden: columns that serve the evidence and are not shown.
    """

    cypher: str
    parameters: dict[str, Any] = field(default_factory=dict)
    answer: tuple[int, ...] = (0,)
    number: str = ""
    ties: int | None = None
    hidden: tuple[str, ...] = ("statements",)


class _Builder:
    """Clauses and parameters of one query."""

    def __init__(self) -> None:
        self.parameters: dict[str, Any] = {}
        self.match: list[str] = []
        self.where: list[str] = []

    def bind(self, value: Any, name: str) -> str:
        """A parameter's placeholder; a name already bound to another value gets a number."""
        key, number = name, 1
        while key in self.parameters and self.parameters[key] != value:
            number += 1
            key = f"{name}{number}"
        self.parameters[key] = value
        return f"${key}"

    def text(self, returned: str, order: str = "") -> str:
        where = f"\nWHERE {' AND '.join(self.where)}" if self.where else ""
        return (
            "\n".join(self.match) + where + f"\nRETURN {returned}" + (f"\nORDER BY {order}" if order else "")
        )


def compile_frame(frame: Frame, *, wide: bool = False) -> Query:
    """The query of a frame.

    Args:
        frame: complete slots.
        wide: count what is inside the places, too (asked again when a place itself has nothing).
    """
    return _TARGETS[frame.target](frame, wide or frame.below)


# -- fragments


def _inside(b: _Builder, places: list[Node], var: str, wide: bool, name: str = "place") -> None:
    if not places:
        return
    if wide:
        tests = [f"{b.bind(p.id, name)} IN {var}.path" for p in places]
        b.where.append(tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})")
    else:
        b.where.append(f"{var}.id IN {b.bind([p.id for p in places], name + 's')}")


def _reaches(b: _Builder, slots: list[PracticeSlot], var: str = "m") -> None:
    for n, slot in enumerate(slots):
        x = f"x{n or ''}"
        b.match.append(f"MATCH ({var}){REACH}({x}:Mechanism)")
        b.where.append(f"{x}.id IN {b.bind(slot.ids, 'practice')}")


def _time(b: _Builder, frame: Frame, var: str = "a") -> None:
    if frame.time is None:
        return
    operator, date = frame.time
    since = f"{var}.since"
    b.where.append(f"{since} IS NOT NULL")
    if operator == "=":
        b.where.append(f"{since} STARTS WITH {b.bind(date, 'date')}")
    else:
        b.where.append(f"{since} {operator} {b.bind(date, 'date')}")


def _about(b: _Builder, frame: Frame, var: str = "m") -> None:
    """What the practice serves, tackles or belongs to."""
    if frame.category:
        b.where.append(f"{var}.category = {b.bind(frame.category, 'category')}")


def unit(level: Level) -> str:
    """The expression that rolls a locality up to a level."""
    column = _COLUMN.get(level.column)
    return f"l.{column}" if column else "l.name"


def _of_level(b: _Builder, level: Level) -> None:
    u = unit(level)
    if level.column not in _COLUMN:
        b.where.append(f"l.level = {b.bind(level.level, 'level')}")
    else:
        b.where.append(f"{u} IS NOT NULL")
    for suffix in level.suffixes[:1]:
        b.where.append(f"right({u}, {len(suffix)}) = {b.bind(suffix, 'ending')}")
    for suffix in level.without[:1]:
        b.where.append(f"NOT right({u}, {len(suffix)}) = {b.bind(suffix, 'other_ending')}")


def _levels(levels: list[Level]) -> list[Level]:
    """Levels to ask one by one; town and subdistrict together are the township level."""
    out = list(dict.fromkeys(levels, None)) if False else []
    for level in levels:
        if level.id not in [o.id for o in out]:
            out.append(level)
    ids = {o.id for o in out}
    if {"town", "subdistrict"} <= ids:
        plain = next(o for o in out if o.id == "town")
        joined = Level("township", plain.level, plain.column, (), (), "街镇", "towns and subdistricts")
        out = [joined, *(o for o in out if o.id not in ("town", "subdistrict"))]
    return out


# -- places


def _places(frame: Frame, wide: bool) -> Query:
    levels = _levels(frame.levels) or [None]  # type: ignore[list-item]
    parts: list[str] = []
    parameters: dict[str, Any] = {}
    for level in levels:
        b = _Builder()
        b.parameters = parameters
        parts.append(_places_at(b, frame, level))
    text = "\nUNION\n".join(parts)
    if frame.aggregate in ("max", "min") and len(parts) == 1:
        return Query(text, parameters, ties=1, hidden=())
    if frame.aggregate in ("first", "last"):
        return Query(text, parameters, ties=3)
    return Query(text, parameters, number="count" if frame.aggregate == "count" else "")


def _places_at(b: _Builder, frame: Frame, level: Level | None) -> str:
    u = unit(level) if level else "l.name"
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
    else:
        b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
        _time(b, frame)
    _reaches(b, wanted[:1])
    _about(b, frame)
    _inside(b, frame.places, "l", True)
    if frame.persons:
        b.match.append("MATCH (p:Person)-[:HOLDS_ROLE_IN]->(l)")
        b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    if level:
        _of_level(b, level)
    else:
        b.where.append("l.level <> 'nation'")
    same = f"o.{u[2:]} = {u}" if level and level.column in _COLUMN else "o.id = l.id"
    for slot in wanted[1:]:
        b.where.append(_exists(b, slot, same))
    for slot in frame.denied:
        b.where.append("NOT " + _exists(b, slot, same))
    for node in frame.without:
        b.where.append(f"NOT {b.bind(node.id, 'without')} IN l.path")
    for node in frame.policies:
        b.where.append(
            f"EXISTS {{ MATCH (q)-[:GOVERNED_BY]->(y:Policy) WHERE y.id = {b.bind(node.id, 'policy')} AND (q.id = l.id OR q.id = m.id) }}"
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
            f"DISTINCT {u} AS place, l.name AS locality, m.name AS mechanism, a.since AS since, a.sources AS sources, a.statements AS statements",
            f"since{direction}, place",
        )
    if through:
        return b.text(
            f"DISTINCT {u} AS place, l.name AS locality, m.name AS mechanism{through}, a.sources AS sources, a.statements AS statements",
            "place, locality, mechanism",
        )
    return b.text(
        f"DISTINCT {u} AS place, l.name AS locality, m.name AS mechanism, {since} AS since, a.sources AS sources, a.statements AS statements",
        "place, locality, mechanism",
    )


def _exists(b: _Builder, slot: PracticeSlot, same: str) -> str:
    return (
        f"EXISTS {{ MATCH (o:Locality)-[:ADOPTED]->(:Mechanism){REACH}(y:Mechanism) "
        f"WHERE y.id IN {b.bind(slot.ids, 'practice')} AND {same} }}"
    )


# -- practices


def _practices(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    if frame.advocated:
        b.match.append("MATCH (m:Mechanism)-[a:MENTIONED_IN]->(d:Source)")
        b.where += ["a.modality = 'advocated'", "NOT EXISTS { MATCH (:Locality)-[:ADOPTED]->(m) }"]
        _about(b, frame)
        _reaches(b, frame.wanted)
        return _counted(
            frame,
            b.text(
                "DISTINCT m.name AS mechanism, m.category AS category, d.title AS source, a.statements AS statements",
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
        if frame.places:
            b.match.append("MATCH (l:Locality)")
            b.where.append("l.name = a.locality AND (a.code IS NULL OR l.code = a.code)")
            _inside(b, frame.places, "l", True)
        _about(b, frame)
        _reaches(b, frame.wanted)
        return _counted(
            frame,
            b.text(
                "DISTINCT m.name AS mechanism, g.name AS about, a.locality AS locality, a.sources AS sources, a.statements AS statements",
                "mechanism",
            ),
            b,
        )
    if frame.sources and not frame.places:
        b.match.append("MATCH (m:Mechanism)-[a:MENTIONED_IN]->(d:Source)")
        b.where.append(f"d.id IN {b.bind([s.id for s in frame.sources], 'sources')}")
        _about(b, frame)
        return _counted(
            frame,
            b.text(
                "DISTINCT m.name AS mechanism, a.modality AS modality, d.title AS source, a.statements AS statements",
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
            b.where.append(_exists(b, slot, "o.id = l.id"))
        if frame.together and frame.together.level != "nation" and frame.together.column not in _COLUMN:
            _of_level(b, frame.together)
    elif slots:
        _reaches(b, slots)
    for slot in frame.denied:
        b.where.append(
            f"NOT EXISTS {{ MATCH (m){REACH}(z:Mechanism) WHERE z.id IN {b.bind(slot.ids, 'denied')} }}"
        )
    _time(b, frame)
    _about(b, frame)
    if frame.persons:
        b.match.append("MATCH (p:Person)-[:HOLDS_ROLE_IN]->(l)")
        b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    if frame.combine == "all":
        for place in frame.places:
            b.where.append(
                f"EXISTS {{ MATCH (o:Locality)-[:ADOPTED]->(m) WHERE {b.bind(place.id, 'place')} IN o.path }}"
            )
        _inside(b, frame.places, "l", True, "place")
    else:
        _inside(b, frame.places, "l", wide)
    for place in frame.minus:
        b.where.append(
            f"NOT EXISTS {{ MATCH (o:Locality)-[:ADOPTED]->(m) WHERE {b.bind(place.id, 'without')} IN o.path }}"
        )
    if frame.levels and not frame.places:
        _of_level(b, frame.levels[0])
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
            "DISTINCT m.name AS mechanism, l.name AS locality, a.since AS since, a.sources AS sources, a.statements AS statements",
            f"since{direction}, mechanism",
        )
        return Query(text, b.parameters, ties=2)
    return _counted(
        frame,
        b.text(
            "DISTINCT m.name AS mechanism, l.name AS locality, a.since AS since, a.sources AS sources, a.statements AS statements",
            "mechanism, locality",
        ),
        b,
    )


def _counted(frame: Frame, text: str, b: _Builder) -> Query:
    return Query(text, b.parameters, number="count" if frame.aggregate == "count" else "")


# -- figures


def _figures(frame: Frame, wide: bool) -> Query:
    order = {"max": "value DESC", "min": "value"}.get(frame.aggregate, "value")
    text = (
        "MATCH (s:Statistic)\nOPTIONAL MATCH (s)-[r:REPORTED_FOR]->(l:Locality)\nOPTIONAL MATCH (s)-[q:MEASURES]->(m:Mechanism)\n"
        "WITH s, r, l, q, m WHERE s.id IN $figures\n"
        "RETURN s.value AS value, s.high AS high, s.unit AS unit, s.comparator AS comparator, s.measure AS measure, s.period AS period, "
        f"l.name AS locality, m.name AS mechanism, coalesce(r.statements, q.statements) AS statements\nORDER BY {order}"
    )
    place = bool(frame.levels) and frame.aggregate in ("max", "min")
    return Query(text, {"figures": [f.id for f in frame.figures]}, answer=(6,) if place else (0,),
                 number="" if place else "value", ties=0 if frame.aggregate else None)  # fmt: skip


# -- persons and posts


def _persons(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (p:Person)-[r:HOLDS_ROLE_IN]->(l:Locality)")
    if frame.roles or frame.posts:
        b.where.append(f"r.role IN {b.bind(frame.organs, 'roles')}")
    _inside(b, frame.places, "l", wide)
    if frame.levels:
        _of_level(b, frame.levels[0])
    same = "o.id = l.id"
    for slot in frame.wanted:
        b.where.append(_exists(b, slot, same))
    for slot in frame.denied:
        b.where.append("NOT " + _exists(b, slot, same))
    if frame.groups or frame.problems:
        kind, predicate, nodes = (
            ("`Group`", "SERVES", frame.groups) if frame.groups else ("Problem", "ADDRESSES", frame.problems)
        )
        ids = b.bind([n.id for n in nodes], "wanted")
        b.where.append(
            f"EXISTS {{ MATCH (:Mechanism)-[s:{predicate}]->(g:{kind}) WHERE g.id IN {ids} AND s.locality = l.name }}"
        )
    text = b.text(
        "DISTINCT p.name AS person, r.role AS role, l.name AS locality, r.sources AS sources, r.statements AS statements",
        "person, role",
    )
    return _counted(frame, text, b)


def _roles(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (p:Person)-[r:HOLDS_ROLE_IN]->(x)")
    b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    if frame.places:
        b.where.append(f"x.id IN {b.bind([p.id for p in frame.places], 'places')}")
    return Query(
        b.text(
            "DISTINCT r.role AS role, x.name AS held_in, p.name AS person, r.sources AS sources, r.statements AS statements",
            "person, role",
        ),
        b.parameters,
    )


# -- chains of tiers


def _tiers(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    if frame.practices and not (wide and frame.places):
        b.match.append("MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)")
        if wide:
            b.match.append("MATCH (c)-[:KIND_OF*0..2]->(x:Mechanism)")
        b.where.append(f"{'x' if wide else 'c'}.id IN {b.bind(frame.practices[0].ids, 'practice')}")
        if frame.places:
            b.match.append("MATCH (l:Locality)-[:ADOPTED]->(c)")
            _inside(b, frame.places, "l", True)
    else:
        b.match.append("MATCH (l:Locality)-[:ADOPTED]->(c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)")
        _inside(b, frame.places, "l", frame.below)
    if frame.order > 0:
        b.where.append(f"h.`order` = {b.bind(frame.order, 'position')}")
    returned = "DISTINCT t.name AS tier, h.`order` AS position, c.name AS chain, h.sources AS sources, h.statements AS statements"
    order = "chain, position"
    return Query(
        b.text(returned, order),
        b.parameters,
        number="tiers" if frame.aggregate == "count" else "last" if frame.order < 0 else "",
    )


def _chains(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    if not frame.practices or frame.order:
        text = (
            "MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)\nWITH c, count(DISTINCT h.`order`) AS tiers WHERE tiers = $tiers\n"
            "RETURN c.name AS chain, tiers\nORDER BY chain"
        )
        return Query(
            text, {"tiers": frame.order}, number="count" if frame.aggregate == "count" else "", hidden=()
        )
    b.match.append("MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)")
    b.match.append(f"MATCH (t){REACH.replace('|HAS_TIER', '').replace('3', '2')}(x:Mechanism)")
    b.where.append(f"x.id IN {b.bind(frame.practices[0].ids, 'tier')}")
    if frame.places:
        b.match.append("MATCH (l:Locality)-[:ADOPTED]->(c)")
        _inside(b, frame.places, "l", True)
    return _counted(
        frame,
        b.text(
            "DISTINCT c.name AS chain, t.name AS tier, h.`order` AS position, h.sources AS sources, h.statements AS statements",
            "chain, position",
        ),
        b,
    )


def _compare_tiers(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (l:Locality)-[:ADOPTED]->(c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)")
    if frame.places:
        _inside(b, frame.places, "l", False)
        returned = "l.name AS place, count(DISTINCT h.`order`) AS tiers, c.name AS chain"
    else:
        b.match = ["MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)"]
        b.where.append(f"c.id IN {b.bind([i for p in frame.practices for i in p.ids], 'practices')}")
        returned = "c.name AS chain, count(DISTINCT h.`order`) AS tiers"
    direction = "" if frame.aggregate == "min" else " DESC"
    return Query(b.text(returned, f"tiers{direction}"), b.parameters, ties=1, hidden=())


# -- groups, problems


def _served(frame: Frame, wide: bool) -> Query:
    kind, predicate = ("`Group`", "SERVES") if frame.target == "groups" else ("Problem", "ADDRESSES")
    b = _Builder()
    b.match.append(f"MATCH (m:Mechanism)-[a:{predicate}]->(g:{kind})")
    if frame.places:
        b.match.append("MATCH (l:Locality)")
        b.where.append("l.name = a.locality AND (a.code IS NULL OR l.code = a.code)")
        _inside(b, frame.places, "l", True)
    _reaches(b, frame.wanted)
    _about(b, frame)
    return _counted(
        frame,
        b.text(
            "DISTINCT g.name AS about, m.name AS mechanism, a.locality AS locality, a.sources AS sources, a.statements AS statements",
            "about",
        ),
        b,
    )


# -- sources and policies


def _sources(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    if frame.persons:
        b.match.append("MATCH (p:Person)-[a:HOLDS_ROLE_IN]->(x)")
        b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    elif frame.policies:
        b.match.append("MATCH (x:Policy)-[a:MENTIONED_IN]->(y:Source)")
        b.where.append(f"x.id IN {b.bind([p.id for p in frame.policies], 'policies')}")
    elif frame.problems or frame.groups:
        kind, predicate, nodes = (
            ("`Group`", "SERVES", frame.groups) if frame.groups else ("Problem", "ADDRESSES", frame.problems)
        )
        b.match.append(f"MATCH (m:Mechanism)-[a:{predicate}]->(g:{kind})")
        b.where.append(f"g.id IN {b.bind([n.id for n in nodes], 'wanted')}")
    elif frame.places:
        b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
        _inside(b, frame.places, "l", True)
        _reaches(b, frame.wanted)
    else:
        b.match.append("MATCH (m:Mechanism)-[a:MENTIONED_IN]->(y:Source)")
        if wide:
            _reaches(b, frame.wanted)
        elif frame.wanted:
            b.where.append(f"m.id IN {b.bind([i for p in frame.wanted for i in p.ids], 'practices')}")
    b.match.append("MATCH (d:Source)")
    b.where.append("d.id IN a.source_ids")
    return _counted(
        frame,
        b.text(
            "DISTINCT d.title AS title, d.date AS date, d.publisher AS publisher, d.document AS document, d.id AS source",
            "title, source",
        ),
        b,
    )


def _policies(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    if not wide and (frame.practices or frame.places):
        b.match.append("MATCH (m)-[a:GOVERNED_BY]->(y:Policy)")
        ids = [i for p in frame.practices for i in p.ids] or [p.id for p in frame.places]
        b.where.append(f"m.id IN {b.bind(ids, 'wanted')}")
        return _counted(
            frame,
            b.text(
                "DISTINCT y.name AS policy, m.name AS rests_on_it, a.sources AS sources, a.statements AS statements",
                "policy",
            ),
            b,
        )
    b.match.append("MATCH (y:Policy)-[a:MENTIONED_IN]->(d:Source)")
    if frame.practices:
        b.match.append("MATCH (m:Mechanism)-[r:MENTIONED_IN]->(d)")
        b.where.append(f"m.id IN {b.bind([i for p in frame.practices for i in p.ids], 'practices')}")
    elif frame.places:
        b.match.append("MATCH (l:Locality)-[r:ADOPTED]->(m:Mechanism)")
        b.where.append("d.id IN r.source_ids")
        _inside(b, frame.places, "l", True)
    elif frame.sources:
        b.where.append(f"d.id IN {b.bind([s.id for s in frame.sources], 'sources')}")
    return _counted(
        frame,
        b.text(
            "DISTINCT y.name AS policy, d.title AS named_in, a.sources AS sources, a.statements AS statements",
            "policy",
        ),
        b,
    )


# -- time


def _dates(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    _reaches(b, frame.wanted)
    b.where.append("a.since IS NOT NULL")
    _inside(b, frame.places, "l", True)
    return Query(
        b.text(
            "a.since AS since, l.name AS locality, m.name AS mechanism, a.sources AS sources, a.statements AS statements",
            "since, locality",
        ),
        b.parameters,
        ties=0,
    )


# -- a practice itself


def _aliases(frame: Frame, wide: bool) -> Query:
    return Query("MATCH (m:Mechanism)\nWHERE m.id IN $practices\nRETURN m.name AS mechanism, m.aliases AS aliases, m.name_en AS english",
                 {"practices": frame.practices[0].ids}, number="aliases", hidden=())  # fmt: skip


def _kinds(frame: Frame, wide: bool) -> Query:
    return Query(
        "MATCH (m:Mechanism)\nOPTIONAL MATCH (m)-[r:KIND_OF]->(k:Mechanism)\nWITH m, k WHERE m.id IN $practices\n"
        "RETURN k.name AS kind, m.category AS category, m.name AS mechanism",
        {"practices": frame.practices[0].ids}, number="kinds", hidden=(),
    )  # fmt: skip


def _subkinds(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (m:Mechanism)-[:KIND_OF*1..2]->(x:Mechanism)")
    b.where += [f"x.id IN {b.bind(frame.practices[0].ids, 'practice')}", "m.sources > 0"]
    return _counted(
        frame, b.text("DISTINCT m.name AS mechanism, x.name AS kind_of, m.sources AS sources", "mechanism"), b
    )


def _location(frame: Frame, wide: bool) -> Query:
    columns = ", ".join(f"{unit(lv)} AS {lv.id}" for lv in frame.levels if lv.column in _COLUMN)
    plain = not columns
    if plain:
        columns = "l.province AS province, l.city AS city, l.county AS county, l.township AS township"
    width = columns.count(" AS ")
    return Query(f"MATCH (l:Locality)\nWHERE l.id IN $places\nRETURN {columns}, l.name AS place", {"places": [p.id for p in frame.places]},
                 answer=tuple(range(width)), hidden=())  # fmt: skip


def _similar_places(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append(
        "MATCH (l:Locality)-[:ADOPTED]->(p:Mechanism)-[:KIND_OF|HAS_TIER*0..2]->(x:Mechanism)<-[:KIND_OF|HAS_TIER*0..2]-(q:Mechanism)<-[:ADOPTED]-(o:Locality)"
    )
    b.where += ["o.id <> l.id", "o.level <> 'nation'"]
    _inside(b, frame.places[:1], "l", False)
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


def _similar_practices(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (m:Mechanism)-[:KIND_OF*0..1]->(t:Mechanism)<-[:KIND_OF*0..1]-(o:Mechanism)")
    b.where += [f"m.id IN {b.bind(frame.practices[0].ids, 'practices')}", "o.id <> m.id"]
    return Query(
        b.text("DISTINCT o.name AS mechanism, t.name AS shared_kind", "mechanism"), b.parameters, hidden=()
    )


def _compare_places(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    b.match.append("MATCH (w:Locality)")
    b.where += [f"w.id IN {b.bind([p.id for p in frame.places], 'places')}", "w.id IN l.path"]
    _about(b, frame)
    direction = "" if frame.aggregate == "min" else " DESC"
    return Query(
        b.text("w.name AS place, count(DISTINCT m.id) AS practices", f"practices{direction}, place"),
        b.parameters,
        ties=1,
        hidden=(),
    )


def _whether(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    _reaches(b, frame.practices[:1])
    _inside(b, frame.places, "l", wide)
    return Query(
        b.text(
            "DISTINCT l.name AS place, m.name AS mechanism, a.since AS since, a.sources AS sources, a.statements AS statements",
            "place",
        ),
        b.parameters,
    )


def _disagreements(frame: Frame, wide: bool) -> Query:
    return Query(
        "MATCH (s:Statement)-[d:DIFFERS_FROM]->(t:Statement)\n"
        "RETURN DISTINCT d.one AS one, d.other AS other, d.field AS field, s.subject_id AS about, s.source_id AS source, t.source_id AS other_source\n"
        "ORDER BY one, other",
        {}, answer=(0, 1), hidden=(),
    )  # fmt: skip


def _categories(frame: Frame, wide: bool) -> Query:
    b = _Builder()
    b.match.append("MATCH (l:Locality)-[a:ADOPTED]->(m:Mechanism)")
    _inside(b, frame.places, "l", True)
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
    return _counted(
        frame,
        b.text(
            "DISTINCT m.category AS category, count(DISTINCT m.id) AS practices", "practices DESC, category"
        ),
        b,
    )


_TARGETS = {
    "places": _places, "practices": _practices, "figures": _figures, "persons": _persons, "roles": _roles, "tiers": _tiers,
    "chains": _chains, "compare_tiers": _compare_tiers, "groups": _served, "problems": _served, "sources": _sources,
    "policies": _policies, "dates": _dates, "aliases": _aliases, "kinds": _kinds, "location": _location,
    "similar_places": _similar_places, "similar_practices": _similar_practices, "compare_places": _compare_places,
    "subkinds": _subkinds, "whether": _whether, "disagreements": _disagreements, "categories": _categories,
}  # fmt: skip
