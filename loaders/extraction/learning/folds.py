"""Cross-validation by document: examples of one document are never on both sides of a split."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import NamedTuple


class Fold(NamedTuple):
    """One split of the documents."""

    train: frozenset[str]
    test: frozenset[str]


def folds(documents: Iterable[str], k: int = 5, seed: int = 0) -> list[Fold]:
    """Deal the documents into ``k`` test sets of nearly equal size.

    Args:
        documents: names; repeats (one for each example, say) count once, and their order does not matter.
        k: number of folds; more than there are documents means one document a fold.
        seed: of the shuffle; the same names and seed give the same folds on every machine.

    Raises:
        ValueError: fewer than two documents, or ``k`` below 2.
    """
    names = sorted(set(documents))
    if k < 2 or len(names) < 2:
        raise ValueError(f"cannot split {len(names)} documents into {k} folds: both must be 2 or more")
    random.Random(seed).shuffle(names)
    k = min(k, len(names))
    everything = frozenset(names)
    return [Fold(everything - set(names[i::k]), frozenset(names[i::k])) for i in range(k)]
