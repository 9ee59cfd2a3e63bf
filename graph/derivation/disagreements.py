"""Where sources differ: another name, date, figure or person for what is otherwise the same statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ..model.statement import Statement, digest

#: Posts that one person holds at a time; two names for one of them contradict each other.
_SINGLE = (
    "书记",
    "主任",
    "镇长",
    "乡长",
    "区长",
    "县长",
    "市长",
    "省长",
    "州长",
    "局长",
    "行长",
    "会长",
    "院长",
    "站长",
    "理事长",
    "村长",
)
_NOT_SINGLE = ("副", "第一书记", "原", "代表", "助理", "委员会", "网格")
#: Names of less than this likeness (0 to 100) are two things, not two spellings.
_ALIKE = 75.0
#: No comparison of all with all in a larger group than this; one place then has more figures than a reader compares.
_LARGEST = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """Two statements that cannot both be right as they stand, and in what."""

    one: Statement
    other: Statement
    field: str  #: name, person, since, status or value
    says: tuple[str, str]
    anchor: str  #: id of the node of which both speak

    @property
    def id(self) -> str:
        """Id of the relation DIFFERS_FROM."""
        return f"DIFFERS_FROM/{digest(self.one.id, self.other.id, self.field)}"


def differences(statements: Iterable[Statement], anchors: Collection[str]) -> list[Difference]:
    """All differences among statements that speak of one of these nodes.

    Args:
        statements: every statement that touches one of ``anchors``, and any others.
        anchors: ids of nodes.
    """
    by_anchor: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in statements:
        for end, ident in (("subject", s.subject_id), ("object", s.object_id)):
            if ident in anchors:
                by_anchor[ident, s.triple.predicate, end].append(s)
    found: dict[str, Difference] = {}
    for (anchor, predicate, end), group in by_anchor.items():
        for d in _in_group(anchor, predicate, end, sorted(group, key=lambda s: s.id)):
            found.setdefault(d.id, d)
    return [found[i] for i in sorted(found)]


def _in_group(anchor: str, predicate: str, end: str, group: list[Statement]) -> Iterator[Difference]:
    if len({s.source_id for s in group}) < 2:
        return
    if predicate == "ADOPTED" and end == "subject":
        yield from _dates_and_states(anchor, group)
    if predicate in ("ADOPTED", "HOLDS_ROLE_IN", "SPEAKS_ON"):
        yield from _spellings(anchor, end, group)
    if predicate == "HOLDS_ROLE_IN" and end == "object":
        yield from _holders(anchor, group)
    if predicate == "REPORTED_FOR" and end == "object":
        yield from _figures(anchor, group)


def _dates_and_states(anchor: str, group: list[Statement]) -> Iterator[Difference]:
    same: dict[str, list[Statement]] = defaultdict(list)
    for s in group:
        same[s.relation_id].append(s)
    for items in same.values():
        for a, b in _pairs(items):
            p, q = a.triple.properties, b.triple.properties
            x, y = p.get("since"), q.get("since")
            if x and y and not (x.startswith(y) or y.startswith(x)):
                yield Difference(a, b, "since", (x, y), anchor)
            x, y = p.get("status"), q.get("status")
            if x and y and (x == "ended") != (y == "ended"):
                yield Difference(a, b, "status", (x, y), anchor)


def _spellings(anchor: str, end: str, group: list[Statement]) -> Iterator[Difference]:
    """Names that only differ by a letter or so between two printings of one text."""
    stories: dict[str, list[Statement]] = defaultdict(list)
    for s in group:
        stories[s.story].append(s)
    for items in stories.values():
        if len({s.source_id for s in items}) < 2:
            continue
        sayers: dict[str, set[str]] = defaultdict(set)
        for s in items:
            sayers[s.object_id if end == "subject" else s.subject_id].add(s.source_id)
        for a, b in _pairs(items):
            (x, p), (y, q) = _other(a, end), _other(b, end)
            if (
                x == y
                or sayers[x] & sayers[y]
                or a.triple.properties.get("role") != b.triple.properties.get("role")
            ):
                continue
            if _alike(p, q):
                yield Difference(a, b, "name", (p, q), anchor)


def _holders(anchor: str, group: list[Statement]) -> Iterator[Difference]:
    posts: dict[str, list[Statement]] = defaultdict(list)
    for s in group:
        role = str(s.triple.properties.get("role") or "")
        if role.endswith(_SINGLE) and not any(x in role for x in _NOT_SINGLE):
            posts[role].append(s)
    for items in posts.values():
        for a, b in _pairs(items):
            p, q = a.triple.subject.name, b.triple.subject.name
            if p != q and a.story != b.story:
                yield Difference(a, b, "person", (p, q), anchor)


def _figures(anchor: str, group: list[Statement]) -> Iterator[Difference]:
    kinds: dict[tuple[str, str, str], list[Statement]] = defaultdict(list)
    for s in group:
        p = s.triple.subject.properties
        if p.get("measure") and p.get("value") is not None:
            kinds[str(p["measure"]), str(p.get("unit")), str(p.get("period"))].append(s)
    for items in kinds.values():
        for a, b in _pairs(items):
            x, y = (s.triple.subject.properties["value"] for s in (a, b))
            if x != y:
                yield Difference(a, b, "value", (f"{x:g}", f"{y:g}"), anchor)


def _pairs(items: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    if len(items) <= _LARGEST:
        for a, b in combinations(items, 2):
            if a.source_id != b.source_id:
                yield a, b


def _other(s: Statement, end: str) -> tuple[str, str]:
    if end == "subject":
        return s.object_id, s.triple.object.name
    return s.subject_id, s.triple.subject.name


def _alike(a: str, b: str) -> bool:
    if min(len(a), len(b)) <= 4:
        return len(a) == len(b) >= 2 and Levenshtein.distance(a, b) == 1
    return fuzz.ratio(a, b) >= _ALIKE
