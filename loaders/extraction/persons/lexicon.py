"""The word lists of persons, compiled."""

from __future__ import annotations

import re
from functools import cache

import daachorse

from ..wordlists import alternation, wordlist


@cache
def titles() -> dict[str, str]:
    """Word for what a person is -> its class (leader, grid, worker, resident)."""
    heads = wordlist("persons_titles")["heads"]
    return {word: group for group in ("resident", "worker", "grid", "leader") for word in heads[group]}


@cache
def title_automaton() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, tuple[str, ...]]:
    """Finds every title in one pass; indices are those of the second item."""
    words = tuple(sorted(titles()))
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(words)), words


@cache
def surnames() -> dict[str, str]:
    """Family name -> how usual (common, rare, double)."""
    data = wordlist("persons_surnames")
    out = dict.fromkeys((c for c in data["rare"] if not c.isspace()), "rare")
    out.update(dict.fromkeys((c for c in data["common"] if not c.isspace()), "common"))
    out.update(dict.fromkeys(data["double"], "double"))
    return out


@cache
def given() -> frozenset[str]:
    """Characters of given names."""
    return frozenset(c for c in wordlist("persons_surnames")["given"] if not c.isspace())


@cache
def typical() -> frozenset[str]:
    """Characters far more frequent in given names than in running text."""
    return frozenset(c for c in wordlist("persons_surnames")["typical"] if not c.isspace())


@cache
def ordinary() -> frozenset[str]:
    """Words that have the form of a name and are none."""
    return frozenset(wordlist("persons_surnames")["ordinary"])


@cache
def transliteration() -> frozenset[str]:
    """Characters of transliterated names."""
    return frozenset(c for c in wordlist("persons_surnames")["transliteration"] if not c.isspace())


@cache
def words(key: str) -> tuple[str, ...]:
    """An entry of persons_titles.yaml that is a plain list, the longest first."""
    return tuple(sorted(wordlist("persons_titles")[key], key=lambda w: (-len(w), w)))


@cache
def starting(key: str) -> re.Pattern[str]:
    """Matches any word of an entry."""
    return re.compile(alternation(words(key)))


@cache
def ends_with_title(tail: str) -> str | None:
    """The longest title that a short string ends with."""
    for k in range(len(tail)):
        if tail[k:] in titles():
            return tail[k:]
    return None
