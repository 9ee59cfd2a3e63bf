from __future__ import annotations

import random

from govgraph.loaders.documents import Document, articles
from govgraph.loaders.documents.characters import normalise
from hypothesis import given, settings
from hypothesis import strategies as st

PAGE = """2024年5月6日 星期一 第03版 社区

老院子有了“管家”

——河阳市桥头街道物业新事

本报记者 高文 通讯员 林小雨

河阳市桥头街道的柳林社区有三十栋老楼,没有物业公司愿意来。去年,社区党委请居民坐下来商量,选出十二名楼栋长。

“灯不亮了找谁?找楼栋长。”居民老周说。如今,居民议事会每月开一次,物业费收缴率从三成升到九
成,志愿者也多了。

下月降雨偏多

本报讯(通讯员 方晴)市气象台昨天说,受暖湿气流影响,下月降雨比往年多两成,江河水位会有上涨。
气象部门提醒,出行带伞,驾车慢行,注意低洼路段的积水。

党建共建进楼宇

本报北京5月5日电(记者 于青)东城区一栋写字楼里,党群服务站请来律师和医生,每周三下午为楼里的职工服务。楼宇党委和街道党工委列出需求清单,一件一件去办。
"""


def test_a_page_is_cut_into_its_articles() -> None:
    first, second, third = articles(Document("page.txt", PAGE))
    assert first.title == "老院子有了“管家”——河阳市桥头街道物业新事"
    assert first.authors == ("高文", "林小雨")
    assert first.date == second.date == third.date == "2024-05-06"
    assert first.relevance == "yes"
    assert second.title == "下月降雨偏多" and second.relevance == "no" and second.reason
    assert third.title == "党建共建进楼宇" and third.authors == ("于青",) and third.dateline == "北京"
    assert [a.source_id for a in (first, second, third)] == ["page.txt#1", "page.txt#2", "page.txt#3"]


def test_bylines_datelines_and_page_headers_are_no_text() -> None:
    text = "".join(a.text for a in articles(Document("page.txt", PAGE)))
    for absent in ("高文", "方晴", "于青", "本报讯", "5月5日电", "第03版"):
        assert absent not in text


def test_broken_lines_are_joined_and_marks_made_full_width() -> None:
    first = articles(Document("page.txt", PAGE))[0]
    assert "从三成升到九成，志愿者也多了。" in first.text


def test_spans_lead_back_to_the_page() -> None:
    first = articles(Document("page.txt", PAGE))[0]
    at = first.text.index("升到九成")
    start, end = first.to_document(at, at + 4)
    assert PAGE[start:end] == "升到九\n成"
    assert first.text.index("河阳市") < first.body < first.text.index("有三十栋")


def test_the_headline_opens_the_text() -> None:
    first = articles(Document("page.txt", PAGE))[0]
    assert first.text[: first.body].splitlines() == ["老院子有了“管家”", "——河阳市桥头街道物业新事"]


def test_an_agency_mark_gives_date_and_publisher() -> None:
    text = "社区里的议事厅\n\n新华社记者 高文\n\n2021年以来，柳林社区的居民议事会开了四十次，居民和社区党委一起商量小区的事。\n\n(新华社武汉6月3日电)\n"
    (article,) = articles(Document("a.txt", text))
    assert (article.publisher, article.date, article.dateline) == ("新华社", "2021-06-03", "武汉")
    assert "电" not in article.text


def test_pages_of_fixed_width_are_put_together() -> None:
    text = (
        "2025年3月4日 星期二\n柳林村的积分\n本报记者 高文\n"
        "柳林村的积分超市开在村委会旁边,村民参加一次\n卫生整治记两分,攒够了就能换一袋洗衣粉。村里\n03 版\n"
        "的老人说,规矩是大家一起定的,谁家也没有意见,\n去年一年有两百户村民来兑换过。今年还要把积分\n"
        "同志愿服务连在一起,让年轻人也愿意来。\n"
    )
    (article,) = articles(Document("a.txt", text))
    assert "村民参加一次卫生整治记两分" in article.text
    assert "村里的老人说" in article.text
    assert "03" not in article.text


def test_traditional_script_and_wide_digits_are_read_in_place() -> None:
    text = "這個社區的居民會議每個月開１２次,大家商量關於樓道的問題。"
    plain = normalise(text)
    assert len(plain) == len(text)
    assert plain == "这个社区的居民会议每个月开12次，大家商量关于楼道的问题。"


def test_figures_keep_their_commas_and_points() -> None:
    assert normalise("共有1,200户,占80.5%,其中党员300名.") == "共有1,200户，占80.5%，其中党员300名。"


def test_reprints_share_a_story_whatever_their_headline() -> None:
    body = "河阳市桥头街道的柳林社区有三十栋老楼,没有物业公司愿意来管。去年,社区党委请居民坐下来商量。"
    one = articles(Document("a.txt", f"老楼有了管家\n\n本报记者 高文\n\n{body}\n\n居民议事会每月开一次。\n"))[
        0
    ]
    two = articles(Document("b.txt", f"谁来管老楼\n\n据新华社武汉6月3日电 {body.replace(',', '，')}\n"))[0]
    other = articles(
        Document(
            "c.txt",
            "老楼有了管家\n\n本报记者 高文\n\n另一条街上的社区书记说起物业，有说不完的话，居民却不耐烦。\n",
        )
    )[0]
    assert one.story == two.story != other.story


def test_a_caption_before_the_text_does_not_change_the_story() -> None:
    body = "柳林村的老井边有棵槐树，树下每个月初一开会，村民有话就说。村干部把事情记下来，一件一件办。"
    one = articles(Document("a.txt", f"槐树下的会\n\n——柳林村记事\n\n{body}\n"))[0]
    two = articles(
        Document(
            "b.txt", f"槐树下的会\n\n——柳林村记事\n\n村民在槐树下开会。新华社发\n\n大家的事大家说\n\n{body}\n"
        )
    )[0]
    assert one.story == two.story
    assert one.title == two.title == "槐树下的会——柳林村记事"


ALPHABET = "社区居民，。“”（）()\n\n 　、：:新华社记者摄本报讯电——■□①12年月日版\x00é"


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(ALPHABET), max_size=300))
def test_any_page_is_cut_with_its_offsets_in_order(text: str) -> None:
    for article in articles(Document("x", text)):
        assert len(article.offsets) == len(article.text)
        assert all(a <= b for a, b in zip(article.offsets, article.offsets[1:], strict=False))
        assert not article.offsets or article.offsets[-1] < max(1, len(text))


def test_mutated_pages_never_break_the_cutter() -> None:
    chance = random.Random(5)
    for _ in range(300):
        page = list(PAGE)
        for _ in range(chance.choice([1, 5, 40])):
            at = chance.randrange(len(page))
            change = chance.randrange(3)
            if change == 0:
                page.insert(at, chance.choice(ALPHABET))
            elif change == 1 and len(page) > 100:
                del page[at : at + chance.choice([1, 20])]
            else:
                page.extend(page[at : at + 30])
        for article in articles(Document("x", "".join(page))):
            at = chance.randrange(len(article.text) + 1)
            start, end = article.to_document(0, at)
            assert 0 <= start <= end <= len(page)
