import pytest
from govgraph.loaders.extraction.annotations import Place, Practice, Target
from govgraph.loaders.extraction.pipeline import CharacterTokenizer
from govgraph.loaders.extraction.targets import Targets, candidates
from spacy.tokens import Span
from spacy.vocab import Vocab

QUARTER = Place("杏花社区", "village")
TALKS = Practice("楼道夜话", "deliberation")


def read(text: str) -> list[Target]:
    doc = CharacterTokenizer(Vocab())(text)
    for key, fact in (("places", QUARTER), ("practices", TALKS)):
        spans = []
        if fact.name in text:
            at = text.index(fact.name)
            span = Span(doc, at, at + len(fact.name), label=type(fact).__name__)
            span._.fact = fact
            spans.append(span)
        doc.spans[key] = spans
    return list(Targets()(doc)._.targets)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("杏花社区靠楼道夜话解决了停车难。", "停车难", "Problem"),
        ("杏花社区的楼道夜话为独居老人排忧。", "独居老人", "Group"),
        ("杏花社区办起楼道夜话，化解漏水、占道等矛盾。", "漏水", "Problem"),
        ("杏花社区用楼道夜话治理飞线充电。", "飞线充电", "Problem"),
        ("杏花社区请快递员参加楼道夜话。", "快递员", "Group"),
    ],
)
def test_a_target_is_linked_to_its_practice_and_place(text: str, name: str, kind: str) -> None:
    target = next(t for t in read(text) if t.name == name)
    assert target.kind == kind
    assert target.practice is TALKS
    assert target.place is QUARTER


def test_without_a_practice_there_is_no_target() -> None:
    assert read("杏花社区停车难。") == []


@pytest.mark.parametrize("text", ["大家都很为难。", "排忧解难办实事。", "攻坚克难。", "遇到困难。"])
def test_words_that_end_in_hard_are_no_problems(text: str) -> None:
    assert candidates(text) == []


def test_items_of_a_list_are_problems_each() -> None:
    text = "重点解决路灯不亮、井盖松动、噪声扰民等问题。"
    assert [text[c.start : c.end] for c in candidates(text)] == ["路灯不亮", "井盖松动", "噪声扰民"]
