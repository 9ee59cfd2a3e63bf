"""A reader who knows nothing of the page finds who adopted a practice, since when, and who says so, in three actions."""

from __future__ import annotations

import networkx as nx
import pytest

from .conftest import Opener

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "typed", "place", "since"), [("zh", "网格党支部", "苏州市", "始于 2019-03"), ("en", "grid party branch", "Suzhou", "since 2019-03")])
def test_who_since_when_and_who_says_so(
    opener: Opener, town: nx.MultiDiGraph[str], language: str, typed: str, place: str, since: str
) -> None:
    opened = opener(town, language=language, summary=True)
    # One: type the name into the only field that the page has. Two: take the first result.
    opened.page.locator("input[type=text]").fill(typed)
    opened.page.keyboard.press("Enter")
    facts = opened.page.locator("#panel-detail .block").first
    assert place in facts.inner_text()
    assert since in facts.inner_text()
    assert "银杏树下说事的一年" in facts.inner_text()
    # Three: the line of the place, if its proof is not open already.
    line = facts.locator(".fact", has_text=place).first
    if line.locator(".fact-head").get_attribute("aria-expanded") == "false":
        line.locator(".fact-head").click()
    assert "苏州实施根系工程" in line.inner_text()
