"""Candidates: the runs of words that the first glance keeps, and what the article says of each string."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ...evaluation.likeness import kernel
from .reading import CLOSING, OPENING, Ints, Reading
from .runs import Floats, Runs

KEPT_MARGIN = -2.8  #: log odds of the first glance under which a run is dropped
OUTDONE = 3.0  #: a run is dropped, too, when one that shares a letter has so much greater log odds
KEPT_SHARE = 0.16  #: no more candidates than this for each letter of the article


@dataclass(eq=False, slots=True)
class Candidate:
    """A run of words that may name a practice."""

    first: int  #: first word
    last: int  #: last word
    start: int  #: first letter in ``reading.flat``
    end: int
    text: str
    margin: float  #: of the first glance
    quotes: int  #: see :class:`Runs`
    holds: int
    kernel: str = ""
    probability: float = 0.0
    features: dict[str, float] = field(default_factory=dict)

    def overlaps(self, other: Candidate) -> bool:
        """Whether the two share a letter."""
        return self.start < other.end and other.start < self.end


def propose(reading: Reading, runs: Runs, margins: Floats) -> list[Candidate]:
    """The likeliest runs of an article, in the order of the text."""
    most = max(int(KEPT_SHARE * len(reading.flat)), 20)
    floor = KEPT_MARGIN
    if len(margins) > most:
        floor = max(floor, float(np.partition(margins, -most)[-most]))
    kept = np.flatnonzero(margins >= floor)
    starts = reading.starts
    begin, end = starts[runs.first[kept]], starts[runs.last[kept] + 1]
    best = _best_by_letter(begin, end, margins[kept], len(reading.flat))
    found = []
    for i, a, b in zip(kept.tolist(), begin.tolist(), end.tolist(), strict=True):
        if margins[i] >= max(best[a:b]) - OUTDONE:
            text = reading.flat[a:b]
            found.append(
                Candidate(
                    int(runs.first[i]),
                    int(runs.last[i]),
                    a,
                    b,
                    text,
                    float(margins[i]),
                    int(runs.quotes[i]),
                    int(runs.holds[i]),
                    kernel(text),
                )
            )
    return found


def _best_by_letter(begin: Ints, end: Ints, margins: Floats, letters: int) -> list[float]:
    """For each letter, the greatest margin of a run that covers it."""
    best = [-np.inf] * letters
    done: list[int] = list(range(letters + 1))  # the next letter not yet covered, with paths made short
    for i in np.argsort(-margins, kind="stable").tolist():
        at, stop, value = int(begin[i]), int(end[i]), float(margins[i])
        while at < stop:
            while done[at] != at:
                done[at] = done[done[at]]
                at = done[at]
            if at < stop:
                best[at] = value
                done[at] = at + 1
    return best


def bare(text: str) -> str:
    """A name without quotation marks that enclose all of it, and none of a pair alone."""
    if text and text[0] in OPENING and text[-1] in CLOSING and not set(text[1:-1]) & set(OPENING + CLOSING):
        return text[1:-1]
    return text
