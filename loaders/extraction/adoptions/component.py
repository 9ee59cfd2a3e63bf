"""The component ``govgraph_adoptions``: chooses, for each practice, the places that practise it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc

from ..annotations import Adoption, Practice
from ..learning import LogisticScorer, TreeScorer, WeightsError, load_scorer
from ..weights import folder
from .features import SENTENCE, Pairs, pairs
from .scene import Scene, Unit
from .since import Calendar
from .stance import status

Floats = npt.NDArray[np.float64]

WEIGHTS, DATES = "adoptions.json.gz", "adoptions_since.json"
#: The likeliest place of a practice is taken from this probability on; further ones need more. Used where
#: the weights do not tell their own.
FIRST, FURTHER = 0.3, 0.45
_LONGEST = 160  #: characters of evidence
#: What a place of a list has of its likeliest place's probability, if its own is not next to nothing.
_SHARED, _LISTED = 0.9, 0.05


class AdoptionFinder:
    """Fills ``doc._.adoptions`` and ``doc._.modalities``.

    Args:
        scorer: gives the probability that a place practises a practice.
        dates: gives the probability that a practice dates from a date.
        first: the least probability of a practice's likeliest place; the one found in training if not given.
        further: the least probability of its other places.
    """

    def __init__(
        self,
        scorer: TreeScorer | None,
        dates: LogisticScorer | None = None,
        first: float | None = None,
        further: float | None = None,
    ):
        self.scorer, self.dates = scorer, dates
        told = scorer.provenance if scorer is not None else {}
        self.first = float(told.get("first", FIRST)) if first is None else first
        self.further = float(told.get("further", FURTHER)) if further is None else further

    def __call__(self, doc: Doc) -> Doc:
        """Finds who practises what; needs places and practices."""
        article = doc._.article
        scene = Scene(doc, getattr(article, "title", "") or "")
        calendar = Calendar(scene, getattr(article, "date", None))
        found: list[Adoption] = []
        modalities: list[tuple[Practice, str]] = []
        table = pairs(scene)
        values = spread(scene, table, self.probabilities(table))
        cuts = np.searchsorted(table.unit, np.arange(len(scene.units) + 1))
        for n, unit in enumerate(scene.units):
            low, high = int(cuts[n]), int(cuts[n + 1])
            chosen = [low + i for i in self.choose(values[low:high])]
            said = status(scene, unit.spans[0])
            for i in chosen:
                found.append(self.adoption(scene, calendar, unit, table, i, float(values[i]), said))
            modalities.append((unit.practice, _modality(scene, unit, bool(chosen))))
        doc._.adoptions, doc._.modalities = found, modalities
        return doc

    def probabilities(self, table: Pairs) -> Floats:
        """Of each pair, the probability that the place practises the practice."""
        if not len(table):
            return np.zeros(0)
        if self.scorer is None:  # the nearest place before, where there are no weights yet
            return np.where((table.columns["nearest"] > 0) & (table.columns["parent"] == 0), 0.6, 0.1)
        return self.scorer.calibration(self.scorer.margins_of(table.matrix(self.scorer.names)))

    def choose(self, values: Floats) -> list[int]:
        """Indices of the candidates that are taken."""
        if not len(values):
            return []
        best = int(np.argmax(values))
        if values[best] < self.first:
            return []
        return [best, *(i for i, v in enumerate(values) if i != best and v >= self.further)]

    def adoption(
        self,
        scene: Scene,
        calendar: Calendar,
        unit: Unit,
        table: Pairs,
        i: int,
        confidence: float,
        said: str,
    ) -> Adoption:
        """The adoption that a pair is."""
        span = table.spans[int(table.span[i])]
        sentence = scene.sentence_start(span[0]), scene.sentence_end(span[0])
        return Adoption(
            place=scene.places[int(table.place[i])],
            practice=unit.practice,
            span=_evidence(scene, span, int(table.mention[i]), sentence),
            since=calendar.since(span, self.dates),
            status=said,
            confidence=_modest(confidence),
        )


def _modest(confidence: float) -> float:
    """A probability as a confidence: 0.9 or more is only said where 95 in 100 were right."""
    return confidence if confidence >= 0.95 else min(confidence, 0.89)


def spread(scene: Scene, table: Pairs, values: Floats) -> Floats:
    """Probabilities in which the places of a list (甲、乙等地) share what is said of its likeliest one.

    A list that stands in the practice's sentence before it names one adopter with each of its places.
    """
    if not len(table):
        return values
    mentions = scene.mentions
    listed = np.array(
        [mentions[m].listed if m >= 0 and not mentions[m].parent else -1 for m in table.mention]
    )
    listed[table.columns["kind"] > SENTENCE] = -1
    out = values.copy()
    for group in np.split(np.arange(len(table)), np.flatnonzero(np.diff(table.unit)) + 1):
        best = group[int(np.argmax(values[group]))]
        if listed[best] >= 0:
            others = group[(listed[group] == listed[best]) & (values[group] >= _LISTED)]
            out[others] = np.maximum(out[others], _SHARED * values[best])
    return out


def _evidence(scene: Scene, span: tuple[int, int], at: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The text that says so: from the place to the practice, else the practice's sentence or clause."""
    start, end = span
    if at >= 0 and sentence[0] <= scene.mentions[at].start < sentence[1]:
        mention = scene.mentions[at]
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


def _modality(scene: Scene, unit: Unit, adopted: bool) -> str:
    """advocated, where nobody practises it and the text calls for it; else practised."""
    if adopted:
        return "practised"
    return "advocated"


def load(path: Path | None = None) -> TreeScorer | None:
    """The scorer of the shipped weights, or of a file; None where there is none yet."""
    try:
        scorer = load_scorer(path or folder() / WEIGHTS)
    except WeightsError:
        if path is not None:
            raise
        return None
    if not isinstance(scorer, TreeScorer):
        raise WeightsError(
            f"{path or folder() / WEIGHTS}: not the trees of adoptions; fit them with `govgraph train`"
        )
    return scorer


def load_dates(path: Path | None = None) -> LogisticScorer | None:
    """The scorer of dates of the shipped weights, or of a file; None where there is none yet."""
    try:
        scorer = load_scorer(path or folder() / DATES)
    except WeightsError:
        return None
    return scorer if isinstance(scorer, LogisticScorer) else None


@Language.factory("govgraph_adoptions")
def make(nlp: Language, name: str) -> AdoptionFinder:
    """The component with the shipped weights."""
    return AdoptionFinder(load(), load_dates())
