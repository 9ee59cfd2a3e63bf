"""Small learned scorers over readable features: fitted with the ``train`` extra, run with numpy alone.

A feature vector is a mapping from a readable name to a number (:data:`Features`). What is absent is 0.
:class:`LogisticScorer` suits many sparse features (words, letters, frames), :class:`TreeScorer` few
dense ones (lengths, counts, other scorers' probabilities). Both give calibrated probabilities, can say
why (:meth:`LogisticScorer.explain`), and are stored as JSON that tells what they were learned from.
"""

from .calibration import Calibration, fit_isotonic, fit_platt
from .files import WeightsError, load_scorer, save_scorer
from .folds import Fold, folds
from .logistic import LogisticScorer
from .scorer import Features, Scorer, out_of_fold
from .trees import TreeScorer

__all__ = [
    "Calibration",
    "Features",
    "Fold",
    "LogisticScorer",
    "Scorer",
    "TreeScorer",
    "WeightsError",
    "fit_isotonic",
    "fit_platt",
    "folds",
    "load_scorer",
    "out_of_fold",
    "save_scorer",
]
