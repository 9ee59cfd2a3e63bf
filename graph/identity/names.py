"""Normalised names of practices: one key for the many ways in which a text can write one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LEAD = re.compile(r"^党建引领(?:下的)?(?=.{4})")
_TAIL = re.compile(r"(?<=.{3})(?:机制|制度|做法|模式)$")


@lru_cache(maxsize=1 << 16)
def practice_key(name: str) -> str:
    """Return the key under which two writings of one practice's name are equal.

    Compatibility forms are folded (NFKC), case is lowered, and everything but letters and digits is
    dropped: quotation marks, brackets, dashes, pauses, white space. A leading 党建引领 goes where at least
    four characters remain, a trailing 机制, 制度, 做法 or 模式 where at least three do: they say of a
    practice that it is one, not which. Traditional characters are left alone; convert them before.

    Args:
        name: a practice's name in Chinese or English.

    Returns:
        The key; the key of a key is itself. Empty if the name holds no letter or digit.
    """
    key = _fold(name)
    while (shorter := _fold(_TAIL.sub("", _LEAD.sub("", key)))) != key:
        key = shorter
    return key


def _fold(text: str) -> str:
    """Return the letters and digits of a text, in one form and case."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).lower())
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN")
