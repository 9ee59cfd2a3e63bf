"""Sentences that answers say, in both languages."""

from __future__ import annotations

_TEXTS = {
    "ambiguous": ("有几种理解,请选一种", "this may mean several things; please choose"),
    "below": (
        "{name}本级没有记录,以下是其下级的",
        "nothing is recorded of {name} itself; this is from places inside it",
    ),
    "above": ("高于所问层级的还有:{names}", "above the level asked for: {names}, as a whole"),
    "too_long": ("问题太长(超过 {limit} 字)", "the question is too long (over {limit} characters)"),
    "left": ("问题中的这些词没有用上:{words}", "these words of the question were not used: {words}"),
    "empty": (
        "问题已理解;图中没有记录,这不等于没有",
        "understood; the graph records none, which does not mean that there is none",
    ),
    "coverage": (
        "排序取决于报道覆盖:报道多的地方,记录也多",
        "the order depends on coverage: a place with more reports has more on record",
    ),
    "comparator": ("原文为约数或界限({sign})", "the source gives a bound or an approximation ({sign})"),
    "unknown_name": ("图中没有“{name}”", "the graph knows no {name!r}"),
    "out_of_scope": (
        "这不是图能回答的问题:图里有地方、治理做法、人物职务、数据、层级、服务人群、问题、政策和来源",
        "the graph cannot tell: it holds places, governance practices, posts, figures, tiers, groups served, "
        "problems, policies and sources",
    ),
    "no_figure": ("图中没有这样的数据 {words}", "the graph holds no such figure {words}"),
    "no_constraint": (
        "没有看出按什么来选地方 {words}",
        "it is not clear by what the places are to be chosen {words}",
    ),
    "words": ("不明白这些词:{words}", "these words are not understood: {words}"),
    "not_understood": ("没有看懂问题", "the question was not understood"),
    "empty_question": ("问题是空的", "the question is empty"),
    "example": ("{name}有哪些做法?", "Which practices does {name} have?"),
}


def say(key: str, language: str, **values: object) -> str:
    """A sentence in a language, with its values put in."""
    return _TEXTS[key][0 if language == "zh" else 1].format(**values).strip()
