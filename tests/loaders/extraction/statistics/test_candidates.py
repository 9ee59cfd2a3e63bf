import pytest
from govgraph.loaders.extraction.statistics import Candidate, candidates
from hypothesis import given, settings
from hypothesis import strategies as st


def only(text: str) -> Candidate:
    found = candidates(text)
    assert len(found) == 1, [text[c.start : c.end] for c in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit", "comparator"),
    [
        ("共有志愿者5.5万名。", "5.5万名", 55_000, "名", "="),
        ("惠及近2000户居民", "近2000户", 2000, "户", "<"),
        ("梳理事项110余项，", "110余项", 110, "项", ">"),
        ("满意率达80.8%。", "80.8%", 80.8, "%", "="),
        ("办结率为百分之九十五", "百分之九十五", 95, "%", "="),
        ("九成居民点了赞", "九成", 90, "%", "="),
        ("老人占到八成五", "八成五", 85, "%", "="),
        ("一半以上的楼栋", "一半以上", 50, "%", "≥"),
        ("三分之二的代表同意", "三分之二", 66.7, "%", "="),
        ("过半数业主签了字", "过半数", 50, "%", ">"),
        ("党员有两百多人", "两百多人", 200, "人", ">"),
        ("上千户人家", "千户", 1000, "户", "="),
        ("解决了数百个难题", "数百个", 100, "个", "≥"),
        ("十几名骑手", "十几名", 10, "名", ">"),
        ("产量翻了一番", "翻了一番", 2, "倍", "="),
        ("投诉量提高了30%", "30%", 30, "%", "="),
        ("上升4.1个百分点", "4.1个百分点", 4.1, "个百分点", "="),
        ("不少于3次议事", "不少于3次", 3, "次", "≥"),
        ("每桌不超过300元", "不超过300元", 300, "元", "≤"),
        ("面积约1,200平方米", "约1,200平方米", 1200, "平方米", "≈"),
        ("投入资金1.2亿元", "1.2亿元", 120_000_000, "元", "="),
        ("三个半小时", "三个半小时", 3.5, "小时", "="),
        ("走了俩小区", "", 0, "", ""),
    ],
)
def test_a_number_is_read_with_its_unit_and_bound(
    text: str, surface: str, value: float, unit: str, comparator: str
) -> None:
    if not surface:
        assert all(c.value == 2 for c in candidates(text))
        return
    item = only(text)
    assert (text[item.start : item.end], item.value, item.unit) == (surface, value, unit)
    assert item.comparator == comparator


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("每月走访1—2次", 1, 2, "次"),
        ("每个小组5至7人", 5, 7, "人"),
        ("下降15%至20%", 15, 20, "%"),
        ("等候3到5分钟", 3, 5, "分钟"),
        ("来了七八位老人", 7, 8, "位"),
        ("流入3至5万人", 30_000, 50_000, "人"),
    ],
)
def test_a_range_has_two_ends(text: str, low: float, high: float, unit: str) -> None:
    item = only(text)
    assert (item.value, item.high, item.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "2023年6月启动",
        "第3名",
        "G20峰会",
        "8:30个别签到",
        "2021年",
        "附近三甲医院",
        "第一书记",
        "方案（2025—2027）",
    ],
)
def test_dates_ordinals_and_codes_are_no_candidates(text: str) -> None:
    assert candidates(text) == []


def test_a_shared_measure_word_is_given_to_both_numbers() -> None:
    assert [c.unit for c in candidates("分别提高1.2个和0.7个百分点")] == ["个百分点", "个百分点"]


def test_people_and_money_are_told_by_the_words_near_a_bare_myriad() -> None:
    assert [c.unit for c in candidates("常住人口超过30万。彩礼降到5万以内。")] == ["人", "元"]


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="一二三十百万亿成半折番分之0123456789.,%—至到近余多个名户次元年月日第，。\n在第", max_size=60
    )
)
def test_candidates_never_overlap_and_lie_within_the_text(text: str) -> None:
    last = 0
    for item in candidates(text):
        assert last <= item.start < item.end <= len(text)
        assert item.start <= item.number
        assert item.high is None or item.high > item.value or item.form == "tenth"
        last = item.end
