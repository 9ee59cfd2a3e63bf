from __future__ import annotations

import pytest
from govgraph.loaders.extraction.adoptions.scene import Scene
from govgraph.loaders.extraction.adoptions.stance import stance, status

from .test_component import article

NAME = "网格哨机制"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("桐乡市推行网格哨机制。", "practised"),
        ("桐乡市试行网格哨机制。", "piloted"),
        ("下一步，桐乡市推行网格哨机制。", "planned"),
        ("桐乡市拟建立网格哨机制。", "planned"),
        ("各地应当建立网格哨机制。", "advocated"),
        ("桐乡市尚未建立网格哨机制。", "denied"),
        ("网格哨机制至今没有建立。", "denied"),
        ("网格哨机制去年停办。", "ended"),
    ],
)
def test_the_words_around_a_practice_tell_how_it_is_spoken_of(text: str, said: str) -> None:
    scene = Scene(article(text, ["桐乡市"], [NAME]))
    start = text.index(NAME)
    assert stance(scene, (start, start + len(NAME))) == said


def test_a_status_is_one_of_the_contracts() -> None:
    scene = Scene(article("桐乡市尚未建立网格哨机制。", ["桐乡市"], [NAME]))
    assert status(scene, (7, 12)) == "practised"
