"""Cue words of ``cues.yaml``, found in one pass over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import daachorse
import yaml

#: Groups of the lexicon that are looked for anywhere; the others only right beside a place.
_ANYWHERE = ("verbs", "levels")
_FLAGS = ("speech", "theory")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word in the text."""

    start: int
    end: int
    group: str  #: verbs, levels, speech, theory
    label: str  #: class within the group


class Cues:
    """The lexicon, compiled."""

    def __init__(self, lexicon: dict[str, Any]):
        entries: dict[str, list[tuple[str, str]]] = {}
        for group in _ANYWHERE:
            for label, words in lexicon[group].items():
                for word in words:
                    entries.setdefault(str(word), []).append((group, label))
        for group in _FLAGS:
            for word in lexicon[group]:
                entries.setdefault(str(word), []).append((group, group))
        self._words = list(entries)
        self._labels = [entries[w] for w in self._words]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._words, match_kind=daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )
        self._behind = _beside(lexicon["behind"], "{}")
        self._before = _beside(lexicon["before"], "{}$")

    def find(self, text: str) -> list[Cue]:
        """Every cue of the text in order, the longest of overlapping ones."""
        return [
            Cue(start, end, group, label)
            for start, end, word in self._automaton.find(text)
            for group, label in self._labels[word]
        ]

    def behind(self, text: str, end: int) -> str:
        """Class of what follows a place that ends there, or ``other``."""
        window = text[end : end + 6]
        for label, pattern in self._behind:
            if pattern.match(window):
                return label
        return "other"

    def before(self, text: str, start: int) -> str:
        """Class of what precedes a place that starts there, or ``other``."""
        window = text[max(0, start - 3) : start]
        for label, pattern in self._before:
            if pattern.search(window):
                return label
        return "other"


def _beside(classes: dict[str, list[str]], shape: str) -> list[tuple[str, re.Pattern[str]]]:
    def alternatives(words: Iterable[str]) -> str:
        return "(?:" + "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: -len(str(w)))) + ")"

    return [(label, re.compile(shape.format(alternatives(words)))) for label, words in classes.items()]


@lru_cache(maxsize=1)
def default() -> Cues:
    """The cues of the package."""
    return Cues(yaml.safe_load(files(__package__).joinpath("cues.yaml").read_text("utf-8")))
