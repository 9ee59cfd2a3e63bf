"""Queries for chains of tiers."""

from __future__ import annotations

from .cypher import (
    REACH,
    Builder,
    Query,
    counted,
    inside,
)
from .slots import Frame


def tiers_query(frame: Frame, wide: bool) -> Query:
    """Tiers of a practice or of the chains of a place; with ``wide`` of its kinds, or of all chains of "
    "the place."""
    b = Builder()
    if frame.practices and not (wide and frame.places):
        b.match.append("MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)")
        if wide:
            b.match.append("MATCH (c)-[:KIND_OF*0..2]->(x:Mechanism)")
        b.where.append(f"{'x' if wide else 'c'}.id IN {b.bind(frame.practices[0].ids, 'practice')}")
        if frame.places:
            b.match.append("MATCH (l:Locality)-[:ADOPTED]->(c)")
            inside(b, frame.places, "l", True)
    else:
        b.match.append("MATCH (l:Locality)-[:ADOPTED]->(c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)")
        inside(b, frame.places, "l", frame.below)
    if frame.order > 0:
        b.where.append(f"h.`order` = {b.bind(frame.order, 'position')}")
    returned = (
        "DISTINCT t.name AS tier, h.`order` AS position, c.name AS chain, h.sources AS sources, "
        "h.statements AS statements"
    )
    order = "chain, position"
    return Query(
        b.text(returned, order),
        b.parameters,
        number="tiers" if frame.aggregate == "count" else "last" if frame.order < 0 else "",
    )


def chains_query(frame: Frame, wide: bool) -> Query:
    """Chains that have a tier, or so many tiers."""
    b = Builder()
    if not frame.practices or frame.order:
        text = (
            "MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)\nWITH c, count(DISTINCT h.`order`) AS tiers "
            "WHERE tiers = $tiers\n"
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
        inside(b, frame.places, "l", True)
    return counted(
        frame,
        b.text(
            "DISTINCT c.name AS chain, t.name AS tier, h.`order` AS position, h.sources AS sources, "
            "h.statements AS statements",
            "chain, position",
        ),
        b,
    )


def compare_tiers_query(frame: Frame, wide: bool) -> Query:
    """Places or chains by their number of tiers."""
    b = Builder()
    b.match.append("MATCH (l:Locality)-[:ADOPTED]->(c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)")
    if frame.places:
        inside(b, frame.places, "l", False)
        returned = "l.name AS place, count(DISTINCT h.`order`) AS tiers, c.name AS chain"
    else:
        b.match = ["MATCH (c:Mechanism)-[h:HAS_TIER]->(t:Mechanism)"]
        b.where.append(f"c.id IN {b.bind([i for p in frame.practices for i in p.ids], 'practices')}")
        returned = "c.name AS chain, count(DISTINCT h.`order`) AS tiers"
    direction = "" if frame.aggregate == "min" else " DESC"
    return Query(b.text(returned, f"tiers{direction}"), b.parameters, ties=1, hidden=())
