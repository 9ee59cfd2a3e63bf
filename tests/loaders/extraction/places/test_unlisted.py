from __future__ import annotations

import pytest
from govgraph.loaders.extraction.places import unlisted


def names(text: str, *known: str) -> list[str]:
    """The unlisted names of a text in which some places are known."""
    spans = [(text.index(name), text.index(name) + len(name)) for name in known]

    def taken(offset: int) -> int | None:
        return next((end for start, end in spans if start <= offset < end), None)

    return [found.name for found in unlisted.find(text, taken, {end: start for start, end in spans})]


@pytest.mark.parametrize(
    "text",
    [
        "党员带头，助力小区治理见成效。",
        "干部们紧盯社区难题，积极探索小区自治的路子。",
        "眼下近三成片区还没有通路，高海拔片区更难。",
        "少数小区至今没有业委会，半数小区的电梯坏过。",
        "城里又有两大商圈，网格员每月进一次小区。",
        "今年计划新建骑手友好小区，年内再建友好街区。",
        "办法很管用，春光小区治理从此顺了。",
    ],
)
def test_words_of_prose_about_governance_make_no_name(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["街道评出“先锋小区”，奖了五户。", "基金会发起“同心家园”项目。"])
def test_a_title_in_quotation_marks_is_no_place(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("走进图强小区，楼道亮堂。", "图强小区"),
        ("铁路小区，四十年的老楼。", "铁路小区"),
        ("志愿者来自春光小区治理小组。", "春光小区"),
        ("春光小区治理有方，春光小区的人都说好。", "春光小区"),
        ("康龙苑小区治理有方。", "康龙苑小区"),
    ],
)
def test_an_estate_is_told_by_how_it_stands_or_recurs_or_by_a_proper_name(text: str, name: str) -> None:
    assert name in names(text)


def test_a_describing_word_after_a_place_makes_no_village() -> None:
    assert names("芙蓉区紧盯社区的难题。", "芙蓉区") == []


@pytest.mark.parametrize(
    ("text", "known", "name"),
    [
        ("平谷区的金海湖镇先试。", "平谷区", "金海湖镇"),
        ("茅洋乡李家弄村“有事说事”。", "茅洋乡", "李家弄村"),
        ("西周镇杰下村村民坐到了一起。", "西周镇", "杰下村"),
    ],
)
def test_a_village_or_township_that_a_place_holds_is_found(text: str, known: str, name: str) -> None:
    assert names(text, known) == [name]


@pytest.mark.parametrize(
    "text", ["西周镇党员下村。", "西周镇的“鹤乡”美名。", "西周镇的村民都到了。", "西周镇干部进村入户。"]
)
def test_going_to_a_village_is_no_village(text: str) -> None:
    assert names(text, "西周镇") == []
