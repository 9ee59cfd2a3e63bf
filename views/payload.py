"""The data of a page: columns that the page's script reads, small and free of markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import captions, evidence
from .geography import WIDTH, Atlas
from .grouping import Group
from .romanise import place_name, search_key
from .values import Interned, filled, jsonable, listed, percent, whole, written

_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: Properties that have a place of their own in the page, of a relation and of a node.
_EDGE_OWN = frozenset({
    "predicate", "sources", "confidence", "since", "evidence", "id", "source_ids",
    "statements", "quote", "disagreements", "from", "to", "label", "arrows",
})  # fmt: skip
_NODE_OWN = captions.UNLISTED | {
    "label", "shape", "color", "font", "x", "y", "size",
    "group", "disagreements", "province", "prefecture", "county", "township", "sides",
}  # fmt: skip


def build(
    nodes: Sequence[Mapping[str, Any]],
    edges: Sequence[Mapping[str, Any]],
    *,
    points: Mapping[str, tuple[int, int]],
    home: Mapping[str, str],
    groups: Iterable[Group],
    circles: Mapping[str, tuple[int, int, int]],
    page: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything that the page's script needs.

    Args:
        nodes: `id` and attributes of each node.
        edges: `from`, `to` and attributes of each relation.
        points: x, y by node id.
        home: Group key by node id.
        groups: The groups.
        circles: x, y, radius by group key.
        page: Title, language and the other words and switches of this page; passed on as they are.
    """
    shown = [g for g in groups if g.key in circles]
    group_at = {g.key: i for i, g in enumerate(shown)}
    index = {n["id"]: i for i, n in enumerate(nodes)}
    places = _places(nodes)
    node_columns, kinds = _nodes(nodes, points, {n: group_at[key] for n, key in home.items()})
    edge_columns, told = _edges(edges, index)
    return {
        "page": dict(page),
        "kinds": kinds,
        "categories": captions.categories(),
        "levels": captions.levels(),
        "values": captions.text()["values"],
        "properties": captions.properties(),
        "groups": [[g.key, g.kind, g.zh, g.en, *circles[g.key]] for g in shown],
        "nodes": node_columns,
        "edges": edge_columns,
        **told,
        "places": places,
        "english": _english(node_columns["more"]),
        "map": _map() if places else 0,
        "text": captions.text()["interface"],
    }


def dump(data: Mapping[str, Any]) -> str:
    """The data as JSON that cannot end the script element in which it stands, whatever it holds."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str)
    raw = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", raw)  # half a character cannot be written as UTF-8
    return raw.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def names(node: Mapping[str, Any]) -> tuple[str, str]:
    """What a node is called in Chinese and in English; the Chinese name where there is no English one."""
    name = _name(node)
    english = node.get("name_en") or (place_name(name) if node.get("kind") == "Locality" else None)
    return name, str(english or name)


def _nodes(
    nodes: Sequence[Mapping[str, Any]], points: Mapping[str, tuple[int, int]], group: Mapping[str, int]
) -> tuple[dict[str, list[Any]], list[Any]]:
    """The columns of the nodes, and the kinds that they have."""
    kinds = Interned()
    known = {k["id"]: k for k in captions.kinds()}
    for ident in known:
        kinds.add(ident, known.__getitem__)
    out: dict[str, list[Any]] = {k: [] for k in ["id", "kind", "name", "en", "py", "x", "y", "group", "more"]}
    for node in nodes:
        name, english = names(node)
        x, y = points[node["id"]]
        row = {
            "id": node["id"],
            "kind": kinds.add(str(node.get("kind") or "Other"), _plain_kind),
            "name": name,
            "en": english if english != name else 0,
            "py": node.get("pinyin") or search_key(name) or 0,
            "x": x,
            "y": y,
            "group": group[node["id"]],
            "more": _more(node) or 0,
        }
        for key, value in row.items():
            out[key].append(value)
    return out, kinds.values


def _edges(
    edges: Sequence[Mapping[str, Any]], index: Mapping[str, int]
) -> tuple[dict[str, list[Any]], dict[str, Any]]:
    """The columns of the relations; and their evidence in the same order, with what it refers to."""
    relations, sources, extractors = Interned(), Interned(), Interned()
    known = {r["id"]: r for r in captions.relations()}
    for ident in known:
        relations.add(ident, known.__getitem__)
    out: dict[str, list[Any]] = {k: [] for k in ["from", "to", "rel", "conf", "n", "since", "more", "ev"]}
    rows: list[list[Any]] = []
    for edge in edges:
        said = [evidence.row(e, sources, extractors) for e in listed(edge.get("evidence"))]
        more = {k: v for k, v in edge.items() if k not in _EDGE_OWN and filled(v)}
        if differ := evidence.disagreements(edge):
            more["disagreements"] = differ
        row = {
            "from": index[edge["from"]],
            "to": index[edge["to"]],
            "rel": relations.add(
                str(edge.get("predicate") or edge.get("label") or "RELATED"), _plain_relation
            ),
            "conf": percent(edge.get("confidence")),
            "n": whole(edge.get("sources")) or len({e[0] for e in said}),
            "since": str(edge.get("since") or "") or 0,
            "more": jsonable(more) or 0,
            "ev": len(said),
        }
        for key, value in row.items():
            out[key].append(value)
        rows.extend(said)
    told = {
        "relations": relations.values,
        "evidence": rows,
        "sources": sources.values,
        "extractors": extractors.values,
    }
    return out, told


def _name(node: Mapping[str, Any]) -> str:
    """What a node is called in the picture; a figure is called by its value."""
    if node.get("kind") == "Statistic" and node.get("value") is not None:
        value = written(node["value"]) + (f"–{written(node['high'])}" if node.get("high") is not None else "")
        comparator = str(node.get("comparator") or "")
        return f"{'' if comparator == '=' else comparator}{value}{node.get('unit') or ''}"
    return str(node.get("name") or node.get("label") or node.get("title") or node["id"])


def _more(node: Mapping[str, Any]) -> dict[str, Any]:
    """What else a node has: for filters, its path, and the list of properties in the panel."""
    more: dict[str, Any] = {k: node[k] for k in ("category", "level", "aliases") if filled(node.get(k))}
    path = [str(node[k]) for k in ("province", "prefecture", "county", "township") if node.get(k)]
    path = list(dict.fromkeys(path)) or [str(p) for p in listed(node.get("within"))]
    if path and path[-1] == node.get("name"):
        path.pop()
    if path:
        more["path"] = path
    if node.get("confidence") is not None:
        more["conf"] = percent(node["confidence"])
    if differ := evidence.disagreements(node):
        more["disagreements"] = differ
    if rest := {k: v for k, v in node.items() if k not in _NODE_OWN and filled(v)}:
        more["props"] = rest
    clean: dict[str, Any] = jsonable(more)
    return clean


def _places(nodes: Sequence[Mapping[str, Any]]) -> list[list[int]]:
    """Number, x and y of every node that the map can show."""
    found = []
    for i, node in enumerate(nodes):
        if node.get("kind") == "Locality" and node.get("code"):
            point = Atlas.default().find(str(node["code"]))
            if point:
                found.append([i, *point])
    return found


def _english(more: Sequence[Any]) -> dict[str, str]:
    """English names of the places that stand in paths, by their Chinese names."""
    parts = {part for own in more if own for part in own.get("path", ())}
    return {part: english for part in sorted(parts) if (english := place_name(part))}


def _plain_kind(kind: str) -> dict[str, str]:
    return {"id": kind, "zh": kind, "en": kind, "colour": "#7A7A7A", "shape": "dot"}


def _plain_relation(name: str) -> dict[str, str]:
    words = name.replace("_", " ").lower()
    return {"id": name, "zh": words, "en": words, "zh_back": f"← {words}", "en_back": f"← {words}"}


def _map() -> dict[str, Any]:
    atlas = Atlas.default()
    return {"width": WIDTH, "height": atlas.height, "dots": atlas.backdrop(), "names": atlas.provinces()}
