"""From rows with nodes and relations to a networkx graph whose edges carry their evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ...graph.stores import Node, Path, Relation, Rows, View

if TYPE_CHECKING:
    import networkx


def network(view: View, rows: Rows, *, evidence: bool = True) -> networkx.MultiDiGraph[str]:
    """The nodes, relations and paths in some rows as a network.

    Args:
        view: the graph that the rows are from; it is asked for ends and evidence.
        rows: rows with nodes, relations or paths in any column, lists included.
        evidence: whether edges get ``evidence``.
    """
    import networkx

    nodes: dict[str, Node] = {}
    relations: dict[str, Relation] = {}
    for row in rows:
        for value in row:
            _collect(value, nodes, relations)
    _complete(view, nodes, relations)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for ident, node in nodes.items():
        graph.add_node(
            ident, kind=node.kind, **{k: v for k, v in node.properties.items() if k not in ("id", "kind")}
        )
    stated = _evidence(view, relations.values()) if evidence else {}
    for ident, r in relations.items():
        if r.start in nodes and r.end in nodes:
            found = [stated[s] for s in r.properties.get("statements") or [] if s in stated]
            own = {k: v for k, v in r.properties.items() if k not in ("id", "statements")}
            graph.add_edge(r.start, r.end, key=ident, predicate=r.type, **own, evidence=found)
    return graph


def _collect(value: Any, nodes: dict[str, Node], relations: dict[str, Relation]) -> None:
    if isinstance(value, Node):
        nodes.setdefault(value.id, value)
    elif isinstance(value, Relation):
        ident = str(value.properties.get("id") or f"{value.type}/{value.start}/{value.end}")
        if ident not in relations or not relations[ident].start:
            relations[ident] = value
    elif isinstance(value, Path):
        _collect([*value.nodes, *value.relations], nodes, relations)
    elif isinstance(value, (list, tuple)):
        for v in value:
            _collect(v, nodes, relations)


def _complete(view: View, nodes: dict[str, Node], relations: dict[str, Relation]) -> None:
    """Asks for the ends of relations that came without them."""
    lost: dict[str, list[str]] = {}
    for ident, r in relations.items():
        if (r.start not in nodes or r.end not in nodes) and r.type in view.schema.relations:
            lost.setdefault(r.type, []).append(ident)
    for predicate, ids in lost.items():
        for a, r, b in view.run(
            f"MATCH (a)-[r:{predicate}]->(b) WHERE r.id IN $ids RETURN a, r, b", {"ids": ids}
        ):
            nodes.setdefault(a.id, a)
            nodes.setdefault(b.id, b)
            relations[str(r.properties["id"])] = Relation(r.type, a.id, b.id, r.properties)


def _evidence(view: View, relations: Iterable[Relation]) -> dict[str, dict[str, Any]]:
    ids = sorted({s for r in relations for s in r.properties.get("statements") or []})
    if not ids:
        return {}
    rows = view.run(
        "UNWIND $ids AS i MATCH (s:Statement {id: i}) OPTIONAL MATCH (d:Source) WHERE d.id = s.source_id "
        "RETURN s.id AS id, s.source_id AS source, d.title AS title, d.date AS date, d.publisher AS publisher, "
        "d.document AS document, s.span_start AS span_start, s.span_end AS span_end, s.quote AS quote, "
        "s.confidence AS confidence, s.extractor AS extractor, s.modality AS modality, s.since AS since, "
        "s.status AS status, s.story AS story",
        {"ids": ids},
    )
    out = {}
    for row in rows.dicts():
        start, end = row.pop("span_start"), row.pop("span_end")
        row["span"] = [start, end] if start is not None else None
        out[row["id"]] = {k: v for k, v in row.items() if v is not None}
    differ = view.run(
        "UNWIND $ids AS i MATCH (s:Statement {id: i})-[r:DIFFERS_FROM]-(t:Statement) "
        "RETURN DISTINCT s.id, r.field, r.one, r.other, t.source_id",
        {"ids": ids},
    )
    for ident, field, one, other, source in differ:
        out[ident].setdefault("differs", []).append(
            {"field": field, "one": one, "other": other, "source": source}
        )
    return out
