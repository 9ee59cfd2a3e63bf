from __future__ import annotations

import pytest
from govgraph.queries.questions.normalise import LONGEST, fold, normalise, tell_language
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("哪些城市有網格黨支部?", "哪些城市有网格党支部?"),
        ("Ｗｈｏ　is  it？", "who is it?"),
        ("\u200b武汉\ufeff", "武汉"),
    ],
)
def test_one_plain_form(raw: str, plain: str) -> None:
    assert normalise(raw).plain == plain


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2019年以来开始的做法", ["2019"]),
        ("二〇二〇年之前", ["2020"]),
        ("2020年7月启动的", ["2020-07"]),
        ("started before July 2020", ["2020-07"]),
        ("since 2022-05-03", ["2022-05-03"]),
        ("有2020名党员", []),
    ],
)
def test_dates(text: str, dates: list[str]) -> None:
    assert [d for _, _, d in normalise(text).dates] == dates


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("which cities run 网格党支部?", "en"),
        ("济宁的民意5来听啥时候开始的?", "zh"),
        ("康城社区的App有哪些?", "zh"),
        ("Who is 张万里?", "en"),
        ("", "zh"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert tell_language(text.lower()) == language


def test_quoted_names() -> None:
    assert normalise("哪里有“一网一图一朵云”?").quoted == ("一网一图一朵云",)


@given(st.text(max_size=300))
def test_reading_twice_changes_nothing(text: str) -> None:
    once = normalise(text).plain
    assert normalise(once).plain == once
    assert len(once) <= LONGEST


@given(st.text(max_size=100))
def test_fold_keeps_letters_and_digits_only(text: str) -> None:
    assert all(c.isalnum() or not c.isascii() for c in fold(text))
