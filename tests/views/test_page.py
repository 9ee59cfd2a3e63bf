"""The page as a file: whole, offline, the picture drawn, and its numbers told."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest
from govgraph.graph.model.errors import UsageError
from govgraph.views import Network, render

from . import graphs
from .conftest import Opener

pytestmark = pytest.mark.browser


def test_makes_no_request_and_no_complaint(opener: Opener, small: nx.MultiDiGraph[str]) -> None:
    opened = opener(small)
    for control in ("#tab-map", "#tab-time", "#tab-network", "#tab-table", "#theme", "#language", "#groups"):
        opened.page.click(control)
    opened.page.wait_for_timeout(300)
    assert opened.requests == [opened.path.as_uri()]
    assert opened.errors == []


def test_works_with_the_network_switched_off(opener: Opener, small: nx.MultiDiGraph[str]) -> None:
    opened = opener(small, context={"offline": True})
    assert int(opened.data("nodes")) > 50


def test_tells_when_and_what_it_has_drawn(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    opened = opener(town)
    assert opened.drawn_after() > 0
    # the article is not drawn at first: it stands in every evidence
    assert (opened.data("nodes"), opened.data("edges")) == ("9", "9")
    painted = opened.page.evaluate(
        "() => { const c = document.querySelector('#network canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        " let n = 0; for (let k = 3; k < d.length; k += 4) if (d[k]) n++; return n; }"
    )
    assert painted > 1000


def test_keeps_parallel_relations(opener: Opener) -> None:
    network = Network()
    network.add_node("a", kind="Locality", name="甲")
    network.add_node("b", kind="Mechanism", name="乙")
    for predicate in ("ADOPTED", "ADOPTED", "GOVERNED_BY"):
        network.add_edge("a", "b", predicate=predicate)
    assert opener(network.generate_html()).data("edges") == "3"


def test_draws_500_of_many_at_first(opener: Opener) -> None:
    opened = opener(graphs.graph(900), summary=False)
    assert opened.data("nodes") == "500"


def test_summarises_what_is_too_much(opener: Opener) -> None:
    graph = graphs.graph(900)
    opened = opener(graph)
    assert 10 < int(opened.data("nodes")) < 60
    assert "900" in opened.page.inner_text("#status")


def test_an_empty_graph_says_that_it_is_empty(opener: Opener) -> None:
    opened = opener(nx.MultiDiGraph())
    assert opened.page.is_visible("#nothing")
    assert opened.errors == []


@pytest.mark.parametrize("view", ["map", "time"])
def test_opens_with_the_view_asked_for(opener: Opener, town: nx.MultiDiGraph[str], view: str) -> None:
    opened = opener(town, view=view)
    assert opened.page.is_visible(f"#{view}-svg")
    assert opened.data("nodes") == "9"
    opened.page.click("#tab-network")
    assert opened.page.is_visible("#network canvas")


def test_shows_itself_in_a_notebook(opener: Opener, town: nx.MultiDiGraph[str], tmp_path: object) -> None:
    cell = Network.from_graph(town)._repr_html_()
    opened = opener(render(town))  # only for the browser
    page = opened.page
    page.set_content(cell)
    frame = page.frame_locator("iframe")
    frame.locator("#network canvas").wait_for()
    frame.locator("#search").fill("根系工程")
    frame.locator("#search").press("Enter")
    assert "苏州市" in frame.locator("#panel-detail").inner_text()


def test_the_same_graph_gives_the_same_page(town: nx.MultiDiGraph[str]) -> None:
    assert render(town, title="一") == render(town, title="一")


def test_a_font_can_be_put_into_the_page(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    pytest.importorskip("fontTools")
    found = next(iter(Path("/usr/share/fonts").rglob("*.ttf")), None) or next(iter(Path("/usr/share/fonts").rglob("*.ttc")), None)
    if found is None:
        pytest.skip("no font on this machine")
    opened = opener(town, font=found)
    assert "font-src data:" in render(town, font=found)
    opened.page.evaluate("document.fonts.ready.then(() => true)")
    assert opened.page.evaluate("document.fonts.check('12px \"govgraph embedded\"')")
    assert opened.page.evaluate("[...document.fonts].some((f) => f.family.includes('govgraph embedded') && f.status === 'loaded')")
    assert opened.errors == []
    assert [r for r in opened.requests if not r.startswith(("file:", "data:"))] == []


def test_what_is_no_font_is_told(town: nx.MultiDiGraph[str], tmp_path: Path) -> None:
    pytest.importorskip("fontTools")
    (tmp_path / "no.ttf").write_text("no font", "utf-8")
    with pytest.raises(UsageError, match="cannot embed the font"):
        render(town, font=tmp_path / "no.ttf")
