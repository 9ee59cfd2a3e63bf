import pytest
from govgraph.loaders.extraction.annotations import Person, Place, Practice
from govgraph.loaders.extraction.pipeline import build
from spacy.language import Language
from spacy.tokens import Doc, Span

TOWN = Place("云台镇", "township")
QUARTER = Place("杏花社区", "village")
VILLAGE = Place("石桥村", "village")
GACHA = Place("白音嘎查", "village")


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build(("persons",))


def read(nlp: Language, text: str, *facts: Place | Practice) -> Doc:
    doc = nlp.make_doc(text)
    for key, cls in (("places", Place), ("practices", Practice)):
        spans = []
        for fact in facts:
            at = text.find(fact.name) if isinstance(fact, cls) else -1
            while at >= 0:
                span = Span(doc, at, at + len(fact.name), label=cls.__name__)
                span._.fact = fact
                spans.append(span)
                at = text.find(fact.name, at + 1)
        doc.spans[key] = sorted(spans, key=lambda s: s.start)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def people(nlp: Language, text: str, *places: Place) -> dict[str, Person]:
    doc = read(nlp, text, *places)
    return {s._.fact.name: s._.fact for s in doc.spans["persons"]}


def titles(person: Person) -> list[str]:
    return [r.title for r in person.roles]


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("杏花社区党委书记郑文秀说，大家的事大家商量着办。", "郑文秀", "社区党委书记"),
        ("“修路的钱一笔笔都贴在墙上。”石桥村党支部书记、村委会主任高连生介绍。", "高连生", "村委会主任"),
        ("石桥村党总支书记兼村委会主任孙立民带头拆了自家的围墙。", "孙立民", "村委会主任"),
        ("何玉兰，女，杏花社区党总支书记，干社区工作已有十多年。", "何玉兰", "社区党总支书记"),
        ("网格员周倩每天走访二十户人家。", "周倩", "网格员"),
        ("退休教师蒋国栋主动报名当调解员。", "蒋国栋", "退休教师"),
        ("“以前停车要绕三圈。”居民潘志强告诉记者。", "潘志强", "居民"),
        ("2021年，韩冬梅当选村委会主任。", "韩冬梅", "村委会主任"),
        ("外卖骑手吕鹏把车停好，进驿站接了杯热水。", "吕鹏", "外卖骑手"),
        ("杏花社区党委书记秦朗想到了院里的凉亭。", "秦朗", "社区党委书记"),
        ("石桥村村民莫长根说，路通了心也通了。", "莫长根", "村民"),
        ("街巷长高峰吹响了哨子，三个部门来报到。", "高峰", "街巷长"),
        ("石桥村妇女主任王桂兰挨户走访。", "王桂兰", "村妇女主任"),
        ("杏花社区党委书记欧阳静表示，下一步要把站点开到楼下。", "欧阳静", "社区党委书记"),
    ],
)
def test_a_person_is_read_with_the_role(nlp: Language, text: str, name: str, title: str) -> None:
    found = people(nlp, text, QUARTER, VILLAGE)
    assert name in found
    assert title in titles(found[name])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("白音嘎查牧民苏和巴特尔说，草场的事有人管了。", "苏和巴特尔"),
        ("村党支部书记古丽巴哈尔·买买提说，夜校开到了家门口。", "古丽巴哈尔·买买提"),
        ("牧民其其格把新挤的奶端上桌。", "其其格"),
    ],
)
def test_transliterated_names_are_whole(nlp: Language, text: str, name: str) -> None:
    assert name in people(nlp, text, GACHA)


def test_a_role_belongs_to_its_place_and_body(nlp: Language) -> None:
    found = people(nlp, "近日，云台镇杏花社区党委书记郑文秀说，楼道灯都修好了。", TOWN, QUARTER)
    role = found["郑文秀"].roles[0]
    assert role.place is QUARTER
    assert role.organization == "杏花社区党委"


def test_a_list_of_names_shares_the_role_behind_it(nlp: Language) -> None:
    found = people(nlp, "这些年，陈秀英、刘春燕、马国强等志愿者一直守在站里。")
    assert {"陈秀英", "刘春燕", "马国强"} <= set(found)


def test_mentions_of_one_person_are_one_fact(nlp: Language) -> None:
    text = "网格员周晓梅记下了三件事。\n傍晚，周晓梅又去看了看李奶奶。“都解决了。”周晓梅说。"
    doc = read(nlp, text)
    facts = [s._.fact for s in doc.spans["persons"] if s.text == "周晓梅"]
    assert len(facts) == 3
    assert len({id(f) for f in facts}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "本报记者 梁思远 通讯员 秦可欣\n街道把会场搬进了院子。",
        "社区干部和居民群众一起清理楼道，大家高兴得很。",
        "图为志愿者在整理书架。 罗一鸣 摄",
        "居民幸福感、获得感、安全感不断增强，党员干部常下沉、勤走访。",
        "街道成立议事会，老党员、楼栋长、单元长都参加。",
    ],
)
def test_bylines_and_common_words_are_no_persons(nlp: Language, text: str) -> None:
    assert people(nlp, text) == {}


def test_who_speaks_of_a_practice_is_linked_to_it(nlp: Language) -> None:
    practice = Practice("板凳夜话", "deliberation")
    doc = read(nlp, "“板凳夜话把人聚到了一起。”石桥村党支部书记高连生说。", VILLAGE, practice)
    person = next(s._.fact for s in doc.spans["persons"])
    assert person.speaks_on == [practice]


@pytest.mark.parametrize("text", ["", "书记", "王", "书记书记书记", "·" * 50, "李" * 300, "说" * 300])
def test_odd_texts_do_no_harm(nlp: Language, text: str) -> None:
    assert "persons" in read(nlp, text).spans
