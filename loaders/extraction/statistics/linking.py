"""Which place, and which practice, a number is about: features of each pair, for a scorer to rank.

The places named before the number compete, together with those named later in its sentence and the
first of the paragraph and of the article. Distance alone picks the wrong one where an aside names a
smaller place, or where the paragraph goes on about a larger one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from ..annotations import Place, Practice
from .choice import Features

Fact = Place | Practice

#: Words that say that a whole unit of a level is meant.
WHOLE = {
    "全国": "nation", "我国": "nation", "各地": "nation", "全省": "province", "全区": "county",
    "全市": "prefecture",
    "全州": "prefecture", "全盟": "prefecture", "全县": "county", "全旗": "county", "全镇": "township",
    "全乡": "township", "全街道": "township", "辖区": "", "全村": "village", "全社区": "village",
    "全屯": "village", "小区": "neighbourhood", "社区": "village", "该市": "prefecture", "该县": "county",
    "该区": "county", "该镇": "township", "该街道": "township", "该社区": "village", "该村": "village",
}  # fmt: skip
_WHOLE = re.compile("|".join(sorted(WHOLE, key=len, reverse=True)))
_BREAK = re.compile(r"[。！？!?\n]")
_NEAREST = 5


@dataclass(slots=True)
class Mention:
    """A stretch of text that means a place or a practice."""

    start: int
    end: int
    fact: Fact


@dataclass(slots=True)
class Mentions:
    """The mentions of an article in order, with what is asked of them often."""

    text: str
    items: list[Mention]
    starts: list[int] = field(init=False)
    counts: dict[int, int] = field(init=False)
    outer: list[bool] = field(init=False)  #: followed at once by a narrower place (湖南长沙市芙蓉区)
    headline: set[int] = field(init=False)  #: ids of the facts in the first line
    most: int = field(init=False)  #: id of the fact mentioned most often
    breaks: list[int] = field(init=False)  #: where sentences end
    _standing: list[Features] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.starts = [m.start for m in self.items]
        self.breaks = [m.start() for m in _BREAK.finditer(self.text)]
        self.counts = {}
        for m in self.items:
            self.counts[id(m.fact)] = self.counts.get(id(m.fact), 0) + 1
        self.outer = [
            i + 1 < len(self.items) and self.items[i + 1].start - m.end <= 1
            and "、" not in self.text[m.end : self.items[i + 1].start]
            for i, m in enumerate(self.items)
        ]  # fmt: skip

        head = self.text.find("\n", 12)
        if 0 <= head < 60:  # a headline of two lines
            second = self.text.find("\n", head + 1)
            head = second if 0 <= second < 90 else head
        self.headline = {
            id(m.fact)
            for m, outer in zip(self.items, self.outer, strict=True)
            if m.start < head and not outer
        }
        self.most = max(self.counts, key=lambda k: self.counts[k], default=0)

    @property
    def standing(self) -> list[Features]:
        """Features of each mention that hold whatever the number, made once."""
        if self._standing is None:
            self._standing = [standing_features(self, i) for i in range(len(self.items))]
        return self._standing

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a span."""
        before, after = bisect_left(self.breaks, start), bisect_left(self.breaks, end)
        left = self.breaks[before - 1] + 1 if before else 0
        return left, self.breaks[after] if after < len(self.breaks) else len(self.text)

    def rivals(
        self, start: int, end: int, sentence: tuple[int, int], paragraph: int, nearest: int = _NEAREST
    ) -> list[int]:
        """Indices of the mentions that may be meant at a span, one for each fact, the nearest first."""
        at = bisect_left(self.starts, start)
        seen: dict[int, int] = {}
        for i in range(at - 1, -1, -1):
            if len(seen) >= nearest:
                break
            seen.setdefault(id(self.items[i].fact), i)
        for i in range(at, len(self.items)):
            if self.items[i].start >= sentence[1]:
                break
            seen.setdefault(id(self.items[i].fact), i)
        head = bisect_left(self.starts, paragraph)
        if head < at:
            while head + 1 < at and self.outer[head]:
                head += 1
            seen.setdefault(id(self.items[head].fact), head)
        if self.items:
            first = 0
            while first + 1 < len(self.items) and self.outer[first]:
                first += 1
            seen.setdefault(id(self.items[first].fact), first)
        return list(seen.values())


def whole_levels(text: str, start: int, end: int) -> set[str]:
    """Levels that words such as 全市 name between two offsets."""
    return {WHOLE[m[0]] for m in _WHOLE.finditer(text, start, end)}


def standing_features(mentions: Mentions, index: int) -> Features:
    """What a mention is by itself: its level, what stands on either side, how often it is named."""
    text, m = mentions.text, mentions.items[index]
    fact = m.fact
    level = fact.level if isinstance(fact, Place) else fact.category
    out: Features = {f"level={level}": 1.0}
    if mentions.outer[index]:
        out["outer of a chain"] = 1.0
    before = text[m.start - 1 : m.start]
    if before in "\n。！？":
        out["starts the sentence"] = 1.0
    elif before in "，；：,;:":
        out["starts a clause"] = 1.0
    elif before in "在到从向至为由对与和于":
        out[f"before={before}"] = 1.0
    after = text[m.end : m.end + 1]
    if after in "，,":
        out["topic"] = 1.0
    elif after in "的":
        out["attributive"] = 1.0
    elif after in "、和与及":
        out["in a list"] = 1.0
    if before in "、和与及":
        out["in a list"] = 1.0
    two = text[max(0, m.start - 2) : m.start]
    out[f"before2={two}"] = 1.0
    out["mentions"] = min(mentions.counts[id(fact)], 5) / 5
    if index == 0:
        out["first of the article"] = 1.0
    main = id(fact) in mentions.headline
    if main:
        out["in the headline"] = 1.0
        out[f"in the headline,level={level}"] = 1.0
    if id(fact) == mentions.most:
        out["mentioned most"] = 1.0
    return out


def place_features(
    mentions: Mentions, index: int, rank: int, span: tuple[int, int], group: str, unit: str,
    sentence: tuple[int, int], clause_start: int, paragraph: int, levels: set[str],
    alone: bool, first_of_paragraph: bool, nearest_of_level: bool, noun: str, report: bool,
    previous: Fact | None, previous_end: int, previous_gap: str,
) -> Features:  # fmt: skip
    """What speaks for and against the mention ``index`` as the place of the number at ``span``.

    Only what depends on the number; the rest is in :func:`standing_features`.

    Args:
        rank: how many other places were mentioned since (0: the nearest).
        group: class of the number's measure word.
        sentence, clause_start, paragraph: where they start (and the sentence ends).
        levels: see :func:`whole_levels`, of the words since the clause (or sentence) began.
    """
    m = mentions.items[index]
    fact = m.fact
    level = fact.level if isinstance(fact, Place) else fact.category
    out: Features = {f"level,unit={level},{unit}": 1.0}
    if m.start >= span[0]:
        out["after the number"] = 1.0
        gap = m.start - span[1]
        out[f"after, distance={_bucket(gap)}"] = 1.0
        if m.start - span[1] <= 1:
            out["directly after"] = 1.0
    else:
        gap = span[0] - m.end
        out[f"distance={_bucket(gap)}"] = 1.0
        out[f"rank={min(rank, 5)}"] = 1.0
        if m.start >= clause_start:
            where = "clause"
        elif m.start >= sentence[0]:
            where = "sentence"
        elif m.start >= paragraph:
            where = "paragraph"
        else:
            where = "earlier"
        out[f"in {where}"] = 1.0
        out[f"in {where},rank={min(rank, 3)}"] = 1.0
        out[f"in {where},level={level}"] = 1.0
    for whole in levels:
        if whole == level:
            out["whole level matches"] = 1.0
            if nearest_of_level:
                out["whole level matches, nearest of it"] = 1.0
        else:
            out[f"whole level differs,{whole},{level}"] = 1.0
    if noun:
        ends = fact.name.endswith(noun)
        out[f"{'is' if ends else 'is not'} the kind that is named since"] = 1.0
        if ends and nearest_of_level:
            out["the nearest of the kind that is named since"] = 1.0
        if m.start >= sentence[0] and m.start < span[0]:
            out[f"in the sentence, {'is' if ends else 'is not'} the kind that is named since"] = 1.0
    if m.end <= span[0] <= m.end + 1 and "in a list" in mentions.standing[index]:
        out["last of a list before the number"] = 1.0
    if report and id(fact) in mentions.headline:
        out["in the headline, shortcomings and plans"] = 1.0
    if report and id(fact) == mentions.most:
        out["mentioned most, shortcomings and plans"] = 1.0
    main = id(fact) in mentions.headline
    if alone:
        out["no other in the paragraph"] = 1.0
        if main:
            out["paragraph has none, in the headline"] = 1.0
        if id(fact) == mentions.most:
            out["paragraph has none, mentioned most"] = 1.0
        if not rank:
            out["paragraph has none, nearest"] = 1.0
            out[f"paragraph has none, nearest,level={level}"] = 1.0
    elif m.start >= paragraph and first_of_paragraph:
        out["first of the paragraph"] = 1.0
        out[f"first of the paragraph,level={level}"] = 1.0
    if previous is not None:
        out["as the figure before" if previous is fact else "not as the figure before"] = 1.0
        key = "same clause" if previous_gap == "clause" else previous_gap
        out[f"{'as' if previous is fact else 'not as'} the figure before, {key}"] = 1.0
        newer = previous is not fact and m.end > previous_end
        if newer and m.start < span[0]:
            out[f"named since the figure before,{'outer' if mentions.outer[index] else level}"] = 1.0
            if m.start == sentence[0]:
                out["named since the figure before, starts the sentence"] = 1.0
            if m.start >= clause_start:
                out["named since the figure before, in the clause"] = 1.0
    if isinstance(fact, Place) and rank:
        nearest = _nearest(mentions, span[0])
        if nearest is not None and isinstance(nearest, Place):
            if fact.name in nearest.within or _code_within(nearest.code, fact.code):
                out["holds the nearest"] = 1.0
            elif nearest.name in fact.within or _code_within(fact.code, nearest.code):
                out["within the nearest"] = 1.0
            if nearest.level == fact.level:
                out["same level as the nearest"] = 1.0
    return out


def _nearest(mentions: Mentions, start: int) -> Fact | None:
    at = bisect_left(mentions.starts, start)
    return mentions.items[at - 1].fact if at else None


def _code_within(inner: str | None, outer: str | None) -> bool:
    return bool(inner and outer and len(inner) > len(outer) and inner.startswith(outer))


def _bucket(gap: int) -> str:
    for bound in (2, 5, 10, 20, 40, 80, 160, 320):
        if gap <= bound:
            return str(bound)
    return "far"


def pairs(
    mentions: Mentions,
    span: tuple[int, int],
    group: str,
    unit: str,
    clause_start: int,
    previous: Fact | None = None,
    previous_span: tuple[int, int] = (0, 0),
    nearest: int = _NEAREST,
) -> list[tuple[int, Features]]:
    """The rivals for a span, as (index of the mention, features).

    Args:
        previous: the fact chosen for the figure before, if any, whose span is ``previous_span``.
    """
    text = mentions.text
    sentence = mentions.sentence(*span)
    paragraph = text.rfind("\n", 0, span[0]) + 1
    rivals = mentions.rivals(*span, sentence, paragraph, nearest)
    if not rivals:
        return []
    levels: set[str] = set()
    noun, report = "", False
    if isinstance(mentions.items[0].fact, Place):
        levels = whole_levels(text, clause_start, span[1]) | institution_levels(text, clause_start, span[0])
        noun = named_kind(mentions, max(sentence[0], span[0] - 60), span[0])
        report = _REPORT.search(text, paragraph, paragraph + 14) is not None
    first = bisect_left(mentions.starts, paragraph)
    alone = not (first < len(mentions.items) and mentions.items[first].start < sentence[1])
    while first + 1 < len(mentions.items) and mentions.outer[first]:
        first += 1
    if previous_span[1] >= clause_start:
        gap = "clause"
    elif previous_span[1] >= sentence[0]:
        gap = "sentence"
    else:
        gap = "paragraph" if previous_span[1] >= paragraph else "earlier"
    out = []
    rank = 0
    seen: set[str] = set()
    for i in rivals:
        item = mentions.items[i]
        ahead = item.start < span[0]
        level = item.fact.level if isinstance(item.fact, Place) else ""
        out.append((i, place_features(
            mentions, i, rank if ahead else 0, span, group, unit, sentence, clause_start, paragraph, levels,
            alone, i == first, level not in seen, noun, report, previous, previous_span[1], gap,
        )))  # fmt: skip
        seen.add(level)
        rank += ahead
    return out


#: Paragraphs that tell shortcomings and plans speak of the whole unit that reports.
_REPORT = re.compile(r"问题|不足|短板|困难|下一步|下步|今后|打算|遗憾|也要看到")
#: A unit spoken of by its kind alone: 村里, 该镇, 全街道, 我社区, 园区.
_KIND = re.compile(
    r"(?:全|该|本|我|这个|整个)(?P<a>省|市|区|县|旗|州|镇|乡|街道|社区|村|屯|小区|园区|嘎查|苏木)"
    r"|(?<![\u4e00-\u9fff])(?P<b>街道|社区|村|镇|乡|园区|小区|区|县|市|屯)(?=[里上党设建有把将还也的共现]|两委|下设)"
    r"|(?P<c>省|市|区|县|镇|乡|村|屯)(?:里|上)(?=[，,把将还也有设建的]|[\u4e00-\u9fff])"
)


def named_kind(mentions: Mentions, start: int, end: int) -> str:
    """The kind of unit that is spoken of last between two offsets, outside of names; empty if none."""
    found = ""
    for m in _KIND.finditer(mentions.text, start, end):
        at = bisect_left(mentions.starts, m.end()) - 1
        if (
            at >= 0
            and mentions.items[at].end > m.start()
            and mentions.items[at].end - mentions.items[at].start > 2
        ):
            found = ""
            continue
        found = m["a"] or m["b"] or m["c"] or ""
    return found


_INSTITUTION = re.compile(
    r"(?<![\u4e00-\u9fff])(省|市|区|县|旗|镇|乡|街道|社区|村)(?=[委政党财司人公城住民综])"
)
_SHORT = {"省": "province", "市": "prefecture", "区": "county", "县": "county", "旗": "county",
          "镇": "township",
          "乡": "township", "街道": "township", "社区": "village", "村": "village"}  # fmt: skip


def institution_levels(text: str, start: int, end: int) -> set[str]:
    """Levels of institutions named without their place (市财政, 县司法局) between two offsets."""
    return {_SHORT[m[1]] for m in _INSTITUTION.finditer(text[start:end])}
