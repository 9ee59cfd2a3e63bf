"""The word lists of ``words.yaml``, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Words that decide whether a string means a place; see ``words.yaml`` for what each list is."""

    common: frozenset[str]
    generic: frozenset[str]
    titles: frozenset[str]
    nicknames: dict[str, str]
    shared_nicknames: frozenset[str]
    not_before: re.Pattern[str]
    generic_heads: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists that the package ships."""
    data = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text("utf-8"))
    tails = sorted(data["not_before"], key=lambda word: (-len(word), word))
    return Words(
        common=frozenset(data["common"]),
        generic=frozenset(data["generic"]),
        titles=frozenset(data["titles"]),
        nicknames=dict(data["nicknames"]),
        shared_nicknames=frozenset(data["shared_nicknames"]),
        not_before=re.compile("|".join(map(re.escape, tails))),
        generic_heads=frozenset(data["generic_heads"]),
    )
