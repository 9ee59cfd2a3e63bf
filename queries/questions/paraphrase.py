"""What was understood, said back in the question's language."""

from __future__ import annotations

from collections.abc import Iterable

from .lexicon import Lexicon
from .slots import Frame

_TARGET = {
    "authors": ("作者", "authors"),
    "published": ("发表日期", "date of publication"),
    "places": ("地方", "places"),
    "practices": ("做法", "practices"),
    "persons": ("人物", "people"),
    "roles": ("职务", "posts"),
    "tiers": ("层级", "tiers"),
    "chains": ("组织链条", "chains of tiers"),
    "groups": ("服务的人群", "groups served"),
    "problems": ("解决的问题", "problems tackled"),
    "policies": ("政策文件", "policy documents"),
    "sources": ("报道", "articles"),
    "dates": ("开始时间", "starting date"),
    "aliases": ("其他叫法", "other names"),
    "kinds": ("所属类型", "the broader kind"),
    "location": ("所在地", "location"),
    "similar_places": ("做法最相似的地方", "places with the most practices in common"),
    "similar_practices": ("同类做法", "practices of the same kind"),
    "compare_places": ("做法多少的比较", "comparison by number of practices"),
    "compare_tiers": ("级数的比较", "comparison by number of tiers"),
    "subkinds": ("下位做法和品牌", "kinds and brands"),
    "whether": ("有没有记录", "whether it is recorded"),
    "disagreements": ("说法不一之处", "where sources differ"),
    "categories": ("类别", "categories"),
    "figures": ("数据", "figure"),
}
_AGGREGATE = {
    "count": ("的数目", "number of "),
    "max": (",最多/最大者", ", the largest"),
    "min": (",最少/最小者", ", the smallest"),
    "first": (",最早者", ", the earliest"),
    "last": (",最晚者", ", the latest"),
    "average": (",平均", ", on average"),
    "sum": (",合计", ", in total"),
    "": ("", ""),
}
_OPERATOR = {"<": ("{} 以前", "before {}"), ">=": ("{} 以来", "since {}"), "=": ("{}", "in {}")}


def paraphrase(frame: Frame, language: str) -> str:
    """A frame in words.

    Args:
        frame: complete slots.
        language: ``zh`` or ``en``.
    """
    return _zh(frame) if language == "zh" else _en(frame)


def _zh(f: Frame) -> str:
    parts: list[str] = []
    if f.places:
        joined = "、".join(p.name for p in f.places)
        parts.append(f"{joined}{'都' if f.combine == 'all' else ''}{'(含下级)' if f.below else ''}")
    if f.minus:
        parts.append("而" + "、".join(p.name for p in f.minus) + "没有")
    for p in f.wanted:
        parts.append(
            f"采用“{p.name}”(含其下位做法、品牌和以它为一级的链条)"
            if f.target in ("places", "practices", "persons")
            else f"“{p.name}”"
        )
    parts += [f"没有采用“{p.name}”" for p in f.denied]
    parts += [f"服务{n.name}" for n in f.groups] + [f"针对{n.name}" for n in f.problems]
    parts += [n.name for n in f.persons]
    if f.roles:
        parts.append("任" + "、".join(Lexicon.default().roles[r]["zh"].split()[0] for r in f.roles))
    if f.category:
        parts.append(f"类别 {f.category}")
    if f.time:
        parts.append(_OPERATOR[f.time[0]][0].format(f.time[1]))
    if f.advocated:
        parts.append("只见提倡、未见采用")
    level = "、".join(_unique(lv.zh for lv in f.levels))
    target = (
        level
        if f.target in ("places", "similar_places", "location") and level
        else _TARGET.get(f.target, ("", ""))[0]
    )
    if f.target == "figures" and f.figures:
        target = f.figures[0].measure if len(f.figures) == 1 else "相关数据"
    return f"{';'.join(parts)} → {target}{_AGGREGATE[f.aggregate][0]}"


def _en(f: Frame) -> str:
    parts: list[str] = []
    target = _TARGET.get(f.target, ("", ""))[1]
    level = " or ".join(_unique(lv.en for lv in f.levels))
    if f.target in ("places", "similar_places", "location") and level:
        target = f"places at the level of {level}" if f.target != "location" else f"{level} where it lies"
    if f.target == "figures" and f.figures:
        target = f.figures[0].measure if len(f.figures) == 1 else "figures"
    if f.places:
        joined = (" and " if f.combine == "all" else ", ").join(p.name for p in f.places)
        parts.append(f"for {joined}{' and below' if f.below else ''}")
    if f.minus:
        parts.append("but not for " + ", ".join(p.name for p in f.minus))
    for p in f.wanted:
        wide = " or a kind, brand or chain of it" if f.target in ("places", "practices", "persons") else ""
        parts.append(f"with {p.name}{wide}")
    parts += [f"without {p.name}" for p in f.denied]
    parts += [f"serving {n.name}" for n in f.groups] + [f"tackling {n.name}" for n in f.problems]
    parts += [n.name for n in f.persons]
    if f.roles:
        parts.append("as " + ", ".join(Lexicon.default().roles[r]["en"].split(",")[0] for r in f.roles))
    if f.category:
        parts.append(f"of the category {f.category}")
    if f.time:
        parts.append(_OPERATOR[f.time[0]][1].format(f.time[1]))
    if f.advocated:
        parts.append("only advocated, adopted nowhere")
    number = "number of " if f.aggregate == "count" else ""
    tail = "" if f.aggregate == "count" else _AGGREGATE[f.aggregate][1]
    return f"{number}{target} {'; '.join(parts)}".strip() + tail


def _unique(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))
