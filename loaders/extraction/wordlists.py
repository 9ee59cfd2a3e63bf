"""The word lists in ``lexicon/``, read from YAML, and regular expressions made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

LEXICON = Path(__file__).parent / "lexicon"


@cache
def wordlist(name: str) -> Any:
    """The data of ``lexicon/<name>.yaml``."""
    return yaml.safe_load((LEXICON / f"{name}.yaml").read_text("utf-8"))


def alternation(words: Iterable[object]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted({str(w) for w in words}, key=lambda w: (-len(w), w)))
