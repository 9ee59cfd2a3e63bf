"""What tells whether a place practises something: readable features of a place and a practice.

A pair is described where the two stand closest, and by the part that the place plays in the article.
The features of a practice alone tell whether anyone practises it, or the text only calls for it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .scene import LEVEL_RANK, PlaceMention, Scene, Unit

Features = dict[str, float]
#: How many places are looked at before and behind a mention of a practice.
BEFORE, BEHIND = 8, 3
#: How many mentions of a practice are looked at.
MENTIONS = 4
LEVELS = tuple(LEVEL_RANK)
#: Distance classes, the nearest first.
INSIDE, CLAUSE, SEGMENT, SENTENCE, NEXT, PARAGRAPH, EARLIER, FAR, AFTER_CLAUSE, AFTER_SENTENCE, AFTER = range(11)


@dataclass(slots=True)
class Candidate:
    """A place that may practise something, described."""

    key: int  #: index of the place in the scene
    features: Features
    mention: int  #: index of the closest mention of the place, or -1
    span: tuple[int, int]  #: the mention of the practice that it is closest to


@dataclass(slots=True)
class _Nearest:
    """The closest mention of one place to one mention of a practice."""

    mention: int
    kind: int  #: distance class
    rank: int  #: how many other places are closer, on the same side
    distance: int
    span: tuple[int, int]


def candidates(scene: Scene, unit: Unit) -> list[Candidate]:
    """The places that may practise a unit's practice, each with its features."""
    spans = unit.spans[:MENTIONS]
    nearest: dict[int, _Nearest] = {}
    firsts: dict[int, int] = {}
    for span in spans:
        for found in _around(scene, span):
            key = scene.mentions[found.mention].key
            if found.rank == 0 and found.kind < AFTER_CLAUSE:
                firsts[key] = firsts.get(key, 0) + 1
            known = nearest.get(key)
            if known is None or (found.kind, found.rank, found.distance) < (known.kind, known.rank, known.distance):
                nearest[key] = found
    for key in range(len(scene.places)):
        if key not in nearest and (scene.in_title[key] or key == scene.main or key == 0):
            nearest[key] = _Nearest(-1, 11, 9, 9999, spans[0])
    shared = _of_practice(scene, unit, spans)
    pairs = [
        Candidate(key, _of_pair(scene, unit, key, found, firsts.get(key, 0) / len(spans)), found.mention, found.span)
        for key, found in nearest.items()
    ]
    _compare(scene, pairs, nearest)
    for pair in pairs:
        pair.features.update(shared)
        pair.features["places"] = len(pairs)
    return pairs


def _around(scene: Scene, span: tuple[int, int]) -> Iterator[_Nearest]:
    start, end = span
    clause, segment, sentence = scene.clause(start), scene.segment(start), scene.sentence(start)
    paragraph = scene.paragraph(start)
    seen: set[int] = set()
    at, rank = scene.preceding(start), 0
    # A place that begins with the practice's name or stands inside it is the closest of all.
    inside = at + 1
    while inside < len(scene.mentions) and scene.starts[inside] < end:
        yield _Nearest(inside, INSIDE, 0, 0, span)
        seen.add(scene.mentions[inside].key)
        inside += 1
    while at >= 0 and rank < BEFORE:
        mention = scene.mentions[at]
        if mention.key not in seen:
            seen.add(mention.key)
            where = mention.start
            if scene.clause(where) == clause:
                kind = CLAUSE
            elif scene.segment(where) == segment:
                kind = SEGMENT
            elif scene.sentence(where) == sentence:
                kind = SENTENCE
            elif scene.paragraph(where) == paragraph:
                kind = NEXT if scene.sentence(where) == sentence - 1 else PARAGRAPH
            else:
                kind = EARLIER if scene.paragraph(where) >= paragraph - 2 else FAR
            yield _Nearest(at, kind, rank, start - mention.end, span)
            rank += 0 if mention.parent else 1
        at -= 1
    at, rank = bisect_left(scene.starts, end), 0
    while at < len(scene.mentions) and rank < BEHIND:
        mention = scene.mentions[at]
        if mention.key not in seen:
            seen.add(mention.key)
            where = mention.start
            if scene.clause(where) == clause:
                kind = AFTER_CLAUSE
            elif scene.sentence(where) == sentence:
                kind = AFTER_SENTENCE
            else:
                kind = AFTER
            yield _Nearest(at, kind, rank, mention.start - end, span)
            rank += 0 if mention.parent else 1
        at += 1


def _of_pair(scene: Scene, unit: Unit, key: int, near: _Nearest, first: float) -> Features:
    place = scene.places[key]
    f: Features = {
        "kind": near.kind,
        "rank": near.rank,
        "distance": math.log1p(max(near.distance, 0)),
        f"level {place.level}": 1,
        "level": LEVEL_RANK.get(place.level, 4),
        "first share": first,
        "count": math.log1p(scene.counts[key]),
        "title": scene.in_title[key],
        "main": key == scene.main,
        "earliest": key == 0,
        "confidence": place.confidence,
    }
    name = unit.practice.name
    f["in name"] = any(a in name for a in (place.name, *place.aliases)) if place.name else 0
    start = near.span[0]
    before = scene.preceding(start)
    topic = scene.topics[before] if before >= 0 else -1
    f["topic"] = key == topic
    f["topic of paragraph"] = key == _first_in(scene, _paragraph_start(scene, start), start)
    opening = _first_in(scene, scene.sentence_start(start), start)
    f["opens sentence"] = key == opening
    f["sentence has place"] = opening >= 0
    if near.mention >= 0:
        mention = scene.mentions[near.mention]
        f["parent"] = mention.parent
        f["nested"] = mention.nested
        f["head"] = mention.head
        f["opens"] = mention.opens
        f[f"before {mention.before}"] = 1
        f[f"behind {mention.behind}"] = 1
        f["listed"] = mention.listed >= 0
        f["whole"] = _whole(scene.text[mention.start : mention.end])
        if near.kind in (CLAUSE, SEGMENT, SENTENCE):
            verb = _last_verb(scene, mention.end, start)
            if verb:
                f[f"verb {verb}"] = 1
        f["between"] = sum(1 for m in scene.mentions[near.mention + 1 : before + 1] if m.key != key)
        f["sentences between"] = min(scene.sentence(start) - scene.sentence(mention.start), 9)
        f["paragraphs between"] = min(scene.paragraph(start) - scene.paragraph(mention.start), 9)
        f["same section"] = mention.start >= scene.section(start)
        f["opens paragraph"] = scene.sentence_start(mention.start) == _paragraph_start(scene, mention.start)
    later = _next_of(scene, bisect_left(scene.starts, near.span[1]), key)
    f["later"] = later is not None and scene.paragraph(later) == scene.paragraph(start)
    f["later gap"] = math.log1p(later - start) if later is not None else 9
    f["ordinal"] = scene.ordinal(start)
    f["title level"] = scene.title_level
    f["lowest of title"] = scene.in_title[key] and LEVEL_RANK.get(place.level, 4) == scene.title_level
    plural = _plural(scene, start)
    if plural is not None:
        f["plural step"] = LEVEL_RANK.get(place.level, 4) - plural
        f["plural"] = 1
    level = _level_cue(scene, start)
    if level is not None:
        cue, gap = level
        own = LEVEL_RANK.get(place.level, 4)
        f["cue same"] = place.level == cue
        f["cue step"] = own - LEVEL_RANK[cue]
        f["cue gap"] = gap
        f["cue latest"] = place.level == cue and _latest_of_level(scene, before, cue) == key
    return f


def _compare(scene: Scene, pairs: list[Candidate], nearest: dict[int, _Nearest]) -> None:
    """Features that set a place against the other places of the same practice."""
    inside = [p for p in pairs if nearest[p.key].kind < AFTER_CLAUSE]
    best = min(inside, key=lambda p: (nearest[p.key].kind, nearest[p.key].rank), default=None)
    levels = [LEVEL_RANK.get(scene.places[p.key].level, 4) for p in pairs]
    for p in pairs:
        place = scene.places[p.key]
        own = LEVEL_RANK.get(place.level, 4)
        p.features["lowest"] = own == max(levels)
        p.features["highest"] = own == min(levels)
        p.features["same level"] = sum(1 for x in levels if x == own)
        others = [q for q in pairs if q is not p]
        p.features["has lower nearby"] = any(
            place.name in scene.places[q.key].within and nearest[q.key].kind <= SENTENCE for q in others
        )
        p.features["has lower"] = any(place.name in scene.places[q.key].within for q in others)
        p.features["higher nearby"] = any(
            scene.places[q.key].name in place.within and nearest[q.key].kind <= SENTENCE for q in others
        )
        if best is not None and best is not p:
            other = scene.places[best.key]
            p.features["over nearest"] = place.name in other.within
            p.features["under nearest"] = other.name in place.within
            if best.mention >= 0 and p.mention >= 0:
                one, two = scene.mentions[best.mention], scene.mentions[p.mention]
                p.features["listed with nearest"] = one.listed >= 0 and one.listed == two.listed
        p.features["nearest"] = best is p


def _of_practice(scene: Scene, unit: Unit, spans: list[tuple[int, int]]) -> Features:
    """Features of a practice alone: whether anyone practises it."""
    start, end = spans[0]
    f: Features = {"mentions": math.log1p(len(unit.spans)), "position": start / max(len(scene.text), 1)}
    f["practice confidence"] = unit.practice.confidence
    for s, e in spans:
        verb = _last_verb(scene, max(scene.clause_start(s), s - 30), s)
        f[f"frame {verb or 'none'}"] = 1
        for cue in scene.verbs[bisect_left(scene.verb_starts, e) :]:
            if cue.start > e + 10 or cue.start >= scene.clause_end(e):
                break
            f[f"then {cue.label}"] = 1
        sentence = scene.sentence_start(s)
        for cue in scene.verbs[bisect_left(scene.verb_starts, sentence) : bisect_left(scene.verb_starts, s)]:
            if cue.label in ("advocate", "plan", "deny", "end"):
                f[f"sentence {cue.label}"] = 1
        f["theory"] = f.get("theory", 0) + any(sentence <= t < scene.sentence_end(s) for t in scene.theory)
        f["quoted"] = f.get("quoted", 0) + (s > 0 and scene.text[s - 1] in "“‘「")
    return f


def _first_in(scene: Scene, start: int, end: int) -> int:
    """The first place between two characters that is no mere parent, or -1."""
    for mention in scene.mentions[bisect_left(scene.starts, start) :]:
        if mention.start >= end:
            return -1
        if not (mention.parent or mention.nested):
            return mention.key
    return -1


def _paragraph_start(scene: Scene, i: int) -> int:
    n = scene.paragraph(i)
    return scene.paragraphs[n - 1] if n else 0


def _last_verb(scene: Scene, start: int, end: int) -> str | None:
    at = bisect_left(scene.verb_starts, end) - 1
    if at >= 0 and scene.verb_starts[at] >= start and scene.verbs[at].end <= end:
        return scene.verbs[at].label
    return None


def _level_cue(scene: Scene, start: int) -> tuple[str, int] | None:
    """The last word of the sentence before a practice that names a level, and in which ring it stands."""
    at = bisect_left(scene.level_starts, start) - 1
    if at < 0 or scene.level_starts[at] < scene.sentence_start(start):
        return None
    cue = scene.levels[at]
    return cue.label, 0 if scene.clause(cue.start) == scene.clause(start) else 1


def _latest_of_level(scene: Scene, before: int, level: str) -> int:
    for at in range(before, max(before - 40, -1), -1):
        if scene.mentions[at].place.level == level:
            return scene.mentions[at].key
    return -1


def _next_of(scene: Scene, at: int, key: int) -> int | None:
    for mention in scene.mentions[at : at + 30]:
        if mention.key == key:
            return mention.start
    return None


def _plural(scene: Scene, start: int) -> int | None:
    """Level of the units that the clause of a practice counts (27个社区, 各村), the last before its end."""
    end = scene.clause_end(start)
    at = bisect_left(scene.plural_starts, end) - 1
    if at >= 0 and scene.plural_starts[at] >= scene.sentence_start(start):
        return scene.plurals[at][1]
    return None


def _whole(surface: str) -> float:
    """1 for 全区, 该镇, 当地 and the like, which take up a place named before."""
    return float(surface[0] in "全该我当本" and len(surface) <= 3)


__all__ = ["Candidate", "Features", "PlaceMention", "candidates"]
