"""Fits the scorer of adoptions to annotated articles, their mentions found or given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from ...evaluation.gold import NATION, GoldArticle
from ...evaluation.likeness import bare_place, best_likeness
from ..annotations import Place
from ..learning import Features, LogisticScorer, TreeScorer, fit_isotonic, out_of_fold, save_scorer
from ..weights import folder as weights_folder
from .component import DATES, WEIGHTS
from .features import pairs
from .scene import Scene, Unit
from .since import Calendar

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Example = tuple[str, Doc, GoldArticle]  #: document, article with places and practices, gold facts
#: Weight of an optional adoption: right, but annotated with less care.
OPTIONAL = 0.5


class Judge:
    """Says of a place and a practice, as found, whether the gold facts hold the adoption."""

    def __init__(self, article: GoldArticle):
        self.places = {x.name: ({bare_place(n) for n in x.names}, x.code) for x in article.localities}
        self.practices = {x.name: x.names for x in article.mechanisms}
        self.adopters: dict[str, list[tuple[str, bool]]] = {}
        for x in article.adoptions:
            self.adopters.setdefault(x.mechanism, []).append((x.locality, x.optional))
        self._known: dict[str, str | None] = {}

    def practice(self, unit: Unit) -> str | None:
        """The gold practice that a found one is, the likest."""
        name = unit.practice.name
        if name not in self._known:
            names = (name, *unit.practice.aliases)
            best = max(
                ((best_likeness(gold, names), key) for key, gold in self.practices.items()),
                default=(0.0, None),
            )
            self._known[name] = best[1] if best[0] else None
        return self._known[name]

    def same_place(self, gold: str, place: Place) -> bool:
        """Whether a found place is the gold one."""
        if gold == NATION or place.level == "nation":
            return gold == NATION and place.name in (NATION, "全国")
        names, code = self.places.get(gold, ({bare_place(gold)}, None))
        if code and place.code:
            if code == place.code:
                return True
            if min(len(code), len(place.code)) >= 6 and code[:6] != place.code[:6]:
                return False
        return bool(names & {bare_place(n) for n in (place.name, *place.aliases)})

    def __call__(self, unit: Unit, place: Place) -> tuple[float, float]:
        """Label and weight of a pair."""
        practice = self.practice(unit)
        found = [o for g, o in self.adopters.get(practice or "", ()) if self.same_place(g, place)]
        if not found:
            return 0.0, 1.0
        return 1.0, OPTIONAL if all(found) else 1.0


@dataclass(slots=True)
class Table:
    """Pairs of many articles with their labels."""

    rows: list[dict[str, float]] = field(default_factory=list)
    labels: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    units: list[int] = field(default_factory=list)  #: number of the practice of each pair
    given: list[bool] = field(default_factory=list)  #: whether people marked the names, or the program did

    def add(
        self, document: str, doc: Doc, gold: GoldArticle, weight: float = 1.0, given: bool = False
    ) -> None:
        """The pairs of one article; ``weight`` counts for all of them."""
        scene, judge = Scene(doc, gold.title), Judge(gold)
        found = pairs(scene)
        self.rows += found.rows()
        base = self.units[-1] + 1 if self.units else 0
        self.units += (found.unit + base).tolist()
        self.given += [given] * len(found)
        for unit, place in zip(found.unit.tolist(), found.place.tolist(), strict=True):
            label, importance = judge(scene.units[unit], scene.places[place])
            self.labels.append(label)
            self.weights.append(importance * weight)
            self.documents.append(document)


def train(
    examples: Sequence[Example], folder: Path | None = None, provenance: dict[str, Any] | None = None
) -> TreeScorer:
    """Fit the scorer to articles and write it to a folder (the shipped one if not given).

    Args:
        examples: articles whose ``places`` and ``practices`` are filled, from gold surfaces or as found.
        folder: where the weights go.
        provenance: told in the file beside the counts.
    """
    table = Table()
    for document, doc, gold in examples:
        table.add(document, doc, gold, given=True)
    return fit(table, folder or weights_folder(), provenance)


def fit(
    table: Table, folder: Path | None = None, provenance: dict[str, Any] | None = None, seed: int = 0
) -> TreeScorer:
    """Fit the scorer to pairs, and write it unless there is no folder.

    Probabilities are calibrated, and the thresholds chosen, on pairs of practices as found (where there are
    any): that is what the scorer meets.
    """
    y, w = np.asarray(table.labels), np.asarray(table.weights)

    def once(rows: Sequence[Features], labels: Array, weights: Array) -> TreeScorer:
        return TreeScorer.fit(
            rows, labels, weights, names=names, calibration=None, seed=seed, trees=100, leaves=8, rate=0.08
        )

    names = sorted({n for row in table.rows for n in row})
    scorer = once(table.rows, y, w)
    margins = out_of_fold(once, table.rows, y, w, table.documents, 5, seed)
    met = ~np.asarray(table.given) if not all(table.given) else np.ones(len(y), np.bool_)
    scorer.calibration = fit_isotonic(margins[met], y[met], w[met])
    first, further = _thresholds(table, scorer.calibration(margins), met)
    scorer.provenance.update(
        {
            "what": "does this place practise this practice",
            "first": first,
            "further": further,
            **(provenance or {}),
        }
    )
    if folder is not None:
        save_scorer(scorer, folder / WEIGHTS)
    return scorer


def _thresholds(table: Table, p: Array, met: Bools) -> tuple[float, float]:
    """The probabilities from which a practice's likeliest place and its other places are taken: best F1."""
    rows = np.flatnonzero(met)
    units = np.asarray(table.units)[rows]
    p, y, w = p[rows], np.asarray(table.labels)[rows], np.asarray(table.weights)[rows]
    top = np.full(int(units.max()) + 1, -1.0)
    np.maximum.at(top, units, p)
    best = p == top[units]
    required = y * (w == w.max())
    wanted = float(required.sum()) or 1.0

    def f1(first: float, further: float) -> float:
        taken = (best & (p >= first)) | (p >= further)
        hits, false = float(required[taken].sum()), float((y[taken] == 0).sum())
        return 2 * hits / (hits + false + wanted)

    tried = [
        (round(f1(a, b), 3), b, a)
        for a in np.arange(0.2, 0.5, 0.05)
        for b in np.arange(0.35, 0.65, 0.05)
        if b >= a
    ]
    _, further, first = max(tried)
    return round(float(first), 2), round(float(further), 2)


def fit_dates(
    examples: Sequence[Example],
    folder: Path | None = None,
    provenance: dict[str, Any] | None = None,
    seed: int = 0,
) -> LogisticScorer:
    """Fit the scorer of dates (which one a practice dates from), and write it unless there is no folder.

    Args:
        examples: articles with gold facts, their places and practices given (each named as there).
        folder: where the weights go.
        provenance: told in the file beside the counts.
        seed: of the folds.
    """
    rows: list[dict[str, float]] = []
    labels, weights, groups = [], [], []
    for document, doc, gold in examples:
        scene = Scene(doc, gold.title)
        calendar = Calendar(scene, getattr(doc._.article, "date", None) or gold.date)
        if not calendar.items:
            continue
        facts = {(a.mechanism, a.locality): a for a in gold.adoptions}
        found = pairs(scene)
        for unit, place, span in zip(
            found.unit.tolist(), found.place.tolist(), found.span.tolist(), strict=True
        ):
            fact = facts.get((scene.units[unit].practice.name, scene.places[place].name))
            if fact is None:
                continue
            for moment, row in calendar.candidates(found.spans[span]):
                same = fact.since is not None and (
                    moment.iso.startswith(fact.since) or fact.since.startswith(moment.iso)
                )
                rows.append(row)
                labels.append(float(same))
                weights.append(OPTIONAL if fact.optional else 1.0)
                groups.append(document)
    scorer = LogisticScorer.fit(
        rows, labels, weights, groups, l2=3.0, calibration="platt", seed=seed,
        provenance={"what": "does this practice date from this date", **(provenance or {})},
    )  # fmt: skip
    if folder is not None:
        save_scorer(scorer, folder / DATES)
    return scorer
