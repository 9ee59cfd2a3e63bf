"""Nodes from the statements that mention them, and the nodes that places and types bring with them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..identity.divisions import Divisions
from ..identity.ids import NATION, Site, locality_site
from ..identity.taxonomy import Taxonomy
from ..model.statement import Statement
from ..model.triple import Entity
from ..schema import Schema
from .relations import agreed_confidence

_LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}
_ROLLUP = ("province", "prefecture", "county", "township")
#: 北京, 天津, 上海, 重庆: provinces that are cities.
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node as a store keeps it."""

    kind: str
    id: str
    properties: Mapping[str, Any] = field(default_factory=dict)


Mention = tuple[Entity, Statement]


def node(ident: str, mentions: Iterable[Mention], schema: Schema | None = None) -> NodeRow:
    """The node that these mentions mean, whatever their order."""
    schema = schema or Schema.default()
    items = sorted(mentions, key=lambda m: (m[1].id, m[0].name))
    kind = items[0][0].type
    statements = [s for _, s in items]
    values: dict[str, Any] = {
        "id": ident,
        "name": _majority((e.name, s) for e, s in items),
        "sources": len({s.story for s in statements}),
        "confidence": agreed_confidence(statements),
    }
    for name, prop in schema.kinds[kind].properties.items():
        if not (prop.given and prop.on_node):
            continue
        given = [(e.properties[name], s) for e, s in items if name in e.properties]
        if not given:
            continue
        if name == "aliases":
            continue
        if prop.type == "strings":
            values[name] = list(_majority((tuple(v), s) for v, s in given))
        else:
            values[name] = _majority(given)
    if "aliases" in schema.kinds[kind].properties:
        values["aliases"] = _aliases(values["name"], items)
    if kind == "Locality":
        said = values["name"]
        values |= place_properties(_site_of(ident, items), values)
        # An official name can be longer than any that people use.
        values["aliases"] = sorted({*values["aliases"], said} - {values["name"]})
    elif kind == "Mechanism":
        values |= practice_properties(ident, values)
    elif kind == "Source":
        values |= _source_properties(ident, items)
    return NodeRow(kind, ident, values)


def source_node(ident: str, statements: Iterable[Statement]) -> NodeRow:
    """The node of a source, from the statements that it makes."""
    items = sorted(statements, key=lambda s: s.id)
    entity = Entity("Source", str(items[0].triple.source.get("title") or ident), ident)
    return node(ident, [(entity, s) for s in items])


def place_properties(where: Site, known: Mapping[str, Any]) -> dict[str, Any]:
    """Official name, code, level, ancestors and roll-up of a place."""
    out: dict[str, Any] = {
        "name": where.name if where.code or where.id == NATION else known.get("name", where.name),
        "path": [i for i, _ in where.ancestors] + [where.id],
        "within": [n for i, n in where.ancestors if i != NATION],
    }
    if where.id == NATION:
        out["level"] = "nation"
    if where.code:
        out["code"] = where.code
        out["level"] = _LEVELS.get(len(where.code), known.get("level"))
    chain = [*where.ancestors, (where.id, out["name"])]
    for ident, name in chain:
        code = ident.removeprefix("loc/")
        level = _LEVELS.get(len(code)) if code.isdigit() else None
        if level in _ROLLUP:
            out[level] = name
            out[f"{level}_code"] = code
    if out.get("province_code") in MUNICIPALITIES:
        out["city"] = out["province"]
    elif out.get("prefecture"):
        out["city"] = out["prefecture"]
    return out


def practice_properties(ident: str, known: Mapping[str, Any]) -> dict[str, Any]:
    """What the taxonomy knows of a practice: type, category, English name."""
    taxonomy = Taxonomy.default()
    kind = ident.removeprefix("mech/")
    types = {t.id: t for t in taxonomy.types}
    if kind in types:
        t = types[kind]
        others = {*known.get("aliases", ()), *t.synonyms} | ({known["name"]} if known.get("name") else set())
        return {
            "name": t.zh,
            "name_en": t.en,
            "category": t.category,
            "type_id": t.id,
            "is_type": True,
            "aliases": sorted(others - {t.zh}),
        }
    # A name that no list holds is told by its head: 老徐调解室 is a 调解室.
    match = taxonomy.by_name(str(known["name"])) or taxonomy.by_head(str(known["name"]))
    out: dict[str, Any] = {"is_type": False}
    if match is not None:
        out["type_id"] = match.type.id
        if match.relation == "brand":
            brand = next((b for b in match.type.brands if b.name == known["name"]), None)
            if brand is not None and brand.name_en and "name_en" not in known:
                out["name_en"] = brand.name_en
    if "category" not in known:
        out["category"] = match.type.category if match else "other"
    return out


def implied_places(rows: Iterable[NodeRow]) -> dict[str, NodeRow]:
    """The ancestors that places bring with them, by id, without the places themselves."""
    divisions = Divisions.default()
    out: dict[str, NodeRow] = {}
    for row in rows:
        path = row.properties.get("path") or []
        for depth, ident in enumerate(path[:-1]):
            if ident in out:
                continue
            code = ident.removeprefix("loc/")
            names = ["中国", *(row.properties.get("within") or [])]
            official = divisions.name(code) if code.isdigit() else None
            ancestors = tuple(zip(path[:depth], names, strict=False))
            where = Site(ident, official or names[depth], code if official else None, ancestors)
            known = {"name": where.name, "level": None if official or ident == NATION else "area"}
            values = {"id": ident, "sources": 0, "confidence": 1.0, **known, **place_properties(where, known)}
            out[ident] = NodeRow("Locality", ident, values)
    return out


def implied_types(rows: Iterable[NodeRow]) -> dict[str, NodeRow]:
    """The taxonomy types that practices are kinds of, by id, and those that these are kinds of."""
    taxonomy = Taxonomy.default()
    out: dict[str, NodeRow] = {}
    for row in rows:
        type_id = row.properties.get("type_id")
        while type_id:
            ident = f"mech/{type_id}"
            if ident != row.id and ident not in out:
                values = {"id": ident, "sources": 0, "confidence": 1.0}
                out[ident] = NodeRow("Mechanism", ident, values | practice_properties(ident, {}))
            type_id = taxonomy.type(type_id).parent
    return out


def _site_of(ident: str, items: list[Mention]) -> Site:
    return next(
        (w for w in (locality_site(e) for e, _ in items) if w.id == ident), locality_site(items[0][0])
    )


def _majority(values: Iterable[tuple[Any, Statement]]) -> Any:
    items = list(values)
    if len(items) == 1:
        return items[0][0]
    stories: dict[Any, set[str]] = defaultdict(set)
    weight: Counter[Any] = Counter()
    for value, s in items:
        stories[value].add(s.story)
        weight[value] += 1
    return min(stories, key=lambda v: (-len(stories[v]), -weight[v], str(v)))


def _aliases(name: str, items: list[Mention]) -> list[str]:
    found = {e.name for e, _ in items}
    for e, _ in items:
        found.update(e.properties.get("aliases") or ())
        if e.properties.get("mention"):
            found.add(e.properties["mention"])
    return sorted(found - {name})


def _source_properties(ident: str, items: list[Mention]) -> dict[str, Any]:
    out: dict[str, Any] = {"story": items[0][1].story}
    for key in ("document", "title", "date", "publisher", "authors", "url"):
        given = [(_hashable(s.triple.source[key]), s) for _, s in items
                 if s.source_id == ident and s.triple.source.get(key)]  # fmt: skip
        if given:
            value = _majority(given)
            out[key] = list(value) if isinstance(value, tuple) else value
    if out.get("title"):
        out["name"] = out["title"]
    return out


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
