"""The pipeline's component ``govgraph_targets``."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..annotations import Place, Practice, Target, text_of
from ..statistics.component import mentions
from ..statistics.linking import Mentions
from ..wordlists import alternation, wordlist
from .candidates import Candidate, candidates

#: How sure a phrase is a target, by how it was found (share right over the annotated articles).
CONFIDENCE = {"word": 0.8, "hard": 0.85, "head": 0.75, "predicate": 0.6, "verb": 0.7, "group": 0.8,
              "narrowed": 0.85,
              "plain": 0.6}  # fmt: skip


class Targets:
    """Finds the problems that practices tackle and the groups that they serve: ``doc._.targets``."""

    def __call__(self, doc: Doc) -> Doc:
        """Adds the list, each target once for a practice."""
        text = text_of(doc)
        practices, places = mentions(doc, "practices"), mentions(doc, "places")
        inside = [(m.start, m.end) for m in practices.items]
        targets: list[Target] = []
        seen: set[tuple[str, int]] = set()
        for item in candidates(text) if practices.items else ():
            if any(b <= item.start and item.end <= e for b, e in inside):
                continue
            if item.how == "plain" and not _served(text, item):
                continue
            linked = practice_of(practices, item)
            if linked is None:
                continue
            practice, nearness = linked
            name = text[item.start : item.end].replace("\n", "")
            if (name, id(practice)) in seen:
                continue
            seen.add((name, id(practice)))
            place = place_of(places, item)
            confidence = round(CONFIDENCE[item.how] * nearness, 3)
            targets.append(Target(item.kind, name, practice, (item.start, item.end), place, confidence))
        doc._.targets = targets
        return doc


@cache
def _serving() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(wordlist('targets_groups')['verbs'])})[^，。；\n]{{0,4}}$")


def _served(text: str, item: Candidate) -> bool:
    return _serving().search(text[max(0, item.start - 8) : item.start]) is not None


def practice_of(practices: Mentions, item: Candidate) -> tuple[Practice, float] | None:
    """The practice of a target, and how near: in its sentence (the nearest), else in its paragraph.

    A problem is mostly told before the practice that tackles it, so the next sentence comes before the last.
    """
    text = practices.text
    left, right = practices.sentence(item.start, item.end)
    at = bisect_left(practices.starts, item.start)
    best: tuple[float, Practice, float] | None = None
    paragraph = text.rfind("\n", 0, item.start) + 1
    end = text.find("\n", item.end)
    end = len(text) if end < 0 else end
    for m in practices.items[max(0, at - 4) : at + 4]:
        fact = m.fact
        if not isinstance(fact, Practice):
            continue
        gap = item.start - m.end if m.end <= item.start else m.start - item.end
        if left <= m.start < right:
            cost, near = float(gap), 1.0
        elif m.start >= right and m.start < end:
            cost, near = 60.0 + gap, 0.85
        elif paragraph <= m.start < left:
            cost, near = 90.0 + gap, 0.8
        else:
            cost, near = 400.0 + gap, 0.55
        if best is None or cost < best[0]:
            best = cost, fact, near
    return (best[1], best[2]) if best and best[0] < 700 else None


def place_of(places: Mentions, item: Candidate) -> Place | None:
    """The place last named before a target, the narrowest of a chain; else the first of the article."""
    at = bisect_left(places.starts, item.start) - 1
    while at >= 0 and places.outer[at]:
        at -= 1
    if at < 0:
        at = 0
    fact = places.items[at].fact if places.items else None
    return fact if isinstance(fact, Place) else None


@Language.factory("govgraph_targets")
def make(nlp: Language, name: str) -> Targets:
    """The component; it has no settings."""
    return Targets()
