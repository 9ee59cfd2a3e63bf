from __future__ import annotations

import pytest
from govgraph.queries.questions.cypher import REACH
from govgraph.queries.questions.lexicon import Lexicon, stem, stem_all
from govgraph.queries.questions.pinyin import spellings, untoned


def test_every_cue_has_words_in_both_languages() -> None:
    lexicon = Lexicon.default()
    zh = {r.value for readings in lexicon.zh.values() for r in readings if r.kind == "cue"}
    en = {r.value for readings in lexicon.en.values() for r in readings if r.kind == "cue"}
    assert zh == en


def test_no_word_is_both_ignored_and_a_name_of_a_level() -> None:
    lexicon = Lexicon.default()
    for word in lexicon.ignored_zh:
        assert not any(r.kind == "level" for r in lexicon.zh.get(word, ())), word


@pytest.mark.parametrize(
    ("one", "other"),
    [("adopted", "adopts"), ("practice", "practise"), ("cities", "city"), ("organisation", "organization"), ("ran", "run")],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("villagers", "villages"), ("building", "built"), ("parking", "park")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_hyphens_divide_and_possessives_go() -> None:
    assert stem_all("Party-building's rules") == stem_all("party building rule")


def test_spellings_know_other_readings() -> None:
    assert spellings("鄂尔多斯")[0] == "eerduosi"
    assert {"chongqing", "zhongqing"} <= set(spellings("重庆"))
    assert untoned("Shǎnxī") == "Shanxi"


def test_the_reach_of_a_practice_is_bounded() -> None:
    assert "*0..3" in REACH
