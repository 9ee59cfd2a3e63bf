"""The graph's own names, read once for each store: what a question can speak of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ...graph.identity.division_names import bare, short_forms
from ...graph.identity.names import practice_key
from ...graph.identity.taxonomy import Taxonomy
from .lexicon import Lexicon, stem_all, words
from .nodes import Entry, Figure, Node
from .normalise import fold
from .pinyin import spellings, untoned

if TYPE_CHECKING:
    from ..library import Library

__all__ = ["NATION", "Entry", "Figure", "Index", "Node", "rarity"]

NATION = "loc/CN"
#: Names that a level's word or another everyday word also is, are practices only where tiers are asked for.
_KINDS = {
    "Locality": "place",
    "Mechanism": "practice",
    "Person": "person",
    "Group": "group",
    "Problem": "problem",
    "Policy": "policy",
    "Organization": "organization",
    "Source": "source",
}
_EXTRA = {
    "Locality": ("level", "code", "aliases", "path", "province", "city", "county", "township"),
    "Mechanism": ("aliases", "category", "is_type", "type_id", "name_en"),
    "Organization": ("aliases",),
    "Policy": ("aliases",),
    "Person": ("aliases",),
    "Source": ("title", "document", "date"),
    "Group": (),
    "Problem": (),
}


class Index:
    """Names to nodes, for both languages. Built from one reading of the graph."""

    def __init__(self, library: Library, lexicon: Lexicon):
        self.lexicon = lexicon
        self.nodes: dict[str, Node] = {}
        self.zh: dict[str, list[Entry]] = {}
        self.en: dict[tuple[str, ...], list[Entry]] = {}
        self.spelt: dict[str, list[Entry]] = {}
        # Official places without a fact stand apart: they are looked up only for words otherwise unknown,
        # so that an answer never depends on the questions asked before.
        self.far_zh: dict[str, list[Entry]] = {}
        self.far_spelt: dict[str, list[Entry]] = {}
        self.roles: set[str] = set()
        self.longest_zh = lexicon.longest_zh
        self._library = library
        self._figures: list[Figure] | None = None
        self._adopted: dict[str, set[str]] | None = None
        self._kinds: dict[str, set[str]] | None = None
        self._divisions_read = False
        for label, kind in _KINDS.items():
            self._read(label, kind)
        self._taxonomy()
        for kind, name in (("category", c) for c in Taxonomy.default().categories):
            self._name_zh(name.zh, Entry(kind, name.id, "name"))
            for text in (name.en, *name.en_aliases):
                self._name_en(text, Entry(kind, name.id, "name"))
        self.roles = {
            r
            for (r,) in library.run("MATCH (:Person)-[r:HOLDS_ROLE_IN]->() RETURN DISTINCT r.role").rows
            if r
        }
        for role in self.roles:
            self.nodes[f"post/{role}"] = Node(f"post/{role}", "post", role, 1)
            self._name_zh(role, Entry("post", f"post/{role}", "name"))

    # -- reading

    def _read(self, label: str, kind: str) -> None:
        extra = _EXTRA[label]
        columns = ", ".join(f"n.{c}" for c in ("id", "name", "sources", *extra))
        for ident, name, sources, *rest in self._library.run(f"MATCH (n:`{label}`) RETURN {columns}").rows:
            self.nodes[ident] = Node(
                ident, kind, name or ident, sources or 0, dict(zip(extra, rest, strict=True))
            )
        for node in [n for n in self.nodes.values() if n.kind == kind]:
            self._enter(node)

    def _enter(self, node: Node) -> None:
        kind = node.kind
        if kind == "source":
            title = str(node.properties.get("title") or "")
            pieces = [p for p in re.split(r"[—…\s:,，:]+", title) if len(p) >= 6]
            for text in (title, *pieces, node.properties.get("document"), node.id):
                if text and len(fold(text)) >= 5:
                    self._name_zh(text, Entry(kind, node.id, "name"))
            return
        how = "type" if node.properties.get("is_type") else "name"
        self._name_zh(node.name, Entry(kind, node.id, how))
        for alias in node.properties.get("aliases") or ():
            self._name_zh(alias, Entry(kind, node.id, "alias"))
        if kind == "place":
            self._place(node)
        elif kind == "person":
            self._spell(node.name, Entry(kind, node.id, "spelling"))
        elif kind == "practice" and node.properties.get("name_en"):
            self._name_en(node.properties["name_en"], Entry(kind, node.id, how))

    def _place(self, node: Node) -> None:
        level = node.properties.get("level")
        entry = Entry("place", node.id, "short")
        forms = list(short_forms(node.name)) if level in ("province", "prefecture", "county") else []
        if level in ("area", "neighbourhood"):
            stem = re.sub(r"(?:商圈|小区|园区|片区)$", "", node.name)
            if stem != node.name and len(stem) >= 3:
                forms.append(stem)
        if level in ("township", "village"):
            stem = bare(node.name)
            if stem != node.name and len(stem) >= (2 if level == "township" else 3):
                forms.append(stem)
        for form in (*forms, *str(self.lexicon.places["nicknames"].get(node.name, "")).split()):
            self._name_zh(form, entry)
        stems = {node.name, bare(node.name), *forms}
        for alias in node.properties.get("aliases") or ():
            stems |= {alias, bare(alias)}
        if node.name.endswith(("小区", "商圈", "村")) and len(node.name) > 3:
            stems.add(node.name[:-2] if node.name.endswith(("小区", "商圈")) else node.name[:-1])
        for nickname in str(self.lexicon.places["nicknames"].get(node.name, "")).split():
            for way in spellings(nickname)[:1]:
                if len(way) >= 4:
                    _put(
                        self.far_spelt if self._far(entry) else self.spelt,
                        way,
                        Entry("place", node.id, "nickname"),
                    )
        for ending, noun in _NOUNS:
            if node.name.endswith(ending) and len(node.name) > len(ending):
                for way in spellings(node.name[: -len(ending)]):
                    if len(way) < 4 or len(node.name) - len(ending) == 1:
                        _put(self.far_spelt if self._far(entry) else self.spelt, way + noun, entry)
        for form in stems:
            self._spell(form, Entry("place", node.id, "name" if form == node.name else "spelling"))
            if form.endswith(("路", "街")) and len(form) > 2:
                for way in spellings(form[:-1]):
                    _put(
                        self.far_spelt if self._far(entry) else self.spelt,
                        way + ("road" if form[-1] == "路" else "street"),
                        entry,
                    )
        for text in str(self.lexicon.places["english"].get(node.name, "")).split(","):
            if key := "".join(words(text)):
                _put(
                    self.far_spelt if self._far(entry) else self.spelt,
                    key,
                    Entry("place", node.id, "english"),
                )

    def _taxonomy(self) -> None:
        taxonomy = Taxonomy.default()
        for language in ("zh", "en"):
            for surface, type_id, relation in taxonomy.names(language):
                match = taxonomy.by_name(surface)
                own = relation in ("type", "synonym")
                ident = f"mech/{type_id}" if own or match is None else f"mech/{practice_key(match.name)}"
                if ident not in self.nodes:
                    kind = taxonomy.type(type_id)
                    self.nodes[ident] = Node(
                        ident,
                        "practice",
                        kind.zh if own or match is None else match.name,
                        0,
                        {"category": kind.category, "is_type": own, "type_id": type_id, "absent": True},
                    )
                entry = Entry("practice", ident, "type" if relation == "type" else "alias" if own else "name")
                if language == "zh":
                    self._name_zh(surface, entry)
                else:
                    self._name_en(surface, entry)

    def _name_zh(self, name: str, entry: Entry) -> None:
        key = fold(name)
        if len(key) > 40:
            return
        if len(key) >= 2 or (entry.kind == "practice" and key):
            if not self._far(entry):
                _put(self.zh, key, entry)
            elif key not in self.lexicon.zh:
                _put(self.far_zh, key, entry)
            self.longest_zh = max(self.longest_zh, min(len(key), 40))

    def _name_en(self, name: str, entry: Entry) -> None:
        stems = stem_all(name)
        if stems:
            _put(self.en, stems, entry)

    def _spell(self, name: str, entry: Entry) -> None:
        for way in spellings(name):
            if len(way) >= 4:
                _put(self.far_spelt if self._far(entry) else self.spelt, way, entry)

    def _far(self, entry: Entry) -> bool:
        return entry.kind == "place" and bool(self.nodes[entry.id].properties.get("absent"))

    # -- places that the graph does not hold

    def divisions(self) -> bool:
        """Adds the official provinces, prefectures and counties that the graph does not hold; whether "
        "any came."""
        if self._divisions_read:
            return False
        self._divisions_read = True
        from ...graph.identity.divisions import Divisions

        table = Divisions.default()
        for code in table.main:
            if f"loc/{code}" not in self.nodes:
                self.add_division(code)
        return True

    def add_division(self, code: str) -> Node:
        """The node of an official division, as if the graph held it without any fact."""
        from ...graph.identity.divisions import Divisions

        ident = f"loc/{code}"
        if ident in self.nodes:
            return self.nodes[ident]
        table = Divisions.default()
        path = [NATION, *(f"loc/{c}" for c, _ in table.ancestors(code)), ident]
        node = Node(
            ident,
            "place",
            table.name(code) or code,
            0,
            {"level": table.level(code), "code": code, "path": path, "absent": True},
        )
        self.nodes[ident] = node
        self._enter(node)
        return node

    # -- figures

    @property
    def figures(self) -> list[Figure]:
        """All statistics with the places and practices that they are about; read when first asked for."""
        if self._figures is None:
            run = self._library.run
            places: dict[str, set[str]] = {}
            practices: dict[str, set[str]] = {}
            for sid, lid in run("MATCH (s:Statistic)-[:REPORTED_FOR]->(l:Locality) RETURN s.id, l.id").rows:
                places.setdefault(sid, set()).add(lid)
            for sid, mid in run("MATCH (s:Statistic)-[:MEASURES]->(m:Mechanism) RETURN s.id, m.id").rows:
                practices.setdefault(sid, set()).add(mid)
            rows = run(
                "MATCH (s:Statistic) RETURN s.id, s.name, s.value, s.unit, s.measure, s.comparator, s.period"
            ).rows
            self._figures = [
                Figure(
                    i,
                    n or "",
                    v,
                    u or "",
                    m or "",
                    c or "",
                    p or "",
                    frozenset(places.get(i, ())),
                    frozenset(practices.get(i, ())),
                )
                for i, n, v, u, m, c, p in rows
            ]
        return self._figures

    def adopted_in(self, practice: str, places: Iterable[str]) -> bool:
        """Whether one of these places, or a place in it, adopted a practice itself."""
        if self._adopted is None:
            self._adopted = {}
            rows = self._library.run("MATCH (l:Locality)-[:ADOPTED]->(m:Mechanism) RETURN m.id, l.path").rows
            for mid, path in rows:
                self._adopted.setdefault(mid, set()).update(path or ())
        return bool(self._adopted.get(practice, set()).intersection(places))

    def kinds_of(self, ids: Iterable[str]) -> set[str]:
        """These practices and all that are kinds of them."""
        if self._kinds is None:
            self._kinds = {}
            for child, parent in self._library.run(
                "MATCH (m:Mechanism)-[:KIND_OF]->(t:Mechanism) RETURN m.id, t.id"
            ).rows:
                self._kinds.setdefault(parent, set()).add(child)
        found: set[str] = set()
        edge = set(ids)
        while edge:
            found |= edge
            edge = {c for i in edge for c in self._kinds.get(i, ())} - found
        return found

    # -- looking up

    def of_kind(self, kind: str) -> Iterator[Node]:
        """All nodes of a kind."""
        return (n for n in self.nodes.values() if n.kind == kind)

    def best(self, entries: Iterable[Entry]) -> list[Entry]:
        """Of the practices that one name stands for, those that it stands for first: its own name "
        "before an alias."""
        rank = {"type": 0, "name": 1, "alias": 3, "english": 2, "short": 3, "spelling": 4}
        found = list(entries)

        def order(e: Entry) -> float:
            node = self.nodes[e.id]
            kinds = bool(node.properties.get("is_type")) and len(self.kinds_of((e.id,))) > 1
            lost = bool(node.properties.get("absent")) and not kinds
            return rank.get(e.how, 5) + (4 if lost else 0)

        least = min((order(e) for e in found), default=0)
        return [e for e in found if order(e) == least]

    def spelling(self, letters: str, far: bool = False) -> list[Entry]:
        """The nodes that a Latin spelling stands for; with ``far``, official places without a fact, too."""
        key = untoned(letters).replace("ü", "u")
        found = self.spelt.get(key, [])
        if far:
            found = found + self.far_spelt.get(key, [])
        named = [e for e in found if e.how != "nickname"]
        return [e for e in found if e.how == "english"] or named or found

    def named_zh(self, key: str, far: bool = False) -> list[Entry]:
        """The nodes that a folded Chinese name stands for."""
        found = self.zh.get(key, [])
        return found + self.far_zh.get(key, []) if far and not found else found


#: Chinese endings of places with the English nouns for them: names too short to be told without.
_NOUNS = tuple(
    pair.split("=")
    for pair in [
        "村=village",
        "社区=community",
        "街道=subdistrict",
        "镇=town",
        "乡=township",
        "县=county",
        "区=district",
        "市=city",
        "旗=banner",
    ]
)


def _put(table: dict[Any, list[Entry]], key: Any, entry: Entry) -> None:
    entries = table.setdefault(key, [])
    if entry not in entries:
        entries.append(entry)


def rarity(seen: int, total: int) -> float:
    """How much a word tells that occurs in so many of so many names."""
    return math.log((total + 1) / (seen + 0.5))
