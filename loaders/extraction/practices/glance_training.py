"""Fits the first glance: a logistic regression over every run of words of the annotated articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ..learning import LogisticScorer
from .examples import Annotated
from .lexicon import lexicon
from .runs import ROLES, Runs, shape_features, word_features

Floats = npt.NDArray[np.float64]
NEGATIVES = 6  #: wrong runs kept for each right one, by lot; their weights make up for the rest


def label_runs(article: Annotated, runs: Runs) -> tuple[Floats, Floats]:
    """Labels and weights of an article's runs: exact names are right, of optional practices without weight.

    A run that is merely like a name (a scorer would take it) has half the weight of a wrong one.
    """
    reading = runs.reading
    labels, weights = np.zeros(len(runs.first)), np.ones(len(runs.first))
    known: dict[str, tuple[float, float]] = {}
    for i, (a, b) in enumerate(zip(runs.first, runs.last, strict=True)):
        text = reading.flat[reading.starts[a] : reading.starts[b + 1]]
        if text not in known:
            known[text] = _judge(article, text)
        labels[i], weights[i] = known[text]
    return labels, weights


def _judge(article: Annotated, text: str) -> tuple[float, float]:
    like, which = article.likest(text)
    if not like:
        return 0.0, 1.0
    optional = bool(article.practices[which].optional)
    if like == 1.0:
        return (1.0, 0.0) if optional else (1.0, 1.0)
    return 0.0, 0.0 if optional else 0.5


def fit_glance(
    examples: Sequence[tuple[Runs, Floats, Floats]],
    seed: int = 0,
    l2: float = 4.0,
    min_count: int = 3,
    provenance: dict[str, Any] | None = None,
) -> LogisticScorer:
    """Fit to (runs, labels, weights) of articles; deterministic for a seed."""
    from scipy.sparse import csr_matrix, hstack, vstack
    from sklearn.linear_model import LogisticRegression

    rng = np.random.default_rng(seed)
    lex = lexicon()
    known: dict[tuple[str, str], list[int]] = {}
    names: dict[str, int] = {}
    shape_names: dict[str, int] = {}
    blocks, labels, weights = [], [], []
    for runs, y, w in examples:
        reading, n = runs.reading, len(runs.reading.words)
        right = np.flatnonzero((y > 0) & (w > 0))
        wrong = np.flatnonzero((y == 0) & (w > 0))
        take = rng.choice(wrong, min(len(wrong), NEGATIVES * max(len(right), 5) + 60), replace=False)
        rows = np.sort(np.concatenate([right, take]))
        if not len(rows):
            continue
        starts, places = [0], []
        for key in zip(reading.words, reading.tags, strict=True):
            if key not in known:
                known[key] = [names.setdefault(x, len(names)) for x in word_features(*key, lex)]
            places += known[key]
            starts.append(len(places))
        blocks.append((runs, rows, np.array(starts), np.array(places, dtype=np.int64)))
        labels.append(y[rows])
        weights.append(np.where(y[rows] > 0, 1.0, w[rows] * len(wrong) / max(len(take), 1)))
    size = len(names)
    parts = []
    for runs, rows, row_starts, row_columns in blocks:
        n = len(runs.reading.words)
        table = csr_matrix((np.ones(len(row_columns)), row_columns, row_starts), shape=(n, size))
        a, b = runs.first[rows], runs.last[rows]
        roles = []
        for edge, offset in ROLES.values():
            place = (a if edge == "start" else b) + offset
            fits = (place >= 0) & (place < n)
            pick = csr_matrix(
                (fits.astype(float), (np.arange(len(rows)), np.clip(place, 0, n - 1))), (len(rows), n)
            )
            roles.append(pick @ table)
        lengths = b - a + 1
        inner = np.concatenate([np.arange(s, e + 1) for s, e in zip(a, b, strict=True)])
        pick = csr_matrix(
            (np.ones(len(inner)), (np.repeat(np.arange(len(rows)), lengths), inner)), (len(rows), n)
        )
        roles.append(pick @ table)
        shapes = [
            [shape_names.setdefault(x, len(shape_names)) for x in shape_features(int(s))]
            for s in runs.shape[rows]
        ]
        row = np.repeat(np.arange(len(rows)), [len(s) for s in shapes])
        flat = np.concatenate(shapes)
        roles.append(csr_matrix((np.ones(len(flat)), (row, flat)), (len(rows), 1000)))
        parts.append(hstack(roles, format="csr"))
    x = vstack(parts, format="csr")
    y, w = np.concatenate(labels), np.concatenate(weights)
    columns = [f"{role}|{name}" for role in [*ROLES, "in"] for name in names] + list(shape_names)
    kept = np.flatnonzero(np.asarray((x != 0).sum(axis=0)).ravel() >= min_count)
    model = LogisticRegression(C=1.0 / l2, solver="lbfgs", max_iter=300, tol=1e-3)
    model.fit(x[:, kept], y, sample_weight=w)
    fitted = {columns[c]: float(v) for c, v in zip(kept, model.coef_[0], strict=True)}
    counts = {"runs": len(y), "right": int(y.sum()), "features": len(fitted), "l2": l2}
    return LogisticScorer(fitted, float(model.intercept_[0]), provenance={**counts, **(provenance or {})})
