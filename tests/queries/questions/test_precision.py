"""An answer has the form that was asked for, or there is none."""

from __future__ import annotations

from typing import Any

import pytest
from govgraph.queries import Library
from govgraph.queries.questions.lexicon import Lexicon

SAME: list[tuple[str, str]] = [
    ("“暖蜂驿站”算哪一种机制?", 'Under which kind of mechanism do the "Warm Bee" stations (暖蜂驿站) fall?'),
    ("北京市哪些社区有报道中点名的书记?", "In which communities of Beijing is the party secretary named?"),
    ("把永乐店镇的做法都列出来", "List everything Yongledian Town has introduced."),
    ("广东和福建都有的做法是什么?", "Which practices are common to Guangdong and Fujian?"),
]
NUMBERLESS = [
    "网格员最多的地方有多少网格员?",
    "How many grid workers has the place with the most?",
    "哪里的垃圾分类参与率最高?",
    "Where is the participation rate in waste sorting highest?",
]


@pytest.mark.parametrize(("zh", "en"), SAME, ids=[p[0] for p in SAME])
def test_a_pair_is_understood_alike(library: Library, zh: str, en: str) -> None:
    first, second = library.ask(zh), library.ask(en)
    assert first.state in ("answered", "empty")
    assert second.state in ("answered", "empty")
    assert _set(first.answer) == _set(second.answer)


def test_a_kind_is_a_category_or_a_broader_type_never_a_place(library: Library) -> None:
    answer = library.ask("“暖蜂驿站”归在哪一类机制下?")
    places = {n for (n,) in library.run("MATCH (l:Locality) RETURN l.name").rows}
    assert answer.answer
    assert not _set(answer.answer) & places


@pytest.mark.parametrize("question", NUMBERLESS)
def test_a_number_that_no_figure_gives_is_not_replaced(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.answer is None or isinstance(answer.answer, int | float)
    assert answer.answer not in (0, 1)


def test_a_village_or_gacha_post_in_brackets_means_either(library: Library) -> None:
    both = _set(library.ask("报道中出现了哪些村(嘎查)党支部书记的名字?").answer)
    english = _set(library.ask("Name the secretaries of village party branches.").answer)
    assert english <= both
    assert len(both) > 1


def test_words_that_ask_for_a_number_of_a_unit_all_ask() -> None:
    lexicon = Lexicon.default()
    for form in ("多少张", "几份", "多少份", "几天"):
        assert any(r.value == "ask.how_many" for r in lexicon.zh[form])


def _set(answer: Any) -> set[Any]:
    return set(answer) if isinstance(answer, list) else {answer}
