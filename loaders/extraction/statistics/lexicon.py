"""The word lists of statistics."""

from __future__ import annotations

from functools import cache

from ..wordlists import wordlist


@cache
def units() -> dict[str, tuple[str, str]]:
    """Surface of a measure word -> its canonical form and its class."""
    return {
        surface: (canonical, group)
        for group, forms in wordlist("statistics_units").items()
        for canonical, surfaces in forms.items()
        for surface in surfaces
    }


@cache
def comparators(side: str) -> dict[str, str]:
    """Word before or after a number (``side``: before, after) -> comparator."""
    return {word: sign for sign, words in wordlist("statistics_comparators")[side].items() for word in words}
