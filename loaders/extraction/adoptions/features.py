"""Readable features of pairs of place and practice; one long list, to be read side by side.

They tell whether a place practises something.

A pair is described where the two stand closest, by the part that the place plays in the article, and by
how it compares with the practice's other places. All pairs of an article are described at once, a column a
feature.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .scene import LEVEL_RANK, Scene
from .stance import STANCES, stance

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

#: How many places before and behind a practice are looked at.
BEFORE, BEHIND = 6, 2
#: How many mentions of a practice are looked at.
MENTIONS = 4
#: Distance classes of a place before a practice, the nearest first; of one behind it.
INSIDE, CLAUSE, SEGMENT, SENTENCE, NEXT, PARAGRAPH, EARLIER, FAR, NONE = range(9)
_FAR_AWAY = 10_000
_BEFORE = ("in", "to", "from", "by", "and", "for", "such")
_BEHIND = ("organ", "post", "people", "each", "list", "of", "comma")
_VERBS = (
    "establish",
    "run",
    "spread",
    "pilot",
    "plan",
    "advocate",
    "deny",
    "end",
    "praise",
    "visit",
    "learn",
)
_SHARED = ("advocate", "plan", "deny", "end")


@dataclass(slots=True)
class Pairs:
    """Pairs of the practices and places of an article, each practice's together."""

    unit: Ints  #: index of the practice
    place: Ints  #: index of the place
    mention: Ints  #: index of the place's closest mention, or -1
    span: Ints  #: index of the practice's mention that it is closest to
    spans: list[tuple[int, int]]  #: mentions of the practices
    columns: dict[str, Floats]  #: feature -> its value in every pair

    def __len__(self) -> int:
        return len(self.unit)

    def rows(self) -> list[dict[str, float]]:
        """The features pair by pair."""
        names = list(self.columns)
        table = np.column_stack(list(self.columns.values())) if len(self) else np.zeros((0, len(names)))
        return [dict(zip(names, map(float, row), strict=True)) for row in table]

    def matrix(self, names: tuple[str, ...]) -> Floats:
        """The features as a table with the given columns."""
        empty = np.zeros(len(self), np.float32)
        return np.column_stack([self.columns.get(n, empty) for n in names]).astype(np.float32)


def pairs(scene: Scene) -> Pairs:
    """Every practice of an article with the places that may practise it."""
    spans = [s for u in scene.units for s in u.spans[:MENTIONS]]
    owner = np.array([n for n, u in enumerate(scene.units) for _ in u.spans[:MENTIONS]], np.int64)
    if not spans or not scene.places:
        none = np.zeros(0, np.int64)
        return Pairs(none, none, none, none, spans, {})
    near = _Nearness(scene, spans)
    unit, place, span = near.choose(owner, len(scene.units))
    mention = near.before[span, place]
    found = Pairs(unit, place, np.where(mention >= 0, mention, near.behind[span, place]), span, spans, {})
    columns: dict[str, npt.NDArray[np.generic]] = {}
    columns.update(near.columns(span, place, owner, unit))
    columns.update(_of_places(scene, place))
    columns.update(_of_mentions(scene, mention, near, span))
    columns.update(_focus(scene, near, span, place))
    columns.update(_comparison(scene, near, unit, place, span, columns))
    columns.update(_of_practices(scene, spans, owner, unit))
    found.columns = {name: np.asarray(values, np.float32) for name, values in columns.items()}
    return found


class _Nearness:
    """Which mention of each place is closest to each mention of a practice, before it and behind it."""

    def __init__(self, scene: Scene, spans: list[tuple[int, int]]):
        self.scene = scene
        self.start = np.array([s for s, _ in spans], np.int64)
        self.end = np.array([e for _, e in spans], np.int64)
        self.m_start = np.array(scene.starts, np.int64)
        self.m_end = np.array([m.end for m in scene.mentions], np.int64)
        self.m_key = np.array([m.key for m in scene.mentions], np.int64)
        self.m_parent = np.array([m.parent for m in scene.mentions], np.bool_)
        rings = (scene.clauses, scene.segments, scene.sentences, scene.paragraphs)
        self.q_ring = [np.searchsorted(np.array(r, np.int64), self.start, "right") for r in rings]
        self.m_ring = [np.searchsorted(np.array(r, np.int64), self.m_start, "right") for r in rings]
        count, places = len(spans), len(scene.places)
        self.before = np.full((count, places), -1, np.int64)
        self.behind = np.full((count, places), -1, np.int64)
        self.inside = np.zeros((count, places), np.bool_)
        order = np.argsort(self.m_key, kind="stable")
        cuts = np.searchsorted(self.m_key[order], np.arange(places + 1))
        for key in range(places):
            own = order[cuts[key] : cuts[key + 1]]
            starts = self.m_start[own]
            at = np.searchsorted(starts, self.start, "left")
            self.before[:, key] = np.where(at > 0, own[np.maximum(at - 1, 0)], -1)
            later = np.searchsorted(starts, self.end, "left")
            self.inside[:, key] = later > at
            self.before[:, key] = np.where(later > at, own[np.minimum(at, len(own) - 1)], self.before[:, key])
            self.behind[:, key] = np.where(later < len(own), own[np.minimum(later, len(own) - 1)], -1)
        self.kind = self._kinds(self.before)
        self.kind[self.inside] = INSIDE
        self.kind_behind = self._kinds(self.behind)
        self.rank = self._ranks(-np.where(self.before >= 0, self.before, -_FAR_AWAY), self.before)
        self.rank_behind = self._ranks(np.where(self.behind >= 0, self.behind, 10 * _FAR_AWAY), self.behind)
        gap = self.start[:, None] - self.m_end[self.before]
        self.gap = np.where(self.before >= 0, np.maximum(gap, 0), _FAR_AWAY)
        gap = self.m_start[self.behind] - self.end[:, None]
        self.gap_behind = np.where(self.behind >= 0, np.maximum(gap, 0), _FAR_AWAY)

    def _kinds(self, mention: Ints) -> Ints:
        clause, segment, sentence, paragraph = (
            np.abs(m[mention] - q[:, None]) for m, q in zip(self.m_ring, self.q_ring, strict=True)
        )
        kind = np.full(mention.shape, FAR, np.int64)
        kind[paragraph <= 2] = EARLIER
        kind[paragraph == 0] = PARAGRAPH
        kind[(paragraph == 0) & (sentence == 1)] = NEXT
        kind[sentence == 0] = SENTENCE
        kind[segment == 0] = SEGMENT
        kind[clause == 0] = CLAUSE
        kind[mention < 0] = NONE
        return kind

    def _ranks(self, distance: Ints, mention: Ints) -> Ints:
        """How many other places are closer; one that only leads to a lower place does not count."""
        order = np.argsort(distance, axis=1, kind="stable")
        counts = np.take_along_axis(np.where(mention >= 0, ~self.m_parent[mention], False), order, axis=1)
        ranks = np.cumsum(counts, axis=1) - counts
        out = np.empty_like(order)
        np.put_along_axis(out, order, ranks, axis=1)
        return out

    def choose(self, owner: Ints, units: int) -> tuple[Ints, Ints, Ints]:
        """The pairs worth a look: unit, place, and the mention of the unit that is closest."""
        first = np.searchsorted(owner, np.arange(units))
        rows = np.arange(len(owner))[:, None]
        cost = (self.kind * 64 + np.minimum(self.rank, 15) * 4) * 2 + (self.kind_behind > CLAUSE)
        code = (cost * len(owner) + rows).astype(np.int64)
        best = np.minimum.reduceat(code, first, axis=0) % len(owner)
        near = (self.before >= 0) & (self.rank < BEFORE) | (self.behind >= 0) & (self.rank_behind < BEHIND)
        wanted = np.logical_or.reduceat(near | self.inside, first, axis=0)
        scene = self.scene
        always = [k for k in range(len(scene.places)) if scene.in_title[k] or k in (scene.main, 0)]
        wanted[:, always] = True
        unit, place = np.nonzero(wanted)
        return unit, place, best[unit, place]

    def columns(self, span: Ints, place: Ints, owner: Ints, unit: Ints) -> dict[str, npt.NDArray[np.generic]]:
        """Distances of the pairs."""
        first = np.searchsorted(owner, np.arange(int(owner[-1]) + 1))
        nearest = (self.rank == 0) & (self.kind < NONE)
        share = np.add.reduceat(nearest.astype(np.float32), first, axis=0) / np.bincount(owner)[:, None]
        at = (span, place)
        return {
            "kind": self.kind[at],
            "rank": np.minimum(self.rank[at], 9),
            "distance": np.log1p(self.gap[at]),
            "kind behind": self.kind_behind[at],
            "rank behind": np.minimum(self.rank_behind[at], 5),
            "distance behind": np.log1p(self.gap_behind[at]),
            "nearest share": share[unit, place],
            "inside": self.inside[at],
        }


def _of_places(scene: Scene, place: Ints) -> dict[str, npt.NDArray[np.generic]]:
    level = scene.level_ranks
    title = np.array(scene.in_title, np.bool_)
    counts = np.array(scene.counts, np.float32)
    columns: dict[str, npt.NDArray[np.generic]] = {
        "level": level[place],
        "area": np.array([p.level == "area" for p in scene.places])[place],
        "count": np.log1p(counts)[place],
        "count share": (counts / max(float(counts.sum()), 1.0))[place],
        "title": title[place],
        "lowest of title": (title & (level == scene.title_level))[place],
        "title level": np.full(len(place), scene.title_level),
        "main": place == scene.main,
        "earliest": place == 0,
        "place confidence": np.array([p.confidence for p in scene.places])[place],
        "coded": np.array([p.code is not None for p in scene.places])[place],
        "places of level": np.bincount(level, minlength=9)[level][place],
        "places": np.full(len(place), min(len(scene.places), 20)),
    }
    return columns


def _of_mentions(
    scene: Scene, mention: Ints, near: _Nearness, span: Ints
) -> dict[str, npt.NDArray[np.generic]]:
    there = mention >= 0
    flags = ("parent", "nested", "head", "opens", "whole")
    table = np.array([[getattr(m, f) for f in flags] for m in scene.mentions], np.bool_)
    columns: dict[str, npt.NDArray[np.generic]] = {f: table[mention, i] & there for i, f in enumerate(flags)}
    before = np.array([m.before for m in scene.mentions])[mention]
    behind = np.array([m.behind for m in scene.mentions])[mention]
    for label in _BEFORE:
        columns[f"before {label}"] = (before == label) & there
    for label in _BEHIND:
        columns[f"behind {label}"] = (behind == label) & there
    columns["listed"] = (np.array([m.listed for m in scene.mentions])[mention] >= 0) & there
    _, _, sentence, paragraph = zip(near.m_ring, near.q_ring, strict=True)
    columns["sentences between"] = np.where(there, np.minimum(sentence[1][span] - sentence[0][mention], 9), 9)
    columns["paragraphs between"] = np.where(
        there, np.minimum(paragraph[1][span] - paragraph[0][mention], 9), 9
    )
    section = np.array([scene.section(int(s)) for s in near.start])
    columns["same section"] = there & (near.m_start[mention] >= section[span])
    last = np.searchsorted(near.m_start, near.start, "left")
    columns["mentions between"] = np.where(there, np.minimum(last[span] - 1 - mention, 20), 20)
    # The verb that governs the practice, if the place stands in its sentence before it.
    close = (
        there
        & (near.kind[span, np.maximum(near.m_key[mention], 0)] <= SENTENCE)
        & (near.m_end[mention] <= near.start[span])
    )
    verb, where = _verbs_before(scene, near.start)
    governed = close & (where[span] >= near.m_end[mention])
    for i, name in enumerate(_VERBS):
        columns[f"verb {name}"] = governed & (verb[span] == i)
    return columns


def _verbs_before(scene: Scene, starts: Ints) -> tuple[Ints, Ints]:
    """The last verb before each character: its class and where it starts, -1 for none."""
    if not scene.verbs:
        return np.full(len(starts), -1), np.full(len(starts), -1)
    ends = np.array([v.end for v in scene.verbs])
    at = np.searchsorted(ends, starts, "right") - 1
    labels = np.array([_VERBS.index(v.label) for v in scene.verbs])
    where = np.array(scene.verb_starts)
    return np.where(at >= 0, labels[at], -1), np.where(at >= 0, where[at], -1)


def _focus(scene: Scene, near: _Nearness, span: Ints, place: Ints) -> dict[str, npt.NDArray[np.generic]]:
    """Who is being spoken of where the practice stands."""
    count = len(near.start)
    topics = np.array([*scene.topics, -1])
    last = np.searchsorted(near.m_start, near.start, "left") - 1
    topic = np.where(last >= 0, topics[last], -1)
    free = [i for i, m in enumerate(scene.mentions) if not (m.parent or m.nested)]
    free_starts = near.m_start[free]
    free_keys = near.m_key[free]

    def first_in(starts: Ints) -> Ints:
        at = np.searchsorted(free_starts, starts, "left")
        inside = at < len(free)
        at = np.minimum(at, len(free) - 1)
        if not len(free):
            return np.full(count, -1)
        return np.where(inside & (free_starts[at] < near.start), free_keys[at], -1)

    sentence_start = np.array([scene.sentence_start(int(s)) for s in near.start])
    paragraph_start = np.array([0, *scene.paragraphs])[near.q_ring[3]]
    section_start = np.array([scene.section(int(s)) for s in near.start])
    opening, lead, section = first_in(sentence_start), first_in(paragraph_start), first_in(section_start)
    columns: dict[str, npt.NDArray[np.generic]] = {
        "topic": topic[span] == place,
        "opens sentence": opening[span] == place,
        "sentence has place": (opening >= 0)[span],
        "topic of paragraph": lead[span] == place,
        "paragraph has place": (lead >= 0)[span],
        "topic of section": section[span] == place,
        "ordinal": np.array([scene.ordinal(int(s)) for s in near.start])[span],
        "later": near.kind_behind[span, place] <= PARAGRAPH,
    }
    level = scene.level_ranks
    plural = np.full(count, -1)
    cue, gap, latest = np.full(count, -1), np.zeros(count), np.full(count, -1)
    for i, start in enumerate(near.start.tolist()):
        at = bisect_left(scene.plural_starts, scene.clause_end(start)) - 1
        if at >= 0 and scene.plural_starts[at] >= sentence_start[i]:
            plural[i] = scene.plurals[at][1]
        at = bisect_left(scene.level_starts, start) - 1
        if at >= 0 and scene.level_starts[at] >= sentence_start[i]:
            word = scene.levels[at]
            cue[i] = LEVEL_RANK[word.label] if word.label != "area" else 9
            gap[i] = scene.clause(word.start) != scene.clause(start)
            latest[i] = _latest_of_level(scene, int(last[i]), word.label)
    columns["plural"] = (plural >= 0)[span]
    columns["plural step"] = np.where(plural[span] >= 0, level[place] - plural[span], 9)
    columns["cue step"] = np.where(cue[span] >= 0, np.where(cue[span] == 9, 8, level[place] - cue[span]), 9)
    columns["cue gap"] = gap[span]
    columns["cue latest"] = latest[span] == place
    used = np.unique(span)
    ranks = np.full((count, len(scene.places)), 9)
    for i in used.tolist():
        for key, rank in scene.focus(int(near.start[i])).items():
            ranks[i, key] = min(rank, 8)
    columns["focus rank"] = ranks[span, place]
    return columns


def _latest_of_level(scene: Scene, before: int, level: str) -> int:
    for at in range(before, max(before - 40, -1), -1):
        if scene.mentions[at].place.level == level:
            return scene.mentions[at].key
    return -1


def _comparison(
    scene: Scene,
    near: _Nearness,
    unit: Ints,
    place: Ints,
    span: Ints,
    columns: dict[str, npt.NDArray[np.generic]],
) -> dict[str, npt.NDArray[np.generic]]:
    """How a place compares with the practice's other places."""
    units, places = int(unit[-1]) + 1, len(scene.places)
    first = np.searchsorted(unit, np.arange(units))
    above = scene.above
    kind = near.kind[span, place]
    close = np.zeros((units, places), np.bool_)
    close[unit, place] = kind <= SENTENCE
    there = np.zeros((units, places), np.bool_)
    there[unit, place] = True
    upward = above.astype(np.float32)
    lower_close = (close.astype(np.float32) @ upward.T)[unit, place]
    higher_close = (close.astype(np.float32) @ upward)[unit, place]
    lower = (there.astype(np.float32) @ upward.T)[unit, place]
    level = scene.level_ranks[place]
    cost = kind * 16 + np.minimum(near.rank[span, place], 15)
    code = cost * len(unit) + np.arange(len(unit))
    best = (np.minimum.reduceat(code, first) % len(unit))[unit]
    nearest = place[best]
    listed = np.array([m.listed for m in scene.mentions])
    mention = near.before[span, place]
    own, other = listed[mention], listed[mention[best]]
    return {
        "lowest": level == np.maximum.reduceat(level, first)[unit],
        "highest": level == np.minimum.reduceat(level, first)[unit],
        "has lower nearby": lower_close > 0,
        "higher nearby": higher_close > 0,
        "has lower": lower > 0,
        "nearest": best == np.arange(len(unit)),
        "over nearest": above[place, nearest],
        "under nearest": above[nearest, place],
        "step to nearest": level - level[best],
        "listed with nearest": (own >= 0) & (own == other) & (mention >= 0) & (best != np.arange(len(unit))),
        "kind of nearest": kind[best],
        "candidates": np.minimum(np.bincount(unit)[unit], 15),
        "in name": _in_names(scene)[unit, place],
    }


def _in_names(scene: Scene) -> Bools:
    """Whether a practice's name holds a place's."""
    table = np.zeros((len(scene.units), len(scene.places)), np.bool_)
    short = [tuple({p.name, *p.aliases} - {""}) for p in scene.places]
    for i, unit in enumerate(scene.units):
        name = unit.practice.name
        for k, names in enumerate(short):
            for alias in names:
                if alias in name and len(alias) > 1:
                    table[i, k] = True
                    break
    return table


def _of_practices(
    scene: Scene, spans: list[tuple[int, int]], owner: Ints, unit: Ints
) -> dict[str, npt.NDArray[np.generic]]:
    """Features of a practice alone: whether anyone practises it, or the text only calls for it."""
    units = len(scene.units)
    names = (
        *(f"frame {v}" for v in _VERBS), *(f"then {v}" for v in _VERBS), *(f"sentence {v}" for v in _SHARED),
        *(f"stance {v}" for v in STANCES), "not asserted",
        "theory", "quoted", "mentions", "position", "practice confidence", "in title", "typed", "name length",
    )  # fmt: skip
    column = {n: i for i, n in enumerate(names)}
    table = np.zeros((units, len(names)), np.float32)
    text = scene.text
    for (start, end), u in zip(spans, owner.tolist(), strict=True):
        row = table[u]
        sentence, clause = scene.sentence_start(start), max(scene.clause_start(start), start - 30)
        at = bisect_left(scene.verb_starts, start)
        for verb in reversed(scene.verbs[max(0, at - 12) : at]):
            if verb.start < sentence:
                break
            if verb.label in _SHARED:
                row[column[f"sentence {verb.label}"]] = 1
            if verb.start >= clause and verb.end <= start:
                row[column[f"frame {verb.label}"]] = 1
        limit = min(end + 10, scene.clause_end(end - 1))
        for verb in scene.verbs[bisect_left(scene.verb_starts, end) :]:
            if verb.start > limit:
                break
            row[column[f"then {verb.label}"]] = 1
        at = bisect_left(scene.theory, sentence)
        row[column["theory"]] += at < len(scene.theory) and scene.theory[at] < scene.sentence_end(start)
        said = stance(scene, (start, end))
        if said in STANCES:
            row[column[f"stance {said}"]] += 1
            row[column["not asserted"]] += 1 / min(len(scene.units[u].spans), MENTIONS)
        row[column["quoted"]] += start > 0 and text[start - 1] in "“‘「"
    for u, item in enumerate(scene.units):
        row, practice = table[u], item.practice
        row[column["mentions"]] = np.log1p(len(item.spans))
        row[column["position"]] = item.spans[0][0] / max(len(text), 1)
        row[column["practice confidence"]] = practice.confidence
        row[column["in title"]] = practice.name in scene.title
        row[column["typed"]] = practice.type_id is not None
        row[column["name length"]] = len(practice.name)
    return {name: table[unit, i] for name, i in column.items()}
