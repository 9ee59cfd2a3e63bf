"""Fits the scorers of practices to annotated articles; deterministic, a few minutes on two cores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ....graph.identity.taxonomy import Taxonomy
from ...evaluation.likeness import best_likeness
from ..learning import LogisticScorer, fit_isotonic, folds, save_scorer
from ..learning.scorer import out_of_fold
from .candidates import Candidate, propose
from .categories import fit_categories
from .entities import choose, group
from .examples import Annotated, annotated
from .features import Look
from .glance_training import fit_glance, label_runs
from .lexicon import lexicon
from .marked import marked
from .reading import Reading
from .runs import Floats, Glance, Runs

NEAR_MISS = 0.2  #: weight of a candidate that is only like a practice's name
L2 = 2.0


@dataclass
class Scorers:
    """All that is learned of practices."""

    glance: LogisticScorer
    choice: LogisticScorer
    category: LogisticScorer
    threshold: float

    def save(self, folder: Path) -> None:
        """Write the weights into a folder."""
        self.choice.provenance["threshold"] = self.threshold
        save_scorer(self.glance, folder / "practices_glance.json.gz")
        save_scorer(self.choice, folder / "practices_choice.json.gz")
        save_scorer(self.category, folder / "practices_category.json.gz")


@dataclass
class Prepared:
    """An article with its runs of words, and their labels and weights."""

    article: Annotated
    runs: Runs
    labels: Floats
    weights: Floats


def prepare(articles: Sequence[Annotated]) -> list[Prepared]:
    """Runs of words of each article, with labels."""
    found = []
    for article in articles:
        runs = Runs.of(Reading.of(article.text))
        found.append(Prepared(article, runs, *label_runs(article, runs)))
    return found


def glance_margins(data: Sequence[Prepared], k: int = 5, seed: int = 0) -> list[Floats]:
    """The first glance's margins for each article, by a scorer that has not learned from it."""
    margins: list[Floats] = [np.zeros(0)] * len(data)
    for fold in folds([d.article.document for d in data], k, seed):
        inside = [d for d in data if d.article.document in fold.train]
        glance = Glance(fit_glance([(d.runs, d.labels, d.weights) for d in inside], seed))
        for i, d in enumerate(data):
            if d.article.document in fold.test:
                margins[i] = glance.margins(d.runs)
    return margins


def look(data: Prepared, margins: Floats) -> list[Candidate]:
    """The candidates of an article with their features."""
    candidates = propose(data.runs.reading, data.runs, margins)
    view = Look(data.runs.reading, candidates, lexicon(), Taxonomy.default())
    for i, c in enumerate(candidates):
        c.features = view.features(i)
    return candidates


def judge(article: Annotated, candidate: Candidate) -> tuple[float, float]:
    """Label and weight of a candidate: optional practices have none, near misses little."""
    like, which = article.likest(candidate.text)
    if not like:
        return 0.0, 1.0
    if article.practices[which].optional:
        return 1.0, 0.0
    return (1.0, 1.0) if like == 1.0 else (1.0, NEAR_MISS)


def fit_choice(
    data: Sequence[Prepared],
    candidates: Sequence[Sequence[Candidate]],
    calibrated: bool = True,
    seed: int = 0,
    provenance: dict[str, Any] | None = None,
) -> tuple[LogisticScorer, float]:
    """The second scorer, and the probability from which a candidate is taken (the best for F1)."""
    features, labels, weights, groups = [], [], [], []
    for d, cs in zip(data, candidates, strict=True):
        for c in cs:
            label, weight = judge(d.article, c)
            features.append(c.features)
            labels.append(label)
            weights.append(weight)
            groups.append(d.article.document)
    y, w = np.array(labels), np.array(weights)
    scorer = LogisticScorer.fit(
        features, y, w, l2=L2, min_count=3, scale=True, calibration=None, provenance=provenance
    )
    threshold = 0.5
    if calibrated:

        def fit(f: Sequence[Any], a: Floats, b: Floats) -> LogisticScorer:
            return LogisticScorer.fit(f, a, b, l2=L2, min_count=3, scale=True, calibration=None)

        margins = out_of_fold(fit, features, y, w, groups, 5, seed)
        scorer.calibration = fit_isotonic(margins, y, w)
        p = scorer.calibration(margins)
        at = 0
        for cs in candidates:
            for c in cs:
                c.probability = float(p[at])
                at += 1
        # Marked articles name what is right, not all that could be left out: they would lower it.
        whole = [i for i, d in enumerate(data) if d.article.complete] or list(range(len(data)))
        threshold = best_threshold([data[i] for i in whole], [candidates[i] for i in whole])
    return scorer, threshold


def best_threshold(data: Sequence[Prepared], candidates: Sequence[Sequence[Candidate]]) -> float:
    """The threshold with the best F1 by the published figures, from probabilities set before."""
    tried = [(f1(*count(data, candidates, t)), -abs(t - 0.45), t) for t in np.arange(0.25, 0.7, 0.05)]
    return float(round(max(tried)[2], 2))


def f1(hits: int, missed: int, false: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hits / max(2 * hits + missed + false, 1)


def count(
    data: Sequence[Prepared], candidates: Sequence[Sequence[Candidate]], threshold: float
) -> tuple[int, int, int]:
    """Hits, misses and false alarms, each article by itself."""
    hits = missed = false = 0
    for d, cs in zip(data, candidates, strict=True):
        found = [[e.name, *e.surfaces] for e in group(choose(cs, threshold), lexicon())]
        right, miss, wrong = compare(d.article, found)
        hits, missed, false = hits + right, missed + len(miss), false + len(wrong)
    return hits, missed, false


def compare(article: Annotated, found: Sequence[Sequence[str]]) -> tuple[int, list[int], list[int]]:
    """Match practices found (lists of names) one to one with the annotated: hits, missed, false alarms."""
    pairs = []
    for i, names in enumerate(article.names):
        for j, others in enumerate(found):
            like = best_likeness(others, names)
            if like:
                pairs.append((like, not article.practices[i].optional, -i, -j))
    gold, got = set(), set()
    for _, _, i, j in sorted(pairs, reverse=True):
        if -i not in gold and -j not in got:
            gold.add(-i)
            got.add(-j)
    required = [i for i, m in enumerate(article.practices) if not m.optional]
    return (
        sum(i in gold for i in required),
        [i for i in required if i not in gold],
        [j for j in range(len(found)) if j not in got],
    )


def fit_all(
    articles: Sequence[Annotated], seed: int = 0, provenance: dict[str, Any] | None = None
) -> Scorers:
    """Fit all scorers to articles."""
    data = prepare(articles)
    margins = glance_margins(data, seed=seed)
    candidates = [look(d, m) for d, m in zip(data, margins, strict=True)]
    choice, threshold = fit_choice(data, candidates, seed=seed, provenance=provenance)
    glance = fit_glance([(d.runs, d.labels, d.weights) for d in data], seed, provenance=provenance)
    names = [
        (n, m.category or "other") for d in data for m in d.article.practices for n in {m.name, *m.surfaces}
    ]
    return Scorers(glance, choice, fit_categories(names, lexicon()), threshold)


def train(
    gold: Path | Sequence[Path], texts: Iterable[Path] | None = None, out: Path | None = None, seed: int = 0
) -> Scorers:
    """Fit the scorers to gold sets and write their weights.

    Args:
        gold: folders of gold facts in the guidelines' format; the project's marked articles are added.
        texts: folders of the documents; those beside the gold facts if not given.
        out: folder for the weights; not written if not given.
        seed: of the folds and of the choice of wrong examples.
    """
    folders = [gold] if isinstance(gold, Path) else list(gold)
    homes = list(texts) if texts is not None else None
    articles = [a for folder in folders for a in annotated(folder, homes)] + list(marked())
    provenance = {
        "articles": len(articles),
        "documents": len({a.document for a in articles}),
        "practices": sum(not m.optional for a in articles for m in a.practices),
        "seed": seed,
    }
    scorers = fit_all(articles, seed, provenance)
    if out is not None:
        scorers.save(out)
    return scorers
