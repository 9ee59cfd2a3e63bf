"""Fitting the scorers of statistics to annotated articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from spacy.tokens import Doc

from ...evaluation.gold import GoldArticle, GoldStatistic
from ..annotations import Place
from ..learning import Features, LogisticScorer, out_of_fold, save_scorer
from ..learning.calibration import Array
from ..training.gold_spans import occurrences
from .candidates import Candidate
from .component import WEIGHTS, Reading, Scorers
from .linking import Fact, Mentions

#: Unit in gold facts -> equal units of candidates.
_SAME = {"人": "名", "位": "名", "百分点": "%", "平米": "平方米", "㎡": "平方米"}
#: Weight of an optional figure where its place is learned: it is annotated, but with less care.
_OPTIONAL = 0.5
#: Weight of an article with given places beside the same article with found ones.
_GIVEN = 0.5
_L2 = 2.0

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


def train(
    examples: Sequence[Example], folder: Path | None = WEIGHTS, found: Sequence[Example] = ()
) -> Scorers:
    """Fit the three scorers, and write them to a folder unless it is None.

    Args:
        examples: articles whose ``places`` and ``practices`` are filled from gold surfaces.
        found: the same articles with places and practices as the program finds them. Whose a figure is
            is then learned from these, and from the others with half the weight.
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
    choice = LogisticScorer.fit(
        rows, labels, weights, groups, l2=1.0, provenance={"what": "is a number a statistic"}
    )
    linked = [
        (d, r, f, g, _GIVEN if found else 1.0) for (d, r, f), (_, _, g) in zip(read, examples, strict=True)
    ]
    for document, doc, gold in found:
        reading = Reading(doc)
        linked.append((document, reading, align(reading.items, reading.text, gold.statistics), gold, 1.0))
    scorers = Scorers(choice, _link_scorer(linked, "places"), _link_scorer(linked, "practices"))
    if folder is not None:
        for name in ("choice", "place", "practice"):
            save_scorer(getattr(scorers, name), folder / f"statistics_{name}.json")
    return scorers


#: Document, its numbers, their gold figures, all gold facts, weight.
Linked = tuple[str, Reading, list[GoldStatistic | None], GoldArticle, float]


def _link_scorer(read: Sequence[Linked], kind: str) -> LogisticScorer:
    """Two rounds: the second knows whose the figure before was, by the first round without its document."""
    what = {"what": f"whose a figure is, among {kind}"}
    rows, labels, weights, groups, keys = _link_rows(read, kind, None)
    margins = out_of_fold(_fit, rows, np.asarray(labels), np.asarray(weights), groups)
    chosen: dict[tuple[int, int], Fact] = {}
    best: dict[tuple[int, int], float] = {}
    for (a, c, fact), margin in zip(keys, margins, strict=True):
        if margin > best.get((a, c), -1e9):
            best[a, c], chosen[a, c] = float(margin), fact
    rows, labels, weights, groups, _ = _link_rows(read, kind, chosen)
    return LogisticScorer.fit(rows, labels, weights, groups, l2=_L2, provenance=what)


def _fit(rows: Sequence[Features], labels: Array, weights: Array) -> LogisticScorer:
    return LogisticScorer.fit(rows, labels, weights, l2=_L2, calibration=None)


def _link_rows(
    read: Sequence[Linked], kind: str, chosen: dict[tuple[int, int], Fact] | None
) -> tuple[list[Features], list[float], list[float], list[str], list[tuple[int, int, Fact]]]:
    rows: list[Features] = []
    labels, weights, groups = [], [], []
    keys: list[tuple[int, int, Fact]] = []
    for a, (document, reading, facts, gold, weight) in enumerate(read):
        of: Mentions = reading.places if kind == "places" else reading.practices
        previous: Fact | None = None
        last = (0, 0)
        for i, (item, fact) in enumerate(zip(reading.items, facts, strict=True)):
            if fact is None or (kind == "places" and fact.locality is None):
                continue
            for index, row in reading.rivals(item, of, previous, last):
                candidate = of.items[index].fact
                rows.append({**of.standing[index], **row})
                labels.append(float(_is(candidate, fact, gold)))
                weights.append(weight * (_OPTIONAL if fact.optional else 1.0))
                groups.append(document)
                keys.append((a, i, candidate))
            if chosen is not None:
                previous, last = chosen.get((a, i)), (item.start, item.end)
    return rows, labels, weights, groups, keys


def _is(candidate: Fact, fact: GoldStatistic, gold: GoldArticle) -> bool:
    """Whether a place or practice is the one that a gold figure belongs to."""
    if isinstance(candidate, Place):
        known = next((x for x in gold.localities if x.name == fact.locality), None)
        if known is None:
            return candidate.name == fact.locality
        if known.code and candidate.code:
            return known.code == candidate.code
        return candidate.name in known.names or bool(set(candidate.aliases) & set(known.surfaces))
    practice = next((x for x in gold.mechanisms if x.name == fact.mechanism), None)
    return practice is not None and candidate.name in practice.names
