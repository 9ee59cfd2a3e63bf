"""Captions, colours and shapes of what the page shows, in both languages."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from ..graph.schema import Schema

#: Properties that the page shows elsewhere, or that only serve the machine.
UNLISTED = frozenset({
    "id", "name", "name_en", "pinyin", "kind", "category", "level",
    "aliases", "path", "type_id", "is_type", "mention", "story", "sources",
    "confidence", "within", "province_code", "prefecture_code", "county_code", "township_code", "city",
})  # fmt: skip


@lru_cache(maxsize=1)
def text() -> dict[str, Any]:
    """The page's own words, as ``text.yaml`` has them."""
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("text.yaml").read_text("utf-8"))
    return loaded


def kinds() -> list[dict[str, str]]:
    """Node kinds that a picture may show: id, captions, colour, shape."""
    shapes = text()["shapes"]
    return [
        {"id": k.name, "zh": k.zh, "en": k.en, "colour": k.colour, "shape": shapes.get(k.name, "dot")}
        for k in Schema.default().kinds.values()
        if not k.internal
    ]


def relations() -> list[dict[str, str]]:
    """Relations that a picture may show: id, captions read from the subject and from the object."""
    inverse = text()["inverse"]
    out = []
    for r in Schema.default().relations.values():
        if not r.internal:
            back = inverse.get(r.name, {"zh": f"被{r.zh}", "en": f"{r.en} (of)"})
            out.append({"id": r.name, "zh": r.zh, "en": r.en, "zh_back": back["zh"], "en_back": back["en"]})
    return out


def levels() -> list[dict[str, str]]:
    """Levels of localities, outermost first."""
    return [{"id": key, **value} for key, value in text()["levels"].items()]


@lru_cache(maxsize=1)
def categories() -> list[dict[str, str]]:
    """Categories of practices, with the captions of the taxonomy."""
    data = yaml.load(
        files("govgraph.graph.identity").joinpath("taxonomy.yaml").read_text("utf-8"),
        getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    )
    return [{"id": c["id"], "zh": c["zh"], "en": c["en"]} for c in data["categories"]]


def properties() -> dict[str, dict[str, str]]:
    """Captions of all properties by name (nodes and relations together)."""
    schema = Schema.default()
    out: dict[str, dict[str, str]] = {}
    shown = [k.properties for k in schema.kinds.values() if not k.internal]
    shown += [schema.node_properties]
    shown += [r.properties for r in schema.relations.values() if not r.internal]
    for properties in shown:
        for p in properties.values():
            out.setdefault(p.name, {"zh": p.zh, "en": p.en})
    return out
