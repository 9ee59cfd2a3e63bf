"""The part of the graph that a set of statements determines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..identity.ids import relation_id
from ..model.statement import Statement
from ..schema import Schema
from .disagreements import Difference, differences
from .nodes import Mention, NodeRow, implied_places, implied_types, node, source_node
from .relations import RelationRow, relation

#: Where implied relations come from: the official division codes, and the taxonomy of this package.
DIVISIONS, TAXONOMY = "divisions:2023", "taxonomy"


@dataclass(frozen=True, slots=True)
class Derived:
    """Nodes and relations by id. The implied ones follow from places and types, not from a statement."""

    nodes: dict[str, NodeRow]
    relations: dict[str, RelationRow]
    implied_nodes: dict[str, NodeRow]
    implied_relations: dict[str, RelationRow]
    differences: list[Difference]


def derive(
    statements: Iterable[Statement],
    node_ids: Collection[str] | None = None,
    schema: Schema | None = None,
) -> Derived:
    """Nodes, relations and differences that statements support.

    Args:
        statements: for each node of ``node_ids`` all statements that touch it.
        node_ids: the nodes wanted, with the relations that touch them; all by default.
        schema: the model; the package's own by default.
    """
    schema = schema or Schema.default()
    mentions: dict[str, list[Mention]] = defaultdict(list)
    support: dict[str, list[Statement]] = defaultdict(list)
    sources: dict[str, list[Statement]] = defaultdict(list)
    everything = list(statements)
    for s in everything:
        for ident, entity in s.ends():
            if node_ids is None or ident in node_ids:
                mentions[ident].append((entity, s))
        if node_ids is None or s.subject_id in node_ids or s.object_id in node_ids:
            support[s.relation_id].append(s)
        if node_ids is None or s.source_id in node_ids:
            sources[s.source_id].append(s)
    nodes = {i: node(i, m, schema) for i, m in mentions.items()}
    nodes |= {i: source_node(i, made) for i, made in sources.items()}
    relations = {i: relation(made, schema) for i, made in support.items()}
    places = implied_places(nodes.values())
    types = implied_types(nodes.values())
    implied_nodes = {i: r for i, r in {**places, **types}.items() if i not in nodes}
    rows = [*nodes.values(), *implied_nodes.values()]
    implied = {r.id: r for r in implied_relations(rows) if r.id not in relations}
    anchors = nodes.keys() if node_ids is None else node_ids
    return Derived(nodes, relations, implied_nodes, implied, differences(everything, anchors))


def implied_relations(rows: Iterable[NodeRow]) -> Iterable[RelationRow]:
    """PART_OF by the division codes and KIND_OF by the taxonomy, as far as nodes have these."""
    for row in rows:
        path = row.properties.get("path") or []
        if len(path) > 1:
            yield _implied("PART_OF", "Locality", row.id, path[-2], DIVISIONS)
        type_id = row.properties.get("type_id")
        if type_id and row.id != f"mech/{type_id}":
            yield _implied("KIND_OF", "Mechanism", row.id, f"mech/{type_id}", TAXONOMY)
        elif type_id and (parent := _parent(type_id)):
            yield _implied("KIND_OF", "Mechanism", row.id, f"mech/{parent}", TAXONOMY)


def _parent(type_id: str) -> str | None:
    from ..identity.taxonomy import Taxonomy

    return Taxonomy.default().type(type_id).parent or None


def _implied(predicate: str, kind: str, start: str, end: str, origin: str) -> RelationRow:
    ident = relation_id(predicate, start, end)
    values = {
        "id": ident,
        "sources": 0,
        "source_ids": [origin],
        "statements": [],
        "confidence": 1.0,
        "quote": None,
    }
    return RelationRow(predicate, start, end, kind, kind, values)
