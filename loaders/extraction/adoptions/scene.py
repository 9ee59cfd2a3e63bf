"""An article seen as places and practices in their sentences: who is being spoken of where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from ..annotations import Place, Practice, text_of
from ..places.focus import Outline, focus_candidates, outlined, remember
from .cues import Cue, Cues, default

_PARAGRAPH = re.compile(r"\n")
_SENTENCE = re.compile(r"[。！？!?…]+[”’」』）)]*|\n")
_SEGMENT = re.compile(r"[；;。！？!?…\n]")
_CLAUSE = re.compile(r"[，,：:；;。！？!?…\n]")
_HEADING = re.compile(r"(?m)^(?=.{2,30}$)[^。；，！？\n]*[^。；，！？：:\n]$")
_ORDINAL = re.compile(
    r"[（(]?(?:第[一二三四五六七八九十]+[步条是招]?|[一二三四五六七八九十]是|其[一二三四五]|[①-⑩]|\d{1,2}[.．、）)]|[一二三四五六七八九十]+、)"
)
_PLURAL = re.compile(
    r"(?:[\d０-９百千万余多两二三四五六七八九十几]+[个家处]?|各个?|每个|所有|多个|全部|不少|一些|数个|若干|一半)(?:城市|农村|行政|老旧|重点|试点)?"
    r"(省|市|州|区县|县区|区|县|旗|街镇|镇街|乡镇|镇|乡|街道|村居|社区|村|嘎查|小区|楼栋|网格|楼院|院落)"
)
_PLURAL_LEVEL = {
    "省": "province",
    "市": "prefecture",
    "州": "prefecture",
    "区县": "county",
    "县区": "county",
    "区": "county",
    "县": "county",
    "旗": "county",
    "街镇": "township",
    "镇街": "township",
    "乡镇": "township",
    "镇": "township",
    "乡": "township",
    "街道": "township",
    "村居": "village",
    "社区": "village",
    "村": "village",
    "嘎查": "village",
}
_LEADING = re.compile(r"(?:本报|记者|新华社|[\s（(“‘「『【\[—\-●◆■▲□○①-⑩一二三四五六七八九十0-9、.．])*")
LEVEL_RANK = {
    "nation": 0, "province": 1, "prefecture": 2, "county": 3, "area": 4, "township": 4, "village": 5,
    "neighbourhood": 6,
}  # fmt: skip


@dataclass(slots=True)
class PlaceMention:
    """A place where it is named."""

    start: int
    end: int
    place: Place
    key: int  #: index of the place in the scene
    parent: bool = False  #: only leads to a lower place named right behind it
    nested: bool = False  #: inside another mention, of a place or a practice
    head: bool = False  #: opens its clause
    opens: bool = False  #: opens its sentence
    before: str = "other"
    behind: str = "other"
    whole: bool = False  #: 全区, 该镇, 当地 and the like, which take up a place named before
    listed: int = -1  #: number of the enumeration that it is part of


@dataclass(slots=True)
class Unit:
    """A practice with its mentions."""

    practice: Practice
    spans: list[tuple[int, int]] = field(default_factory=list)


class Scene:
    """Everything that the features of a pair look at.

    Args:
        doc: with ``places`` and ``practices``.
        title: the headline, whether or not it is part of the text.
    """

    def __init__(self, doc: Doc, title: str = "", cues: Cues | None = None):
        self.text = text_of(doc)
        self.title = title
        self.cues_of = cues or default()
        self.paragraphs = [m.end() for m in _PARAGRAPH.finditer(self.text)]
        self.sentences = [m.end() for m in _SENTENCE.finditer(self.text)]
        self.segments = [m.end() for m in _SEGMENT.finditer(self.text)]
        self.clauses = [m.end() for m in _CLAUSE.finditer(self.text)]
        self.headings = [m.start() for m in _HEADING.finditer(self.text)]
        self.plurals = [
            (m.start(), LEVEL_RANK[_PLURAL_LEVEL.get(m.group(1), "neighbourhood")])
            for m in _PLURAL.finditer(self.text)
        ]
        self.plural_starts = [p for p, _ in self.plurals]
        self.units = self._units(doc)
        self.places: list[Place] = []
        self.mentions = self._mentions(doc)
        self.starts = [m.start for m in self.mentions]
        found = self.cues_of.find(self.text)
        self.verbs = [c for c in found if c.group == "verbs"]
        self.verb_starts = [c.start for c in self.verbs]
        masked = [m for m in self.mentions if not m.nested]
        mask = [m.start for m in masked]
        self.levels = [c for c in found if c.group == "levels" and not _covered(c, masked, mask)]
        self.level_starts = [c.start for c in self.levels]
        self.theory = [c.start for c in found if c.group == "theory"]
        self.speech = [c.start for c in found if c.group == "speech"]
        counts = Counter(m.key for m in self.mentions if not m.parent)
        self.counts = [counts[k] for k in range(len(self.places))]
        self.main = max(range(len(self.places)), key=lambda k: (self.counts[k], -k), default=-1)
        self.topics = self._topics()
        self.doc = self._outlined(doc)
        self.in_title = [
            any(a and a in title for a in {p.name, *p.aliases, p.name[:-1] if len(p.name) > 2 else p.name})
            for p in self.places
        ]
        self.level_ranks = np.array([LEVEL_RANK.get(p.level, 4) for p in self.places], np.int64)
        self.above = self._above()
        self.title_level = max(
            (
                LEVEL_RANK.get(p.level, 4)
                for p, there in zip(self.places, self.in_title, strict=True)
                if there
            ),
            default=-1,
        )

    # -- positions -----------------------------------------------------------------------------

    def paragraph(self, i: int) -> int:
        """Number of the paragraph of a character."""
        return bisect_right(self.paragraphs, i)

    def sentence(self, i: int) -> int:
        """Number of the sentence of a character."""
        return bisect_right(self.sentences, i)

    def segment(self, i: int) -> int:
        """Number of the part between full stops or semicolons."""
        return bisect_right(self.segments, i)

    def clause(self, i: int) -> int:
        """Number of the part between commas."""
        return bisect_right(self.clauses, i)

    @staticmethod
    def _start(ends: Sequence[int], i: int) -> int:
        n = bisect_right(ends, i)
        return ends[n - 1] if n else 0

    def sentence_start(self, i: int) -> int:
        """Where the sentence of a character starts."""
        return self._start(self.sentences, i)

    def clause_start(self, i: int) -> int:
        """Where the clause of a character starts."""
        return self._start(self.clauses, i)

    def clause_end(self, i: int) -> int:
        """Where the clause of a character ends, its sign included."""
        n = bisect_right(self.clauses, i)
        return self.clauses[n] if n < len(self.clauses) else len(self.text)

    def sentence_end(self, i: int) -> int:
        """Where the sentence of a character ends."""
        n = bisect_right(self.sentences, i)
        return self.sentences[n] if n < len(self.sentences) else len(self.text)

    # -- what is spoken of ---------------------------------------------------------------------

    def _units(self, doc: Doc) -> list[Unit]:
        units: dict[int, Unit] = {}
        for span in doc.spans.get("practices", ()):
            unit = units.setdefault(id(span._.fact), Unit(span._.fact))
            unit.spans.append((span.start, span.end))
        return list(units.values())

    def _mentions(self, doc: Doc) -> list[PlaceMention]:
        self.keys: dict[int, int] = {}
        keys = self.keys
        found: list[PlaceMention] = []
        for span in sorted(doc.spans.get("places", ()), key=lambda s: (s.start, -s.end)):
            place = span._.fact
            if id(place) not in keys:
                keys[id(place)] = len(self.places)
                self.places.append(place)
            found.append(PlaceMention(span.start, span.end, place, keys[id(place)]))
        practices = sorted(s for u in self.units for s in u.spans)
        practice_starts = [s for s, _ in practices]
        enumeration = 0
        for n, mention in enumerate(found):
            text, start, end = self.text, mention.start, mention.end
            at = bisect_right(practice_starts, start)
            near = practices[max(0, at - 3) : at]
            inside = any((s <= start and end < e) or (s < start and end <= e) for s, e in near)
            around = n > 0 and found[n - 1].end >= end and found[n - 1].place is not mention.place
            mention.nested = inside or around
            following = found[n + 1] if n + 1 < len(found) else None
            if following is not None and following.place is not mention.place:
                gap = text[end : following.start]
                lower = LEVEL_RANK.get(following.place.level, 9) > LEVEL_RANK.get(mention.place.level, 9)
                if gap in ("", " ", "的", "　") and lower and following.start >= end:
                    mention.parent = True
                if (gap in ("、", "和", "与", "及", "，") and not lower) or gap in ("、", "和", "及"):
                    if mention.listed < 0:
                        enumeration += 1
                        mention.listed = enumeration
                    following.listed = mention.listed
                elif mention.parent and mention.listed >= 0:
                    following.listed = mention.listed
            mention.whole = end - start <= 3 and text[start] in "全该我当本"
            mention.before = self.cues_of.before(text, start)
            mention.behind = self.cues_of.behind(text, end)
            lead = text[self.clause_start(start) : start]
            chain = n > 0 and found[n - 1].end == start
            mention.head = len(_LEADING.sub("", lead, count=1)) <= 1 or (chain and found[n - 1].head)
            opening = text[self.sentence_start(start) : start]
            mention.opens = len(_LEADING.sub("", opening, count=1)) <= 1 or (chain and found[n - 1].opens)
        return found

    def _outlined(self, doc: Doc) -> Doc:
        """The article with an outline of its places, made here where the places were not found but given."""
        if not outlined(doc):
            article = doc._.article
            outline = Outline(
                self.text,
                sentences=[0, *self.sentences],
                paragraphs=[0, *self.paragraphs],
                body=getattr(article, "body", 0) or 0,
            )
            for mention in self.mentions:
                if not (mention.parent or mention.nested):
                    outline.add(mention.start, mention.place)
            remember(doc, outline)
        return doc

    def focus(self, offset: int) -> dict[int, int]:
        """Rank of each place that the text at an offset can be about, by its index; 0 is the likeliest."""
        ranks: dict[int, int] = {}
        for place in focus_candidates(self.doc, offset):
            key = self.keys.get(id(place))
            if key is not None:
                ranks.setdefault(key, len(ranks))
        return ranks

    def _above(self) -> npt.NDArray[np.bool_]:
        """``[i, j]``: place i is a parent of place j."""
        known = {p.name: i for i, p in enumerate(self.places)}
        table = np.zeros((len(self.places), len(self.places)), np.bool_)
        for j, place in enumerate(self.places):
            for name in place.within:
                if name in known and known[name] != j:
                    table[known[name], j] = True
        return table

    def _topics(self) -> list[int]:
        """For every mention, which place is the one spoken of after it."""
        topics, current = [], -1
        for mention in self.mentions:
            if not (mention.parent or mention.nested) and (
                current < 0 or mention.opens or (mention.head and mention.behind not in ("of", "people"))
            ):
                current = mention.key
            topics.append(current)
        return topics

    def ordinal(self, i: int) -> bool:
        """Whether the sentence of a character starts with a number of its own (第二步, 三是, （4）)."""
        return _ORDINAL.match(self.text, self.sentence_start(i)) is not None

    def section(self, i: int) -> int:
        """Where the section of a character starts: behind its last heading."""
        n = bisect_right(self.headings, i)
        return self.headings[n - 1] if n else 0

    def preceding(self, offset: int) -> int:
        """Index of the last mention that starts before a character, or -1."""
        return bisect_left(self.starts, offset) - 1


def _covered(cue: Cue, mentions: Sequence[PlaceMention], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, cue.start)
    return any(m.start <= cue.start and cue.end <= m.end for m in mentions[max(0, at - 2) : at])
