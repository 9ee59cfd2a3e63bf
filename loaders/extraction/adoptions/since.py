"""Since when: the dates of an article, relative ones resolved against the day it was printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..learning import LogisticScorer
from .scene import Scene

#: A date of at least this probability is given as the beginning.
LIKELY = 0.4
_YEAR = r"(?P<year>(?:19[5-9]|20[0-4])\d)年"
_RELATIVE_YEAR = r"(?P<relative>今年|去年|前年|大前年|本年|年初|年底|去年底|今年初)"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|[一二三四五六七八九]|十[一二]?)月(?!以上|后)"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])日"
_PART = "(?:份|初|底|中旬|上旬|下旬)?"
_ALONE = rf"(?<![\d月至—-]){_MONTH.replace('month', 'month2')}{_PART}(?:{_DAY.replace('day', 'day2')})?"
_DATE = re.compile(
    rf"(?:{_YEAR}|{_RELATIVE_YEAR})(?:年?(?:初|春|夏|秋|冬|底|末|上半年|下半年)?)(?:的?{_MONTH}{_PART}(?:{_DAY})?)?"
    rf"|(?P<alone>{_ALONE})(?=[，,起以开来上在]|\s|挂|成|启)"
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
    for m in _DATE.finditer(text):
        month, day = m["month"] or m["month2"], m["day"] or m["day2"]
        if m["year"]:
            year: int | None = int(m["year"])
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


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _HAN[text]


class Calendar:
    """The dates of an article, and what speaks for one of them as the beginning of a practice."""

    def __init__(self, scene: Scene, printed: str | None):
        self.scene = scene
        self.items = moments(scene.text, printed)
        self.starts = [m.start for m in self.items]

    def candidates(self, span: tuple[int, int]) -> list[tuple[Moment, dict[str, float]]]:
        """Dates that a practice may date from: those of its paragraph, up to its sentence's end."""
        if not self.items:
            return []
        scene, (start, end) = self.scene, span
        paragraph = scene.paragraphs[scene.paragraph(start) - 1] if scene.paragraph(start) else 0
        stop = scene.sentence_end(max(start, end - 1))
        inside = self.items[bisect_left(self.starts, paragraph) : bisect_left(self.starts, stop)]
        inside = inside[-6:]
        return [(m, self._features(m, inside, n, start, end)) for n, m in enumerate(inside)]

    def _features(
        self, moment: Moment, inside: list[Moment], n: int, start: int, end: int
    ) -> dict[str, float]:
        scene, text = self.scene, self.scene.text
        before = moment.end <= start
        low, high = (moment.end, start) if before else (end, moment.start)
        gap = text[low:high]
        sentences = abs(scene.sentence(moment.start) - scene.sentence(start))
        side = "before" if before else "behind"
        f: dict[str, float] = {
            f"{side}": 1,
            f"{side} {'same sentence' if not sentences else 'next' if sentences == 1 else 'far'}": 1,
            f"{side} commas {min(gap.count('，'), 4)}": 1,
            f"{side} gap {min(len(gap) // 8, 8)}": 1,
            f"precision {len(moment.iso)}": 1,
            "semicolon": float("；" in gap),
            "other date between": float(before and n + 1 < len(inside) and inside[n + 1].end <= start),
            "first date": float(n == 0),
        }
        if moment.onward:
            f[f"onward {side} {min(sentences, 2)}"] = 1
        if text[max(0, moment.start - 2) : moment.start] == "截至":
            f["as of"] = 1
        if text[max(0, moment.start - 1) : moment.start] in ("自", "从", "于"):
            f[f"from {side}"] = 1
        if scene.sentence_start(moment.start) >= moment.start - 2:
            f[f"opens sentence {min(sentences, 2)}"] = 1
        f["follows " + text[moment.end : moment.end + 1]] = 1
        labels = self._verbs(low, high)
        for label in set(labels):
            f[f"{side} verb {label}"] = 1
        if labels and before:
            f[f"last verb {labels[-1]}"] = 1
        for label in set(self._verbs(end, min(end + 12, scene.clause_end(end - 1)))):
            f[f"{side} then {label}"] = 1
        if not before:
            for label in set(self._verbs(moment.end, moment.end + 8)):
                f[f"behind after {label}"] = 1
        return f

    def _verbs(self, start: int, end: int) -> list[str]:
        scene = self.scene
        low, high = bisect_left(scene.verb_starts, start), bisect_left(scene.verb_starts, end)
        return [v.label for v in scene.verbs[low:high] if v.end <= end + 2]

    def since(self, span: tuple[int, int], scorer: LogisticScorer | None) -> str | None:
        """The date since when a practice that stands at ``span`` has been there; None if none is likely."""
        found = self.candidates(span)
        if not found:
            return None
        if scorer is None:  # without weights: a date right before it that goes on (2020年以来)
            near = [m for m, f in found if m.onward and f.get("before same sentence")]
            return near[-1].iso if near else None
        values = scorer.predict([f for _, f in found])
        best = int(values.argmax())
        return found[best][0].iso if values[best] >= LIKELY else None
