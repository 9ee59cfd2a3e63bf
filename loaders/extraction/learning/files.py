"""Weights in files: JSON a person can read, plain or gzipped, with where they come from."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from .logistic import LogisticScorer
from .scorer import Scorer
from .trees import TreeScorer

KINDS: dict[str, type[LogisticScorer] | type[TreeScorer]] = {"logistic": LogisticScorer, "trees": TreeScorer}


class WeightsError(ValueError):
    """A file of weights that cannot be read."""


def save_scorer(scorer: Scorer, path: Path | str) -> None:
    """Write a scorer; a name that ends in ``.gz`` is compressed. The same scorer gives the same bytes."""
    path = Path(path)
    text = json.dumps(
        scorer.to_json(),
        ensure_ascii=False,
        indent=0 if path.suffix != ".gz" else None,
        separators=(",", ":"),
    )
    raw = (text + "\n").encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(raw, mtime=0) if path.suffix == ".gz" else raw)


def load_scorer(path: Path | str) -> LogisticScorer | TreeScorer:
    """Read what :func:`save_scorer` wrote.

    Raises:
        WeightsError: no such file, or not a scorer; the message says which and what to do.
    """
    path = Path(path)
    try:
        raw = path.read_bytes()
        data = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
        return KINDS[data["kind"]].from_json(data)
    except FileNotFoundError:
        raise WeightsError(f"{path}: no such weights; fit them with `govgraph train`") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        fault = f"{path}: not a scorer's weights ({error}); fit them anew with `govgraph train`"
        raise WeightsError(fault) from error
