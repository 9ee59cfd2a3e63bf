"""The budgets of the page: first picture, size of the file, time that a filter takes."""

from __future__ import annotations

import pytest
from govgraph.views import render

from . import graphs
from .conftest import Opener

#: Nodes -> milliseconds to the first picture, bytes of the file.
BUDGETS = {200: (500, 800_000), 1000: (700, 1_200_000), 5000: (1500, 3_200_000)}
FILTER_MS = 60
#: Other programs may run beside the tests; the bench measures alone, without this allowance.
ALLOWANCE = 2.0


@pytest.mark.browser
@pytest.mark.parametrize("size", BUDGETS)
@pytest.mark.parametrize("summary", [False, True])
def test_first_picture_file_and_filter(opener: Opener, size: int, summary: bool) -> None:
    milliseconds, most = BUDGETS[size]
    html = render(graphs.graph(size), summary=summary)
    assert len(html.encode("utf-8")) < most
    opened = [opener(html) for _ in range(3)]
    assert min(o.drawn_after() for o in opened) < milliseconds * ALLOWANCE
    page = opened[-1].page
    times = []
    for _ in range(3):
        page.click("#filter-kinds label:has-text('机制') input")
        times.append(float(opened[-1].data("filterMs")))
    assert min(times) < FILTER_MS * ALLOWANCE
