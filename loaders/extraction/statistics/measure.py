"""What a number counts, in the article's words, and the period that it is told for."""

from __future__ import annotations

import re
from functools import cache

from ..wordlists import alternation, wordlist
from .candidates import Candidate

_LONGEST = 14
_NOUN_STOP = re.compile(r"[，。；！？：、,;!?:\n（(]|[的了着过在是有被将把由从对向给以让使等]|分别|均|都")
#: A further number with its measure word: another figure, no part of what the first one counts.
_NEXT_FIGURE = re.compile(r"[和及与、的]?(?=\d[\d.,]*[万亿]?(?:余|多)?[个名位户家项条件座处栋幢支场次人元])")
_HEAD_STOP = re.compile(r"[，。；！？：、,;!?:\n）)”]")
_PERIOD = re.compile(
    r"(?:截至|截止|到|自|从)?(?:(?:1[89]|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|今年|去年|前年|近年来|当年)"
    r"(?:底|初|末|上半年|下半年|[一二三四]季度|前[一二三四五六七八九十\d]+(?:个月|季度))?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:以来|起|至今|来)?"
    r"|每(?:半年|季度|个月|月|周|年|天|日|星期|晚)|[一二两三四五六七八九十\d]+年(?:多)?来|月均|日均|年均|(?:近|过去)[一二两三四五\d]+年"
)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(wordlist('statistics_cues')['verbs before'])})(?:了|起|成|出)?$")


def measure(text: str, item: Candidate, clause_start: int, clause_end: int) -> str:
    """The words for what is counted: those behind the measure word, else those before the number.

    Rates and shares are named by the words before them (满意率98%), counts by the noun behind
    (60栋楼), or, where nothing stands behind, by the noun before (住宅小区556个).
    """
    behind = text[item.end : min(clause_end, item.end + _LONGEST)]
    m = _NOUN_STOP.search(behind)
    if m and not (m[0] == "的" and m.start() < 6 and len(behind) > m.end() + 1):
        behind = behind[: m.start()]
    figure = _NEXT_FIGURE.search(behind)
    if figure and figure.start() >= 1:
        behind = behind[: figure.start()]
    behind = behind.strip(" 　“”‘’")
    ahead = text[max(clause_start, item.start - _LONGEST) : item.start].strip(" 　“”‘’")
    cut = [m.end() for m in _HEAD_STOP.finditer(ahead)]
    ahead = ahead[cut[-1] :] if cut else ahead
    if item.group in ("percent", "times"):
        return _stripped(ahead) or behind
    if behind and item.end < clause_end:
        return behind
    return _stripped(ahead)


def _stripped(phrase: str) -> str:
    """A phrase without the verb that leads to the number (住宅小区达 -> 住宅小区)."""
    return _verbs().sub("", phrase) or phrase


def period(text: str, item: Candidate, sentence_start: int) -> str | None:
    """The period named last in the sentence before the number, in the article's words."""
    found = [m[0] for m in _PERIOD.finditer(text, sentence_start, item.start)]
    return found[-1] if found else None
