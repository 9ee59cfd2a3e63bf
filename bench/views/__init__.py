"""The interactive page against pyvis as it comes: the first picture in headless Chromium, file, filter.

The peer draws the same nodes and relations with pyvis' own defaults and its scripts in the page. Its page is
slow without bound (physics settles every node), so it is given up after `GIVE_UP` seconds: its time is then
at least that. A row is one node.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

import networkx as nx
import pyvis.network
from govgraph.views import render, write
from playwright.sync_api import Browser, Error, Route

from tests.browser import headless_chromium
from tests.views import graphs

from ..measure import Measurement, Options, median, seconds

SIZES = (200, 1000, 5000)
GIVE_UP = 90.0
PEER = "pyvis as it comes"

#: Marks the end of the settling of pyvis' page, when its progress bar goes and the picture stands.
_WATCH = "network.once('stabilizationIterationsDone', () => performance.mark('drawn'));"


def run(options: Options) -> list[Measurement]:
    """First picture at 200, 1,000 and 5,000 nodes, making the page, and a filter.

    Args:
        options: `repeat` is how often each page is opened; `rows` bounds nothing here.
    """
    found: list[Measurement] = []
    with tempfile.TemporaryDirectory() as folder, headless_chromium() as browser:
        for size in SIZES:
            graph = graphs.graph(size)
            ours = Path(folder) / f"ours-{size}.html"
            theirs = Path(folder) / f"theirs-{size}.html"
            making = median([seconds(partial(make, graph, ours)) for _ in range(options.repeat)])
            making_theirs = seconds(partial(make_peer, graph, theirs))
            found.append(Measurement("views: make the page", size, making, PEER, making_theirs))
            first = [first_picture(browser, ours) for _ in range(options.repeat)]
            drawn = statistics.median(milliseconds for milliseconds, _ in first) / 1000
            peer = first_picture_of_peer(browser, theirs)
            sizes = f"{ours.stat().st_size:,} bytes; pyvis {theirs.stat().st_size:,}"
            print(f"views: the page of {size} nodes has {sizes}", file=sys.stderr)
            found.append(Measurement("views: first picture", size, drawn, PEER, peer))
            found.append(Measurement("views: apply a filter", size, median([f for _, f in first]) / 1000))
    return found


def make(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Our page, every group open: the picture with most in it."""
    write(path, render(graph, summary=False))


def make_peer(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """pyvis' page of the same."""
    path.write_text(peer_page(graph), "utf-8")


def first_picture(browser: Browser, path: Path) -> tuple[float, float]:
    """Milliseconds to the first picture of our page, and those that switching a kind off takes."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    drawn = float(page.evaluate("performance.getEntriesByName('drawn')[0].startTime"))
    page.click("#filter-kinds label:has-text('机制') input")
    filtered = float(page.evaluate("document.documentElement.dataset.filterMs"))
    context.close()
    return drawn, filtered


def first_picture_of_peer(browser: Browser, path: Path) -> float:
    """Seconds until pyvis' page has settled its nodes; `GIVE_UP` if it has not by then."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    # It asks a server for Bootstrap: refused at once here, where a slow network would hold the page up.
    page.route("http*://**", lambda route: _refuse(route))
    started = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=GIVE_UP * 1000)
        left = max(1.0, GIVE_UP - (time.perf_counter() - started))
        page.wait_for_function("performance.getEntriesByName('drawn').length", timeout=left * 1000)
        return float(page.evaluate("performance.getEntriesByName('drawn')[0].startTime")) / 1000
    except Error:
        return max(GIVE_UP, time.perf_counter() - started)
    finally:
        context.close()


def peer_page(graph: nx.MultiDiGraph[str]) -> str:
    """The page that pyvis makes of the same graph, with its defaults; it tells when it has settled."""
    network = pyvis.network.Network(directed=True, cdn_resources="in_line")
    for node, data in graph.nodes(data=True):
        network.add_node(node, label=data["name"], title=data["name"])
    for a, b, data in graph.edges(data=True):
        network.add_edge(a, b, title=data["predicate"])
    html: str = network.generate_html()
    return html.replace("drawGraph();", f"drawGraph(); {_WATCH}")


def _refuse(route: Route) -> None:
    route.abort()
