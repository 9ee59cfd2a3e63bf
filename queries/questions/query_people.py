"""Queries for people, posts, groups served and problems tackled."""

from __future__ import annotations

from .cypher import (
    Builder,
    Query,
    counted,
    exists,
    inside,
    of_category,
    of_level,
    reaches,
)
from .slots import Frame


def persons_query(frame: Frame, wide: bool) -> Query:
    """People by post and place."""
    b = Builder()
    b.match.append("MATCH (p:Person)-[r:HOLDS_ROLE_IN]->(l:Locality)")
    if frame.roles or frame.posts:
        b.where.append(f"r.role IN {b.bind(frame.organs, 'roles')}")
    inside(b, frame.places, "l", wide)
    if frame.levels:
        of_level(b, frame.levels[0])
    same = "o.id = l.id"
    for slot in frame.wanted:
        b.where.append(exists(b, slot, same))
    for slot in frame.denied:
        b.where.append("NOT " + exists(b, slot, same))
    if frame.groups or frame.problems:
        kind, predicate, nodes = (
            ("`Group`", "SERVES", frame.groups) if frame.groups else ("Problem", "ADDRESSES", frame.problems)
        )
        ids = b.bind([n.id for n in nodes], "wanted")
        b.where.append(
            f"EXISTS {{ MATCH (:Mechanism)-[s:{predicate}]->(g:{kind}) "
            f"WHERE g.id IN {ids} AND s.locality = l.name }}"
        )
    text = b.text(
        "DISTINCT p.name AS person, r.role AS role, l.name AS locality, r.sources AS sources, "
        "r.statements AS statements",
        "person, role",
    )
    return counted(frame, text, b)


def roles_query(frame: Frame, wide: bool) -> Query:
    """Posts of people."""
    b = Builder()
    b.match.append("MATCH (p:Person)-[r:HOLDS_ROLE_IN]->(x)")
    b.where.append(f"p.id IN {b.bind([p.id for p in frame.persons], 'persons')}")
    if frame.places:
        b.where.append(f"x.id IN {b.bind([p.id for p in frame.places], 'places')}")
    return Query(
        b.text(
            "DISTINCT r.role AS role, x.name AS held_in, p.name AS person, r.sources AS sources, "
            "r.statements AS statements",
            "person, role",
        ),
        b.parameters,
    )


def served_query(frame: Frame, wide: bool) -> Query:
    """Groups that practices serve, or problems that they tackle."""
    kind, predicate = ("`Group`", "SERVES") if frame.target == "groups" else ("Problem", "ADDRESSES")
    b = Builder()
    b.match.append(f"MATCH (m:Mechanism)-[a:{predicate}]->(g:{kind})")
    if frame.places:
        b.match.append("MATCH (l:Locality)")
        b.where.append("l.name = a.locality AND (a.code IS NULL OR l.code = a.code)")
        inside(b, frame.places, "l", True)
    reaches(b, frame.wanted)
    of_category(b, frame)
    if frame.problems and frame.target == "problems":
        b.where.append(f"g.id IN {b.bind([n.id for n in frame.problems], 'problems')}")
    return counted(
        frame,
        b.text(
            "DISTINCT g.name AS about, m.name AS mechanism, a.locality AS locality, a.sources AS "
            "sources, a.statements AS statements",
            "about",
        ),
        b,
    )
