import pytest
from govgraph.loaders.extraction.annotations import Place, Practice
from govgraph.loaders.extraction.pipeline import build
from spacy.language import Language
from spacy.tokens import Doc, Span


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build(("statistics",))


def read(nlp: Language, text: str, *facts: Place | Practice) -> Doc:
    """The article with every mention of the given facts marked."""
    doc = nlp.make_doc(text)
    for key, cls, label in (("places", Place, "Locality"), ("practices", Practice, "Mechanism")):
        spans = []
        for fact in facts:
            if isinstance(fact, cls):
                at = text.find(fact.name)
                while at >= 0:
                    span = Span(doc, at, at + len(fact.name), label=label)
                    span._.fact = fact
                    spans.append(span)
                    at = text.find(fact.name, at + 1)
        doc.spans[key] = sorted(spans, key=lambda s: s.start)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


ARTICLE = (
    "清溪街道把服务送上楼\n"
    "清溪街道下辖12个社区，有居民3.6万户。2022年以来，柳林社区推行邻里积分，累计收集意见410余条，"
    "办结率达96%。松风社区则组建银发巡逻队，38名队员每周巡逻3次，小区盗窃案下降四成以上。"
)


def test_figures_are_placed_where_they_were_counted(nlp: Language) -> None:
    street, willow, pine = (Place(n, v) for n, v in
                            (("清溪街道", "township"), ("柳林社区", "village"), ("松风社区", "village")))  # fmt: skip
    points = Practice("邻里积分", "incentive")
    doc = read(nlp, ARTICLE, street, willow, pine, points)
    facts = {s._.fact.surface: s._.fact for s in doc.spans["statistics"]}
    assert {"12个", "3.6万户", "410余条", "96%", "38名", "3次", "四成以上"} <= set(facts)
    assert facts["12个"].place is street
    assert facts["410余条"].place is willow
    assert facts["410余条"].practice is points
    assert facts["38名"].place is pine
    assert facts["410余条"].comparator == ">"
    assert facts["410余条"].period == "2022年以来"
    assert facts["12个"].measure == "社区"
    assert facts["96%"].measure.startswith("办结率")


def test_numbers_of_idioms_and_dates_are_no_statistics(nlp: Language) -> None:
    text = "一位街坊说，一到下雨天，一个个都往外跑。大家你一言我一语，事情一步一步办成了。2024年5月3日，一切如旧。"
    doc = read(nlp, text)
    assert list(doc.spans["statistics"]) == []


def test_confidence_lies_between_threshold_and_one(nlp: Language) -> None:
    doc = read(nlp, ARTICLE)
    assert all(0.45 <= s._.fact.confidence <= 1 for s in doc.spans["statistics"])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "1",
        "%%%",
        "九十九万九千九百九十九亿" * 50,
        "1" * 400,
        "9" * 400 + "个",
        "1—" + "9" * 400 + "%",
        "3—" * 200 + "5个",
    ],
)
def test_odd_texts_do_no_harm(nlp: Language, text: str) -> None:
    assert "statistics" in read(nlp, text).spans
