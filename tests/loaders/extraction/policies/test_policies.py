import pytest
from govgraph.loaders.extraction.annotations import Place
from govgraph.loaders.extraction.pipeline import CharacterTokenizer
from govgraph.loaders.extraction.policies import Policies
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab


def read(text: str, *places: Place) -> Doc:
    doc = CharacterTokenizer(Vocab())(text)
    spans = []
    for place in places:
        span = Span(doc, text.index(place.name), text.index(place.name) + len(place.name), label="Locality")
        span._.fact = place
        spans.append(span)
    doc.spans["places"] = spans
    return Policies()(doc)


def titles(text: str) -> list[str]:
    doc = read(text)
    return [s._.fact.title for s in doc.spans["policies"]]


@pytest.mark.parametrize(
    "title",
    [
        "关于推进小区治理的若干意见",
        "云台镇积分管理办法（试行）",
        "三年行动方案（2023—2025）",
        "石桥村村规民约",
        "社区工作事项清单",
    ],
)
def test_rules_are_told_by_their_head(title: str) -> None:
    assert titles(f"镇里印发《{title}》，各村照此推行。") == [title]


@pytest.mark.parametrize("title", ["论语", "平凡的世界", "云台日报", "茉莉花", "民情日记", "云台县志"])
def test_books_papers_and_songs_are_no_policies(title: str) -> None:
    assert titles(f"书架上摆着《{title}》。") == []


def test_who_made_a_rule_is_told() -> None:
    town = Place("云台镇", "township")
    doc = read("2022年，云台镇出台《云台镇红白事管理办法》。", town)
    assert next(iter(doc.spans["policies"]))._.fact.place is town


def test_one_title_is_one_fact() -> None:
    doc = read("出台《积分管理办法》。《积分管理办法》共十条。")
    assert len({id(s._.fact) for s in doc.spans["policies"]}) == 1
    assert len(doc.spans["policies"]) == 2


def test_an_unclosed_title_does_no_harm() -> None:
    assert titles("印发《关于" + "治理" * 500) == []
