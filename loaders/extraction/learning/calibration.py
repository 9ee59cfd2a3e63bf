"""From a scorer's margin to a probability that means something, learned from out-of-fold margins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Calibration:
    """A monotone map from margins (log odds) to probabilities.

    ``platt``: ``1 / (1 + exp(-(slope * margin + shift)))``. ``isotonic``: straight lines between knots.
    """

    kind: str = "platt"
    slope: float = 1.0
    shift: float = 0.0
    knots: tuple[float, ...] = ()
    values: tuple[float, ...] = ()

    def __call__(self, margins: Array) -> Array:
        """Probabilities for margins, element by element."""
        if self.kind == "isotonic":
            return np.asarray(np.interp(margins, self.knots, self.values), dtype=np.float64)
        z = np.clip(self.slope * margins + self.shift, -50.0, 50.0)
        return np.asarray(1.0 / (1.0 + np.exp(-z)), dtype=np.float64)

    def to_json(self) -> dict[str, Any]:
        """As plain data, to be read by :meth:`from_json`."""
        if self.kind == "isotonic":
            return {"kind": "isotonic", "knots": list(self.knots), "values": list(self.values)}
        return {"kind": "platt", "slope": self.slope, "shift": self.shift}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Calibration:
        """The calibration that :meth:`to_json` told."""
        return cls(
            data["kind"],
            data.get("slope", 1.0),
            data.get("shift", 0.0),
            tuple(data.get("knots", ())),
            tuple(data.get("values", ())),
        )


def fit_platt(margins: Array, labels: Array, weights: Array | None = None) -> Calibration:
    """Platt's fit by Newton's method (Lin, Lin and Weng 2007: targets drawn in from 0 and 1)."""
    w = np.ones_like(margins) if weights is None else weights
    positive, negative = float(w @ (labels > 0.5)), float(w @ (labels <= 0.5))
    target = np.where(labels > 0.5, (positive + 1) / (positive + 2), 1 / (negative + 2))
    a, b = 1.0, 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(a * margins + b, -50, 50)))
        error, curve = w * (p - target), w * p * (1 - p)
        gradient = np.array([error @ margins, error.sum()])
        hessian = np.array([[curve @ margins**2, curve @ margins], [curve @ margins, curve.sum()]])
        step = np.linalg.solve(hessian + 1e-6 * np.eye(2), gradient)
        a, b = a - float(np.clip(step[0], -2, 2)), b - float(np.clip(step[1], -2, 2))
        if np.abs(step).max() < 1e-8:
            break
    return Calibration("platt", round(max(a, 1e-3), 6), round(b, 6))


def fit_isotonic(
    margins: Array, labels: Array, weights: Array | None = None, floor: float = 20.0
) -> Calibration:
    """Isotonic regression by pooling adjacent violators; steps lighter than ``floor`` are pooled, too.

    Each pool becomes a knot at its mean margin, so that the map has no jumps. Its value is drawn in
    by one half of an example on either side (no certainty from a handful of examples).
    """
    w = np.ones_like(margins) if weights is None else weights
    order = np.argsort(margins, kind="stable")
    pools: list[list[float]] = []  # weight, weighted hits, weighted margins
    for i in order:
        if w[i] <= 0:
            continue
        pools.append([float(w[i]), float(w[i] * labels[i]), float(w[i] * margins[i])])
        while len(pools) > 1 and (
            pools[-2][0] < floor or pools[-2][1] * pools[-1][0] >= pools[-1][1] * pools[-2][0]
        ):
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    if len(pools) > 1 and pools[-1][0] < floor:
        last = pools.pop()
        pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    if not pools:
        return Calibration()
    knots = [round(m / n, 6) for n, _, m in pools]
    values = np.maximum.accumulate([(h + 0.5) / (n + 1) for n, h, _ in pools])
    return Calibration("isotonic", knots=tuple(knots), values=tuple(round(float(v), 6) for v in values))
