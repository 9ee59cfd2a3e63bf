"""The words that practices' names are made of, read from the lexicon's YAML files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent.parent / "lexicon"
LONGEST_HEAD = 8


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Heads, classes of meaning and governing verbs; see the notes in the YAML files."""

    heads: dict[str, str]  #: word that a name ends in -> its class
    head_categories: dict[str, str]  #: class of head -> category of the taxonomy
    words: dict[str, tuple[str, ...]]  #: word -> classes of meaning
    frames: dict[str, tuple[str, ...]]  #: verb -> what it says of the name that follows

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - one lexicon lives as long as the process
    def head(self, text: str) -> str | None:
        """The longest head that the text ends in."""
        for n in range(min(LONGEST_HEAD, len(text)), 0, -1):
            if text[-n:] in self.heads:
                return text[-n:]
        return None

    @lru_cache(maxsize=1 << 16)  # noqa: B019
    def meanings(self, word: str) -> tuple[str, ...]:
        """Classes of a word; those of its longest known end, else beginning, when it is not listed itself."""
        if word in self.words:
            return self.words[word]
        for n in range(len(word) - 1, 1, -1):
            for part in (word[-n:], word[:n]):
                if part in self.words:
                    return self.words[part]
        return ()


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once.

    Raises:
        ValueError: an entry that is no list of words; the message names file and class.
    """
    heads: dict[str, str] = {}
    categories: dict[str, str] = {}
    for kind, entry in _read("practice_heads.yaml").items():
        categories[kind] = str(entry["category"])
        for word in entry["words"]:
            heads.setdefault(str(word), kind)
    words = _invert("practice_words.yaml")
    return Lexicon(heads, categories, words, _invert("practice_frames.yaml"))


def _invert(name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind, entry in _read(name).items():
        for word in entry["words"]:
            kinds = found.setdefault(str(word), [])
            if kind not in kinds:
                kinds.append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}


def _read(name: str) -> dict[str, dict[str, list[str]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, dict[str, list[str]]] = yaml.load((FOLDER / name).read_text("utf-8"), Loader=loader)
    for kind, entry in data.items():
        if not isinstance(entry, dict) or not isinstance(entry.get("words"), list):
            raise ValueError(f"{FOLDER / name}: {kind} has no list of words; give it `words: [...]`")
    return data
