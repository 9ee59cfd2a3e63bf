"""Queries for sources, policies, disagreements and figures."""

from __future__ import annotations

from .cypher import (
    Builder,
    Query,
    counted,
    inside,
    reaches,
)
from .slots import Frame


def sources_query(frame: Frame, wide: bool) -> Query:
    """Articles that hold what the question speaks of."""
    b = Builder()
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
        inside(b, frame.places, "l", True)
        reaches(b, frame.wanted)
    else:
        b.match.append("MATCH (m:Mechanism)-[a:MENTIONED_IN]->(y:Source)")
        if wide:
            reaches(b, frame.wanted)
        elif frame.wanted:
            b.where.append(f"m.id IN {b.bind([i for p in frame.wanted for i in p.ids], 'practices')}")
    b.match.append("MATCH (d:Source)")
    b.where.append("d.id IN a.source_ids")
    return counted(
        frame,
        b.text(
            "DISTINCT d.title AS title, d.date AS date, d.publisher AS publisher, d.document AS "
            "document, d.id AS source",
            "title, source",
        ),
        b,
    )


def policies_query(frame: Frame, wide: bool) -> Query:
    """Documents that something rests on; with ``wide`` those that the same articles name."""
    b = Builder()
    if not wide and (frame.practices or frame.places):
        b.match.append("MATCH (m)-[a:GOVERNED_BY]->(y:Policy)")
        ids = [i for p in frame.practices for i in p.ids] or [p.id for p in frame.places]
        b.where.append(f"m.id IN {b.bind(ids, 'wanted')}")
        return counted(
            frame,
            b.text(
                "DISTINCT y.name AS policy, m.name AS rests_on_it, a.sources AS sources, a.statements AS "
                "statements",
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
        inside(b, frame.places, "l", True)
    elif frame.sources:
        b.where.append(f"d.id IN {b.bind([s.id for s in frame.sources], 'sources')}")
    if frame.document:
        b.where.append(f"y.name CONTAINS {b.bind(frame.document, 'document')}")
    return counted(
        frame,
        b.text(
            "DISTINCT y.name AS policy, d.title AS named_in, a.sources AS sources, a.statements AS "
            "statements",
            "policy",
        ),
        b,
    )


def disagreements_query(frame: Frame, wide: bool) -> Query:
    """Statements of different sources that do not agree."""
    b = Builder()
    ids = [p.id for p in frame.places] or [i for p in frame.practices for i in p.ids]
    where = ""
    if ids:
        where = f"WHERE s.subject_id IN {b.bind(ids, 'about')} OR s.object_id IN $about\n"
    return Query(
        f"MATCH (s:Statement)-[d:DIFFERS_FROM]->(t:Statement)\n{where}"
        "RETURN DISTINCT d.one AS one, d.other AS other, d.field AS field, s.subject_id AS about, "
        "s.source_id AS source, t.source_id AS other_source\n"
        "ORDER BY one, other",
        b.parameters,
        answer=(0, 1),
        hidden=(),
    )


def figures_query(frame: Frame, wide: bool) -> Query:
    """The statistics that were chosen."""
    order = {"max": "value DESC", "min": "value"}.get(frame.aggregate, "value")
    text = (
        "MATCH (s:Statistic)\nOPTIONAL MATCH (s)-[r:REPORTED_FOR]->(l:Locality)\nOPTIONAL MATCH "
        "(s)-[q:MEASURES]->(m:Mechanism)\n"
        "WITH s, r, l, q, m WHERE s.id IN $figures\n"
        "RETURN s.value AS value, s.high AS high, s.unit AS unit, s.comparator AS comparator, s.measure "
        "AS measure, s.period AS period, "
        f"l.name AS locality, m.name AS mechanism, coalesce(r.statements, q.statements) AS "
        f"statements\nORDER BY {order}"
    )
    if frame.aggregate == "sum":
        return Query(text, {"figures": [f.id for f in frame.figures]}, number="sum")
    place = bool(frame.levels) and frame.aggregate in ("max", "min")
    return Query(
        text,
        {"figures": [f.id for f in frame.figures]},
        answer=(6,) if place else (0,),
        number="" if place else "value",
        ties=0 if frame.aggregate else None,
    )


def source_facts_query(frame: Frame, wide: bool) -> Query:
    """Who wrote an article, or when it appeared."""
    column = "d.authors AS authors" if frame.target == "authors" else "d.date AS date"
    return Query(
        "MATCH (d:Source)\nWHERE d.id IN $sources\n"
        f"RETURN {column}, d.title AS title, d.publisher AS publisher",
        {"sources": [s.id for s in frame.sources]},
        number="authors" if frame.target == "authors" else "",
        hidden=(),
    )
