"""The component ``govgraph_adoptions``: chooses, for each practice, the places that practise it."""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from ..annotations import Adoption, Practice
from ..learning import Scorer, WeightsError, load_scorer
from ..weights import folder
from .features import CLAUSE, NEXT, SENTENCE, Candidate, candidates
from .scene import Scene, Unit
from .since import Calendar

WEIGHTS = "adoptions.json.gz"
#: The likeliest place of a practice is taken from this probability on; further ones need more.
FIRST, FURTHER = 0.4, 0.5
_LONGEST = 160  #: characters of evidence


class AdoptionFinder:
    """Fills ``doc._.adoptions`` and ``doc._.modalities``.

    Args:
        scorer: gives the probability that a place practises a practice.
        first: the least probability of a practice's likeliest place.
        further: the least probability of its other places.
    """

    def __init__(self, scorer: Scorer | None, first: float = FIRST, further: float = FURTHER):
        self.scorer, self.first, self.further = scorer, first, further

    def __call__(self, doc: Doc) -> Doc:
        article = doc._.article
        scene = Scene(doc, getattr(article, "title", "") or "")
        calendar = Calendar(scene.text, getattr(article, "date", None))
        found: list[Adoption] = []
        modalities: list[tuple[Practice, str]] = []
        pairs = [candidates(scene, unit) for unit in scene.units]
        for unit, pair, values in zip(scene.units, pairs, self.probabilities(pairs), strict=True):
            chosen = self.choose(values)
            status = _status(scene, unit.spans[0])
            for i in chosen:
                found.append(_adoption(scene, calendar, unit, pair[i], float(values[i]), status))
            modalities.append((unit.practice, _modality(scene, unit, bool(chosen))))
        doc._.adoptions, doc._.modalities = found, modalities
        return doc

    def probabilities(self, pairs: list[list[Candidate]]) -> list[np.ndarray]:
        """Of each practice's candidates, the probability that they practise it."""
        rows = [c.features for group in pairs for c in group]
        if not rows:
            return [np.zeros(0) for _ in pairs]
        values = self.scorer.predict(rows) if self.scorer is not None else _nearest(rows)
        return np.split(values, np.cumsum([len(group) for group in pairs])[:-1])

    def choose(self, values: np.ndarray) -> list[int]:
        """Indices of the candidates that are taken."""
        if not len(values):
            return []
        best = int(np.argmax(values))
        if values[best] < self.first:
            return []
        return [best, *(i for i, v in enumerate(values) if i != best and v >= self.further)]


def _nearest(rows: list[dict[str, float]]) -> np.ndarray:
    """Without weights: the nearest place before."""
    return np.array([0.6 if r.get("nearest") and not r.get("parent") else 0.1 for r in rows])


def _adoption(
    scene: Scene, calendar: Calendar, unit: Unit, pair: Candidate, confidence: float, status: str
) -> Adoption:
    span = pair.span
    sentence = scene.sentence_start(span[0]), scene.sentence_end(span[0])
    verbs = [
        (v.start, v.end, v.label)
        for v in scene.verbs[bisect_left(scene.verb_starts, sentence[0]) : bisect_left(scene.verb_starts, sentence[1])]
    ]
    since = calendar.since(span, sentence, verbs)
    return Adoption(
        place=scene.places[pair.key],
        practice=unit.practice,
        span=_evidence(scene, pair, sentence),
        since=since,
        status=status,
        confidence=confidence,
    )


def _evidence(scene: Scene, pair: Candidate, sentence: tuple[int, int]) -> tuple[int, int]:
    """The text that says so: from the place to the practice, else the practice's sentence or clause."""
    start, end = pair.span
    kind = int(pair.features.get("kind", 9))
    if pair.mention >= 0 and (kind <= SENTENCE or kind in (8, 9)):
        mention = scene.mentions[pair.mention]
        low, high = min(start, mention.start), max(end, mention.end)
        if high - low <= _LONGEST:
            return low, high
    low, high = sentence
    while low < start and scene.text[low].isspace():
        low += 1
    while high > end and scene.text[high - 1].isspace():
        high -= 1
    if high - low <= _LONGEST:
        return low, high
    return max(low, scene.clause_start(start)), min(high, scene.clause_end(end - 1))


def _status(scene: Scene, span: tuple[int, int]) -> str:
    """practised, piloted, planned or ended, by the cue words of the practice's clause."""
    start, end = span
    clause = scene.clause_start(start)
    before = _labels(scene, clause, start)
    after = _labels(scene, end, min(scene.clause_end(end - 1), end + 14))
    sentence = _labels(scene, scene.sentence_start(start), start)
    if "end" in after or before[-1:] == ["end"]:
        return "ended"
    if "plan" in before or "plan" in sentence[:1]:
        return "planned"
    if "pilot" in before or "pilot" in after:
        return "piloted"
    return "practised"


def _modality(scene: Scene, unit: Unit, adopted: bool) -> str:
    """advocated, where nobody practises it and the text calls for it; else practised."""
    if adopted:
        return "practised"
    return "advocated"


def _labels(scene: Scene, start: int, end: int) -> list[str]:
    low, high = bisect_left(scene.verb_starts, start), bisect_left(scene.verb_starts, end)
    return [v.label for v in scene.verbs[low:high]]


def load(path: Path | None = None) -> Scorer | None:
    """The scorer of the shipped weights, or of a file; None where there is none yet."""
    try:
        return load_scorer(path or folder() / WEIGHTS)
    except WeightsError:
        if path is not None:
            raise
        return None


@Language.factory("govgraph_adoptions")
def make(nlp: Language, name: str) -> AdoptionFinder:
    """The component with the shipped weights."""
    return AdoptionFinder(load())


__all__ = ["CLAUSE", "NEXT", "AdoptionFinder", "load", "make"]
