import pytest
from govgraph.loaders.extraction.annotations import Practice
from govgraph.loaders.extraction.chains import Chains, find
from govgraph.loaders.extraction.pipeline import CharacterTokenizer
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab


def read(text: str, *practices: Practice) -> Doc:
    doc = CharacterTokenizer(Vocab())(text)
    spans = []
    for practice in practices:
        span = Span(
            doc, text.index(practice.name), text.index(practice.name) + len(practice.name), label="Mechanism"
        )
        span._.fact = practice
        spans.append(span)
    doc.spans["practices"] = spans
    return Chains()(doc)


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        (
            "镇里织密“镇党委—村党总支—网格党小组—党员联户”四级组织网。",
            ("镇党委", "村党总支", "网格党小组", "党员联户"),
        ),
        ("形成街道党工委→社区党委→小区党支部三级架构。", ("街道党工委", "社区党委", "小区党支部")),
        ("构建“乡镇党委＋村党支部＋微网格”三级体系，", ("乡镇党委", "村党支部", "微网格")),
        ("实行市、县、乡、村四级联动。", ("市", "县", "乡", "村")),
        ("健全区、街道、社区三级治理体系，", ("区", "街道", "社区")),
        ("落实县乡村三级责任制。", ("县", "乡", "村")),
        ("党总支建在片区，党支部建在小区，党小组建在楼栋。", ("党总支", "党支部", "党小组")),
        ("“县级统筹、乡镇主抓、村级落实”三级工作机制", ("县级", "乡镇", "村级")),
        ("从街道到社区到楼栋层层落实。", ("街道", "社区", "楼栋")),
    ],
)
def test_a_chain_is_read_in_order(text: str, tiers: tuple[str, ...]) -> None:
    assert [f.tiers for f in find(text)] == [tiers]


@pytest.mark.parametrize(
    "text",
    [
        "市、区两级财政各出一半。",
        "推行“线上预约+上门服务”的做法。",
        "乘坐北京—上海—杭州的列车。",
        "2019年—2021年—2023年，三次改版。",
        "形成“社区+业委会+物业”三方协商。",
        "从早到晚，从春到秋，从不停歇。",
    ],
)
def test_pairs_formulas_and_routes_are_no_chains(text: str) -> None:
    assert find(text) == []


def test_the_system_that_is_named_owns_the_chain() -> None:
    system = Practice("四级网格体系", "grid")
    doc = read("建起“街道—社区—网格—楼栋”四级网格体系。", system)
    (chain,) = doc._.chains
    assert chain.practice is system
    assert len(doc.spans["practices"]) == 1


def test_a_chain_without_a_system_becomes_a_practice() -> None:
    doc = read("打造“社区党委—小区党支部—楼栋党小组”。")
    (chain,) = doc._.chains
    assert chain.practice.name == "社区党委—小区党支部—楼栋党小组"
    assert [s._.fact for s in doc.spans["practices"]] == [chain.practice]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="社区党委网格支部市县乡村三四级—+→、，。“”从到建在联系", max_size=80))
def test_chains_lie_within_the_text_and_do_not_overlap(text: str) -> None:
    last = 0
    for item in find(text):
        assert last <= item.start < item.end <= len(text)
        assert len(item.tiers) >= 2
        assert all(item.tiers)
        last = item.end


def test_a_verb_with_the_first_tier_is_no_practice_beside_the_chain() -> None:
    doc = read("镇上推行镇党委-村党支部-网格党小组-党员联户，户户有人管。", Practice("推行镇党委"))
    assert [s._.fact.name for s in doc.spans["practices"]] == ["镇党委-村党支部-网格党小组-党员联户"]


def test_a_system_that_is_spelt_out_behind_its_name_has_the_tiers() -> None:
    system = Practice("四级组织体系")
    doc = read("镇上织起四级组织体系，即镇党委-村党支部-网格党小组-党员联户，户户有人管。", system)
    (found,) = doc._.chains
    assert found.practice is system
    assert found.tiers == ("镇党委", "村党支部", "网格党小组", "党员联户")
