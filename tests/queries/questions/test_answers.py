"""What questions are answered, in both languages, over the bundled facts."""

from __future__ import annotations

from typing import Any

import pytest
from govgraph.queries import Library

PAIRS: list[tuple[str, str, Any]] = [
    ("哪些城市有网格党支部?", "which cities adopted grid-based party branches",
     {"北京市", "厦门市", "苏州市", "鄂尔多斯市"}),
    ("北京市有哪些社区搞楼门长理事会?", "Which communities in Beijing run a stairwell heads' council?", {"紫荆雅园社区"}),
    ("既建了党群服务中心又有暖蜂驿站的是哪个城市?",
     "Which city has both party-mass service centres and Warm Bee stations?", {"深圳市"}),
    ("哪几个省同时有社区干部学院和党员干部下沉社区?",
     "Which provinces have both community cadre academies and party members deployed to communities?", {"吉林省"}),
    ("杭州做了而南京没做的有哪些?", "What has Hangzhou done that Nanjing has not?",
     {"区委书记党建工作现场例会", "定期协商、共抓落实机制"}),
    ("武汉和北京有没有共同的做法?", "Do Wuhan and Beijing share any practices?", set()),
    ("搞群众评价机制的社区书记叫什么?", "Who heads the party branch of the community that runs resident evaluation?",
     {"张丹"}),
    ("马凤强所在的村属于哪个镇?", "To which town does the village of Ma Fengqiang belong?", {"永乐店镇"}),
    ("李小倩是哪个社区的书记?", "Of which community is Li Xiaoqian the party secretary?", {"顺德北社区"}),
    ("康城社区属于哪个地级市?", "In what city is Kangcheng Community located?", {"鄂尔多斯市"}),
    ("哪个省最早搞商圈党建联席会?", "Which province first set up a business-district party-building joint meeting?", {"江苏省"}),
    ("商圈党建联席会哪一年成立?",
     "In what year was the business-district party-building joint conference established?", {"2019"}),
    ("通运街道的第三级是什么?", "What is the third tier of Tongyun Subdistrict's chain?", {"网格"}),
    ("哪些链条有五级?", "Which chains have five tiers?", {"五级信息反馈架构", "五级组织架构"}),
    ("六助活动服务什么人?", "Whom does the six-helps activity serve?", {"老人"}),
    ("哪里解决了停车难?", "Where was the parking problem solved?", {"左岸春天小区"}),
    ("群芳一园社区群众评价的参与率是多少?", "What was the participation rate in the evaluation at Qunfangyiyuan?", 95),
    ("武汉和湖北哪个下沉的党员更多?", "Did Wuhan or Hubei deploy more party members?", {"湖北省"}),
    ("有几篇报道提到吹哨报到?", "How many articles mention whistle-and-report?", 2),
    ("广东有哪些城市建了党群服务中心?", "Which cities in Guangdong built party-mass service centres?", {"深圳市"}),
    ("拉萨有哪些治理机制?", "What governance mechanisms does Lhasa have?", set()),
]  # fmt: skip
DECLINED = [
    "武汉的市长是谁?",
    "Who is the mayor of Wuhan?",
    "为什么北京要搞接诉即办?",
    "Why did Beijing introduce swift response to complaints?",
    "哪个书记最能干?",
    "Which secretary is the most capable?",
    "怎么从武汉去长沙?",
    "How do I get from Wuhan to Changsha?",
    "北京2030年会有多少快递员?",
    "How many couriers will Beijing have in 2030?",
    "张万里的电话号码是多少?",
    "How old is Zhang Wanli?",
    "Which communities have a swimming pool?",
    "What is two plus two?",
    "今天有什么新闻?",
    "网" * 700,
]


@pytest.mark.parametrize(("zh", "en", "wanted"), PAIRS, ids=[p[0] for p in PAIRS])
def test_both_languages_give_the_same_answer(library: Library, zh: str, en: str, wanted: Any) -> None:
    for question in (zh, en):
        answer = library.ask(question)
        got = set(answer.answer) if isinstance(answer.answer, list) else answer.answer
        assert got == wanted, (question, answer.state, answer.interpretation, answer.reason)


@pytest.mark.parametrize("question", DECLINED)
def test_what_the_graph_cannot_tell_is_declined_with_a_reason(library: Library, question: str) -> None:
    answer = library.ask(question)
    assert answer.answer is None
    assert answer.reason
    assert answer.to_json()["answer"] is None


def test_the_flagship_says_who_does_so_above_the_level(library: Library) -> None:
    answer = library.ask("which cities adopted grid-based party branches")
    assert any("山东省" in caveat for caveat in answer.caveats)
    assert isinstance(answer.answer, list) and "山东省" not in answer.answer
    assert all(s["title"] for s in answer.sources)
    assert any("根系工程" in (s["quote"] or "") for s in answer.sources)
    assert answer.parameters == {"practice": ["mech/PARTY_ORG_02"]}


def test_empty_is_not_no(library: Library) -> None:
    answer = library.ask("成都搞接诉即办了没有?")
    assert (answer.state, answer.answer) == ("empty", [])
    assert "不等于" in answer.caveats[0]


def test_words_left_out_are_told(library: Library) -> None:
    answer = library.ask("冬奥会时哪些地方给涉奥团队成立了临时党组织?")
    assert answer.state == "partial"
    assert any("冬奥会" in c for c in answer.caveats)


def test_a_leading_place_comes_with_the_coverage_caveat(library: Library) -> None:
    assert any("覆盖" in c for c in library.ask("哪个城市的做法最多?").caveats)


def test_no_answer_depends_on_the_questions_before(bundled_graph: str) -> None:
    with Library.open(bundled_graph) as fresh:
        first = fresh.ask("通州区城区有多少个社区试点群众评价?").to_json()
        fresh.ask("Which cities in Tibet adopted 红色物业?")
        assert fresh.ask("通州区城区有多少个社区试点群众评价?").to_json() == first


def test_frames_and_networks(library: Library) -> None:
    answer = library.ask("潞城镇采用了哪些做法?")
    assert list(answer.frame().columns) == list(answer.columns)
    assert answer.graph().number_of_edges() > 0


@pytest.mark.parametrize(("name", "wanted"), [("Shaanxi", "行政处罚事项交由街道承担"), ("Shanxi", "社区党组织书记星级化管理")])
def test_shaanxi_and_shanxi_are_told_apart(library: Library, name: str, wanted: str) -> None:
    answer = library.ask(f"What did {name} adopt?")
    assert isinstance(answer.answer, list)
    assert wanted in answer.answer


@pytest.mark.parametrize("name", ["Ordos", "鄂尔多斯", "E'erduosi", "È'ěrduōsī"])
def test_names_of_a_place(library: Library, name: str) -> None:
    assert library.ask(f"Which communities in {name} have a joint party committee?").answer == ["康城社区"]
