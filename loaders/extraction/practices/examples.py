"""Annotated articles as examples to learn from: which strings of an article name a practice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ...evaluation.gold import GoldMechanism
from ...evaluation.likeness import kernel, practice_likeness


@dataclass
class Annotated:
    """One article with the practices that annotators found in it."""

    document: str
    text: str
    practices: Sequence[GoldMechanism] = field(default_factory=list)
    complete: bool = True  #: whether all practices are told, the optional ones, too

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """For each practice, all strings that name it."""
        return [tuple(dict.fromkeys([m.name, *m.accept, *m.surfaces])) for m in self.practices]

    @cached_property
    def _exact(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for i, names in enumerate(self.names):
            for name in names:
                key = kernel(name)
                if key and (key not in found or self.practices[found[key]].optional):
                    found[key] = i
        return found

    @cached_property
    def _pairs(self) -> dict[str, set[int]]:
        """Pair of letters -> the practices with a name that has it."""
        found: dict[str, set[int]] = {}
        for i, names in enumerate(self.names):
            for name in names:
                key = kernel(name)
                for j in range(len(key) - 1):
                    found.setdefault(key[j : j + 2], set()).add(i)
        return found

    def likest(self, name: str) -> tuple[float, int]:
        """The likeness to the likest practice, and which it is (-1: none); required ones before optional."""
        key = kernel(name)
        if key in self._exact:
            return 1.0, self._exact[key]
        shared: dict[int, int] = {}
        for j in range(len(key) - 1):
            for i in self._pairs.get(key[j : j + 2], ()):
                shared[i] = shared.get(i, 0) + 1
        best = (0.0, False, -1)
        for i, n in shared.items():
            # Two names can only be alike when three fifths of the pairs of one of them agree.
            if n >= 0.5 * (len(key) - 1):
                value = max(practice_likeness(name, other) for other in self.names[i])
                if value:
                    best = max(best, (value, not self.practices[i].optional, i))
        return best[0], best[2]


def annotated(gold: Path, texts: Iterable[Path] | None = None) -> list[Annotated]:
    """The relevant articles of a gold set, their text as the pipeline gets it.

    Args:
        gold: a folder of gold facts, one JSON file a document.
        texts: folders with the documents; those beside the gold facts if not given.
    """
    from ..training.articles import load

    pairs, _ = load(gold, texts)
    return [Annotated(p.name, p.article.text, p.gold.mechanisms) for p in pairs if p.gold.relevance != "no"]
