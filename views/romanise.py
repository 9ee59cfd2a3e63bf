"""Names as readers of Latin letters type and read them: pinyin for the search, English names of places."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_ONLY_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+\Z")


def search_key(name: str) -> str:
    """What a reader may type for a Chinese name: its pinyin without tones, a blank, its initials."""
    if not _CJK.search(name):
        return ""
    syllables = _syllables(name)
    return "".join(syllables) + " " + "".join(s[0] for s in syllables if s)


def place_name(name: str) -> str | None:
    """The English name of a place: the established one, else pinyin with its ending translated.

    None for what is no plain Chinese name (it has figures, brackets, letters, or is very long).
    """
    table = _table()
    if name in table["names"]:
        return str(table["names"][name])
    if not _ONLY_CJK.match(name) or len(name) > 8:
        return None
    for ending, word in table["endings"]:
        stem = name.removesuffix(ending)
        if stem != name and len(stem) >= 2:
            return f"{_word(stem)} {word}".strip()
    return _word(name)


def _word(name: str) -> str:
    """Pinyin as one word; an apostrophe stands before a syllable that begins with a vowel."""
    out = ""
    for syllable in _syllables(name):
        out += f"'{syllable}" if out and syllable[:1] in "aeo" else syllable
    return out[:1].upper() + out[1:]


def _syllables(name: str) -> list[str]:
    from pypinyin import lazy_pinyin

    def plain(other: str) -> list[str]:
        return [c for c in other.lower() if c.isalnum()]

    # its annotation forbids a list, its documentation and code take one
    return lazy_pinyin(name, errors=plain)  # type: ignore[arg-type]


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("place_names.yaml").read_text("utf-8"))
    return table
