"""Strings that may be persons' names, found by what stands around them.

Generous: every place that a name could begin (behind a title, at the head of a clause, before a verb
of saying) with every length that a name can have. A scorer decides (see ``choice``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from ..wordlists import alternation
from .lexicon import given as given_characters
from .lexicon import starting, surnames, title_automaton, transliteration, words

_HAN = re.compile(r"[\u4e00-\u9fff㐀-䶿]+")
#: Function words and the like that no name holds.
_NEVER = frozenset("的了是我你他她它们这那就也都而且着把被让给吗呢吧啊么很")
#: Names of four and more characters are transliterated.
_LONGEST_FOREIGN = 6
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•・][\u4e00-\u9fff]{1,7})+")
_BOUNDARY = "，。；：、！？“”‘’（）()\n 　的,;:!?…—■□△▲●◆)》"
_VERBS_BEFORE = "请让由跟着叫像带和与对向给替找问把被为聘选邀见拉陪听在到是有同月日年"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may be a name.

    ``kind``: full (family and given name), foreign (transliterated), address (王阿姨), nick (小张).
    """

    start: int
    end: int
    kind: str
    title: str | None = None  #: the title that stands directly before it
    title_start: int = -1


#: Takes a candidate in: start, end, kind, title, start of the title.
Add = Callable[[int, int, str, str | None, int], None]


@cache
def _heads() -> re.Pattern[str]:
    """A family name at a boundary or behind a verb."""
    singles = "".join(s for s, kind in surnames().items() if kind == "common")
    doubles = alternation(s for s, kind in surnames().items() if kind == "double")
    return re.compile(rf"(?:(?<=[{re.escape(_BOUNDARY)}{_VERBS_BEFORE}])|^)(?:{doubles}|[{singles}])")


@cache
def _called() -> re.Pattern[str]:
    """A family name with a form of address, a nickname."""
    singles = "".join(s for s, kind in surnames().items() if kind == "common")
    address = alternation(words("address"))
    return re.compile(rf"(?P<address>[{singles}](?:{address}))|(?P<nick>[小老阿](?P<of>[\u4e00-\u9fff]))")


def candidates(text: str, places: Sequence[tuple[int, int]] = ()) -> list[Candidate]:
    """All candidates of a text, in order of their start; they overlap.

    Args:
        places: ranges of places' names, in which no person's name begins.
    """
    found: dict[tuple[int, int], Candidate] = {}

    def add(start: int, end: int, kind: str, title: str | None = None, title_start: int = -1) -> None:
        known = found.get((start, end))
        if (
            known is None
            or (title and not known.title)
            or (kind in ("address", "nick") and known.kind == "full")
        ):
            title, title_start = (
                (title, title_start) if title or known is None else (known.title, known.title_start)
            )
            found[start, end] = Candidate(start, end, kind, title, title_start)

    automaton, names = title_automaton()
    ends: dict[int, tuple[int, str]] = {}
    for begin, end, index in automaton.find_overlapping(text):
        if end not in ends or begin < ends[end][0]:
            ends[end] = (begin, names[index])
    for end, (begin, title) in ends.items():
        after = end
        if (
            text[after : after + 1] and text[after] in "（(）)”的 　"
        ):  # 书记（某某）, 书记（村主任）某某, 书记的某某
            after += 1
        _grow(text, after, add, title, begin, foreign=True)
    for m in _heads().finditer(text):
        _grow(text, m.start(), add, None, -1, foreign=False)
    for m in _DOTTED.finditer(text) if any(d in text for d in "·•・") else ():
        begin, end = m.start(), m.end()
        first = m.start() + m[0].index(_dot(m[0]))
        last = max(m[0].rindex(d) for d in "·•・" if d in m[0]) + begin + 1
        stop = next((i for i in range(last, end) if text[i] not in transliteration()), end)
        cut = max((e for e in ends if begin < e <= first), default=begin)
        lead = ends.get(cut)
        for finish in {stop if stop > last else end, end} if stop - last < 2 else {stop}:
            add(cut, finish, "foreign", lead[1] if lead else None, lead[0] if lead else -1)
    for m in _called().finditer(text):
        if m["nick"] and m["of"] not in surnames() and m["nick"][0] != "阿":
            continue
        lead = ends.get(m.start())
        kind = "address" if m["address"] else "nick"
        add(m.start(), m.end(), kind, lead[1] if lead else None, lead[0] if lead else -1)
    for m in starting("after").finditer(text):
        for size in (2, 3):
            begin = m.start() - size
            if begin >= 0 and text[begin] in surnames() and _plausible(text[begin : m.start()]):
                add(begin, m.start(), "full")
    for m in starting("says").finditer(text):
        for size in (2, 3):
            begin = m.start() - size
            if begin >= 0 and text[begin] in surnames() and _plausible(text[begin : m.start()]):
                add(begin, m.start(), "full")
    begins = {begin for begin, _ in ends.values()}
    inside = {i for b, e in places for i in range(b, e)}
    kept = [
        c for c in found.values()
        if c.start not in inside and (c.kind in ("address", "nick") or not _spoilt(text, c, begins))
    ]  # fmt: skip
    return sorted(kept, key=lambda c: (c.start, c.end))


def _spoilt(text: str, item: Candidate, title_begins: set[int]) -> bool:
    """Whether a title begins within the candidate (和|居民), or a family is meant (吕氏)."""
    return any(i in title_begins for i in range(item.start, item.end)) or text[item.end - 1] == "氏"


def _dot(name: str) -> str:
    return next(c for c in name if c in "·•・")


def _plausible(name: str) -> bool:
    return bool(_HAN.fullmatch(name)) and not any(c in _NEVER for c in name[1:])


def _grow(text: str, start: int, add: Add, title: str | None, title_start: int, foreign: bool) -> None:
    """Adds the names of every length that may start at an offset."""
    family = (
        2
        if len(text) > start + 1 and text[start : start + 2] in surnames()
        else 1
        if text[start : start + 1] in surnames()
        else 0
    )
    if family:
        for size in (1, 2):
            name = text[start : start + family + size]
            if title is None and not given_characters().issuperset(name[family:]):
                continue
            if len(name) == family + size and _plausible(name):
                add(start, start + len(name), "full", title, title_start)
        if family == 2 and len(text) > start + 2 and _plausible(text[start : start + 3]):
            add(start, start + 3, "full", title, title_start)
    if foreign:
        for size in range(2, _LONGEST_FOREIGN + 1):
            name = text[start : start + size]
            if len(name) < size or not _HAN.fullmatch(name):
                break
            if name[-1] in _NEVER or name[-1] not in transliteration():
                continue
            if (size > 3 or not family) and sum(c in transliteration() for c in name) * 2 >= size:
                add(start, start + size, "foreign", title, title_start)
