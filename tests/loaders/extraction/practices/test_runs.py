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


def test_no_name_begins_with_the_time_or_ends_in_and_so_on() -> None:
    found = strings("现在楼长制管用，通过议事厅、评理堂等办成了事。")
    assert "楼长制" in found and "议事厅" in found
    assert not any(run.startswith(("现在", "通过")) or run.endswith("等") for run in found)


def test_no_name_begins_or_ends_within_a_term() -> None:
    found = strings("街道建起新就业群体党群服务站，又办暖“新”食堂。")
    assert {"新就业群体党群服务站", "暖“新”食堂"} <= found
    assert not {"群体党群服务站", "就业群体党群服务站", "“新”食堂"} & found
