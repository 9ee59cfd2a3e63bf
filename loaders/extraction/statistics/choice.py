"""Features that tell a figure from a number that is told in passing, and the words it counts.

The scorer over these features is trained on annotated articles; each feature is readable by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import daachorse

from ..wordlists import wordlist
from .candidates import Candidate

Features = dict[str, float]

_CLAUSE_END = re.compile(r"[，。；！？：,;!?:\n]")
_CLAUSE_HEAD = re.compile(r"[^，。；！？：,;!?:\n]+$")
_DIGITS = "0123456789"


@cache
def _automaton() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, ...], ...]]:
    """Finds the words of the named groups whose nearness tells what a number is used for."""
    groups: dict[str, list[str]] = {}
    for name, strings in wordlist("statistics_cues")["near"].items():
        for word in strings:
            groups.setdefault(str(word), []).append(name)
    return daachorse.CharwiseDoubleArrayAhoCorasick(list(groups)), tuple(tuple(g) for g in groups.values())


class Cues:
    """The cue words of a text, found in one pass."""

    def __init__(self, text: str):
        automaton, groups = _automaton()
        self.hits = sorted(
            (start, end, groups[index]) for start, end, index in automaton.find_overlapping(text)
        )
        self.starts = [h[0] for h in self.hits]

    def between(self, start: int, end: int) -> list[str]:
        """The groups of which a word stands between two offsets, in order of their names."""
        found: set[str] = set()
        for i in range(bisect_left(self.starts, start), bisect_left(self.starts, end)):
            if self.hits[i][1] <= end:
                found.update(self.hits[i][2])
        return sorted(found)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span: up to the nearest punctuation on either side, 40 characters back at most."""
    ahead = text[max(0, start - 40) : start]
    m = _CLAUSE_HEAD.search(ahead)
    left = start - len(m[0]) if m else start
    limit = min(len(text), end + 200)
    after = _CLAUSE_END.search(text, end, limit)
    return left, after.start() if after else limit


def magnitude(value: float) -> str:
    """The size class of a value: 1, 2, 3, few, tens, hundreds, thousands, myriads."""
    if value in (1.0, 2.0, 3.0):
        return str(int(value))
    for bound, name in ((10, "few"), (100, "tens"), (1000, "hundreds"), (10_000, "thousands")):
        if value < bound:
            return name
    return "myriads"


def features(
    text: str, items: Sequence[Candidate], index: int, quoted: bool, in_practice: bool, cues: Cues
) -> Features:
    """What is to be seen of the number ``items[index]`` and around it."""
    item = items[index]
    left, right = clause(text, item.start, item.end)
    size = magnitude(item.value)
    arabic = text[item.number] in _DIGITS
    before, after = text[item.start - 1 : item.start], text[item.end : item.end + 1]
    out: Features = {
        "bias": 1.0,
        f"form={item.form}": 1.0,
        f"unit={item.unit}": 1.0,
        f"class={item.group}": 1.0,
        f"size={size}": 1.0,
        f"form,size={item.form},{size}": 1.0,
        f"form,class={item.form},{item.group}": 1.0,
        f"form,unit={item.form},{item.unit}": 1.0,
        f"comparator={item.comparator}": 1.0,
        f"before={before}": 1.0,
        f"after={after}": 1.0,
        f"before2={text[max(0, item.start - 2) : item.start]}": 1.0,
        f"after2={text[item.end : item.end + 2]}": 1.0,
        f"form,after={item.form},{after}": 1.0,
    }
    if item.approximate:
        out["approximate"] = 1.0
        out[f"approximate,class={item.group}"] = 1.0
    if item.high is not None:
        out["range"] = 1.0
    if quoted:
        out["quoted"] = 1.0
    if in_practice:
        out["in practice"] = 1.0
        out[f"in practice,form={item.form}"] = 1.0
    if item.value == int(item.value):
        out["whole"] = 1.0
        if arabic and item.value % 10:
            out["not round"] = 1.0
    else:
        out["decimal"] = 1.0
    if item.start == left:
        out["clause start"] = 1.0
    if item.end == right:
        out["clause end"] = 1.0
        out[f"clause end,class={item.group}"] = 1.0
    same = [
        c
        for c in items[max(0, index - 3) : index + 4]
        if c is not item and c.end > left - 60 and c.start < right + 60
    ]
    precise = sum(1 for c in same if text[c.number] in _DIGITS)
    out["figures nearby"] = min(precise, 4) / 4
    if not precise:
        out["alone"] = 1.0
    if same:
        out[f"neighbours,form={item.form}"] = 1.0
    if not arabic and precise:
        out["chinese among figures"] = 1.0
    for side, names in (
        ("ahead", cues.between(left, item.start)),
        ("behind", cues.between(item.end, min(right, item.end + 12))),
    ):
        for name in names:
            out[f"{side} {name}"] = 1.0
            if not arabic:
                out[f"{side} {name},chinese"] = 1.0
    return out
