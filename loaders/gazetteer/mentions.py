"""Where a text names official divisions: strings with the codes that they can mean, before any choice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import daachorse

from ...graph.identity.divisions import Divisions
from .words import words

#: Names of townships and villages end so; what the table has beyond these (companies, 连) no article names.
_HEAD = re.compile(r"街道|社区|嘎查|苏木|[镇乡村]|农场|林场|开发区|度假区")
_LONGEST = 14
_DISTRICT = "地区"
#: A name does not begin with these unless nothing shorter is a name.
_LEADING = frozenset("在到和与从于对向由给把被让是有了的等及或为以按据跟比该各每两几个这那全")


@dataclass(slots=True)
class Mention:
    """A string of the text and the divisions that it can mean."""

    start: int
    end: int
    name: str  #: as the text has it
    codes: tuple[str, ...]  #: every division of that name, or of which it is a short form
    kind: (
        str  #: main (to the county, in full), short (to the county, short form), local (township or village)
    )
    alternatives: list[Mention] = field(default_factory=list)  #: shorter names with the same end


class Gazetteer:
    """Finds the names of all official divisions in a text, in one pass."""

    def __init__(self, divisions: Divisions):
        self.divisions = divisions
        self._main: dict[str, tuple[list[str], str]] = {}
        for code in divisions.main:
            self._main.setdefault(divisions.name(code) or code, ([], "main"))[0].append(code)
        for form, codes in divisions.short.items():
            greatest = [code for code in codes if len(code) == min(map(len, codes))]
            sole = len(greatest) == 1 and len(greatest[0]) <= 4 and form not in words().common
            self._main.setdefault(form, (greatest if sole else codes, "short"))
        for nickname, name in words().nicknames.items():
            meant = divisions.find(name)
            if meant and nickname not in self._main:
                self._main[nickname] = ([meant], "nickname")
        self._names = sorted(self._main)
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
            self._names, match_kind=daachorse.MATCH_KIND_LEFTMOST_LONGEST
        )

    @classmethod
    def default(cls) -> Gazetteer:
        """The gazetteer of the table that the package ships, built once in some 50 ms."""
        return _default()

    def main(self, text: str) -> list[Mention]:
        """Names and short forms of provinces, prefectures and counties, the longest of overlapping ones."""
        found = []
        for start, end, index in self._automaton.find(text):
            name = self._names[index]
            codes, kind = self._main[name]
            found.append(Mention(start, end, name, tuple(codes), kind))
        return found

    def local(self, text: str) -> Iterator[list[Mention]]:
        """Wherever a township's or village's name may end, the names that end there, the longest first."""
        endings, generic = self.divisions.endings, words().generic
        for head in _HEAD.finditer(text):
            window = text[max(0, head.end() - _LONGEST) : head.end()][::-1]
            found = []
            for key in endings.prefixes(window):
                name = key[::-1]
                if len(name) > len(head[0]) and name not in generic:
                    codes = self._numbered(endings[key])
                    if codes:
                        found.append(Mention(head.end() - len(name), head.end(), name, codes, "local"))
            if head[0] == "镇" and (district := self._district(text, head.start())):
                found.append(district)
            if found:
                found.sort(key=lambda m: (m.name[0] in _LEADING, m.start))
                yield found

    def _district(self, text: str, end: int) -> Mention | None:
        """A town that the table has as the district of its office (金海湖镇 for Beijing's 金海湖地区)."""
        window = (text[max(0, end - _LONGEST) : end] + _DISTRICT)[::-1]
        for key in sorted(self.divisions.endings.prefixes(window), key=len, reverse=True):
            if len(key) >= len(_DISTRICT) + 2:
                codes = tuple(c for c in self._numbered(self.divisions.endings[key]) if len(c) == 9)
                if codes:
                    start = end + len(_DISTRICT) - len(key)
                    return Mention(start, end + 1, text[start : end + 1], codes, "local")
        return None

    @lru_cache(maxsize=20_000)  # noqa: B019 - one gazetteer for the life of the process
    def _numbered(self, key: int) -> tuple[str, ...]:
        return tuple(code for code in self.divisions.numbered(key) if len(code) > 6)


@lru_cache(maxsize=1)
def _default() -> Gazetteer:
    return Gazetteer(Divisions.default())
