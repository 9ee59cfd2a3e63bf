"""What every scorer can do, and predictions made for examples that a scorer has not learned from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from .calibration import Array, Calibration, fit_isotonic, fit_platt
from .folds import folds

Features = Mapping[str, float]  #: readable name of a feature -> its value; absent is 0


class Scorer(Protocol):
    """A fitted scorer."""

    calibration: Calibration
    provenance: dict[str, Any]

    def margins(self, features: Sequence[Features]) -> Array:
        """Log odds, not calibrated, one for each example."""
        ...

    def predict(self, features: Sequence[Features]) -> Array:
        """Calibrated probabilities, one for each example."""
        ...

    def to_json(self) -> dict[str, Any]:
        """As plain data."""
        ...


Fit = Callable[[Sequence[Features], Array, Array], Scorer]  #: features, labels, weights -> scorer


def out_of_fold(
    fit: Fit,
    features: Sequence[Features],
    labels: Array,
    weights: Array,
    groups: Sequence[str],
    k: int = 5,
    seed: int = 0,
) -> Array:
    """Margins for every example, each from a scorer fitted to the other folds' documents.

    Args:
        fit: fits a scorer to the examples that it is given.
        features, labels, weights: the examples; weight 0 is left out of fitting, and still scored.
        groups: the document of each example.
    """
    margins = np.zeros(len(features))
    names = np.asarray(groups)
    for fold in folds(groups, k, seed):
        held = np.isin(names, list(fold.test))
        inside = np.flatnonzero(~held & (weights > 0)).tolist()
        if len(inside) and len(set(labels[inside])) > 1:
            scorer = fit([features[i] for i in inside], labels[inside], weights[inside])
            margins[held] = scorer.margins([features[i] for i in np.flatnonzero(held).tolist()])
    return margins


def calibrate(margins: Array, labels: Array, weights: Array, kind: str | None) -> Calibration:
    """The calibration of a kind (isotonic, platt, or None for margins that are log odds already).

    Raises:
        ValueError: another kind.
    """
    if kind is None:
        return Calibration()
    fits = {"isotonic": fit_isotonic, "platt": fit_platt}
    if kind not in fits:
        raise ValueError(f"no calibration {kind!r}; there are isotonic and platt")
    return fits[kind](margins, labels, weights)
