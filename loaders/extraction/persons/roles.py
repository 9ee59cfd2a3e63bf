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

_STOP = '。；！？!?;\n“”"：:'
_SPLIT = re.compile(r"[、，,]|兼任|兼")
#: Behind a name: (，女，) 是/任 ... title.
_BEHIND = re.compile(
    r"(?:[（(][^（）()]{1,8}[）)])?(?:[，,](?:男|女)(?:[，,][^，,。]{1,10}岁)?[，,])?(?P<rest>[^。；！？\n“”]{0,32})"
)
_AGE = re.compile(
    r"\d{2}(?:多)?岁的?$|[一二三四五六七八九]十[一二三四五六七八九多]?岁的?$|年[近过][一二三四五六七八九]旬的?$"
)
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
_JOINED = re.compile(r"(?:、|兼任|兼|，|,)$")
#: An honorary title in quotation marks: 全省“千名好支书”.
_HONOUR = re.compile(r"(?:、|，)(?:全国|全省|全市|全县|全区|[\u4e00-\u9fff]{0,4})“[^”]{2,10}”$")
#: Institutes whose name is no part of a role's: it goes to the body.
_INSTITUTE = re.compile(r"^[\u4e00-\u9fff]*(?:研究院|研究所|学院|大学|公司|集团)(?=[^党支])")
_LISTED = re.compile(
    r"(?:[、和][\u4e00-\u9fff]{2,4}){0,8}?(?:等(?P<title>书记|主任|委员|居民|村民|党员|代表|志愿者)?|(?<=..)(?=分赴|分别|[，。到赴]))"
)
_SENT = re.compile(
    r"(?:分赴|分别到|分别赴|赴|到)[^。；\n]{2,60}?(?:担任|任|当)[“”]?(?P<title>[\u4e00-\u9fff]{2,6}?)(?=[”。，；])"
)
_PRONOUN = re.compile(r"[^。！？\n]{0,14}[。！？]”?[他她]是")
_MEMBER = re.compile(
    r"(?P<body>业委会|理事会|议事会|居委会|村委会|调委会|监委会|协会|商会|(?:服务|志愿|巡逻|调解|宣讲)[\u4e00-\u9fff]{0,3}队)的$"
)
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
    """Ranges of the roles that stand before a name, the nearest first (书记、主任某某, 书记兼主任某某)."""
    end = _strip(text, start)
    honour = _HONOUR.search(text[max(0, end - 24) : end]) if end == start else None
    if honour:  # 村党总支书记、全省“千名好支书”某某
        end = max(0, end - 24) + honour.start()
    back = max(0, end - 48)
    left = max(back, *(text.rfind(c, back, end) + 1 for c in _STOP))
    found: list[tuple[int, int]] = []
    while end > left:
        role = title_at(text, left, end, left)
        if role is None:
            break
        role = _after_place(text, role, places)
        found.append(role)
        at = role[0]
        # The words before may be the same person's other post: X、Y兼Z某某.
        m = _JOINED.search(text[left:at])
        if m is None:
            inner = next((p for p in reversed(places) if p.end == at or (p.start < at <= p.end)), None)
            while inner is not None:
                at = inner.start
                inner = next((p for p in reversed(places) if p.end == at and p.start < at), None)
            m = _JOINED.search(text[left:at])
            if m is None:
                break
        end = left + m.start()
    return found


def _strip(text: str, start: int) -> int:
    """The end of the words before a name, without 的, spaces and marks between them."""
    end = start
    while end > 0 and text[end - 1] in "的 　“（(）)”" and start - end < 3:
        end -= 1
    return end if text[end - 1 : end] not in "”" or text[start - 1 : start] == "”" else start


def _after_place(text: str, role: tuple[int, int], places: Sequence[PlaceMention]) -> tuple[int, int]:
    """A role without the tail of a place's name that it began in (北京城市副中心|研究院院长)."""
    begin, end = role
    for p in places:
        of_name = text[begin : p.end] not in _LEVELS or text[p.end : end] in _RESIDENTS
        if p.start < begin < p.end < end and of_name:
            begin = p.end
    institute = _INSTITUTE.match(text[begin:end])
    return (begin + institute.end(), end) if institute else (begin, end)


def roles_behind(text: str, end: int) -> list[tuple[int, int]]:
    """Ranges of the roles that are told behind a name.

    是/任 ... title; ，女，... title; 某某、某某等书记; 某某、某某赴 ... 任第一书记; 某某 ... 。
    他是 ... title.
    """
    listed = _LISTED.match(text, end)
    if listed and listed.end() == end:
        listed = None
    if listed and listed["title"]:
        return [listed.span("title")]
    begin = listed.end() if listed else end
    sent = _SENT.match(text, begin)
    if sent and sent["title"] in titles():
        return [sent.span("title")]
    pronoun = _PRONOUN.match(text, end)
    if pronoun:
        found = _told(text, pronoun.end(), _until(text, pronoun.end(), "。；！？\n", 40))
        if found:
            return found
    m = _BEHIND.match(text, begin)
    if m is None or not m["rest"]:
        return []
    start, rest = m.start("rest"), m["rest"]
    verb = starting("posts").search(rest)
    aside = text[begin : begin + 1] in "，,（(" and start > begin + 1
    if verb is not None and verb.start() <= 12 and not re.search(r"[，,](?!.{0,4}$)", rest[: verb.start()]):
        start += verb.end()
        return _told(text, start, _until(text, start, "，,。；！？\n", 32))
    if aside:
        return _told(text, start, _until(text, start, "，,。；！？\n", 32))
    direct = re.match(r"书记|主任|队长|镇长|乡长|支书|村长", text[end : end + 2])
    return [(end, end + direct.end())] if direct else []


def _until(text: str, start: int, stops: str, most: int) -> int:
    return next(
        (i for i in range(start, min(len(text), start + most)) if text[i] in stops),
        min(len(text), start + most),
    )


def _told(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The titles that end the pieces of a range."""
    found = []
    for piece in re.finditer(r"[^、，,]+", text[start:stop]):
        begin, end = start + piece.start(), start + piece.end()
        while end > begin and text[end - 1] in "”“。)）":
            end -= 1
        role = title_at(text, begin, end, begin)
        if role is not None:
            found.append(role)
    return found


def implied(text: str, start: int, end: int, place: Place | None, address: bool = False) -> str | None:
    """居民 or 村民 for one who is told by age, home or a form of address alone."""
    before = text[max(0, start - 24) : start]
    member = _MEMBER.search(before)
    if member:
        return member["body"] + ("队员" if member["body"].endswith("队") else "成员").replace("队队", "队")
    told = (
        address
        or _AGE.search(before)
        or _HOME.search(before)
        or re.match(r"阿姨|老人|大爷|大妈|奶奶|大姐", text[end:])
    )
    if not told and not before.endswith("的"):
        return None
    if place is None:
        return "居民"
    if place.name.endswith(("嘎查", "苏木")):
        return "牧民"
    return "村民" if re.search(r"(?<!新)[村屯组庄]$|[乡镇]$", place.name) else "居民"


def place_of(
    start: int, role: str, places: Sequence[PlaceMention], starts: Sequence[int], text: str
) -> Place | None:
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
        return body
    return place.name + body


def make_role(
    text: str, span: tuple[int, int], places: Sequence[PlaceMention], starts: Sequence[int]
) -> Role:
    """The role at a range."""
    title = text[span[0] : span[1]].replace("\n", "")
    place = place_of(span[0], title, places, starts, text)
    return Role(title, place, organization_of(title, place), span)
