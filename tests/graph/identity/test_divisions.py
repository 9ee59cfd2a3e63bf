from __future__ import annotations

import csv
import lzma
import random
import time
from pathlib import Path

import pytest
from govgraph.graph.identity import make_divisions
from govgraph.graph.identity.division_names import short_forms, usual_name
from govgraph.graph.identity.divisions import Divisions
from hypothesis import given
from hypothesis import strategies as st

DIVISIONS = Divisions.default()
CODES = list(DIVISIONS)


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("武汉", (), "4201"),
        ("武汉市", (), "4201"),
        ("恩施州", (), "4228"),
        ("内蒙古", (), "15"),
        ("康城社区", ("鄂尔多斯", "康巴什区"), "150603003001"),
        ("康城社区居委会", ("内蒙古自治区",), "150603003001"),
        ("龙马社区", ("湖南", "长沙市", "芙蓉区", "东湖街道"), "430102017001"),
        ("东湖街道办事处", ("长沙市",), "430102017"),
        ("鼓楼区", ("福建",), "350102"),
        ("南山", ("深圳",), "440305"),
        ("朝阳区", ("中国", "北京市"), "110105"),
        ("仙桃", (), "429004"),
        ("朝阳街道", ("高密市",), "370785001"),
        ("香港", (), "81"),
        ("150603", (), "150603"),
    ],
)
def test_a_name_and_its_parents_determine_one_code(name: str, within: tuple[str, ...], code: str) -> None:
    assert DIVISIONS.find(name, within) == code


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("朝阳区", ()),
        ("朝阳", ()),
        ("和平村", ()),
        ("鼓楼区", ("河北",)),
        ("龙马", ()),
        ("没有这个地方市", ()),
        ("", ()),
        ("9999", ()),
    ],
)
def test_what_is_ambiguous_or_unknown_has_no_code(name: str, within: tuple[str, ...]) -> None:
    assert DIVISIONS.find(name, within) is None


@pytest.mark.parametrize(
    ("short", "code"), [("吉林", "22"), ("海南", "46"), ("西安", "6101"), ("长沙", "4301")]
)
def test_a_short_form_means_the_province_or_prefecture_rather_than_a_lesser_place(
    short: str, code: str
) -> None:
    assert DIVISIONS.find(short) == code


def test_a_parent_that_the_table_does_not_know_is_passed_over() -> None:
    assert DIVISIONS.find("芳草街街道", ("四川省", "成都市", "某某产业新城")) == DIVISIONS.find(
        "芳草街街道", ("成都市",)
    )


def test_a_district_of_a_municipality_lies_in_it_directly() -> None:
    assert DIVISIONS.ancestors("110105") == [("11", "北京市")]
    assert DIVISIONS.name("1101") is None


def test_a_county_under_a_province_lies_in_it_directly() -> None:
    assert DIVISIONS.ancestors("429004001") == [("42", "湖北省"), ("429004", "仙桃市")]


def test_a_prefecture_without_counties_has_townships_for_children() -> None:
    children = DIVISIONS.children("4419")
    assert children and all(len(code) == 9 for code in children)
    assert "441900" not in DIVISIONS


def test_levels_follow_from_the_length_of_codes() -> None:
    assert [DIVISIONS.level(code) for code in ("42", "4201", "420106", "420106001", "420106001001", "4")] == [
        "province",
        "prefecture",
        "county",
        "township",
        "village",
        None,
    ]


@given(st.sampled_from(CODES[::97]))
def test_each_division_is_a_child_of_its_parent_and_found_by_its_chain(code: str) -> None:
    name = DIVISIONS.name(code)
    ancestors = DIVISIONS.ancestors(code)
    assert name
    if ancestors:
        assert code in DIVISIONS.children(ancestors[-1][0])
    found = DIVISIONS.find(name, [parent for _, parent in ancestors])
    # Two neighbours may bear one name; then neither is found, never the other.
    assert found == code or len(DIVISIONS.candidates(name)) > 1


@given(st.text(max_size=8), st.lists(st.text(max_size=4), max_size=3))
def test_any_text_is_looked_up_without_an_error(name: str, within: list[str]) -> None:
    code = DIVISIONS.find(name, within)
    assert code is None or code in DIVISIONS
    assert DIVISIONS.children(name) == [] or name in DIVISIONS or name == ""


@pytest.mark.parametrize(
    ("official", "usual"),
    [
        ("康城社区居委会", "康城社区"),
        ("李庄村村民委员会", "李庄村"),
        ("李庄村委会", "李庄村"),
        ("前门居委会", "前门社区"),
        ("卜尔汉图嘎查村民委员会", "卜尔汉图嘎查"),
        ("东沟社区村民委员会", "东沟社区"),
        ("一连生活区", "一连生活区"),
        ("烧锅局子村委会（合隆经济开发区）（省级）", "烧锅局子村"),
    ],
)
def test_names_lose_their_committees(official: str, usual: str) -> None:
    assert usual_name(official, 12) == usual
    assert usual_name(usual, 12) == usual


def test_short_forms() -> None:
    assert short_forms("武汉市") == ["武汉"]
    assert short_forms("延边朝鲜族自治州") == ["延边州", "延边"]
    assert short_forms("赵县") == []
    assert "合肥高新区" in short_forms("合肥高新技术产业开发区")


def test_the_table_is_made_from_csv(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "code,name\n11,北京市\n1101,市辖区\n110101,东城区\n110101001,东华门街道\n110101001001,多福巷社区居委会\n",
        "utf-8",
    )
    target = tmp_path / "table.npz"
    assert make_divisions.make(table, target) == 4 + 3
    made = Divisions(target)
    assert made.name("110101001001") == "多福巷社区"
    assert made.ancestors("110101001") == [("11", "北京市"), ("110101", "东城区")]
    assert made.children("") == ["11", "71", "81", "82"]


def test_it_loads_fast() -> None:
    path = Path(make_divisions.TARGET)
    start = time.process_time()
    divisions = Divisions(path)
    divisions.find("武汉")
    # Measured at 0.1 s; a busy machine takes longer.
    assert time.process_time() - start < 1.0
    assert path.stat().st_size < 4_000_000


@pytest.mark.shared
def test_the_shipped_table_is_the_official_one(shared: Path) -> None:
    with lzma.open(shared / "divisions" / "divisions.csv.xz", "rt", encoding="utf-8") as file:
        rows = [(row["code"], row["name"]) for row in csv.DictReader(file)]
    missing = [code for code, _ in rows if code not in DIVISIONS]
    assert sorted(missing) == sorted(
        [
            *("1101", "1201", "3101", "5001", "5002", "4190", "4290", "4690", "6590"),
            *("441900", "442000", "460400", "350527000", "350527000000"),
        ]
    )
    for code, name in random.Random(0).sample(rows, 2000):
        if code in DIVISIONS:
            assert (DIVISIONS.name(code) or "")[:2] in name
