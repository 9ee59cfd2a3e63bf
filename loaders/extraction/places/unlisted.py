"""Places that no table lists, found by what their names end with: estates, compounds, business districts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import rjieba
import yaml

from ...gazetteer.words import words

#: What ends so is a place of its own: the estate is one of those in it.
_PLACE = re.compile(r"(?:[省市县区镇乡村]|街道|社区)$")
_HAN = re.compile(r"[\u4e00-\u9fff\d]+$")
_NUMERAL = re.compile(r"[\d一二三四五六七八九十百]+$")
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class _Lexicon:
    heads: re.Pattern[str]
    levels: list[str]
    not_after: re.Pattern[str]
    stops: frozenset[str]
    after: frozenset[str]
    describing: frozenset[str]
    closed_tags: frozenset[str]
    zones_of_cities: frozenset[str]
    acting: re.Pattern[str]
    common_tags: frozenset[str]
    name_tags: frozenset[str]
    family_tags: frozenset[str]
    site_words: frozenset[str]
    place_before: re.Pattern[str]
    matter_after: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    data = yaml.safe_load(Path(__file__).with_name("unlisted.yaml").read_text("utf-8"))
    groups = [f"(?P<h{i}>{'|'.join(parts)})" for i, parts in enumerate(data["heads"].values())]
    return _Lexicon(
        heads=re.compile("|".join(groups)),
        levels=list(data["heads"]),
        not_after=re.compile(data["not_after"]),
        stops=frozenset(data["stops"]),
        after=frozenset(data["after"]),
        describing=frozenset(data["describing"]),
        closed_tags=frozenset(data["closed_tags"]),
        zones_of_cities=frozenset(data["zones_of_cities"]),
        acting=re.compile("|".join(data["acting"])),
        common_tags=frozenset(data["common_tags"]),
        name_tags=frozenset(data["name_tags"]),
        family_tags=frozenset(data["family_tags"]),
        site_words=frozenset(data["site_words"]),
        place_before=re.compile(rf"(?:{data['place_before']})$"),
        matter_after=re.compile(data["matter_after"]),
    )


@dataclass(slots=True)
class Found:
    """A name, its level, and whether it stands right after another place's name."""

    start: int
    end: int
    name: str
    level: str
    attached: bool


def find(text: str, taken: Callable[[int], int | None], ends: dict[int, int]) -> list[Found]:
    """The unlisted names of a text.

    Args:
        text: an article's text.
        taken: the end of the known place that covers an offset, or None.
        ends: end of each known place's name -> its beginning; a name right after one belongs to it.
    """
    found: list[Found] = []
    last = 0
    lexicon = _lexicon()
    ends = dict(ends)
    for head in lexicon.heads.finditer(text):
        if taken(head.end() - 1) is not None:
            last = head.end()
            continue
        level = lexicon.levels[int((head.lastgroup or "h0")[1:])]
        name = _name(text, head, max(last, head.start() - _LONGEST - 1), ends, level)
        if name:
            found.append(name)
            last = head.end()
            ends[head.end()] = name.start
    return found


def _name(text: str, head: re.Match[str], floor: int, ends: dict[int, int], level: str) -> Found | None:
    lexicon = _lexicon()
    if level in ("village", "township") and lexicon.not_after.match(text, head.end()):
        return None
    attached = next((at for at in range(head.start(), floor - 1, -1) if at in ends), None)
    if attached is not None and level in ("village", "township") and text[attached : attached + 1] == "的":
        return _in_another(text, head, attached, level)
    window = _HAN.search(text, floor if attached is None else attached, head.start())
    start = window.start() if window else head.start()
    if attached == head.start():
        return _empty(text, head, level, ends[attached])
    tokens = rjieba.tag(text[start : head.start()]) if start < head.start() else []
    if start == attached and (
        not any(_breaks(word, tag, level) for word, tag in tokens) or _is_odd_name(tokens, level)
    ):
        base = text[start : head.start()]
        return _accept(start, head, text[start : head.end()], level, True) if _proper(base) else None
    if level in ("village", "township") and not head[0].startswith(("花园", "家园", "新村")):
        return None
    begin = head.start()
    for word, tag in reversed(tokens):
        if _breaks(word, tag, level) or head.start() - (begin - len(word)) > _LONGEST:
            break
        begin -= len(word)
    base = text[begin : head.start()]
    if len(base) < 2:
        # 佳苑小区 may stand for itself where nothing that describes it comes before.
        alone = (
            not base and len(head[0]) >= 4 and text[begin - 1 : begin] in ("", "\n", "，", "。", "、", "；")
        )
        return _accept(begin, head, head[0], level, False) if alone else None
    if _PLACE.search(base) or tokens[-1][1] == "q" or not _proper(base):
        return None
    if _is_title(text, begin, head.end()) or not _is_borne_out(text, begin, head.end(), base):
        return None
    return _accept(begin, head, text[begin : head.end()], level, False)


def _empty(text: str, head: re.Match[str], level: str, parent: int) -> Found | None:
    """A head right after a place's name: a numbered house in it, an estate, or the city's own zone."""
    if level == "neighbourhood" and (head[0][0].isdigit() or len(head[0]) >= 4):
        return _accept(head.start(), head, head[0], level, True)
    if level == "area" and head[0] in _lexicon().zones_of_cities:
        return Found(head.start(), head.end(), text[parent : head.end()], level, True)
    return None


def _in_another(text: str, head: re.Match[str], holder: int, level: str) -> Found | None:
    """A village or township told with 的 after the place that holds it, where its name is a proper one."""
    start = holder + 1
    if not 2 <= head.start() - start <= 4 or not _HAN.match(text, start, head.start()):
        return None
    tokens = rjieba.tag(text[start : head.start()])
    if any(_breaks(word, tag, level) for word, tag in tokens):
        return None
    if not any(tag in _lexicon().name_tags for _, tag in tokens):
        return None
    return _accept(start, head, text[start : head.end()], level, True)


def _is_odd_name(tokens: list[tuple[str, str]], level: str) -> bool:
    """Whether words right after a place are a short village's name that the dictionary cuts (李家弄, 杰下)."""
    words_ = [word for word, _ in tokens]
    if level != "village" or not 2 <= sum(map(len, words_)) <= 4 or not tokens:
        return False
    if tokens[0][1] in _lexicon().family_tags and all(len(word) == 1 for word in words_[1:]):
        return words_[-1] not in _lexicon().stops
    return [len(word) for word in words_] == [1, 1] and words_[1] in _lexicon().site_words


def _breaks(word: str, tag: str, level: str) -> bool:
    """Whether a word cannot be part of a name: particles, verbs, numbers; not single verbs in an estate's."""
    lexicon = _lexicon()
    if word in lexicon.stops or word in lexicon.describing or tag in lexicon.closed_tags:
        return True
    if len(word) > 1 and lexicon.acting.search(word):
        return True
    if tag == "f" and word in lexicon.after:
        return True
    if level == "neighbourhood" and not word.isdigit() and (len(word) == 1 or _NUMERAL.match(word)):
        return False
    return tag[0] in "vmqd"


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether a name stands alone in quotation marks, as titles of honour and projects do, not places."""
    return text[start - 1 : start] in ("“", "‘", "「") and text[end : end + 1] in ("”", "’", "」", "·")


def _is_borne_out(text: str, start: int, end: int, base: str) -> bool:
    """Whether anything speaks for a name that common words make up: its recurrence, or how it stands.

    积极组织小区治理 must not make a place of the words before 小区, 走进图强小区 may.
    """
    lexicon = _lexicon()
    if any(tag not in lexicon.common_tags for _, tag in rjieba.tag(base)):
        return True
    before, after = text[max(0, start - 3) : start], lexicon.matter_after.match(text, end)
    return not after or lexicon.place_before.search(before) is not None or text.count(text[start:end]) > 1


def _proper(base: str) -> bool:
    """Whether the words before a head name one place rather than describe many."""
    generic = words().generic_heads
    return not base.endswith(("全", "各", "本", "该", "个")) and not any(
        base == word or (len(word) > 1 and (base.endswith(word) or base.startswith(word))) for word in generic
    )


def _accept(start: int, head: re.Match[str], name: str, level: str, attached: bool) -> Found | None:
    if name in words().generic or len(name) < 3:
        return None
    return Found(start, head.end(), name, level, attached)
