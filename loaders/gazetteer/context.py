"""How a name stands in its text: as a word of its own, between marks, before a colon."""

from __future__ import annotations

from functools import lru_cache

import rjieba

#: Tags of the dictionary for words that are no names.
_ORDINARY = frozenset(("n", "v", "a", "vn", "an", "i", "l", "d", "b"))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name stands between marks, as in a list or at a sentence's start."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return before in "\n、，。；“（" and after in "、，：和等的"


def is_word(text: str, start: int, end: int) -> bool:
    """Whether a name is a word of its own where it stands, and no ordinary one (not 新和 in 新和老)."""
    left = max(0, start - 6)
    at = left
    for word in rjieba.cut(text[left : end + 6]):
        if at == start and at + len(word) == end:
            return not is_ordinary(word)
        at += len(word)
    return False


def leads(text: str, start: int, end: int) -> bool:
    """Whether a name opens a line and a colon follows it, as in headlines (巢湖：...)."""
    return (start == 0 or text[start - 1] == "\n") and text[end : end + 1] == "："


@lru_cache(maxsize=4096)
def is_ordinary(word: str) -> bool:
    """Whether a word is in the dictionary as something else than a name."""
    tags = rjieba.tag(word)
    return len(tags) == 1 and tags[0][1] in _ORDINARY
