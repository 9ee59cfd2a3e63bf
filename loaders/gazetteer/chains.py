"""Runs of names that follow each other directly, from the province down (湖南长沙市芙蓉区东湖街道)."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from .mentions import Mention
from .words import words

#: After a full name these begin a word of their own; with a short form they name a street or a river.
_STREET = frozenset(
    (
        *("路", "街", "大街", "大道", "大桥", "东路", "西路", "南路", "北路", "中路", "东街", "西街", "南街"),
        *(
            "北街",
            "巷",
            "河",
            "江",
            "湖",
            "湾",
            "山",
            "山脉",
            "高原",
            "盆地",
            "平原",
            "话",
            "菜",
            "籍",
            "舰",
            "时间",
        ),
    )
)
#: A short form opens the name of a company or a school that ends some characters on.
_INSTITUTION = re.compile(
    r"(?:(?![等的在有由和与])[\u4e00-\u9fff]){1,5}?(?:公司|集团|大学|学院|研究院|医院|银行|日报|晚报)"
)


def is_part(text: str, mention: Mention) -> bool:
    """Whether a name is part of another: a street's, an institution's, a company's, a product's."""
    tail = words().not_before.match(text, mention.end)
    if mention.kind != "main" and (tail or _INSTITUTION.match(text, mention.end)):
        return True
    return tail is not None and tail[0] not in _STREET


def segment(main: list[Mention], groups: list[list[Mention]]) -> list[Mention]:
    """Mentions that do not overlap: a township's or village's name swallows a county's short form in it."""
    ends = {m.end: m for m in main}
    starts = [m.start for m in main]
    chosen: list[Mention] = []
    for group in groups:
        # A name that begins inside a full one is cut from it.
        group = [m for m in group if not _cuts(main, starts, m)]
        if not group:
            continue
        pick = next((m for m in group if _is_below(ends.get(m.start), m)), None) or group[0]
        chosen.append(pick)
        for other in group:
            if other is not pick and (other.name in pick.name):
                pick.alternatives.append(other)
        ends[pick.end] = pick
    result: list[Mention] = []
    for mention in sorted([*chosen, *main], key=lambda m: (m.start, -m.end)):
        if not result or mention.start >= result[-1].end:
            result.append(mention)
    return result


def chain(mentions: list[Mention]) -> list[list[Mention]]:
    """Runs of mentions that follow each other directly, each below the one before."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        last = chains[-1][-1] if chains else None
        if last and last.end == mention.start and _is_below(last, mention):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def agree(chain: list[Mention]) -> None:
    """Keep of each mention's codes those that fit with its neighbours', if any do."""
    for parent, child in pairwise(chain):
        parents = frozenset(parent.codes)
        kept = tuple(code for code in child.codes if not parents.isdisjoint(_above(code)))
        child.codes = kept or child.codes
    for child, parent in pairwise(reversed(chain)):
        above = frozenset(code for below in child.codes for code in _above(below))
        kept = tuple(code for code in parent.codes if code in above)
        parent.codes = kept or parent.codes


def _above(code: str) -> tuple[str, ...]:
    """The codes of the divisions that hold one, and of levels that are none."""
    return tuple(code[:digits] for digits in (2, 4, 6, 9) if digits < len(code))


def _is_below(parent: Mention | None, mention: Mention) -> bool:
    # Nothing lies below a village.
    parents = frozenset(code for code in parent.codes if len(code) < 12) if parent else frozenset()
    return bool(parents) and any(not parents.isdisjoint(_above(code)) for code in mention.codes)


def _cuts(main: list[Mention], starts: list[int], mention: Mention) -> bool:
    """Whether a mention begins inside the full name of a province, prefecture or county."""
    index = bisect_left(starts, mention.start) - 1
    return index >= 0 and main[index].kind == "main" and mention.start < main[index].end
