"""Features that tell a figure from a number that is told in passing, and the words it counts.

The scorer over these features is trained on annotated articles; each feature is readable by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..wordlists import alternation, wordlist
from .candidates import Candidate

Features = dict[str, float]

_CLAUSE_END = re.compile(r"[，。；！？：,;!?:\n]")
_DIGITS = "0123456789"


@cache
def _cues() -> list[tuple[str, re.Pattern[str]]]:
    """Named groups of words whose nearness tells what a number is used for."""
    return [
        (name, re.compile(alternation(strings)))
        for name, strings in wordlist("statistics_cues")["near"].items()
    ]


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause around a span: up to the nearest punctuation on either side."""
    left = start
    while left > 0 and start - left < 40 and text[left - 1] not in "，。；！？：,;!?:\n":
        left -= 1
    m = _CLAUSE_END.search(text, end)
    return left, m.start() if m else len(text)


def magnitude(value: float) -> str:
    """The size class of a value: 1, 2, 3, few, tens, hundreds, thousands, myriads."""
    if value in (1.0, 2.0, 3.0):
        return str(int(value))
    for bound, name in ((10, "few"), (100, "tens"), (1000, "hundreds"), (10_000, "thousands")):
        if value < bound:
            return name
    return "myriads"


def features(text: str, items: Sequence[Candidate], index: int, quoted: bool, in_practice: bool) -> Features:
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
    ahead, behind = text[left : item.start], text[item.end : min(right, item.end + 12)]
    for name, pattern in _cues():
        if pattern.search(ahead):
            out[f"ahead {name}"] = 1.0
            if not arabic:
                out[f"ahead {name},chinese"] = 1.0
        if pattern.search(behind):
            out[f"behind {name}"] = 1.0
            if not arabic:
                out[f"behind {name},chinese"] = 1.0
    return out
