"""What a person is: the titles before and behind a name, with the place and the body they belong to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..annotations import Place, Role
from ..wordlists import wordlist
from .lexicon import starting, titles

_STOP = "。；！？!?;\n“”\"：:"
_SPLIT = re.compile(r"[、，,]|兼任|兼")
#: Behind a name: (，女，) 是/任 ... title.
_BEHIND = re.compile(r"(?:[（(][^（）()]{1,8}[）)])?(?:[，,](?:男|女)(?:[，,][^，,。]{1,10}岁)?[，,])?(?P<rest>[^。；！？\n“”]{0,32})")
_AGE = re.compile(r"\d{2}(?:多)?岁的?$|[一二三四五六七八九]十[一二三四五六七八九多]?岁的?$|年[近过][一二三四五六七八九]旬的?$")
_HOME = re.compile(r"(?:家住|住在|住)[^，。；！？\n]{0,20}的?$")
_BODY = re.compile(
    r"^(?P<body>.*(?:党委|党总支|党支部|支部|党工委|工委|居委会|村委会|委员会|业委会|理事会|办事处|派出所|司法所|法院|法庭"
    r"|工作站|服务站|中心|协会|商会|公司|集团|合作社|服务队|支队|工作队|工作室|调解室|县委|区委|市委|办公室|研究院|学院|政府|局))"
)
_LEVELS = {
    "社区": "village", "居委会": "village", "村": "village", "嘎查": "village", "屯": "village",
    "街道": "township", "镇": "township", "乡": "township", "苏木": "township",
    "县": "county", "区": "county", "旗": "county", "市": "prefecture", "州": "prefecture", "省": "province",
    "小区": "neighbourhood", "楼": "neighbourhood",
}  # fmt: skip
_RESIDENTS = ("居民", "村民", "牧民")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place where it is named; ``outer``: a narrower one follows at once."""

    start: int
    end: int
    place: Place
    outer: bool


@cache
def _modifiers() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for word in sorted(wordlist("persons_titles")["modifiers"], key=len, reverse=True):
        out.setdefault(word[-1], []).append(word)
    return out


def title_at(text: str, start: int, end: int, barrier: int) -> tuple[int, int] | None:
    """The role that ends at ``end``: a title with the words that narrow it, none before ``barrier``."""
    head = next((k for k in range(max(barrier, end - 7), end - 1) if text[k:end] in titles()), None)
    if head is None or head < start:
        return None
    at = head
    while at > barrier:
        word = next((w for w in _modifiers().get(text[at - 1], ()) if text.startswith(w, at - len(w))
                     and at - len(w) >= barrier), None)  # fmt: skip
        if word is None:
            break
        at -= len(word)
    return at, end


def roles_before(text: str, start: int, places: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Ranges of the roles that stand before a name, the nearest first (两 posts: 书记、主任某某)."""
    left = max((text.rfind(c, 0, start) for c in _STOP), default=-1) + 1
    left = max(left, start - 48)
    end = start
    while end > left and text[end - 1] in "的 　“（(）)":
        end -= 1
    found: list[tuple[int, int]] = []
    while end > left:
        role = title_at(text, left, end, left)
        if role is None:
            break
        found.append(role)
        at = role[0]
        # The words before may be the same person's other post: X、Y兼Z某某.
        m = re.search(r"(?:、|兼任|兼|，|,)$", text[left:at])
        if m is None:
            inner = next((p for p in reversed(places) if p.end == at or (p.start < at <= p.end)), None)
            while inner is not None:
                at = inner.start
                inner = next((p for p in reversed(places) if p.end == at and p.start < at), None)
            m = re.search(r"(?:、|兼任|兼)$", text[left:at])
            if m is None:
                break
        end = left + m.start()
    return found


def roles_behind(text: str, end: int) -> list[tuple[int, int]]:
    """Ranges of the roles that are told behind a name: 是/任 ... title, or ，女，... title."""
    m = _BEHIND.match(text, end)
    if m is None or not m["rest"]:
        return []
    begin, rest = m.start("rest"), m["rest"]
    verb = starting("posts").search(rest)
    aside = text[end : end + 1] in "，,（(" and begin > end + 1
    if verb is not None and verb.start() <= 12 and not re.search(r"[，,](?!.{0,4}$)", rest[: verb.start()]):
        begin, rest = begin + verb.end(), rest[verb.end() :]
        comma = re.search(r"[，,]", rest)
        rest = rest[: comma.start()] if comma else rest
    elif aside:
        comma = re.search(r"[，,]", rest)
        rest = rest[: comma.start()] if comma else rest
    else:
        direct = re.match(r"书记|主任|队长|镇长|乡长|支书|村长", text[end:])
        return [(end, end + direct.end())] if direct else []
    found = []
    for piece in re.finditer(r"[^、，,]+", rest):
        stop = begin + piece.end()
        while stop > begin and text[stop - 1] in "”“。":
            stop -= 1
        role = title_at(text, begin + piece.start(), stop, begin + piece.start())
        if role is not None:
            found.append(role)
    return found


def implied(text: str, start: int, end: int, place: Place | None) -> str | None:
    """居民 or 村民 for one who is told by age, home or a form of address alone."""
    before = text[max(0, start - 24) : start]
    told = _AGE.search(before) or _HOME.search(before) or re.match(r"阿姨|老人|大爷|大妈|奶奶|大姐", text[end:])
    if not told and not before.endswith("的"):
        return None
    if place is None:
        return "居民"
    if place.name.endswith(("嘎查", "苏木")):
        return "牧民"
    return "村民" if re.search(r"(?<!新)[村屯]$|[乡镇]$", place.name) else "居民"


def place_of(start: int, role: str, places: Sequence[PlaceMention], starts: Sequence[int], text: str) -> Place | None:
    """The place that a role at an offset belongs to.

    The one that leads to it (某某社区|党委书记); else the nearest before it of the level that the role
    names (镇党委书记), else the nearest before it, else the first of the article.
    """
    at = bisect_right(starts, start) - 1
    if at >= 0 and places[at].end >= start - 1 and not places[at].outer:
        return places[at].place
    wanted = next((level for word, level in _LEVELS.items() if role.startswith(word)), None)
    behind = [p for p in places[: at + 1] if not p.outer][::-1]
    if wanted:
        for p in behind[:8]:
            if p.place.level == wanted:
                return p.place
    clause = max(text.rfind(c, 0, start) for c in "。！？\n") + 1
    for p in behind:
        if p.start < clause:
            break
        return p.place
    if behind:
        return behind[0].place
    return places[0].place if places else None


def organization_of(role: str, place: Place | None) -> str | None:
    """The body that a role is held in: the place's name and the role without its head."""
    m = _BODY.match(role)
    if m is None:
        return None
    body = m["body"]
    if place is None:
        return body
    for word in _LEVELS:
        if body.startswith(word) and place.name.endswith(word):
            return place.name + body[len(word) :]
    if body.startswith(tuple(_LEVELS)):
        return body if place.name not in body else body
    return place.name + body


def make_role(text: str, span: tuple[int, int], places: Sequence[PlaceMention], starts: Sequence[int]) -> Role:
    """The role at a range."""
    title = text[span[0] : span[1]].replace("\n", "")
    place = place_of(span[0], title, places, starts, text)
    return Role(title, place, organization_of(title, place), span)
