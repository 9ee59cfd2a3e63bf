"""The data of a page: columns that the page's script reads, small and free of markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from . import captions
from .geography import WIDTH, Atlas
from .grouping import Group
from .romanise import place_name, search_key

_SURROGATE = re.compile(r"[\ud800-\udfff]")
#: Properties of a relation that have a place of their own in the page.
_EDGE_OWN = frozenset(
    "predicate sources confidence since evidence id source_ids statements quote modality disagreements".split()
)


class Interned:
    """Values by number, so that a value told a thousand times is written once."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._index: dict[Any, int] = {}

    def add(self, key: Any, value: Any = None) -> int:
        """The number of a key; `value` (else the key) is what is written for it."""
        if key not in self._index:
            self._index[key] = len(self.values)
            self.values.append(key if value is None else value)
        return self._index[key]


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
    kinds = Interned()
    for kind in captions.kinds():
        kinds.add(kind["id"], kind)
    relations = Interned()
    for relation in captions.relations():
        relations.add(relation["id"], relation)
    sources, extractors = Interned(), Interned()
    group_list = [g for g in groups if g.key in circles]
    group_index = {g.key: i for i, g in enumerate(group_list)}
    index = {n["id"]: i for i, n in enumerate(nodes)}

    column: dict[str, list[Any]] = {k: [] for k in ("id", "kind", "name", "en", "py", "x", "y", "group", "more")}
    places: list[list[int]] = []
    for node in nodes:
        name, kind = _name(node), str(node.get("kind") or "Other")
        column["id"].append(node["id"])
        column["kind"].append(kinds.add(kind, None if kind in kinds._index else _plain_kind(kind)))
        column["name"].append(name)
        english = node.get("name_en") or (place_name(name) if kind == "Locality" else None)
        column["en"].append(english or 0)
        column["py"].append(node.get("pinyin") or search_key(name) or 0)
        x, y = points[node["id"]]
        column["x"].append(x)
        column["y"].append(y)
        column["group"].append(group_index[home[node["id"]]])
        column["more"].append(_more(node) or 0)
        if kind == "Locality" and node.get("code"):
            point = Atlas.default().find(str(node["code"]))
            if point:
                places.append([index[node["id"]], *point])

    link: dict[str, list[Any]] = {k: [] for k in ("from", "to", "rel", "conf", "n", "since", "more", "ev")}
    evidence: list[list[Any]] = []
    for edge in edges:
        link["from"].append(index[edge["from"]])
        link["to"].append(index[edge["to"]])
        name = str(edge.get("predicate") or edge.get("label") or "RELATED")
        link["rel"].append(relations.add(name, None if name in relations._index else _plain_relation(name)))
        link["conf"].append(_percent(edge.get("confidence")))
        said = [_evidence(e, sources, extractors) for e in _list(edge.get("evidence"))]
        link["n"].append(_number(edge.get("sources")) or len({e[0] for e in said}))
        link["since"].append(str(edge.get("since") or "") or 0)
        more = {k: v for k, v in edge.items() if k not in _EDGE_OWN and k not in ("from", "to", "label", "arrows") and _filled(v)}
        disagreements = _disagreements(edge)
        if disagreements:
            more["disagreements"] = disagreements
        if edge.get("modality"):
            more["modality"] = edge["modality"]
        link["more"].append(_jsonable(more) or 0)
        link["ev"].append(len(said))
        evidence.extend(said)

    return {
        "page": dict(page),
        "kinds": kinds.values,
        "relations": relations.values,
        "categories": captions.categories(),
        "levels": captions.levels(),
        "values": captions.text()["values"],
        "properties": captions.properties(),
        "groups": [[g.key, g.kind, g.zh, g.en, *circles[g.key]] for g in group_list],
        "nodes": column,
        "edges": link,
        "evidence": evidence,
        "sources": sources.values,
        "extractors": extractors.values,
        "places": places,
        "map": _map() if places else 0,
        "text": captions.text()["interface"],
    }


def dump(data: Mapping[str, Any]) -> str:
    """The data as JSON that cannot end the script element in which it stands, whatever it holds."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=str)
    raw = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", raw)  # half a character cannot be written as UTF-8
    return raw.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _name(node: Mapping[str, Any]) -> str:
    """What a node is called in the picture; a figure is called by its value."""
    if node.get("kind") == "Statistic" and node.get("value") is not None:
        value = _plain_number(node["value"])
        if node.get("high") is not None:
            value += f"–{_plain_number(node['high'])}"
        sign = str(node.get("comparator") or "").replace("=", "", 1) if node.get("comparator") == "=" else str(node.get("comparator") or "")
        return f"{sign}{value}{node.get('unit') or ''}"
    return str(node.get("name") or node.get("label") or node.get("title") or node["id"])


def _plain_number(value: Any) -> str:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return str(value)
    return f"{number:,.0f}" if number == int(number) else f"{number:,.6g}"


def _more(node: Mapping[str, Any]) -> dict[str, Any]:
    """What else a node has: filters, path and the list of properties in the panel."""
    more: dict[str, Any] = {}
    for key in ("category", "level", "aliases"):
        if _filled(node.get(key)):
            more[key] = node[key]
    path = [str(node[k]) for k in ("province", "prefecture", "county", "township") if node.get(k)]
    path = list(dict.fromkeys(path)) or [str(p) for p in _list(node.get("within"))]
    if path and path[-1] == node.get("name"):
        path.pop()
    if path:
        more["path"] = path
    if node.get("confidence") is not None:
        more["conf"] = _percent(node["confidence"])
    if node.get("disagreements"):
        more["disagreements"] = _list(node["disagreements"])
    skip = captions.UNLISTED | {"label", "shape", "color", "font", "x", "y", "size", "group", "disagreements",
                                "province", "prefecture", "county", "township", "members"}  # fmt: skip
    rest = {k: v for k, v in node.items() if k not in skip and _filled(v)}
    if rest:
        more["props"] = rest
    jsonable: dict[str, Any] = _jsonable(more)
    return jsonable


def _evidence(entry: Any, sources: Interned, extractors: Interned) -> list[Any]:
    """One statement: source, span, quote, confidence, extractor, modality, since, status (0 where unknown)."""
    if not isinstance(entry, Mapping):
        entry = {"quote": str(entry)}
    document = str(entry.get("document") or "")
    key = str(entry.get("source") or document or entry.get("title") or "")
    source = sources.add(
        key,
        [key, *(str(entry.get(k) or "") for k in ("title", "date", "publisher")), document, str(entry.get("url") or ""),
         str(entry.get("story") or "")],
    )  # fmt: skip
    span = entry.get("span")
    a, b = (span[0], span[1]) if isinstance(span, Sequence) and not isinstance(span, str) and len(span) == 2 else (0, 0)
    tail = [entry.get("modality") or 0, str(entry.get("since") or "") or 0, entry.get("status") or 0]
    row = [
        source, _number(a), _number(b), str(entry.get("quote") or ""), _percent(entry.get("confidence")),
        extractors.add(str(entry.get("extractor") or "")), *tail,
    ]  # fmt: skip
    while row and row[-1] == 0:
        row.pop()
    return row


def _disagreements(edge: Mapping[str, Any]) -> list[Any]:
    """Where the sources of a relation say different things: as given, and as its statements tell (`differs`)."""
    found = _list(edge.get("disagreements"))
    for entry in _list(edge.get("evidence")):
        if isinstance(entry, Mapping):
            for told in _list(entry.get("differs")):
                mirror = {**told, "one": told.get("other"), "other": told.get("one")} if isinstance(told, Mapping) else told
                plain = [{k: v for k, v in f.items() if k != "source"} for f in found if isinstance(f, Mapping)]
                if not isinstance(told, Mapping):
                    found.append(told)
                elif not any({k: v for k, v in m.items() if k != "source"} in plain for m in (told, mirror)):
                    found.append(told)
    return found


def _plain_kind(kind: str) -> dict[str, str]:
    return {"id": kind, "zh": kind, "en": kind, "colour": "#7A7A7A", "shape": "dot"}


def _plain_relation(name: str) -> dict[str, str]:
    words = name.replace("_", " ").lower()
    return {"id": name, "zh": words, "en": words, "zh_back": f"← {words}", "en_back": f"← {words}"}


def _percent(value: Any) -> int:
    """Confidence 0..1 as whole percent; -1 where it is not known."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return -1
    return round(100 * min(max(number, 0.0), 1.0)) if number == number else -1


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple | set) else [value]


def _filled(value: Any) -> bool:
    return value is not None and value != "" and value != [] and value != {} and value == value


def _jsonable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(k): _jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [_jsonable(v) for v in value]
    if isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    return str(value)


def _map() -> dict[str, Any]:
    atlas = Atlas.default()
    return {"width": WIDTH, "height": atlas.height, "dots": atlas.backdrop(), "names": atlas.provinces()}
