"""Every control of the page, used as a reader uses it; long, as the page has that many."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import networkx as nx
import pytest

from . import graphs
from .conftest import Opened, Opener

pytestmark = pytest.mark.browser


def box(opened: Opened, group: str, text: str) -> str:
    """The selector of a filter's box by its words."""
    assert opened.page.locator(f"#{group} label", has_text=text).count() >= 1
    return f"#{group} label:has-text('{text}') input"


@pytest.mark.parametrize("typed", ["网格党支部", "Grid party", "wanggedang", "wgdzb", "支部建在网格上"])
def test_search_knows_names_in_both_languages_pinyin_and_other_names(
    opener: Opener, town: nx.MultiDiGraph[str], typed: str
) -> None:
    opened = opener(town)
    opened.find(typed)
    assert "网格党支部" in opened.detail()


def test_search_says_that_it_found_nothing(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.fill("#search", "没有这个")
    assert "没有相符的名称" in opened.page.inner_text("#found")
    opened.page.press("#search", "Escape")
    assert not opened.page.is_visible("#found")


def test_search_by_arrows_and_by_mouse(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.fill("#search", "网格")
    opened.page.press("#search", "ArrowDown")
    chosen = opened.page.inner_text("#found [aria-selected=true] .found-name")
    opened.page.press("#search", "Enter")
    assert chosen in opened.detail()
    opened.page.fill("#search", "周明亮")
    opened.page.click("#found li")
    assert "组织部部长" in opened.detail()


def test_filter_by_kind(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.uncheck(box(opened, "filter-kinds", "人物"))
    assert opened.data("nodes") == "8"
    opened.page.check(box(opened, "filter-kinds", "来源"))
    assert opened.data("nodes") == "9"


def test_filter_by_category_level_and_relation(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.uncheck(box(opened, "filter-categories", "积分激励"))
    assert opened.data("nodes") == "8"
    opened.page.uncheck(box(opened, "filter-levels", "省级"))
    assert opened.data("nodes") == "7"
    opened.page.uncheck(box(opened, "filter-relations", "采用"))
    assert opened.data("edges") == "6"
    opened.page.click("#reset")
    assert (opened.data("nodes"), opened.data("edges")) == ("9", "9")


def test_all_and_none(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.click("#filter-categories .mini:has-text('全不选')")
    assert opened.data("nodes") == "5"
    opened.page.click("#filter-categories .mini:text-is('全选')")
    assert opened.data("nodes") == "9"


def test_the_legend_counts_what_passes(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    row = opened.page.locator("#filter-kinds label", has_text="地方")
    assert row.locator(".count").inner_text() == "3"
    opened.page.uncheck(box(opened, "filter-levels", "省级"))
    opened.page.wait_for_timeout(150)
    assert row.locator(".count").inner_text() == "2"


def test_filter_by_confidence(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.fill("#filter-confidence", "80")
    opened.page.wait_for_timeout(120)
    assert opened.data("edges") == "8"  # the doubtful adoption is gone, and the place that had only it
    opened.find("康巴什区")
    opened.page.click("#tab-table")
    assert "四级网格组织体系" not in "".join(opened.page.locator("#panel-table tr:has-text('康巴什区')").all_inner_texts())


def test_filter_by_practised_or_advocated(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.check(box(opened, "filter-kinds", "来源"))
    opened.page.select_option("#filter-modality", "advocated")
    opened.page.click("#tab-table")
    opened.page.wait_for_timeout(100)
    text = opened.page.inner_text("#panel-table")
    assert "积分超市" in text
    assert "网格党支部" not in text


def test_filter_by_source(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.select_option("#filter-source", label="楼道里的红马甲")
    assert opened.data("edges") == "5"


def test_filter_by_time_and_play(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    before = int(opened.data("edges"))
    opened.page.fill("#time-to", str(2020 * 12))
    opened.page.wait_for_timeout(120)
    assert int(opened.data("edges")) == 1  # the adoption of March 2019
    assert "2020-01" in opened.page.inner_text("#slider-out")
    opened.page.click("#play")
    opened.wait(f"[data-edges='{before}']")
    assert opened.page.inner_text("#play") == "播放"
    opened.page.fill("#time-from", str(2022 * 12))
    opened.page.wait_for_timeout(120)
    assert 0 < int(opened.data("edges")) < before


def test_undated_can_be_left_out(opener: Opener) -> None:
    graph = graphs.town()
    graph.add_edge("loc/3205", "mech/points", predicate="ADOPTED", evidence=[])
    opened = opener(graph)
    before = int(opened.data("edges"))
    opened.page.uncheck("#time-undated")
    assert int(opened.data("edges")) == before - 1


def test_click_on_a_node_and_on_a_line(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    canvas = opened.page.locator("#network canvas").bounding_box()
    assert canvas is not None
    found: dict[str, tuple[float, float]] = {}
    for fy in range(1, 40):
        for fx in range(1, 50):
            x, y = canvas["x"] + canvas["width"] * fx / 50, canvas["y"] + canvas["height"] * fy / 40
            opened.page.mouse.move(x, y)
            if opened.page.is_visible("#tip"):
                found.setdefault("line" if "→" in opened.page.inner_text("#tip") else "node", (x, y))
        if len(found) == 2:
            break
    opened.page.mouse.click(*found["node"])
    assert opened.page.is_visible("#copy-link")
    opened.page.mouse.click(*found["line"])
    assert "证据" in opened.detail()
    opened.page.mouse.click(canvas["x"] + 5, canvas["y"] + 5)
    assert "双击" in opened.detail()


def test_the_evidence_tells_quote_source_date_span_confidence_and_who_disagrees(
    opener: Opener, town: nx.MultiDiGraph[str]
) -> None:
    opened = opener(town)
    opened.find("根系工程")
    text = opened.detail()
    for part in ("苏州实施根系工程", "银杏树下说事的一年", "晨报", "2021-05-06", "第 57–64 字", "90 %", "始于 2019-03", "说法不一", "2018"):
        assert part in text, part


def test_copies_a_citation(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town, context={"permissions": ["clipboard-read", "clipboard-write"]})
    opened.find("根系工程")
    opened.page.click("#panel-detail .cite >> nth=0")
    opened.wait("[data-copied]")
    copied = opened.data("copied")
    assert copied.startswith("“苏州实施根系工程”，晨报：《银杏树下说事的一年》，2021-05-06，文件 morning.txt，第 57–64 字。")
    assert "#loc%2F3205~ADOPTED~mech%2Fbrand" in copied


def test_a_source_on_the_web_is_a_link_and_nothing_else_is(opener: Opener) -> None:
    graph = graphs.town()
    for *_, data in graph.edges(data=True):
        for entry in data["evidence"]:
            if entry["source"] == "morning":
                entry["url"] = "javascript:alert(1)"
    opened = opener(graph)
    opened.find("周明亮")
    assert opened.page.locator("#panel-detail a").count() == 0
    opened.find("120")
    opened.page.click("#panel-detail .fact-head >> nth=1")
    link = opened.page.locator("#panel-detail a").first
    assert link.get_attribute("href") == "https://example.org/evening"
    assert "noreferrer" in str(link.get_attribute("rel"))


def test_expand_and_collapse_neighbours(opener: Opener) -> None:
    graph = graphs.graph(900)
    opened = opener(graph, summary=False, most=40)
    opened.page.focus("#network")
    opened.page.press("#network", "ArrowRight")
    before = int(opened.data("nodes"))
    opened.page.click("#expand")
    assert int(opened.data("nodes")) > before
    opened.page.click("#collapse")
    assert int(opened.data("nodes")) == before
    opened.page.press("#network", "Enter")
    assert int(opened.data("nodes")) > before


def test_groups_open_and_close(opener: Opener) -> None:
    opened = opener(graphs.graph(900))
    opened.page.focus("#network")
    opened.page.press("#network", "ArrowRight")
    closed = int(opened.data("nodes"))
    opened.page.click("#open-group")
    assert int(opened.data("nodes")) > closed
    opened.page.click("#groups")
    assert int(opened.data("nodes")) == closed
    opened.page.click("#groups")
    assert int(opened.data("nodes")) == 500


def test_a_double_click_opens_a_group(opener: Opener) -> None:
    graph = graphs.town()
    opened = opener(graph, summary=True)
    closed = int(opened.data("nodes"))
    canvas = opened.page.locator("#network canvas").bounding_box()
    assert canvas is not None
    for fx in range(1, 24):
        for fy in range(1, 18):
            opened.page.mouse.move(canvas["x"] + canvas["width"] * fx / 24, canvas["y"] + canvas["height"] * fy / 18)
            if opened.page.is_visible("#tip") and "成员" in (tip := opened.page.inner_text("#tip")) and "\n1 个" not in tip:
                opened.page.mouse.dblclick(canvas["x"] + canvas["width"] * fx / 24, canvas["y"] + canvas["height"] * fy / 18)
                opened.wait(f":not([data-nodes='{closed}'])")
                return
    pytest.fail("no group under the mouse")


def test_the_table_sorts_and_follows_the_picture(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.click("#tab-table")
    rows = opened.page.locator("#panel-table tbody tr")
    assert rows.count() == 9
    opened.page.click("#panel-table thead button >> nth=3")
    dates = opened.page.locator("#panel-table tbody td:nth-child(4)").all_inner_texts()
    assert dates == sorted(dates, reverse=True)
    assert opened.page.get_attribute("#panel-table th >> nth=3", "aria-sort") == "descending"
    opened.page.uncheck(box(opened, "filter-kinds", "人物"))
    opened.page.wait_for_timeout(120)
    assert rows.count() == 7
    opened.find("根系工程")
    opened.page.click("#tab-table")
    opened.page.check("#table-chosen")
    assert rows.count() == 2
    opened.page.click("#panel-table tbody tr:first-child td:nth-child(2) button")
    assert "证据" in opened.detail()


def test_a_long_table_comes_in_parts(opener: Opener) -> None:
    opened = opener(graphs.graph(400), summary=False)
    opened.page.click("#tab-table")
    assert opened.page.locator("#panel-table tbody tr").count() == 150
    opened.page.click("#more-rows")
    assert opened.page.locator("#panel-table tbody tr").count() == 300


def test_language(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.find("网格党支部")
    opened.page.click("#language")
    assert opened.page.evaluate("document.documentElement.lang") == "en"
    assert "Grid party branch" in opened.detail()
    assert "Adopted by" in opened.detail()
    assert "Suzhou" in opened.detail()
    words = opened.page.evaluate("() => [...document.querySelectorAll('[data-t], h3, .check span')].map(e => e.textContent).join(' ')")
    assert not re.search("[\u4e00-\u9fff]", words.replace("中文", "")), words
    opened.page.click("#language")
    assert "采用者" in opened.detail()


def test_light_and_dark(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town, context={"color_scheme": "dark"})
    assert opened.data("theme") == "dark"
    dark = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    opened.page.click("#theme")
    assert opened.data("theme") == "light"
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


@pytest.mark.parametrize("view", ["network", "map", "time"])
@pytest.mark.parametrize("form", ["png", "svg"])
def test_export_of_the_picture(opener: Opener, town: nx.MultiDiGraph[str], view: str, form: str) -> None:
    opened = opener(town, title="苏州: 一/二")
    opened.page.click(f"#tab-{view}")
    opened.page.click("#export")
    with opened.page.expect_download() as waiting:
        opened.page.click(f"#export-{form}")
    content = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == f"苏州 一 二.{form}"
    if form == "png":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 5000
    else:
        text = content.decode("utf-8")
        assert text.startswith("<svg")
        assert "苏州市" in text or view == "time"
        assert "<script" not in text


def test_export_as_csv_and_link(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    graph = graphs.town()
    graph.nodes["mech/points"]["name"] = "=1+1"
    graph.add_edge("loc/3205", "mech/points", predicate="ADOPTED", evidence=[])
    opened = opener(graph, context={"permissions": ["clipboard-read", "clipboard-write"]})
    opened.page.click("#export")
    opened.page.click("#export-csv")
    opened.wait("[data-copied]")
    rows = list(csv.reader(io.StringIO(opened.page.evaluate("navigator.clipboard.readText()"))))
    assert rows[0][:3] == ["主体", "关系", "客体"]
    assert len(rows) == 11
    assert any(row[2] == "'=1+1" for row in rows)  # a spreadsheet must not take a name for a formula
    opened.find("根系工程")
    opened.page.click("#export")
    opened.page.click("#export-link")
    opened.wait("[data-copied*='#']")
    assert opened.data("copied").endswith("#mech%2Fbrand")


def test_print_shows_the_table_too(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.evaluate("window.print = () => { window.dispatchEvent(new Event('beforeprint')); document.documentElement.dataset.printed = 'yes'; }")
    opened.page.click("#export")
    opened.page.click("#export-print")
    assert opened.data("printed") == "yes"
    opened.page.emulate_media(media="print")
    assert opened.page.is_visible("#panel-table")
    assert not opened.page.is_visible("#search")
    assert len(opened.page.pdf()) > 20_000


def test_deep_links(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town, at="#mech%2Fbrand")
    assert "根系工程" in opened.detail()
    opened.page.evaluate("location.hash = '#loc%2F150603~ADOPTED~mech%2Fchain'")
    opened.page.wait_for_selector("#panel-detail h2:has-text('康巴什区')")
    assert "试点" in opened.detail()
    opened.find("周明亮")
    assert opened.page.evaluate("location.hash") == "#per%2F1"
    assert opener(town, at="#%E0%A4%A").errors == []


def test_keyboard(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.keyboard.press("/")
    assert opened.page.evaluate("document.activeElement.id") == "search"
    opened.page.focus("#network")
    opened.page.keyboard.press("ArrowRight")
    first = opened.page.inner_text("#panel-detail h2")
    opened.page.wait_for_timeout(100)
    assert first in opened.page.inner_text("#announce")
    seen = {first}
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp", "ArrowRight"):
        opened.page.keyboard.press(key)
        seen.add(opened.page.inner_text("#panel-detail h2"))
    assert len(seen) >= 3
    for key in ("+", "-", "0"):
        opened.page.keyboard.press(key)
    opened.page.keyboard.press("Escape")
    assert opened.page.locator("#panel-detail h2").count() == 0
    opened.page.focus("#tab-network")
    opened.page.keyboard.press("ArrowRight")
    assert opened.page.is_visible("#map-svg")
    opened.page.focus("#map-svg .map-place >> nth=0")
    opened.page.keyboard.press("Enter")
    assert opened.page.locator("#panel-detail h2").count() == 1
    opened.page.focus("#export")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("ArrowDown")
    assert opened.page.evaluate("document.activeElement.id") == "export-svg"
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("document.activeElement.id") == "export"


def test_everything_can_be_reached_by_tab(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    seen = set()
    for _ in range(70):
        opened.page.keyboard.press("Tab")
        seen.add(opened.page.evaluate("document.activeElement.id || document.activeElement.className || document.activeElement.tagName"))
    assert {"search", "language", "theme", "export", "tab-network", "network", "zoom-in", "fit", "groups", "play", "time-from", "time-to", "tab-detail", "reset"} <= seen


def test_zoom_buttons(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town, context={"reduced_motion": "reduce"})

    def shot() -> str:
        opened.page.mouse.move(2, 2)
        opened.page.wait_for_timeout(120)
        return str(opened.page.evaluate("document.querySelector('#network canvas').toDataURL()"))

    first = shot()
    opened.page.click("#zoom-in")
    assert shot() != first
    opened.page.click("#zoom-out")
    opened.page.click("#fit")
    assert shot() == first
    opened.page.click("#tab-map")
    box = opened.page.get_attribute("#map-svg", "viewBox")
    opened.page.click("#zoom-in")
    assert opened.page.get_attribute("#map-svg", "viewBox") != box
    opened.page.click("#fit")
    assert opened.page.get_attribute("#map-svg", "viewBox") == box


def test_the_map_shows_where_and_how_much(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.click("#tab-map")
    labels = [str(x.get_attribute("aria-label")) for x in opened.page.locator(".map-place").all()]
    assert sorted(labels) == ["康巴什区：1 项采用", "苏州市：1 项采用"]
    opened.page.click(".map-place >> nth=0")
    assert opened.page.locator(".map-place.chosen").count() == 1
    opened.page.uncheck(box(opened, "filter-categories", "网格"))
    assert opened.page.locator(".map-place").count() == 1


def test_the_timeline_shows_what_began_when(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    opened.page.click("#tab-time")
    labels = [str(x.get_attribute("aria-label")) for x in opened.page.locator(".time-dot").all()]
    assert labels == ["苏州市 → 根系工程 · 始于 2019-03", "康巴什区 → 四级网格组织体系 · 报道于 2023-03-01"]
    opened.page.click(".time-dot >> nth=0")
    assert "苏州实施根系工程" in opened.detail()


def test_reduced_motion(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town, context={"reduced_motion": "reduce"})
    assert opened.page.evaluate("getComputedStyle(document.querySelector('.tool')).transitionDuration") in ("0s", "")
    opened.find("根系工程")  # moves at once
    assert opened.errors == []


def test_phone_width(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town, context={"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    opened.find("网格党支部")
    opened.page.wait_for_timeout(700)
    heading = opened.page.locator("#panel-detail h2").bounding_box()
    assert heading is not None and 0 <= heading["y"] < 740
    opened.page.click("#tab-table")
    opened.page.click("#tab-map")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
