"""Gradient-boosted trees over a fixed list of named features, run with numpy alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from .calibration import Array, Calibration
from .scorer import Features, calibrate, out_of_fold

Ints = npt.NDArray[np.int32]


@dataclass
class TreeScorer:
    """Trees laid out in flat arrays, one row a node; a leaf's children are itself."""

    names: tuple[str, ...]  #: columns
    feature: Ints  #: of each node: the column it asks about
    threshold: Array  #: of each node: at most this goes left; a leaf's is infinite
    left: Ints
    right: Ints
    value: Array  #: of each leaf: what it adds to the log odds
    roots: Ints
    depth: int
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
        names: Sequence[str] | None = None,
        trees: int = 120,
        leaves: int = 12,
        rate: float = 0.06,
        l2: float = 3.0,
        min_leaf: int = 15,
        calibration: str | None = "isotonic",
        k: int = 5,
        seed: int = 0,
        provenance: dict[str, Any] | None = None,
    ) -> TreeScorer:
        """Fit to examples; needs the ``train`` extra (scikit-learn). Arguments as for ``LogisticScorer.fit``.

        Args:
            names: the columns; all names that occur in at least ``min_leaf`` examples if not given.
            trees, leaves, rate, l2, min_leaf: number of trees, leaves a tree, learning rate, penalty on
                leaf values, fewest examples a leaf.
        """
        y = np.asarray(labels, dtype=np.float64)
        w = np.ones(len(y)) if weights is None else np.asarray(weights, dtype=np.float64)
        used = np.flatnonzero(w > 0).tolist()
        if names is None:
            counts: dict[str, int] = {}
            for i in used:
                for n in features[i]:
                    counts[n] = counts.get(n, 0) + 1
            names = sorted(n for n, c in counts.items() if c >= min_leaf)
        columns = tuple(names)

        def once(f: Sequence[Features], a: Array, b: Array) -> TreeScorer:
            return _fit(columns, f, a, b, trees, leaves, rate, l2, min_leaf, seed)

        scorer = once([features[i] for i in used], y[used], w[used])
        if calibration:
            if groups is None:
                raise ValueError("a calibration needs groups: the document of each example")
            margins = out_of_fold(once, features, y, w, groups, k, seed)
            scorer.calibration = calibrate(margins, y, w, calibration)
        counted = {"examples": len(used), "right": int(y[used].sum()), "features": len(columns)}
        scorer.provenance = {**counted, "trees": trees, "leaves": leaves, **(provenance or {})}
        return scorer

    def matrix(self, features: Sequence[Features]) -> npt.NDArray[np.float32]:
        """The examples' values in this scorer's columns."""
        return np.array([[f.get(n, 0.0) for n in self.names] for f in features], dtype=np.float32).reshape(
            len(features), len(self.names)
        )

    def margins_of(self, matrix: npt.NDArray[np.float32]) -> Array:
        """Log odds for rows of values, see :meth:`matrix`."""
        rows = np.arange(len(matrix))[:, None]
        node = np.broadcast_to(self.roots, (len(matrix), len(self.roots)))
        for _ in range(self.depth):
            goes_left = matrix[rows, self.feature[node]] <= self.threshold[node]
            node = np.where(goes_left, self.left[node], self.right[node])
        return np.asarray(self.bias + self.value[node].sum(axis=1), dtype=np.float64)

    def margins(self, features: Sequence[Features]) -> Array:
        """Log odds, not calibrated, one for each example."""
        return self.margins_of(self.matrix(features)) if len(features) else np.zeros(0)

    def predict(self, features: Sequence[Features]) -> Array:
        """Calibrated probabilities, one for each example."""
        return self.calibration(self.margins(features))

    def to_json(self) -> dict[str, Any]:
        """As plain data: a node is [feature, threshold, left, right], a leaf [value]."""
        nodes: list[list[float]] = []
        for i, f in enumerate(self.feature):
            inner = self.left[i] != i
            node = [int(f), float(self.threshold[i]), int(self.left[i]), int(self.right[i])]
            nodes.append(node if inner else [round(float(self.value[i]), 5)])
        return {
            "kind": "trees",
            "provenance": self.provenance,
            "calibration": self.calibration.to_json(),
            "bias": self.bias,
            "depth": self.depth,
            "names": list(self.names),
            "roots": self.roots.tolist(),
            "nodes": nodes,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TreeScorer:
        """The scorer that :meth:`to_json` told."""
        rows = [n if len(n) == 4 else [0, np.inf, i, i] for i, n in enumerate(data["nodes"])]
        leaves = [0.0 if len(n) == 4 else n[0] for n in data["nodes"]]
        feature, threshold, left, right = (list(c) for c in zip(*rows, strict=True))
        return cls(
            tuple(data["names"]),
            np.array(feature, np.int32),
            np.array(threshold, np.float64),
            np.array(left, np.int32),
            np.array(right, np.int32),
            np.array(leaves, np.float64),
            np.array(data["roots"], np.int32),
            data["depth"],
            data["bias"],
            Calibration.from_json(data["calibration"]),
            data["provenance"],
        )


def _fit(
    names: tuple[str, ...],
    features: Sequence[Features],
    y: Array,
    w: Array,
    trees: int,
    leaves: int,
    rate: float,
    l2: float,
    min_leaf: int,
    seed: int,
) -> TreeScorer:
    from sklearn.ensemble import HistGradientBoostingClassifier

    x = np.array([[f.get(n, 0.0) for n in names] for f in features], dtype=np.float32).astype(np.float64)
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        max_leaf_nodes=leaves,
        learning_rate=rate,
        l2_regularization=l2,
        min_samples_leaf=min_leaf,
        early_stopping=False,
        random_state=seed,
    )
    model.fit(x, y, sample_weight=w)
    rows: list[tuple[int, float, int, int, float]] = []
    roots, depth = [], 1
    for (predictor,) in model._predictors:  # scikit-learn has no public way to read the trees
        base = len(rows)
        roots.append(base)
        for i, n in enumerate(predictor.nodes):
            depth = max(depth, int(n["depth"]))
            if n["is_leaf"]:
                rows.append((0, np.inf, base + i, base + i, float(n["value"])))
            else:
                rows.append(
                    (
                        int(n["feature_idx"]),
                        float(n["num_threshold"]),
                        base + int(n["left"]),
                        base + int(n["right"]),
                        0.0,
                    )
                )
    feature, threshold, left, right, value = (list(c) for c in zip(*rows, strict=True))
    return TreeScorer(
        names,
        np.array(feature, np.int32),
        np.array(threshold, np.float64),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(value, np.float64),
        np.array(roots, np.int32),
        depth,
        float(np.ravel(model._baseline_prediction)[0]),
    )
