import pytest
from govgraph.loaders.extraction.statistics import Numeral, chinese
from hypothesis import given
from hypothesis import strategies as st

DIGITS = "零一二三四五六七八九"


def spell(n: int) -> str:
    """Standard Chinese spelling of 1 to 9999."""
    out, gap = "", False
    for scale, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // scale % 10
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return out


@given(st.integers(1, 9999))
def test_spelled_numbers_are_read_back(n: int) -> None:
    assert chinese(spell(n)) == Numeral(float(n))


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_myriads_are_read_back(high: int, low: int) -> None:
    tail = spell(low) if low >= 1000 else "零" + spell(low)
    assert chinese(spell(high) + "万" + tail) == Numeral(float(high * 10_000 + low))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("七八", 7, 8), ("二三十", 20, 30), ("三五千", 3000, 5000), ("十七八", 17, 18), ("一两百", 100, 200)],
)
def test_two_neighbouring_digits_are_a_range(text: str, low: float, high: float) -> None:
    assert chinese(text) == Numeral(low, high)


@pytest.mark.parametrize("text", ["二〇二四", "三三两两", "九一"])
def test_years_and_idioms_are_no_numbers(text: str) -> None:
    assert chinese(text) is None


@given(st.text(alphabet="零一二两三四五六七八九十百千万亿", max_size=12))
def test_any_run_of_numerals_is_read_or_refused(text: str) -> None:
    value = chinese(text)
    assert value is None or value.low >= 0
