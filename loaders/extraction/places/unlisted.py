"""Places that no table lists, found by what their names end with: estates, compounds, blocks, business districts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import rjieba

from ...gazetteer.words import words

#: What a name ends with -> level of the place.
_HEADS = (
    (r"小区|花园|家园|(?:\d{1,3}|[一二三四五六七八九十])号(?:大院|院|楼|小区)|大院|家属院|家属区|公寓|新苑|雅苑|佳苑|新村|大厦|胡同|[东西南北]?里弄", "neighbourhood"),
    (r"商圈|片区|街区|新区|高新区|经开区|产业园区|产业园|物流园|工业园|科技园|陆港|新城|度假区|自贸区|示范区", "area"),
    (r"社区|嘎查|村", "village"),
    (r"街道|镇|乡|苏木", "township"),
)
_HEAD = re.compile("|".join(f"(?P<h{i}>{pattern})" for i, (pattern, _) in enumerate(_HEADS)))
_LEVELS = [level for _, level in _HEADS]
#: 村 and 乡 begin other words (村民, 乡亲), 镇 and 街道 too, and 社区 stands before its own institutions.
_NOT_AFTER = re.compile(r"民(?!小组)|庄|落|子|级|情|风|贤|愁|土|亲|镇|村|规|干|医|改|化|居|容|街[^道]")
_HAN = re.compile(r"[\u4e00-\u9fff\d]+$")
#: Parts of speech that no name of a place is made of.
_CLOSED = frozenset("p c u uj ul ud uz uv d r y e o zg k".split())
_STOPS = frozenset(
    "在 到 从 于 对 向 把 被 让 是 有 的 了 等 及 或 为 以 按 跟 比 该 各 每 两 几 个 这 那 全 内 外 中 里 上 下 和 与 将 由 给 使 所 之 并 又 再 也 都 还 就 已 位于 走进 来到 走访 进入 坐落 "
    "家住 住 一个 这个 那个 每个 多个 各个 整个 所有 全部 社区 街道 小区 村 镇 乡 县 市 区 省 辖区 党委 书记 居民 村民 地处 因为 如今 现在 今年 去年 当时 某 老 旧 新 大 小 多 少 一 二 三 四 五 六 七 八 九 十 百 千 万".split()
)


@dataclass(slots=True)
class Found:
    """A name, its level, and whether it stands right after another place's name."""

    start: int
    end: int
    name: str
    level: str
    attached: bool


def find(text: str, taken: Callable[[int], int | None], ends: set[int]) -> list[Found]:
    """The unlisted names of a text.

    Args:
        text: an article's text.
        taken: the end of the known place that covers an offset, or None.
        ends: where known places end; a name right after one belongs to it.
    """
    found: list[Found] = []
    last = 0
    for head in _HEAD.finditer(text):
        if taken(head.end() - 1) is not None:
            last = head.end()
            continue
        level = _LEVELS[int((head.lastgroup or "h0")[1:])]
        name = _name(text, head, max(last, head.start() - 9), ends, level)
        if name:
            found.append(name)
            last = head.end()
            ends.add(head.end())
    return found


def _name(text: str, head: re.Match[str], floor: int, ends: set[int], level: str) -> Found | None:
    if level in ("village", "township") and _NOT_AFTER.match(text, head.end()):
        return None
    attached_at = next((at for at in range(head.start(), floor - 1, -1) if at in ends), None)
    window = _HAN.search(text, attached_at if attached_at is not None else floor, head.start())
    start = window.start() if window else head.start()
    if attached_at is not None and start == attached_at:
        tokens = rjieba.tag(text[start : head.start()]) if start < head.start() else []
        if head.start() - start > 8 or any(word in _STOPS and len(word) > 1 for word, _ in tokens):
            return None
        if any(tag in _CLOSED for _, tag in tokens) or (tokens and tokens[0][0] in _STOPS):
            return None
        own = text[start : head.end()]
        return _accept(start, head, own, level, True) if _proper(text[start : head.start()], head[0]) else None
    if level in ("village", "township"):
        return None
    tokens = rjieba.tag(text[start : head.start()])
    begin = head.start()
    for word, tag in reversed(tokens):
        if word in _STOPS or tag in _CLOSED or tag in ("v", "f", "t", "m", "q", "mq") and begin < head.start():
            break
        if tag == "v" or head.start() - (begin - len(word)) > 8:
            break
        begin -= len(word)
    base = text[begin : head.start()]
    if len(base) < 2 and not head[0][0].isdigit():
        return None
    if not _proper(base, head[0]):
        return None
    return _accept(begin, head, text[begin : head.end()], level, False)


def _proper(base: str, head: str) -> bool:
    """Whether the words before a head name one place rather than describe many."""
    if not base:
        return head[:1].isdigit()
    generic = words().generic_heads
    return base not in generic and not any(base.endswith(word) or base.startswith(word) for word in generic if len(word) > 1)


def _accept(start: int, head: re.Match[str], name: str, level: str, attached: bool) -> Found | None:
    if name in words().generic or len(name) < 3:
        return None
    return Found(start, head.end(), name, level, attached)
