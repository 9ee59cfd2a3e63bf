"""Weights of the scorers, one small JSON file each, with what they were learned from (``provenance``)."""

import os
from pathlib import Path

#: Names another folder of weights, as ``govgraph train`` writes it.
VARIABLE = "GOVGRAPH_WEIGHTS"


def folder() -> Path:
    """Where the scorers' weights are read: ``$GOVGRAPH_WEIGHTS``, else the ones shipped here."""
    return Path(os.environ.get(VARIABLE) or Path(__file__).parent)
