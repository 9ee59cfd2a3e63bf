from __future__ import annotations

import time

import pytest
from govgraph.loaders.gazetteer import Gazetteer, Linker

LINKER = Linker()


def linked(text: str, hint: str | None = None) -> dict[str, str | None]:
    return {text[link.start : link.end]: link.code for link in LINKER.link(text, hint)[0]}


def test_a_chain_is_linked_at_each_level() -> None:
    assert linked("在湖南长沙市芙蓉区东湖街道龙马社区，议事会每月开一次。") == {
        "湖南": "43",
        "长沙市": "4301",
        "芙蓉区": "430102",
        "东湖街道": "430102017",
        "龙马社区": "430102017001",
    }


def test_short_forms_in_a_list_are_linked() -> None:
    assert linked("广东深圳、广西桂林、内蒙古包头等地推行这一做法。") == {
        "广东": "44",
        "深圳": "4403",
        "广西": "45",
        "桂林": "4503",
        "内蒙古": "15",
        "包头": "1502",
    }


def test_a_shared_name_is_told_by_the_places_around_it() -> None:
    assert linked("江苏南京的变化从鼓楼区开始。")["鼓楼区"] == "320106"
    assert linked("河南开封的变化从鼓楼区开始。")["鼓楼区"] == "410204"


def test_parents_may_be_named_in_the_headline_only() -> None:
    assert linked("桂林秀峰区：支部进院落\n篦子园社区的食堂每天开两餐。")["篦子园社区"] == "450302002008"


def test_parents_may_be_named_later() -> None:
    assert (
        linked("篦子园社区的食堂每天开两餐。\n这里是桂林市秀峰区丽君街道。")["篦子园社区"] == "450302002008"
    )


def test_the_dateline_tells_where_an_article_plays() -> None:
    assert linked("秀峰区的食堂每天开两餐，篦子园社区也有一家。", "桂林")["篦子园社区"] == "450302002008"


@pytest.mark.parametrize("name", ["和平村", "新华社区", "朝阳区", "鼓楼区"])
def test_a_shared_name_without_context_stays_open(name: str) -> None:
    assert linked(f"{name}的议事会每月开一次。").get(name) is None


@pytest.mark.parametrize(
    "text",
    [
        "他走在中山路上，路边是北京烤鸭店。",
        "湖南大学的师生和上海某建筑公司的工人都来了。",
        "大家和平相处，合作开发，振兴乡村，资源共享。",
        "长治久安、安居乐业，是群众的心愿。",
        "社区、街道、乡镇一起行动，进社区、下乡村。",
    ],
)
def test_words_and_parts_of_other_names_are_no_places(text: str) -> None:
    assert linked(text) == {}


def test_a_common_word_is_a_place_in_a_chain() -> None:
    assert linked("江苏通州的做法传开了。")["通州"] == "320612"


def test_nicknames_of_cities_are_known() -> None:
    assert linked("昆明的老街焕新，春城的傍晚热闹起来。")["春城"] == "5301"


def test_a_place_named_in_full_is_known_without_its_kind() -> None:
    text = "黑龙江五常市沙河子镇大柜村遭了水。剩下大柜、三人班等3个村在水库上游。"
    found = linked(text)
    assert found["大柜"] == found["大柜村"] == "230184109202"
    assert found["三人班"] == "230184109201"


def test_lists_of_bare_names_are_linked_within_their_county() -> None:
    found = linked("在贵阳市云岩区八鸽岩街道试行之后，黔灵东路、毓秀路等街道正在学习。")
    assert found["黔灵东路"] == "520103020"
    assert found["毓秀路"] == "520103025"


def test_a_name_right_after_another_place_is_not_sought_elsewhere() -> None:
    # Another county of the same prefecture has a village of that name, 宣恩县 has none.
    assert linked("湖北省恩施州宣恩县和平村的会开到半夜。").get("和平村") is None


def test_it_is_ready_soon_and_reads_fast() -> None:
    start = time.process_time()
    Linker(Gazetteer(LINKER.divisions))
    # Measured at 0.05 s and 3 MB/s on an idle core; the limits leave room for a busy machine.
    assert time.process_time() - start < 1.0
    text = (
        "河北省邯郸市邯山区渚河路街道农林二社区的网格员每天走访居民，把问题记在本子上，能办的当天就办。\n"
        * 500
    )
    start = time.process_time()
    LINKER.link(text)
    assert len(text.encode()) / (time.process_time() - start) > 200_000


@pytest.mark.parametrize(
    "text",
    ["漯河市的两个小区评上河南省和谐社区，还要再评。", "漯河市定下全国和谐社区的标准，幸福社区是目标。"],
)
def test_a_title_of_honour_is_no_community(text: str) -> None:
    assert not {"和谐社区", "幸福社区"} & set(linked(text))


def test_the_end_of_a_longer_name_is_not_a_community_of_another_county() -> None:
    found = linked("安徽合肥市包河区世纪滨湖社区有老年大学，肥西县也来学。")
    assert found["包河区"] == "340111" and "滨湖社区" not in found


def test_a_town_is_its_office_s_district() -> None:
    found = linked("北京市平谷区的金海湖镇先试，昌平区东小口镇跟上。")
    assert (found["金海湖镇"], found["东小口镇"]) == ("110117006", "110114007")
