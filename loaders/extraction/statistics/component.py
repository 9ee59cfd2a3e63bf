"""The pipeline's component ``govgraph_statistics``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from ..annotations import Place, Practice, Statistic, text_of
from ..learning import Scorer, load_scorer
from ..weights import folder
from .candidates import Candidate, candidates
from .choice import Cues, Features, clause, features
from .linking import Fact, Mention, Mentions, pairs
from .measure import measure, period

WEIGHTS = folder()
#: A number of at least this probability is given as a statistic (best F1 out of fold).
THRESHOLD = 0.45
#: A figure of at least this probability to belong to a practice is linked to it.
PRACTICE_THRESHOLD = 0.5

_QUOTED = re.compile(r"[“‘《「][^“”‘’《》「」\n]{1,30}[”’》」]")


@dataclass(slots=True)
class Scorers:
    """The three decisions: is it a statistic, of which place, of which practice."""

    choice: Scorer
    place: Scorer
    practice: Scorer

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Scorers:
        """The weights of a folder, see :func:`..training.train`."""
        return cls(
            *(load_scorer(folder / f"statistics_{name}.json") for name in ("choice", "place", "practice"))
        )


class Reading:
    """The numbers of an article with all that their features look at."""

    def __init__(self, doc: Doc):
        self.text = text_of(doc)
        self.items = candidates(self.text)
        self.quoted = [m.span() for m in _QUOTED.finditer(self.text)]
        self.quote_starts = [q[0] for q in self.quoted]
        self.places = mentions(doc, "places")
        self.practices = mentions(doc, "practices")
        self.practice_spans = [(m.start, m.end) for m in self.practices.items]
        self.practice_starts = [s for s, _ in self.practice_spans]

    def features(self) -> list[Features]:
        """Features of every candidate."""
        cues = Cues(self.text)
        out = []
        for i, c in enumerate(self.items):
            quoted = _inside(c.number, self.quoted, self.quote_starts)
            in_practice = _inside(c.number, self.practice_spans, self.practice_starts)
            out.append(features(self.text, self.items, i, quoted, in_practice, cues))
        return out

    def rivals(
        self, item: Candidate, of: Mentions, previous: Fact | None, previous_span: tuple[int, int]
    ) -> list[tuple[int, Features]]:
        """The places or practices that a candidate may belong to, with features."""
        left, _ = clause(self.text, item.start, item.end)
        nearest = 5 if of is self.places else 3
        return pairs(
            of, (item.start, item.end), item.group, item.unit, left, previous, previous_span, nearest
        )


def mentions(doc: Doc, key: str) -> Mentions:
    """The spans of a group as mentions in order."""
    spans: Iterable[Span] = doc.spans.get(key, ())
    found = [Mention(s.start, s.end, s._.fact) for s in spans]
    found.sort(key=lambda m: (m.start, -m.end))
    return Mentions(text_of(doc), found)


def _inside(offset: int, spans: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < spans[at][1]


class Statistics:
    """Finds the numbers that measure something about practice or place: ``doc.spans["statistics"]``."""

    def __init__(self, scorers: Scorers | None = None, threshold: float = THRESHOLD):
        self.scorers = scorers or Scorers.load()
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Adds the span group; each span has a figure of its own."""
        reading = Reading(doc)
        spans: list[Span] = []
        chances = self.scorers.choice.predict(reading.features()) if reading.items else ()
        where, what = (
            Ranking(self.scorers.place, reading.places),
            Ranking(self.scorers.practice, reading.practices),
        )
        place: Fact | None = None
        practice: Fact | None = None
        last = (0, 0)
        for item, chance in zip(reading.items, chances, strict=True):
            if chance < self.threshold:
                continue
            place, _ = self._link(reading, item, where, place, last)
            practice, sure = self._link(reading, item, what, practice, last)
            last = (item.start, item.end)
            fact = statistic(reading.text, item, reading.places.sentence(item.start, item.end)[0])
            fact.place = place if isinstance(place, Place) else None
            fact.practice = (
                practice if isinstance(practice, Practice) and sure >= PRACTICE_THRESHOLD else None
            )
            fact.confidence = round(float(chance), 4)
            span = Span(doc, item.start, item.end, label="Statistic")
            span._.fact = fact
            span._.confidence = fact.confidence
            spans.append(span)
        doc.spans["statistics"] = spans
        return doc

    def _link(
        self,
        reading: Reading,
        item: Candidate,
        ranking: Ranking,
        previous: Fact | None,
        last: tuple[int, int],
    ) -> tuple[Fact | None, float]:
        rivals = reading.rivals(item, ranking.of, previous, last)
        return ranking.best(rivals) if rivals else (None, 0.0)


class Ranking:
    """Ranks mentions by a scorer whose margins add up: what holds for a mention anyway is summed once."""

    def __init__(self, scorer: Scorer, of: Mentions):
        self.scorer, self.of = scorer, of
        self.bias = float(scorer.margins([{}])[0])
        self.standing = scorer.margins(of.standing) if of.items else ()

    def best(self, rivals: Sequence[tuple[int, Features]]) -> tuple[Fact, float]:
        """The likeliest of the rivals, with its probability."""
        margins = self.scorer.margins([row for _, row in rivals])
        scores = [
            float(m) + float(self.standing[i]) - self.bias for m, (i, _) in zip(margins, rivals, strict=True)
        ]
        k = max(range(len(scores)), key=scores.__getitem__)
        chance = float(self.scorer.calibration(np.array([scores[k]]))[0])
        return self.of.items[rivals[k][0]].fact, chance


def statistic(text: str, item: Candidate, sentence_start: int) -> Statistic:
    """The fact that a candidate states, without its place and practice."""
    left, right = clause(text, item.start, item.end)
    return Statistic(
        surface=text[item.start : item.end].replace("\n", ""),
        value=round(item.value, 6),
        unit=item.unit,
        high=item.high,
        measure=measure(text, item, left, right),
        comparator=item.comparator,
        period=period(text, item, sentence_start),
    )


@Language.factory("govgraph_statistics")
def make(nlp: Language, name: str) -> Statistics:
    """The component with the weights that are shipped."""
    return Statistics()
