"""When two names mean the same: the tolerances of the scoring.

A practice is the same under other quotation marks, with or without 党建引领 before and 机制 or 制度
behind; one name may hold the other when it makes up three fifths of it; else the share of common
letter pairs (Dice's coefficient, 0.75) decides. Measures are phrases: half their pairs will do. Places
are compared without the generic word of their level.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_SIGNS = re.compile(r"[\s“”\"'‘’《》〈〉「」『』()（）·、,，。—\-–+＋:：]")
_LEAD = re.compile("党建引领下?的?|以党建引领|推行|实施|建立|构建|开展|打造|完善")
_TAIL = re.compile("(?:工作法|工作|机制|制度|模式|体系|做法|活动|行动|工程|试点|改革|建设)+$")
_LEVEL_WORD = re.compile(
    "(?<=..)(?:社区居委会|居委会|居民委员会|村委会|村民委员会|特别行政区|维吾尔自治区|壮族自治区|回族自治区"
    "|自治区|省|市|区|县|旗|街道办事处|街道|镇|乡|村|社区)$"
)
_SAME_UNIT = {
    "％": "%", "百分点": "%", "人": "名", "位": "名", "户居民": "户", "㎡": "平方米", "平米": "平方米",
    "元人民币": "元",
}  # fmt: skip

PRACTICE_PAIRS = 0.75  #: letter pairs in common from which two practices are one
MEASURE_PAIRS = 0.5  #: the same for measures and roles
CONTAINED = 0.6  #: share of the longer name that the contained one makes up


@lru_cache(65536)
def plain(text: str | None) -> str:
    """The text without spaces, quotation marks and dashes, in lower case."""
    return _SIGNS.sub("", text or "").lower()


@lru_cache(65536)
def kernel(name: str) -> str:
    """What tells a practice from others: its name without the usual words before and behind."""
    flat = plain(name)
    lead = _LEAD.match(flat)
    if lead:
        flat = flat[lead.end() :]
    return _TAIL.sub("", flat) or flat


@lru_cache(65536)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,))


def dice(a: str, b: str) -> float:
    """Share of letter pairs that two strings have in common, 0 to 1."""
    x, y = _pairs(a), _pairs(b)
    return 2 * len(x & y) / (len(x) + len(y))


@lru_cache(65536)
def practice_likeness(a: str, b: str) -> float:
    """How far two strings name one practice: 1 the same, 0 not at all."""
    p, q = kernel(a), kernel(b)
    if not p or not q:
        return 0.0
    if p == q:
        return 1.0
    short, long = (p, q) if len(p) <= len(q) else (q, p)
    share = len(short) / len(long)
    if len(short) >= 3 and share >= CONTAINED and short in long:
        return share
    common = dice(p, q)
    return common if common >= PRACTICE_PAIRS else 0.0


def best_likeness(names: Iterable[str], others: Iterable[str]) -> float:
    """The greatest likeness of any name of one practice to any of another."""
    rest = tuple(others)
    return max((practice_likeness(a, b) for a in names for b in rest), default=0.0)


def same_measure(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether two measures count the same thing."""
    rest = tuple(o for o in others if o)
    return any(dice(plain(a), plain(b)) >= MEASURE_PAIRS for a in names if a for b in rest)


@lru_cache(65536)
def bare_place(name: str) -> str:
    """A place's name without the word of its level, where two letters or more stand before that."""
    return _LEVEL_WORD.sub("", plain(name))


def same_unit(a: str | None, b: str | None) -> bool:
    """Whether two measure words count the same way (人 is 名)."""

    def canonical(text: str | None) -> str:
        flat = plain(text)
        return _SAME_UNIT.get(flat, _SAME_UNIT.get((text or "").strip(), flat))

    return canonical(a) == canonical(b)


def same_number(a: object, b: object) -> bool:
    """Whether two values are one number (both none counts as one)."""

    def number(value: object) -> float | None:
        try:
            return round(float(str(value)), 6)
        except ValueError:
            return None

    return number(a) == number(b)
