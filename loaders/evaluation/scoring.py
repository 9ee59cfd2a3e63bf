"""How well triples agree with a gold set: precision, recall and F1 by kind of fact.

Gold facts and extracted ones are matched one to one, the likest pairs first. Figures are summed over all
documents before they are divided (micro-average). A gold fact marked optional costs nothing when it is
missing, and giving it is no false alarm.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from .gold import NATION, GoldDocument
from .likeness import (
    bare_place,
    best_likeness,
    dice,
    plain,
    same_measure,
    same_number,
    same_unit,
)

Triple = Mapping[str, Any]
Node = Mapping[str, Any]
_NATION_NAMES = (NATION, "全国")

#: The rows of a report, in their order.
ROWS = (
    "localities",
    "localities coded",
    "mechanisms",
    "adoptions",
    "persons",
    "person roles",
    "statistics",
    "statistics placed",
    "statistics named",
    "tiers",
)


@dataclass(slots=True)
class Figures:
    """Counts of one kind of fact, and the rates they give."""

    hits: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        """Share of the extracted facts that are right."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold facts that are found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def as_dict(self) -> dict[str, float | int]:
        """The figures under their names."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "hits": self.hits,
            "missed": self.missed,
            "false": self.false,
        }


@dataclass(slots=True)
class Report:
    """Figures by kind of fact, with every miss and false alarm."""

    figures: dict[str, Figures] = field(default_factory=lambda: {row: Figures() for row in ROWS})
    errors: list[tuple[str, str, str, str]] = field(
        default_factory=list
    )  #: row, document, missed or false, fact

    def table(self) -> str:
        """The figures as aligned text."""
        lines = [f"{'':20}{'P':>7}{'R':>7}{'F1':>7}{'hit':>6}{'miss':>6}{'false':>7}"]
        lines += [
            f"{row:20}{f.precision:7.3f}{f.recall:7.3f}{f.f1:7.3f}{f.hits:6}{f.missed:6}{f.false:7}"
            for row, f in self.figures.items()
        ]
        return "\n".join(lines)

    def as_json(self) -> str:
        """The figures as a JSON object, row by row."""
        return json.dumps({row: f.as_dict() for row, f in self.figures.items()}, ensure_ascii=False, indent=1)


class _Facts:
    """The gold facts of a document, its relevant articles joined; a name that recurs is one fact."""

    def __init__(self, document: GoldDocument):
        articles = document.relevant
        self.places = _joined((x for a in articles for x in a.localities), lambda x: x.name)
        self.practices = _joined((x for a in articles for x in a.mechanisms), lambda x: x.name)
        self.chains = [
            {"names": x.names, "tiers": {plain(t) for t in x.tiers}, "optional": x.optional, "label": x.name}
            for a in articles for x in a.mechanisms if x.tiers
        ]  # fmt: skip
        adoptions = {(x.locality, x.mechanism): x for a in articles for x in a.adoptions}
        self.adoptions = list(adoptions.values())
        self.persons = list({x.name: x for a in articles for x in a.persons}.values())
        self.statistics = [x for a in articles for x in a.statistics]

    def place_names(self, name: str) -> tuple[tuple[str, ...], str | None]:
        item = self.places.get(name)
        return (item["names"], item["code"]) if item else ((name,), None)

    def practice_names(self, name: str) -> tuple[str, ...]:
        item = self.practices.get(name)
        return tuple(item["names"]) if item else (name,)


def _joined(facts: Iterable[Any], key: Callable[[Any], str]) -> dict[str, dict[str, Any]]:
    joined: dict[str, dict[str, Any]] = {}
    for fact in facts:
        item = joined.setdefault(
            key(fact),
            {"names": (), "code": getattr(fact, "code", None), "optional": True, "label": key(fact)},
        )
        item["names"] = tuple(dict.fromkeys((*item["names"], *fact.names)))
        item["optional"] = item["optional"] and fact.optional
    return joined


def same_place(names: Sequence[str], code: str | None, node: Node) -> bool:
    """Whether an extracted Locality is the gold place of these names and this code.

    Equal codes decide for it, codes of different counties against it; else the names do.
    """
    got = str(node.get("code") or "")
    if code and got:
        if code == got:
            return True
        if min(len(code), len(got)) >= 6 and code[:6] != got[:6]:
            return False
    given = [bare_place(n) for n in (node.get("name") or "", *(node.get("aliases") or ()))]
    wanted = {bare_place(n) for n in names}
    return any(g and g in wanted for g in given)


def practice_names(node: Node) -> tuple[str, ...]:
    """Every name that an extracted Mechanism goes by."""
    mention = (node["mention"],) if node.get("mention") else ()
    return (node.get("name") or "", *(node.get("aliases") or ()), *mention)


def _unique(items: Iterable[Any], key: Callable[[Any], Any]) -> list[Any]:
    first: dict[Any, Any] = {}
    for item in items:
        first.setdefault(key(item), item)
    return list(first.values())


def _identity(node: Node) -> str:
    return str(node.get("id") or json.dumps(node, sort_keys=True))


class _Extracted:
    """The facts that a document's triples hold, each once."""

    def __init__(self, triples: Sequence[Triple]):
        ends = [
            (node, t["predicate"], end)
            for t in triples
            for end in ("subject", "object")
            for node in (t[end],)
        ]
        nodes = [node for node, _, _ in ends]
        places = (n for n in nodes if n["type"] == "Locality")
        self.places = [
            p for p in _unique(places, lambda n: (n.get("code"), n["name"])) if p["name"] not in _NATION_NAMES
        ]
        # A parent that only the division table supplies is neither a find nor a false alarm.
        self.acting = {
            n["name"]
            for n, predicate, end in ends
            if n["type"] == "Locality" and (predicate, end) != ("PART_OF", "object")
        }
        self.practices = _unique(
            (n for n, p, end in ends if n["type"] == "Mechanism" and (p, end) != ("HAS_TIER", "object")),
            lambda n: n["name"],
        )
        self.adoptions = _unique(
            (t for t in triples if t["predicate"] == "ADOPTED"),
            lambda t: (t["subject"].get("code"), t["subject"]["name"], t["object"]["name"]),
        )
        self.persons = _unique((n for n in nodes if n["type"] == "Person"), lambda n: n["name"])
        self.statistics = _unique((n for n in nodes if n["type"] == "Statistic"), _identity)
        self.chains = _unique(
            (t for t in triples if t["predicate"] == "HAS_TIER"), lambda t: t["subject"]["name"]
        )
        self.roles: dict[str, set[str]] = defaultdict(set)
        self.reported: dict[str, list[Node]] = defaultdict(list)
        for t in triples:
            if t["predicate"] == "HOLDS_ROLE_IN" and (t.get("properties") or {}).get("role"):
                self.roles[t["subject"]["name"]].add(plain(t["properties"]["role"]))
            elif t["predicate"] == "REPORTED_FOR":
                self.reported[_identity(t["subject"])].append(t["object"])


def _match(
    golds: Sequence[Any],
    found: Sequence[Any],
    like: Callable[[Any, Any], float],
    optional: Callable[[Any], bool],
) -> tuple[Figures, list[Any], list[Any]]:
    """One-to-one, the likest first; required facts before optional ones, earlier before later."""
    pairs = []
    for i, gold in enumerate(golds):
        for j, item in enumerate(found):
            likeness = float(like(gold, item))
            if likeness:
                pairs.append((-likeness, optional(gold), i, j))
    pairs.sort()
    taken: set[int] = set()
    used: set[int] = set()
    for _, _, i, j in pairs:
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
    missed = [g for i, g in enumerate(golds) if i not in taken and not optional(g)]
    false = [f for j, f in enumerate(found) if j not in used]
    hits = sum(1 for i, g in enumerate(golds) if i in taken and not optional(g))
    return Figures(hits, len(missed), len(false)), missed, false


def _compare(document: GoldDocument, triples: Sequence[Triple], report: Report) -> None:
    gold, got = _Facts(document), _Extracted(triples)

    def flag(fact: Any) -> bool:
        return bool(fact["optional"] if isinstance(fact, dict) else fact.optional)

    def add(row: str, golds: Sequence[Any], found: Sequence[Any], like: Callable[[Any, Any], float]) -> None:
        figures, missed, false = _match(golds, found, like, flag)
        if row.startswith("localities"):
            false = [f for f in false if f["name"] in got.acting]
            figures.false = len(false)
        total = report.figures[row]
        total.hits += figures.hits
        total.missed += figures.missed
        total.false += figures.false
        report.errors += [(row, document.name, "missed", _brief(m)) for m in missed]
        report.errors += [(row, document.name, "false", _brief(f)) for f in false]

    places = [p for p in gold.places.values() if p["label"] != NATION]
    add("localities", places, got.places, lambda g, n: same_place(g["names"], g["code"], n))
    add(
        "localities coded",
        [p for p in places if p["code"]],
        [n for n in got.places if n.get("code")],
        lambda g, n: g["code"] == str(n["code"]),
    )
    add(
        "mechanisms",
        list(gold.practices.values()),
        got.practices,
        lambda g, n: best_likeness(g["names"], practice_names(n)),
    )

    def where(locality: str, node: Node) -> bool:
        if locality == NATION:
            return node["name"] in _NATION_NAMES
        return same_place(*gold.place_names(locality), node)

    add(
        "adoptions",
        gold.adoptions,
        got.adoptions,
        lambda g, t: (
            best_likeness(gold.practice_names(g.mechanism), practice_names(t["object"]))
            if where(g.locality, t["subject"])
            else 0.0
        ),
    )
    add("persons", gold.persons, got.persons, lambda g, n: g.name == n["name"])
    add(
        "person roles",
        [p for p in gold.persons if p.roles],
        [n for n in got.persons if n["name"] in got.roles],
        lambda g, n: (
            g.name == n["name"]
            and any(
                dice(plain(r), said) >= 0.5 or said in plain(r)
                for r in g.roles
                for said in got.roles[n["name"]]
            )
        ),
    )

    def equal(g: Any, n: Node) -> bool:
        return same_number(g.value, n.get("value")) and same_unit(g.unit, n.get("unit"))

    add("statistics", gold.statistics, got.statistics, equal)
    add(
        "statistics placed",
        gold.statistics,
        got.statistics,
        lambda g, n: (
            equal(g, n) and (not g.locality or any(where(g.locality, p) for p in got.reported[_identity(n)]))
        ),
    )
    add(
        "statistics named",
        gold.statistics,
        got.statistics,
        lambda g, n: (
            equal(g, n)
            and same_measure((g.measure, g.surface), (n.get("measure") or "", n.get("name") or ""))
        ),
    )
    add(
        "tiers",
        gold.chains,
        got.chains,
        lambda g, t: (
            best_likeness(g["names"], practice_names(t["subject"]))
            or plain(t["object"]["name"]) in g["tiers"]
        ),
    )


def _brief(fact: Any) -> str:
    if isinstance(fact, Mapping) and "predicate" in fact:
        return f"{fact['subject']['name']} {fact['predicate']} {fact['object']['name']}"
    if isinstance(fact, Mapping):
        keys: tuple[str, ...] = ("label", "name", "code", "value", "unit", "measure")
        values = [fact.get(k) for k in keys]
    else:
        keys = ("locality", "mechanism", "name", "surface", "value", "unit", "measure")
        values = [getattr(fact, k, None) for k in keys]
    return " ".join(str(v) for v in values if v not in (None, "", []))


def score(documents: Iterable[GoldDocument], triples: Iterable[Triple]) -> Report:
    """The agreement of triples with gold documents.

    A triple belongs to the gold document that its ``source.document`` starts with the name of (its
    extension left away); triples of other documents are not looked at.
    """
    by_document: dict[str, list[Triple]] = defaultdict(list)
    for triple in triples:
        source = triple.get("source") or {}
        by_document[PurePath(str(source.get("document") or "")).stem].append(triple)
    report = Report()
    for document in sorted(documents, key=lambda d: d.name):
        rows = [t for name, ts in by_document.items() if name.startswith(document.name) for t in ts]
        _compare(document, rows, report)
    return report
