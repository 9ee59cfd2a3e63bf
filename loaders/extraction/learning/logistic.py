"""Logistic regression over named sparse features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .calibration import Array, Calibration
from .scorer import Features, calibrate, out_of_fold


@dataclass
class LogisticScorer:
    """A weight for each named feature; see :meth:`fit`."""

    weights: dict[str, float]
    bias: float = 0.0
    calibration: Calibration = field(default_factory=Calibration)
    provenance: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def fit(
        cls,
        features: Sequence[Features],
        labels: Sequence[float] | Array,
        weights: Sequence[float] | Array | None = None,
        groups: Sequence[str] | None = None,
        *,
        l2: float = 1.0,
        min_count: int = 2,
        scale: bool = False,
        calibration: str | None = "isotonic",
        k: int = 5,
        seed: int = 0,
        provenance: dict[str, Any] | None = None,
    ) -> LogisticScorer:
        """Fit to examples; needs the ``train`` extra (scikit-learn).

        Args:
            features: one mapping for each example.
            labels: 1 for right, 0 for wrong.
            weights: of the examples, 1 if not given; 0 leaves one out (a fact that is optional, say).
            groups: the document of each example; needed for a calibration, which is learned from
                predictions for documents left out of the fit (``k`` folds, by document).
            l2: strength of the penalty on squared weights (the inverse of scikit-learn's C).
            min_count: features seen in fewer examples are dropped.
            scale: divide features whose greatest value is above 2 by half of it while fitting, so that the
                penalty weighs counts and lengths like the features that are 0 or 1 (and the fit is faster).
            calibration: ``isotonic``, ``platt``, or None (the margin is taken for the log odds).

        Raises:
            ValueError: the lengths differ, labels are of one class, or a calibration lacks ``groups``.
        """
        y = np.asarray(labels, dtype=np.float64)
        w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
        if not len(features) == len(y) == len(w):
            raise ValueError(
                f"{len(features)} feature mappings, {len(y)} labels and {len(w)} weights: not one each"
            )
        used = np.flatnonzero(w > 0).tolist()
        if len(set(y[used])) < 2:
            raise ValueError("the labels are all the same: give right examples and wrong ones")
        scorer = cls(*_fit([features[i] for i in used], y[used], w[used], l2, min_count, scale))
        if calibration:
            if groups is None:
                raise ValueError("a calibration needs groups: the document of each example")

            def again(f: Sequence[Features], a: Array, b: Array) -> LogisticScorer:
                return cls(*_fit(f, a, b, l2, min_count, scale))

            margins = out_of_fold(again, features, y, w, groups, k, seed)
            scorer.calibration = calibrate(margins, y, w, calibration)
        counts = {"examples": len(used), "right": int(y[used].sum()), "features": len(scorer.weights)}
        scorer.provenance = {**counts, "l2": l2, "min_count": min_count, **(provenance or {})}
        return scorer

    def margins(self, features: Sequence[Features]) -> Array:
        """Log odds, not calibrated, one for each example."""
        get, bias = self.weights.get, self.bias
        sums = [bias + sum([get(n, 0.0) * v for n, v in f.items()]) for f in features]
        return np.array(sums, dtype=np.float64)

    def predict(self, features: Sequence[Features]) -> Array:
        """Calibrated probabilities, one for each example."""
        return self.calibration(self.margins(features))

    def explain(self, features: Features, top: int = 10) -> list[tuple[str, float]]:
        """The features that weigh most for one example, with what each adds to the log odds."""
        parts = [(n, self.weights[n] * v) for n, v in features.items() if n in self.weights]
        return sorted(parts, key=lambda p: (-abs(p[1]), p[0]))[:top]

    def to_json(self) -> dict[str, Any]:
        """As plain data; weights in alphabetical order, to four decimals."""
        weights = {n: round(w, 4) for n, w in sorted(self.weights.items()) if round(w, 4)}
        return {
            "kind": "logistic",
            "provenance": self.provenance,
            "calibration": self.calibration.to_json(),
            "bias": round(self.bias, 4),
            "weights": weights,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LogisticScorer:
        """The scorer that :meth:`to_json` told."""
        calibration = Calibration.from_json(data["calibration"])
        return cls(data["weights"], data["bias"], calibration, data["provenance"])


def _fit(
    features: Sequence[Features], y: Array, w: Array, l2: float, min_count: int, scale: bool
) -> tuple[dict[str, float], float]:
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    counts = Counter(n for f in features for n in f)
    column = {n: i for i, n in enumerate(sorted(n for n, c in counts.items() if c >= min_count))}
    starts, columns, values = [0], [], []
    for f in features:
        for n, v in f.items():
            if n in column:
                columns.append(column[n])
                values.append(v)
        starts.append(len(columns))
    matrix = csr_matrix((np.array(values, dtype=np.float64), columns, starts), shape=(len(y), len(column)))
    size = np.ones(len(column))
    if scale and len(column):
        size = np.maximum(1.0, np.asarray(abs(matrix).max(axis=0).todense()).ravel() / 2)
        matrix = matrix.multiply(1.0 / size).tocsr()
    model = LogisticRegression(C=1.0 / l2, solver="lbfgs", max_iter=200 if scale else 1000, tol=1e-4)
    model.fit(matrix, y, sample_weight=w)
    weights = {n: float(model.coef_[0, i] / size[i]) for n, i in column.items()}
    return weights, float(model.intercept_[0])
