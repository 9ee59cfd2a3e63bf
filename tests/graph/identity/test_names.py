from __future__ import annotations

import pytest
from govgraph.graph.identity.names import practice_key
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(
    st.sampled_from(
        ["党建引领", "下的", "机制", "制度", "做法", "模式", "网格", "吹哨", "“", "”", "、", " ", "5", "A"]
    )
)


@given(st.text())
def test_the_key_of_a_key_is_itself_for_any_text(text: str) -> None:
    assert practice_key(practice_key(text)) == practice_key(text)


@given(WORDS.map("".join))
def test_the_key_of_a_key_is_itself_for_names(name: str) -> None:
    assert practice_key(practice_key(name)) == practice_key(name)


@given(WORDS.map("".join))
def test_marks_do_not_matter(name: str) -> None:
    assert practice_key(f"“{name}”") == practice_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“街道吹哨、部门报到”机制", "街道吹哨部门报到"),
        ("党建引领“街道吹哨、部门报到”", "街道吹哨、部门报到"),
        ("党建引领下的网格治理", "网格治理"),
        ("民意“5”来听", '民意"5"来听'),
        ("民意“5”来听", "民意5来听"),
        ("e睦邻", "E睦邻"),
        ("街道职责准入制度", "街道职责准入"),
        ("grid-based party branch", "Grid based party branch"),
    ],
)
def test_writings_of_one_name_are_equal(one: str, other: str) -> None:
    assert practice_key(one) == practice_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("党群服务中心", "党群服务中心体系"),
        ("网格党支部", "网格"),
        ("近邻模式", "近邻"),
        ("党建引领小区", "小区"),
        ("网格黨支部", "网格党支部"),
    ],
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert practice_key(one) != practice_key(other)
