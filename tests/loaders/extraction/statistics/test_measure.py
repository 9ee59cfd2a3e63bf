import pytest
from govgraph.loaders.extraction.statistics import candidates
from govgraph.loaders.extraction.statistics.measure import measure


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("推广到62个乡镇的180个村", "乡镇"),
        ("辖16个区169个街乡", "区"),
        ("全市有181个乡镇和150个街道", "乡镇"),
        ("巷里25个院落的130户人家", "院落"),
    ],
)
def test_what_is_counted_ends_before_the_next_figure(text: str, counted: str) -> None:
    first = candidates(text)[0]
    assert measure(text, first, 0, len(text)) == counted


@pytest.mark.parametrize("text", ["上午8点30分，大家到齐了。", "她家在杏花里78号1幢。"])
def test_clock_times_and_parts_of_addresses_are_no_figures(text: str) -> None:
    assert candidates(text) == []
