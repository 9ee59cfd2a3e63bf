"""Places that no table lists, found by what their names end with: estates, compounds, blocks, business districts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import rjieba

from ...gazetteer.words import words

#: What a name ends with -> level of the place.
_HEADS = (
    (
        r"(?:花园|家园|公寓|新苑|雅苑|佳苑|名苑|嘉苑|新村|宿舍)(?:小区)?|小区|(?:\d{1,4}|[一二三四五六七八九十])号(?:大院|院|楼|小区)|(?<=[路街巷里桥条村园同])\d{1,4}号"
        r"|大院|家属院|家属区|大厦|胡同|[一二三四五六七八九十]{0,2}屯",
        "neighbourhood",
    ),
    (r"商圈|片区|街区|新区|高新区|经开区|产业园区|产业园|物流园|工业园|科技园|陆港|新城|度假区|自贸区|示范区", "area"),
    (r"社区|嘎查|村", "village"),
    (r"街道|镇|乡|苏木", "township"),
)
_HEAD = re.compile("|".join(f"(?P<h{i}>{pattern})" for i, (pattern, _) in enumerate(_HEADS)))
_LEVELS = [level for _, level in _HEADS]
#: 村 and 乡 begin other words (村民, 乡亲), 镇 and 街道 too, and 社区 stands before its own institutions.
_NOT_AFTER = re.compile(r"民(?!小组)|庄|落|子|级|情|风|贤|愁|土|亲|镇|村|规|干|医|改|化|居|容|街[^道]")
#: What ends so is a place of its own: the estate is one of those in it.
_PLACE = re.compile(r"(?:[省市县区镇乡村]|街道|社区)$")
_HAN = re.compile(r"[\u4e00-\u9fff\d]+$")
#: Parts of speech that no name of a place is made of.
_CLOSED = frozenset("p c u uj ul ud uz uv d r y e o zg k".split())
_STOPS = frozenset(
    "整 由 几 处 进 去 回 建 设 用 至 入 出 找 搬 来 看 请 拆 修 改 管 帮 像 带 拿 开 做 成 如 因 说 走 近 叫 得 过 着 没 不 在 到 从 于 对 向 把 被 让 是 有 的 了 等 及 或 为 以 按 跟 比 该 各 每 两 几 个 这 那 全 内 外 中 里 上 下 和 与 将 由 给 使 所 之 并 又 再 也 都 还 就 已 位于 走进 来到 走访 进入 坐落 "
    "家住 住 一个 这个 那个 每个 多个 各个 整个 所有 全部 社区 街道 小区 村 镇 乡 县 市 区 省 辖区 党委 书记 居民 村民 地处 因为 如今 现在 今年 去年 当时 某 老 旧 新 大 小 多 少 一 二 三 四 五 六 七 八 九 十 百 千 万".split()
)
#: Words of direction that stand after a noun, not in a name.
_AFTER = frozenset("里 内 外 后 前 间 之间 以上 以下 里面 之后 之前 左右".split())
#: Verbs that the tagger takes for nouns, or does not know.
_VERBS = frozenset("年底 小小 老年 公租房 廉租房 平房 从前 步入 走入 打造 破解 推行 建立 制定 开展 选派 推动 下辖 依托 协调 成为 实现 合理 设置 领域 基础 责任 密度 余名 单个 几个 一些 某个 七成 类似 试行 指导 覆盖 涉及 带动 激活 盘活 整治 提升 治理 建成 开放式 封闭式".split())


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
    if attached_at is not None:
        floor = attached_at
    window = _HAN.search(text, floor, head.start())
    start = window.start() if window else head.start()
    tokens = rjieba.tag(text[start : head.start()]) if start < head.start() else []
    if start == attached_at and head.start() - start <= 8 and not any(_breaks(word, tag, level) for word, tag in tokens):
        base = text[start : head.start()]
        return _accept(start, head, text[start : head.end()], level, True) if _proper(base, head[0]) else None
    if level in ("village", "township"):
        return None
    begin = head.start()
    for word, tag in reversed(tokens):
        if _breaks(word, tag, level) or head.start() - (begin - len(word)) > 8:
            break
        begin -= len(word)
    base = text[begin : head.start()]
    if len(base) < 2 or _PLACE.search(base) or tokens[-1][1] == "q":
        return None
    if not _proper(base, head[0]):
        return None
    return _accept(begin, head, text[begin : head.end()], level, False)


def _breaks(word: str, tag: str, level: str) -> bool:
    """Whether a word cannot be part of a name: particles, verbs, numbers; single verbs can, in an estate's name."""
    if word in _STOPS or word in _VERBS or tag in _CLOSED or (tag == "f" and word in _AFTER):
        return True
    if level == "neighbourhood" and (len(word) == 1 or tag == "m") and not word.isdigit():
        return False
    return tag[0] in "vmqd"


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
