"""The schema as Python objects, read from ``schema.yaml`` and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from ..model.errors import InvalidData

#: Types that a property may have.
TYPES = ("string", "integer", "number", "boolean", "strings", "date")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*\Z")


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node kind or of a relation."""

    name: str
    type: str
    zh: str
    en: str
    values: tuple[str, ...] = ()  #: what it may be, where that is a closed list
    pattern: str | None = None  #: a regular expression for the whole value
    given: bool = True  #: whether a triple may bring it; else it is derived
    on_node: bool = True  #: whether the graph keeps it on the node
    about: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A node kind (label)."""

    name: str
    zh: str
    en: str
    icon: str
    colour: str
    about: str
    properties: Mapping[str, Property]
    internal: bool = False  #: evidence about the graph, not part of the picture


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation type (predicate) with the node kinds that it joins."""

    name: str
    zh: str
    en: str
    ends: tuple[tuple[str, str], ...]
    properties: Mapping[str, Property]
    key: tuple[str, ...] = ()  #: properties that tell apart two relations of the same nodes
    derived: bool = False  #: made by the loader, refused in a triple
    internal: bool = False
    about: str = ""


@dataclass(frozen=True)
class Schema:
    """Node kinds and relations, and what every one of them has."""

    version: int
    kinds: Mapping[str, Kind]
    relations: Mapping[str, Relation]
    node_properties: Mapping[str, Property]
    relation_properties: Mapping[str, Property]
    evidence: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @staticmethod
    @lru_cache(maxsize=1)
    def default() -> Schema:
        """The schema of this package."""
        return parse(yaml.load(files(__package__).joinpath("schema.yaml").read_text("utf-8"), _Loader))

    def columns(self, kind: str) -> dict[str, Property]:
        """All properties that nodes of a kind have in a store, the common ones first."""
        own = {n: p for n, p in self.kinds[kind].properties.items() if p.on_node}
        common = (
            {} if self.kinds[kind].internal else {k: v for k, v in self.node_properties.items() if k != "id"}
        )
        return {"id": self.node_properties["id"], **common, **own}

    def relation_columns(self, name: str) -> dict[str, Property]:
        """All properties that relations of a type have in a store."""
        relation = self.relations[name]
        common = {"id": self.relation_properties["id"]} if relation.internal else self.relation_properties
        return {**common, **relation.properties}


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(data: Mapping[str, Any]) -> Schema:
    """The schema that a mapping (the content of the YAML file) describes.

    Raises:
        InvalidData: an unknown type, a name that is no identifier, ends or key that name nothing.
    """
    kinds = {
        name: Kind(
            name=_identifier(name),
            zh=x["zh"],
            en=x["en"],
            icon=x["icon"],
            colour=x["colour"],
            about=x["about"],
            properties=_properties(name, x["properties"]),
            internal=x.get("internal", False),
        )
        for name, x in data["nodes"].items()
    }
    relations = {}
    for name, x in data["relations"].items():
        ends = tuple((a, b) for a, b in x["ends"])
        own = _properties(name, x["properties"])
        for end in {e for pair in ends for e in pair} - kinds.keys():
            raise InvalidData(f"schema: relation {name} ends in {end}, which is no node kind", field=name)
        for key in set(x.get("key", ())) - own.keys():
            raise InvalidData(
                f"schema: relation {name} has the key {key}, which is no property of it", field=name
            )
        relations[_identifier(name)] = Relation(
            name=name,
            zh=x["zh"],
            en=x["en"],
            ends=ends,
            properties=own,
            key=tuple(x.get("key", ())),
            derived=x.get("derived", False),
            internal=x.get("internal", False),
            about=x.get("about", ""),
        )
    return Schema(
        version=data["version"],
        kinds=kinds,
        relations=relations,
        node_properties=_properties("node_properties", data["node_properties"]),
        relation_properties=_properties("relation_properties", data["relation_properties"]),
        evidence=data["evidence"],
    )


def _identifier(name: str) -> str:
    if not _IDENTIFIER.match(name):
        raise InvalidData(f"schema: {name!r} is no identifier (letters, digits and _)", field=name)
    return name


def _properties(owner: str, data: Mapping[str, Any]) -> dict[str, Property]:
    out = {}
    for name, x in data.items():
        if x["type"] not in TYPES:
            raise InvalidData(
                f"schema: {owner}.{name} has the type {x['type']}; there are {', '.join(TYPES)}"
            )
        out[_identifier(name)] = Property(
            name=name,
            type=x["type"],
            zh=x["zh"],
            en=x["en"],
            values=tuple(x.get("values", ())),
            pattern=x.get("pattern"),
            given=x.get("given", True),
            on_node=x.get("node", True),
            about=x.get("about", ""),
        )
    return out
