"""Fitting the scorers of statistics to annotated articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from ...evaluation.gold import GoldArticle, GoldStatistic
from ..annotations import Place, Practice
from ..learning import Features, LogisticScorer, folds, save_scorer
from ..training.gold_spans import occurrences
from .candidates import Candidate
from .component import WEIGHTS, Reading, Scorers
from .linking import Fact, Mentions

#: Unit in gold facts -> equal units of candidates.
_SAME = {"人": "名", "位": "名", "百分点": "%", "平米": "平方米", "㎡": "平方米"}
#: Weight of an optional figure where its place is learned: it is annotated, but with less care.
_OPTIONAL = 0.5

Example = tuple[str, Doc, GoldArticle]  #: document, article with places and practices, gold facts


def align(items: Sequence[Candidate], text: str, gold: Sequence[GoldStatistic]) -> list[GoldStatistic | None]:
    """The gold figure of each candidate, one to one; required figures before optional ones."""
    out: list[GoldStatistic | None] = [None] * len(items)
    for fact in sorted(gold, key=lambda g: g.optional):
        for exact in (True, False):
            at = _find(items, text, fact, out, exact)
            if at is not None:
                out[at] = fact
                break
    return out


def _find(
    items: Sequence[Candidate], text: str, fact: GoldStatistic, taken: Sequence[object], exact: bool
) -> int | None:
    if not exact and not fact.optional:
        return None
    unit = _SAME.get(fact.unit, fact.unit)
    for start, end in occurrences(text, [fact.surface]):
        for i, c in enumerate(items):
            if taken[i] is None and c.number < end and c.end > start:
                same = fact.value is not None and abs(c.value - fact.value) < 1e-6
                if not exact or (same and _SAME.get(c.unit, c.unit) == unit):
                    return i
    return None


def train(examples: Sequence[Example], folder: Path | None = WEIGHTS) -> Scorers:
    """Fit the three scorers, and write them to a folder unless it is None.

    Args:
        examples: articles whose ``places`` and ``practices`` are filled (from gold surfaces, or found).
    """
    rows, labels, weights, groups = [], [], [], []
    read = []
    for document, doc, gold in examples:
        reading = Reading(doc)
        facts = align(reading.items, reading.text, gold.statistics)
        read.append((document, reading, facts))
        for row, fact in zip(reading.features(), facts, strict=True):
            rows.append(row)
            labels.append(0.0 if fact is None else 1.0)
            weights.append(0.0 if fact is not None and fact.optional else 1.0)
            groups.append(document)
    choice = LogisticScorer.fit(rows, labels, weights, groups, l2=1.0, provenance={"what": "is a number a statistic"})
    scorers = Scorers(
        choice,
        _link_scorer([(d, r, f, r.places, "locality", Place) for d, r, f in read], "which place a figure is about"),
        _link_scorer([(d, r, f, r.practices, "mechanism", Practice) for d, r, f in read],
                     "which practice a figure measures"),
    )  # fmt: skip
    if folder is not None:
        for name in ("choice", "place", "practice"):
            save_scorer(getattr(scorers, name), folder / f"statistics_{name}.json")
    return scorers


Read = tuple[str, Reading, list[GoldStatistic | None], Mentions, str, type[Place] | type[Practice]]


def _link_scorer(read: Sequence[Read], what: str) -> LogisticScorer:
    """Two rounds: the second knows which fact the first, not having seen the document, gave the figure before."""
    chosen: dict[tuple[int, int], Fact] = {}
    scorer = None
    for round_ in (1, 2):
        rows, labels, weights, groups, keys = _link_rows(read, chosen if round_ == 2 else None)
        scorer = LogisticScorer.fit(rows, labels, weights, groups, l2=3.0, provenance={"what": what})
        if round_ == 1:
            margins = np.zeros(len(rows))
            names = np.asarray(groups)
            for fold in folds(groups, 5):
                held = np.isin(names, list(fold.test))
                inside = np.flatnonzero(~held)
                part = LogisticScorer.fit([rows[i] for i in inside], [labels[i] for i in inside],
                                          [weights[i] for i in inside], l2=3.0, calibration=None)  # fmt: skip
                margins[held] = part.margins([rows[i] for i in np.flatnonzero(held)])
            best: dict[tuple[int, int], float] = {}
            for (a, c, fact), margin in zip(keys, margins, strict=True):
                if margin > best.get((a, c), -1e9):
                    best[a, c], chosen[a, c] = float(margin), fact
    assert scorer is not None
    return scorer


def _link_rows(
    read: Sequence[Read], chosen: dict[tuple[int, int], Fact] | None
) -> tuple[list[Features], list[float], list[float], list[str], list[tuple[int, int, Fact]]]:
    rows: list[Features] = []
    labels, weights, groups = [], [], []
    keys: list[tuple[int, int, Fact]] = []
    for a, (document, reading, facts, of, attribute, _) in enumerate(read):
        previous: Fact | None = None
        last = (0, 0)
        for i, (item, fact) in enumerate(zip(reading.items, facts, strict=True)):
            if fact is None:
                continue
            name = getattr(fact, attribute)
            if name is None and attribute == "locality":
                continue
            for index, row in reading.rivals(item, of, previous, last):
                candidate = of.items[index].fact
                rows.append(row)
                labels.append(1.0 if candidate.name == name else 0.0)
                weights.append(_OPTIONAL if fact.optional else 1.0)
                groups.append(document)
                keys.append((a, i, candidate))
            if chosen is not None:
                previous, last = chosen.get((a, i)), (item.start, item.end)
    return rows, labels, weights, groups, keys
