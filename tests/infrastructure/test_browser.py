"""The browser of the tests is real: it runs script, draws Chinese, and tells each request it makes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_runs_the_script_of_a_file_and_tells_its_requests(browser_page: Page, tmp_path: Path) -> None:
    file = tmp_path / "页面.html"
    file.write_text(
        "<meta charset=utf-8><script>document.title = '党建'.length</script><img src=a.png>", "utf-8"
    )
    requests: list[str] = []
    browser_page.on("request", lambda request: requests.append(request.url))
    browser_page.goto(file.as_uri())
    assert browser_page.title() == "2"
    assert requests == [file.as_uri(), (tmp_path / "a.png").as_uri()]


def test_has_a_font_for_chinese(browser_page: Page) -> None:
    """A missing glyph is drawn as a box, which is the same for every letter."""
    draw = """letter => {
        const canvas = document.createElement('canvas'); const pen = canvas.getContext('2d');
        pen.font = '40px sans-serif'; pen.fillText(letter, 10, 60); return canvas.toDataURL() }"""
    assert browser_page.evaluate(draw, "网") != browser_page.evaluate(draw, "格")
