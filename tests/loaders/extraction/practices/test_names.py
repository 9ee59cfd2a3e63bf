import pytest
from govgraph.loaders.extraction.practices.entities import EMPTY, clean


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("举行议事会", "议事会"),
        ("充分发挥网格党支部", "网格党支部"),
        ("积极探索推行楼院自治", "楼院自治"),
        ("建立党员责任区", "党员责任区"),
        ("“推行”", "推行"),
        ("“邻里议事厅”", "邻里议事厅"),
        ("河长制", "河长制"),
        ("培育多员", "培育多员"),
    ],
)
def test_a_name_comes_without_the_verb_that_sets_the_practice_up(told: str, name: str) -> None:
    assert clean(told) == name


@pytest.mark.parametrize("words", ["各项机制", "长效机制", "相关制度", "一系列活动"])
def test_some_words_name_no_practice(words: str) -> None:
    assert EMPTY.fullmatch(words) and not EMPTY.fullmatch("积分" + words)


def test_what_somebody_brings_to_bear_is_no_practice() -> None:
    assert EMPTY.fullmatch("先锋模范作用")
