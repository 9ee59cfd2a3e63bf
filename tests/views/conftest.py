"""A page of a graph, opened in a real browser, with everything that it asks for, says or does wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from govgraph.views import render, write
from playwright.sync_api import Browser, BrowserContext, Page

from . import graphs


@dataclass
class Opened:
    """An open page and what was seen of it."""

    page: Page
    path: Path
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def data(self, name: str) -> str:
        """An entry of `document.documentElement.dataset`."""
        return str(self.page.evaluate("name => document.documentElement.dataset[name] ?? ''", name))

    def wait(self, state: str) -> None:
        """Wait for a state of the root element, as a selector (the page's policy lets no test evaluate text)."""
        self.page.wait_for_selector(f"html{state}", state="attached", timeout=20_000)

    def find(self, name: str) -> None:
        """Search a name and take the first result."""
        self.page.fill("#search", name)
        self.page.press("#search", "Enter")

    def detail(self) -> str:
        """The text of the panel of details."""
        return self.page.inner_text("#panel-detail")

    def drawn_after(self) -> float:
        """Milliseconds from the beginning of the navigation to the first picture."""
        return float(self.page.evaluate("performance.getEntriesByName('drawn')[0].startTime"))


Opener = Callable[..., Opened]


@pytest.fixture
def opener(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Writes the page of a graph and opens it; `at` is put behind the address, `context` goes to the browser."""
    contexts: list[BrowserContext] = []

    def open_page(graph: nx.MultiDiGraph[str] | str, *, at: str = "", context: dict[str, Any] | None = None, **options: Any) -> Opened:
        html = graph if isinstance(graph, str) else render(graph, **options)
        path = write(tmp_path / f"page{len(contexts)}.html", html)
        made = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True) if context is None else browser.new_context(**context)
        contexts.append(made)
        page = made.new_page()
        opened = Opened(page, path)
        page.on("request", lambda request: opened.requests.append(request.url))
        page.on("pageerror", lambda error: opened.errors.append(str(error)))
        page.on("console", lambda message: opened.errors.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(path.as_uri() + at)
        opened.wait("[data-ready]")
        return opened

    yield open_page
    for made in contexts:
        made.close()


@pytest.fixture(scope="session")
def small() -> nx.MultiDiGraph[str]:
    """A graph of 60 nodes."""
    return graphs.graph(60)


@pytest.fixture(scope="session")
def town() -> nx.MultiDiGraph[str]:
    """A handful of facts that are known by heart: see `graphs.town`."""
    return graphs.town()
