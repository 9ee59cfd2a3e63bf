"""The forms in which a text spells out the tiers of a system; see ``chains`` for what is made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from .wordlists import alternation, wordlist

_NUMERALS = {c: i for i, c in enumerate("二三四五六七八", 2)} | {"两": 2} | {str(i): i for i in range(2, 9)}
_LINK = r"(?:—{1,2}|–|－{1,2}|-{1,2}|→|➔|＞|>|⇒|\+|＋|～)"
_SEGMENT = r"[\u4e00-\u9fff]{1,14}(?:[（(][\u4e00-\u9fff、/]{1,10}[）)][\u4e00-\u9fff]{0,8})?"
_LINKED = re.compile(rf"{_SEGMENT}(?:\s*{_LINK}\s*{_SEGMENT}){{1,7}}")
_MARK = re.compile(r"[\u4e00-\u9fff）)]\s*[—–－\-→➔＞>⇒+＋～]+\s*[\u4e00-\u9fff]")
_SPLIT = re.compile(rf"\s*{_LINK}\s*")
LEVELS = re.compile(r"(?P<n>[二两三四五六七八2-8])级(?P<rest>[\u4e00-\u9fff“”]{0,12})")
_LIST_BEFORE = re.compile(
    rf"(?P<list>{_SEGMENT}(?:[、，,]{_SEGMENT}){{1,7}})[”’」]?(?:的|等|紧密衔接[、，,]|党组织|上下|一贯到底的?|贯通的?)*$"
)
_BUILT = re.compile(
    r"(?:(?P<a>[\u4e00-\u9fff]{2,8})(?:建|设)(?:在|到|进|至)(?P<b>[\u4e00-\u9fff]{1,8}?)[，,、；;]?(?:把|将)?){2,6}(?=[，。；,;”’的、]|$)"
)
_BUILT_ONE = re.compile(
    r"(?:把|将)?([\u4e00-\u9fff]{2,8}?)(?:建|设)(?:在|到|进|至)([\u4e00-\u9fff]{1,8}?)(?:上|里|中)?(?:[，,、；;]|$)"
)
_WAY = re.compile(
    r"从(?P<a>[\u4e00-\u9fff]{1,12}?)到(?P<b>[\u4e00-\u9fff]{1,12}?)(?:[，,、]?再?到(?P<c>[\u4e00-\u9fff]{1,12}?))+"
    r"(?P<d>(?:、[\u4e00-\u9fff]{2,10})*)(?=[，。；,;]|层层|逐级|一级|上下|贯通|形成|都|$)"
)
#: Words of the sentence that lead to a chain without a quotation mark.
_LEAD = re.compile(
    r"^.*(?:形成|构建|建立|搭建|完善|健全|织密|按照|通过|贯通|推行|实行|实现|推动|打造|设立|组建|由|以|了|的|起|成|经|在|行|即|就是)"
    r"(?=[\u4e00-\u9fff（）()]+$)"
)
_LEVELLED = re.compile(
    r"(?P<list>[省市州县区旗镇乡街][级道镇\u4e00-\u9fff]{0,3}(?:、[\u4e00-\u9fff]{1,4}){2,5}?)"
    r"(?:各级)?(?:一贯到底|上下贯通|纵向贯通|层层(?:贯通|落实|衔接)|逐级|一体联动|上下联动)"
)
_ACTING = re.compile(rf"{_SEGMENT}(?:[、，]{_SEGMENT}){{2,6}}")
_PASSED_ON = re.compile(
    r"(?P<a>[\u4e00-\u9fff]{2,12}?)(?P<v>联系|包联|联|带动|带|管|包)(?P<b>[\u4e00-\u9fff]{2,8})"
    r"[、，,](?P=b)(?P=v)(?P<c>[\u4e00-\u9fff]{2,8}?)(?:[、，,](?P=c)(?P=v)(?P<d>[\u4e00-\u9fff]{2,8}?))?(?=[、，,。；”的]|$)"
)
#: Characters of a chain behind its first link at most.
_LONGEST = 160
CLAUSE = "，。；：！？,;:!?\n"
#: How sure a chain of a kind is right (measured by cross-validation over the annotated articles).
CONFIDENCE = {
    "linked": 0.95,
    "plus": 0.85,
    "levels": 0.9,
    "joined": 0.9,
    "acts": 0.85,
    "built": 0.85,
    "way": 0.75,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A chain in the text: its tiers, the range that spells them, and what follows as the system's name."""

    start: int
    end: int
    tiers: tuple[str, ...]
    kind: str
    system: str = ""  #: 四级组织体系, as it stands behind the chain


@cache
def _tier() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(wordlist('chains_words')['tiers'])})(?:[（(].*[）)].*)?$")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(wordlist('chains_words')['acts'])})$")


_ACT_MARK = re.compile(r"(?:统筹|统一领导|主抓|牵头|领导|调度|管理|抓总)[、，]")


@cache
def systems() -> re.Pattern[str]:
    """What a system of tiers is called, with the words before its head (组织体系, 治理网络)."""
    return re.compile(rf"[\u4e00-\u9fff“”]{{0,8}}?(?:{alternation(wordlist('chains_words')['systems'])})")


@cache
def _joined() -> re.Pattern[str]:
    """Levels without separators, at the end of a string: 镇村组."""
    return re.compile(rf"(?:{alternation(wordlist('chains_words')['levels'])}){{2,6}}$")


def is_tier(segment: str) -> bool:
    """Whether a segment is what a tier may be called."""
    return bool(_tier().search(segment))


def tier_name(segment: str) -> str:
    """A segment without the verb that says what the tier does (区级统筹 -> 区级)."""
    bare = _acts().sub("", segment)
    return bare if bare and (is_tier(bare) or bare.endswith("级")) else segment


def find(text: str) -> list[Found]:
    """Every chain of a text, the surest of overlapping ones."""
    found = [
        *_linked(text), *_listed(text), *_joined_levels(text), *_levelled(text), *_acting(text),
        *_passed_on(text), *_built(text),
        *_ways(text),
    ]  # fmt: skip
    found.sort(key=lambda f: (-CONFIDENCE[f.kind], -len(f.tiers), f.start))
    kept: list[Found] = []
    for item in found:
        if all(item.end <= k.start or item.start >= k.end for k in kept):
            kept.append(item)
    return sorted(kept, key=lambda f: f.start)


def _system(text: str, end: int) -> str:
    """The name of the system behind a chain that ends at ``end``."""
    at = end
    while at < len(text) and text[at] in "”’」":
        at += 1
    m = re.match(r"(?:的|为|等|，|,|构成|形成|构建)?(?:的)?", text[at:])
    at += m.end() if m else 0
    level = LEVELS.match(text, at)
    if level:
        rest = systems().match(text, level.end("n") + 1)
        return (text[at : rest.end()] if rest else level[0][:2]).translate(NO_QUOTES)
    rest = systems().match(text, at)
    return text[at : rest.end()].translate(NO_QUOTES) if rest and m and "，" not in m[0] else ""


NO_QUOTES = str.maketrans("", "", "“”‘’「」")


def _around(text: str) -> Iterator[re.Match[str]]:
    """Matches of the linked pattern, looked for only around link marks."""
    at = 0
    for mark in _MARK.finditer(text):
        if mark.start() < at:
            continue
        stop = min(len(text), mark.end() + _LONGEST)
        m = _LINKED.search(text, max(at, mark.start() - 30), stop)
        while m is not None and m.end() <= mark.start():
            m = _LINKED.search(text, m.end(), stop)
        if m is not None and m.start() <= mark.start():
            at = m.end()
            yield m


def _linked(text: str) -> Iterator[Found]:
    for m in _around(text):
        segments = [s.strip() for s in _SPLIT.split(m[0])]
        start = m.start()
        quoted = text[start - 1 : start] in ("“", "‘", "「")
        if not quoted:
            # Words that lead to the chain belong to the sentence: 形成社区党委—..., 构建“...”.
            cut = _LEAD.search(segments[0])
            if cut:
                start += cut.end()
                segments[0] = segments[0][cut.end() :]
            whole = len(segments[-1])
            segments[-1] = _trimmed(segments[-1])
            end = m.end() - (whole - len(segments[-1]))
        else:
            end = m.end()
        names = [tier_name(s) for s in segments]
        good = sum(is_tier(n) for n in names)
        plus = "+" in m[0] or "＋" in m[0]
        system = _system(text, end)
        levelled = "级" in system
        if "三方" in system or "多方" in system:
            continue  # parties side by side, no levels
        if len(names) < (2 if levelled else 3) or good < len(names) - (1 if levelled else 0) - (
            not plus and len(names) > 3
        ):
            continue
        yield Found(start, end, tuple(names), "plus" if plus else "linked", system)


def _trimmed(segment: str) -> str:
    """A last segment without the words of the sentence that follow."""
    level = LEVELS.search(segment)
    if level and level.start():
        segment = segment[: level.start()]
    for k in range(len(segment), 0, -1):
        if is_tier(segment[:k]):
            return segment[:k]
    return segment


def _listed(text: str) -> Iterator[Found]:
    """Lists with the number of their levels: 市、区、街道、社区四级联动."""
    for level in LEVELS.finditer(text):
        count = _NUMERALS[level["n"]]
        if count < 3:
            continue  # 市、区两级 is a pair of governments, no system
        back = max(0, level.start() - 90)
        left = max(back, *(text.rfind(c, back, level.start()) + 1 for c in "。；！？\n“：:"))
        m = _LIST_BEFORE.search(text[max(left, level.start() - 90) : level.start()])
        if m is None:
            continue
        offset = max(left, level.start() - 90)
        parts = re.split(r"[、，,]", m["list"])
        if len(parts) < count:
            continue
        parts = parts[-count:]
        parts[0] = _led(parts[0], parts[1])
        start = text.index(parts[0], offset + m.start("list"))
        names = [tier_name(p) for p in parts]
        if sum(is_tier(n) or n.endswith("级") for n in names) < len(names):
            continue
        rest = systems().match(text, level.end("n") + 1)
        end = rest.end() if rest else level.end("n") + 1
        yield Found(start, end, tuple(names), "levels", text[level.start() : end].translate(NO_QUOTES))


def _led(first: str, second: str) -> str:
    """The first item of a list without the words that lead to it (形成市 -> 市)."""
    cut = _LEAD.search(first)
    if cut and is_tier(first[cut.end() :]):
        first = first[cut.end() :]
    if len(second) <= 2 < len(first):
        for size in (2, 1):
            if first[-size:] in _tiers():
                return first[-size:]
    return first


@cache
def _tiers() -> frozenset[str]:
    return frozenset(wordlist("chains_words")["tiers"])


def _levelled(text: str) -> Iterator[Found]:
    """Levels told to hang together, without their number: 市、区、街道、社区一贯到底."""
    for m in _LEVELLED.finditer(text) if "、" in text else ():
        parts = m["list"].split("、")
        parts[0] = _led(parts[0], "一")
        if all(p in _tiers() for p in parts):
            start = m.end("list") - len("、".join(parts))
            yield Found(start, m.end(), tuple(parts), "levels")


def _joined_levels(text: str) -> Iterator[Found]:
    """Levels without separators: 镇村组三级."""
    for level in LEVELS.finditer(text):
        count = _NUMERALS[level["n"]]
        m = _joined().search(text[max(0, level.start() - 12) : level.start()])
        if m is None or count < 3:
            continue
        parts = re.findall(alternation(wordlist("chains_words")["levels"]), m[0])
        if len(parts) < count:
            continue
        rest = systems().match(text, level.end("n") + 1)
        end = rest.end() if rest else level.end("n") + 1
        start = level.start() - sum(len(p) for p in parts[-count:])
        yield Found(
            start, end, tuple(parts[-count:]), "joined", text[level.start() : end].translate(NO_QUOTES)
        )


def _acting(text: str) -> Iterator[Found]:
    """What each level does: 区级统筹、街道主抓、社区摸排."""
    for act in _ACT_MARK.finditer(text):
        back = max(0, act.start() - 20)
        left = max(back, *(text.rfind(c, back, act.start()) + 1 for c in "。；：！？“\n"))
        if any(c in text[max(left, act.start() - 16) : act.start()] for c in "、，"):
            continue  # not the first of its list
        start = max(left, act.start() - 12)
        m = _ACTING.search(text, start, min(len(text), start + 90))
        if m is None or m.start() > act.start():
            continue
        segments = re.split(r"[、，]", m[0])
        tiers = [tier_name(s) for s in segments]
        good = 0
        while good < len(segments) and tiers[good] != segments[good]:
            good += 1
        if good >= 3:
            end = m.start() + sum(len(s) + 1 for s in segments[:good]) - 1
            tiers[0] = _led(tiers[0], tiers[1])
            yield Found(m.start(), end, tuple(tiers[:good]), "acts", _system(text, end))


def _passed_on(text: str) -> Iterator[Found]:
    """Who looks after whom, step by step: 楼栋长联系党员户、党员户联系居民户."""
    if "联" not in text and "带" not in text:
        return
    for m in _PASSED_ON.finditer(text):
        tiers = tuple(t for t in (m["a"], m["b"], m["c"], m["d"]) if t)
        start = max(
            [
                m.start() - 10,
                *(text.rfind(c, max(0, m.start() - 10), m.end("a")) + 1 for c in f"{CLAUSE}、“”"),
            ]
        )
        tiers = (_led(text[start : m.end("a")], tiers[1]), *tiers[1:])
        if sum(is_tier(t) for t in tiers) >= len(tiers) - 1:
            yield Found(start, m.end(), tiers, "acts", _system(text, m.end()))


def _built(text: str) -> Iterator[Found]:
    for m in _spans_of(_BUILT, text, "建在", "建到", "设在", "建进"):
        tiers = [one[1] for one in _BUILT_ONE.finditer(m[0])]
        if len(tiers) >= 3 and all(is_tier(t) for t in tiers):
            yield Found(m.start(), m.end(), tuple(tiers), "built")


def _spans_of(pattern: re.Pattern[str], text: str, *words: str) -> Iterator[re.Match[str]]:
    """Matches of a pattern, looked for only around words that it must hold."""
    at = 0
    while True:
        hits = [i for w in words if (i := text.find(w, at)) >= 0]
        if not hits:
            return
        m = pattern.search(text, max(at, min(hits) - 10), min(len(text), min(hits) + 80))
        if m is not None:
            yield m
        at = max(min(hits) + 2, m.end() if m else 0)


def _ways(text: str) -> Iterator[Found]:
    for m in _WAY.finditer(text) if "从" in text else ():
        whole = re.sub(r"^从", "", m[0])
        tiers = [t for t in re.split(r"[，,、]?再?到|、", whole) if t]
        if len(tiers) >= 3 and all(is_tier(t) for t in tiers):
            yield Found(m.start(), m.end(), tuple(tiers), "way")
