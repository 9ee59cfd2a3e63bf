from __future__ import annotations

from govgraph.loaders.extraction.practices.reading import Reading
from govgraph.loaders.extraction.practices.runs import Runs


def strings(text: str) -> set[str]:
    reading = Reading.of(text)
    runs = Runs.of(reading)
    pairs = zip(runs.first.tolist(), runs.last.tolist(), strict=True)
    return {reading.flat[reading.starts[a] : reading.starts[b + 1]] for a, b in pairs}


def test_no_run_leaves_one_quotation_for_another() -> None:
    found = strings("村里设了“说事室”“议事亭”和“评理堂”，大家常来。")
    assert {"说事室", "议事亭", "评理堂"} <= found
    assert not {"说事室”“议事亭", "议事亭”和“评理堂"} & found


def test_a_run_may_hold_whole_quotations() -> None:
    assert "“说事室”制度" in strings("推行“说事室”制度。")
