"""axe-core finds nothing serious in any state of the page."""

from __future__ import annotations

import networkx as nx
import pytest

from ..conftest import leave_out
from .axe import NoAxe, find_axe
from .conftest import Opened, Opener

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def axe(pytestconfig: pytest.Config) -> str:
    try:
        return find_axe()
    except NoAxe as error:
        leave_out(pytestconfig, "The accessibility part", str(error))
        raise


def violations(opened: Opened, axe: str) -> list[str]:
    """What axe finds, serious and critical."""
    opened.page.evaluate(axe)
    found = opened.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:120]} {node['failureSummary'][:200]}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_serious_violation(opener: Opener, axe: str, town: nx.MultiDiGraph[str], scheme: str, language: str) -> None:
    opened = opener(town, language=language, title="苏州", subtitle="试", context={"color_scheme": scheme, "viewport": {"width": 1280, "height": 800}})
    found = violations(opened, axe)
    opened.find("根系工程")
    found += violations(opened, axe)
    opened.page.click("#tab-table")
    opened.page.click("#tab-map")
    found += violations(opened, axe)
    opened.page.click("#tab-time")
    opened.page.click("#export")
    found += violations(opened, axe)
    opened.page.keyboard.press("Escape")
    opened.page.fill("#search", "网格")
    opened.page.click("#filter-categories .mini >> nth=1")
    opened.page.fill("#search", "网格")
    found += violations(opened, axe)
    assert not found, "\n".join(found)


def test_no_serious_violation_on_a_phone(opener: Opener, axe: str, small: nx.MultiDiGraph[str]) -> None:
    opened = opener(small, summary=True, context={"viewport": {"width": 360, "height": 740}})
    opened.page.focus("#network")
    opened.page.keyboard.press("ArrowRight")
    found = violations(opened, axe)
    assert not found, "\n".join(found)
