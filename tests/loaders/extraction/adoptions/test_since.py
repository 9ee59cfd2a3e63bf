from __future__ import annotations

import pytest
from govgraph.loaders.extraction.adoptions.since import moments
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("自2020年7月起，全市推行", "2020-07"),
        ("2021年3月8日挂牌", "2021-03-08"),
        ("2019年以来", "2019"),
        ("今年6月，街道成立", "2023-06"),
        ("去年以来，各村建起", "2022"),
        ("前年底铺开", "2021"),
        ("今年三月起试行", "2023-03"),
    ],
)
def test_dates_are_read_and_relative_ones_resolved_against_the_day_of_print(text: str, iso: str) -> None:
    assert [m.iso for m in moments(text, "2023-11-20")] == [iso]


def test_a_month_alone_lies_in_the_year_before_if_it_has_not_come_yet() -> None:
    assert [m.iso for m in moments("12月，社区建起驿站", "2023-03-01")] == ["2022-12"]


def test_relative_dates_are_left_out_where_the_day_of_print_is_unknown() -> None:
    assert moments("去年6月起，街道推行", None) == []


def test_what_goes_on_from_a_date_is_told_from_what_happened_on_it() -> None:
    onward = [m.onward for m in moments("2019年以来推行，2020年获奖", "2023-01-01")]
    assert onward == [True, False]


@given(
    st.text("今去前年月日起来，。0123456789一二三十", max_size=40),
    st.sampled_from([None, "2023", "2023-05-06"]),
)
def test_dates_are_iso_and_inside_the_text(text: str, printed: str | None) -> None:
    for m in moments(text, printed):
        assert 0 <= m.start < m.end <= len(text)
        parts = m.iso.split("-")
        assert len(parts[0]) == 4 and all(len(p) == 2 for p in parts[1:])
        assert all(1 <= int(p) <= 31 for p in parts[1:])
