"""How statements change a graph: what they touch is derived anew, the rest stays.

The graph is a pure function of its statements, so adding and removing are one thing: find the
nodes that a change touches, fetch all statements of these, derive them again, and write the
difference. The cost grows with the statements that touch those nodes, not with the graph.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from ..derivation import Derived, derive
from ..derivation.derive import implied_relations
from ..derivation.nodes import NodeRow, implied_places, implied_types
from ..derivation.relations import RelationRow
from ..model.statement import Statement
from .base import View, Writer

_Group = tuple[str, tuple[str, str]]


def add(writer: Writer, statements: Iterable[Statement]) -> int:
    """Adds statements and what follows from them.

    Returns:
        How many were new; those that the graph holds already change nothing.
    """
    fresh = {s.id: s for s in statements}
    # The first load is the big one: where the graph is empty, nothing has to be looked up in it.
    empty = not writer.view.run("MATCH (s:Statement) RETURN s.id LIMIT 1").rows
    if not empty:
        for ident in writer.existing("Statement", fresh):
            del fresh[ident]
    if not fresh:
        return 0
    touched = _touched(fresh.values())
    before = [] if empty else writer.view.statements(touched)
    derived = derive([*before, *fresh.values()], touched, writer.schema)
    _write_nodes(writer, derived, empty=empty)
    _write_relations(writer, derived, before, empty=empty)
    # Statements come last: a load that breaks off is then completed by the next, not taken for done.
    writer.add_statements(list(fresh.values()))
    if not empty:
        writer.remove_differences(sorted(touched))
    writer.add_differences(derived.differences)
    return len(fresh)


def stale(writer: Writer, statements: Iterable[Statement]) -> list[str]:
    """The sources of these statements of which the same producers have said something else before.

    A document that is read again has changed, or its reader has: what was read before is not said any more.
    """
    fresh: dict[str, set[str]] = defaultdict(set)
    producers: dict[str, set[str]] = defaultdict(set)
    for s in statements:
        fresh[s.source_id].add(s.id)
        producers[s.source_id].add(_producer(s))
    old = writer.view.statements(fresh.keys())
    return sorted(
        {
            s.source_id
            for s in old
            if s.source_id in fresh
            and s.id not in fresh[s.source_id]
            and _producer(s) in producers[s.source_id]
        }
    )


def _producer(s: Statement) -> str:
    """The extractor without its version."""
    return (s.triple.extractor or "").split(" ")[0]


def remove(writer: Writer, source_id: str) -> int:
    """Takes back what only one source said.

    Returns:
        How many statements it made; none if the graph does not know it.
    """
    own = [s for s in writer.view.statements([source_id]) if s.source_id == source_id]
    if not own:
        return 0
    gone = {s.id for s in own}
    touched = _touched(own)
    before = writer.view.statements(touched)
    left = [s for s in before if s.id not in gone]
    old = derive(before, touched, writer.schema)
    new = derive(left, touched, writer.schema)
    writer.remove_differences(sorted(touched))
    writer.remove_nodes("Statement", sorted(gone))
    _write_relations(writer, new, before)
    lost = [r for i, r in old.relations.items() if i not in new.relations and i not in new.implied_relations]
    for (predicate, ends), rows in _by_ends(lost).items():
        writer.remove_relations(predicate, ends, rows)
    _write_nodes(writer, new, fallen=old.nodes.keys())
    _drop_unsupported(writer, old, new)
    writer.add_differences(new.differences)
    return len(own)


def _touched(statements: Iterable[Statement]) -> set[str]:
    return {i for s in statements for i in (s.subject_id, s.object_id, s.source_id)}


def _write_nodes(
    writer: Writer, derived: Derived, *, empty: bool = False, fallen: Collection[str] = ()
) -> None:
    """Writes nodes; implied ones only where they are new, or have ``fallen`` back from being stated."""
    for supported, rows in ((True, derived.nodes), (False, derived.implied_nodes)):
        kinds: dict[str, list[NodeRow]] = defaultdict(list)
        for row in rows.values():
            kinds[row.kind].append(row)
        for kind, members in kinds.items():
            there = set() if empty else writer.existing(kind, [r.id for r in members])
            if new := [r for r in members if r.id not in there]:
                writer.add_nodes(kind, new)
            if old := [r for r in members if r.id in there and (supported or r.id in fallen)]:
                writer.set_nodes(kind, old)


def _write_relations(
    writer: Writer, derived: Derived, before: Sequence[Statement], *, empty: bool = False
) -> None:
    held = {s.relation_id for s in before}
    for (predicate, ends), rows in _by_ends(derived.relations.values()).items():
        implied = (
            set() if empty else _present(writer.view, predicate, ends, [r for r in rows if r.id not in held])
        )
        if new := [r for r in rows if r.id not in held and r.id not in implied]:
            writer.add_relations(predicate, ends, new)
        if old := [r for r in rows if r.id in held or r.id in implied]:
            writer.set_relations(predicate, ends, old)
    for (predicate, ends), rows in _by_ends(derived.implied_relations.values()).items():
        there = set() if empty else _present(writer.view, predicate, ends, rows)
        if new := [r for r in rows if r.id not in there]:
            writer.add_relations(predicate, ends, new)
        # One that a statement supported until now falls back to what the tables say.
        if old := [r for r in rows if r.id in there and r.id in held]:
            writer.set_relations(predicate, ends, old)


def _present(view: View, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> set[str]:
    """Which of these relations the graph holds."""
    if not rows:
        return set()
    query = (
        f"UNWIND $pairs AS p MATCH (a:`{ends[0]}` {{id: p.one}})-[r:{predicate}]->(b:`{ends[1]}` {{id: p.other}}) "
        "RETURN DISTINCT r.id"
    )
    pairs = [{"one": r.start, "other": r.end} for r in rows]
    return {row[0] for row in view.run(query, {"pairs": pairs})} & {r.id for r in rows}


def _by_ends(rows: Iterable[RelationRow]) -> dict[_Group, list[RelationRow]]:
    out: dict[_Group, list[RelationRow]] = defaultdict(list)
    for r in rows:
        out[r.predicate, (r.start_kind, r.end_kind)].append(r)
    return out


def _drop_unsupported(writer: Writer, old: Derived, new: Derived) -> None:
    """Removes nodes that nothing states or implies any more."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for rows in (old.nodes, old.implied_nodes):
        for ident, row in rows.items():
            if ident not in new.nodes and ident not in new.implied_nodes:
                kinds[row.kind].add(ident)
    for kind, ids in kinds.items():
        keep = _still_implied(writer.view, kind, ids) if kind in ("Locality", "Mechanism") else {}
        if lost := sorted(ids - keep.keys()):
            writer.remove_nodes(kind, lost)
        if kept := [r for i, r in keep.items() if i in old.nodes]:
            writer.set_nodes(kind, kept)
        for (predicate, ends), implied in _by_ends(implied_relations(keep.values())).items():
            there = _present(writer.view, predicate, ends, implied)
            if missing := [r for r in implied if r.id not in there]:
                writer.add_relations(predicate, ends, missing)


def _still_implied(view: View, kind: str, ids: set[str]) -> dict[str, NodeRow]:
    """Those of the nodes that another node, stated by some source, brings with it."""
    if kind == "Locality":
        query = (
            "UNWIND $ids AS i MATCH (l:Locality) WHERE l.sources > 0 AND i IN l.path AND l.id <> i "
            "RETURN l.id AS id, l.path AS path, l.within AS within"
        )
        found = view.run(query, {"ids": sorted(ids)}).dicts()
        rows = [NodeRow(kind, r["id"], r) for r in found if r["id"] not in ids]
        return {i: r for i, r in implied_places(rows).items() if i in ids}
    query = "MATCH (m:Mechanism) WHERE m.sources > 0 AND m.type_id IS NOT NULL RETURN m.id AS id, m.type_id AS type_id"
    rows = [NodeRow(kind, r["id"], r) for r in view.run(query).dicts() if r["id"] not in ids]
    return {i: r for i, r in implied_types(rows).items() if i in ids}
