"""Since when: the dates of an article, relative ones resolved against the day it was printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)年"
_RELATIVE_YEAR = r"(?P<relative>今年|去年|前年|大前年|本年|年初|年底|去年底|今年初)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)月(?!以上|后)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])日"
_DATE = re.compile(
    rf"(?:{_YEAR}|{_RELATIVE_YEAR})(?:年?(?:初|春|夏|秋|冬|底|末|上半年|下半年)?)(?:的?{_MONTH}(?:份|初|底|中旬|上旬|下旬)?(?:{_DAY})?)?"
    rf"|(?P<alone>(?<![\d月至—-]){_MONTH.replace('month', 'month2')}(?:份|初|底|中旬|上旬|下旬)?(?:{_DAY.replace('day', 'day2')})?)(?=[，,起以开来上在]|\s|挂|成|启)"
)
_SINCE = re.compile(r"以来|来，|起|开始|始|之后|后，|至今|伊始")
_BACK = {
    "今年": 0,
    "本年": 0,
    "今年初": 0,
    "年初": 0,
    "年底": 0,
    "去年": 1,
    "去年底": 1,
    "前年": 2,
    "大前年": 3,
}
_HAN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"十一": 11, "十二": 12}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in the text."""

    start: int
    end: int
    iso: str  #: year, month or day
    onward: bool  #: 以来, 起, 开始 stands behind it


def moments(text: str, printed: str | None) -> list[Moment]:
    """The dates of a text that are as precise as a year or more.

    Args:
        text: of the article.
        printed: ISO date of the article, against which 今年, 去年 and a month alone are resolved; without
            it these are left out.
    """
    return list(_moments(text, printed))


def _moments(text: str, printed: str | None) -> Iterator[Moment]:
    base = int(printed[:4]) if printed and printed[:4].isdigit() else None
    known_year: int | None = None
    for m in _DATE.finditer(text):
        month, day = m["month"] or m["month2"], m["day"] or m["day2"]
        if m["year"]:
            year: int | None = int(m["year"])
            known_year = year
        elif m["relative"]:
            year = base - _BACK[m["relative"]] if base is not None else None
        else:
            # A month alone belongs to the year that was spoken of in its sentence, else to this year.
            sentence = max(text.rfind(c, 0, m.start()) for c in "。！？\n")
            spoken = re.findall(r"((?:19|20)\d\d)年", text[sentence + 1 : m.start()])
            year = int(spoken[-1]) if spoken else base
            if year == base and base is not None and printed and len(printed) >= 7 and not spoken:
                year = base if _number(month) <= int(printed[5:7]) else base - 1
        if year is None:
            continue
        iso = f"{year:04d}"
        if month:
            iso += f"-{_number(month):02d}"
            if day:
                iso += f"-{int(day):02d}"
        onward = _SINCE.match(text, m.end()) is not None
        yield Moment(m.start(), m.end(), iso, onward)
    del known_year


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _HAN[text]


class Calendar:
    """Which date belongs to a practice."""

    def __init__(self, text: str, printed: str | None):
        self.text, self.items = text, moments(text, printed)
        self.starts = [m.start for m in self.items]

    def since(
        self, span: tuple[int, int], sentence: tuple[int, int], verbs: list[tuple[int, int, str]]
    ) -> str | None:
        """The date since when a practice that stands at ``span`` has been there, or None.

        Args:
            span: of the practice.
            sentence: in which it stands.
            verbs: cues of the sentence: start, end, class.
        """
        if not self.items:
            return None
        start, end = span
        inside = self.items[bisect_left(self.starts, sentence[0]) : bisect_left(self.starts, sentence[1])]
        for moment in reversed([m for m in inside if m.end <= start]):
            between = [label for s, e, label in verbs if moment.end <= s and e <= start + 1]
            gap = self.text[moment.end : start]
            semicolons = gap.count("；") + gap.count(";")
            founding = any(label in ("establish", "pilot", "run", "spread") for label in between)
            if semicolons or gap.count("，") > (4 if moment.onward else 2):
                return None
            if moment.onward or (founding and between):
                return moment.iso
            after = [label for s, _, label in verbs if end <= s < end + 12]
            if (
                any(label in ("establish", "pilot", "run", "spread") for label in after)
                and gap.count("，") <= 1
            ):
                return moment.iso
            return None
        for moment in (m for m in inside if m.start >= end):
            gap = self.text[end : moment.start]
            if len(gap) > 12 or any(c in gap for c in "，；,;"):
                return None
            after = [label for s, _, label in verbs if moment.end <= s <= moment.end + 8]
            if moment.onward or any(label in ("establish", "pilot", "spread") for label in after):
                return moment.iso
            return None
        return None
