"""What a page shows, chosen from a real graph on both engines, and the command that writes it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from govgraph.cli.view import view as view_command
from govgraph.graph.model.errors import QueryError, UsageError
from govgraph.graph.stores import open_store
from govgraph.loaders.triple_files import load
from govgraph.queries import Library
from govgraph.views import Selection, select, view

from ..samples import SAMPLES
from .conftest import Opener


def fill(url: str, folder: Path) -> str:
    """Load the samples into an empty graph."""
    file = folder / "samples.jsonl"
    file.write_text("".join(json.dumps(t, ensure_ascii=False) + "\n" for t in SAMPLES), "utf-8")
    report = load([file], open_store(url), rejects=folder / "rejects.jsonl")
    assert report.rejected == 0
    return url


@pytest.fixture
def library(store_url: str, tmp_path: Path) -> Iterator[Library]:
    """The samples, opened for reading; on both engines."""
    with Library.open(fill(store_url, tmp_path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The samples in an embedded graph that all tests read."""
    folder = tmp_path_factory.mktemp("samples")
    return fill(str(folder / "g.lbug"), folder)


def named(selection: Selection) -> set[str]:
    return {str(data["name"]) for _, data in selection.graph.nodes(data=True)}


def test_selections(library: Library) -> None:
    whole = select(library)
    assert {"中关村街道", "吹哨报到", "停车难", "独居老人", "街道工作办法", "赵甲乙"} <= named(whole)
    assert all(d["evidence"] for _, _, d in whole.graph.edges(data=True) if d["predicate"] == "ADOPTED")

    practice = select(library, practice="街道吹哨、部门报到")
    assert {"吹哨报到", "中关村街道", "海淀区城管执法局"} <= named(practice)
    assert "根系工程" not in named(practice)
    assert practice.title == {"zh": "吹哨报到", "en": practice.title["en"]}
    assert "1 个地方" in practice.subtitle["zh"]

    branch = select(library, practice="网格党支部")
    assert "苏州市" in named(branch)  # through a brand of it

    place = select(library, place="海淀区")
    assert {"中关村街道", "银杏小区", "吹哨报到", "银杏树下议事会", "赵甲乙", "约1200户"} <= named(place)
    assert "苏州市" not in named(place)

    chain = select(library, tiers="网格")
    assert {"街道—网格—楼栋三级架构", "街道", "网格", "楼栋", "中关村街道"} == named(chain)
    assert chain.layout == "chain"

    time = select(library, timeline="吹哨报到")
    assert time.view == "time"

    both = select(library, compare=("中关村街道", "苏州市"))
    sides = {data["name"]: data["sides"] for _, data in both.graph.nodes(data=True)}
    assert (sides["吹哨报到"], sides["根系工程"]) == (["left"], ["right"])
    practices = select(library, compare=("吹哨报到", "根系工程"))
    assert {"中关村街道", "苏州市"} <= named(practices)

    mine = select(library, cypher="MATCH (a:Person)-[r:HOLDS_ROLE_IN]->(b:Locality) RETURN a, r, b")
    assert named(mine) == {"赵甲乙", "赵甲已", "中关村街道"}


def test_the_answer_to_a_question(library: Library) -> None:
    selection = select(library, ask="哪些城市推行了网格党支部")
    assert {"苏州市", "根系工程", "网格党支部"} <= named(selection)
    assert "苏州市" in selection.answer["zh"]
    assert "Suzhou" in selection.answer["en"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"practice": "吹哨抱到"}, "the graph knows no practice '吹哨抱到'; the nearest are 吹哨报到"),
        ({"place": "天涯镇"}, "the graph knows no place"),
        ({"place": "苏州市", "practice": "根系工程"}, "a page shows one selection, not place and practice"),
        ({"nonsense": "x"}, "a view has no selection 'nonsense'"),
        ({"tiers": "根系工程"}, "has no tiers and is none"),
        ({"compare": ("苏州市", "根系工程")}, "cannot compare '苏州市' with '根系工程'"),
        ({"compare": ("苏州市", "苏州市")}, "are the same"),
        ({"cypher": "MATCH (n:Person) RETURN n.name"}, "returns no node or relation to draw"),
        ({"ask": "今天天气怎么样"}, ""),
    ],
)
def test_what_cannot_be_shown_is_said(embedded: str, wanted: dict[str, str], message: str) -> None:
    with Library.open(embedded) as library, pytest.raises(UsageError) as caught:
        select(library, **wanted)
    assert message in str(caught.value)


def test_the_language_is_one_of_two(embedded: str) -> None:
    with Library.open(embedded) as library, pytest.raises(UsageError, match="zh or en, not 'fr'"):
        view(library, language="fr")


def test_a_query_that_would_write_is_refused(embedded: str) -> None:
    with Library.open(embedded) as library, pytest.raises(QueryError):
        select(library, cypher="MATCH (n:Person) SET n.name = 'x' RETURN n")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "govgraph.cli.main", "view", *arguments], capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.browser
def test_the_command_writes_pages_that_show_what_was_asked(embedded: str, tmp_path: Path, opener: Opener) -> None:
    cases = {
        "whole": [],
        "practice": ["--practice", "吹哨报到"],
        "place": ["--place", "海淀区", "--language", "en"],
        "ask": ["--ask", "which cities adopted grid-based party branches", "--language", "en"],
        "cypher": ["--cypher", "MATCH (a:Person)-[r]->(b:Locality) RETURN a, r, b"],
        "compare": ["--compare", "中关村街道", "苏州市"],
        "timeline": ["--timeline", "吹哨报到"],
        "tiers": ["--tiers", "街道—网格—楼栋三级架构", "--title", "三级"],
    }
    for name, options in cases.items():
        file = tmp_path / f"{name}.html"
        done = CliRunner().invoke(view_command, [*options, "--store", embedded, "-o", str(file)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        opened = opener(file.read_text("utf-8"))
        assert int(opened.data("nodes")) > 0, name
        assert opened.errors == []
        assert opened.page.evaluate("document.documentElement.lang") == ("en" if "en" in options else "zh-Hans")
    assert opened.page.inner_text("h1") == "三级"
    assert run("--store", embedded, "-o", "-", "--practice", "吹哨报到").stdout.startswith("<!doctype html>")


def test_the_command_says_in_one_line_what_is_wrong(embedded: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for arguments, status in (
        (["--practice", "无此机制", "--store", embedded, "-o", str(tmp_path / "x.html")], 2),
        (["--store", embedded, "-o", str(tmp_path / "file" / "x.html")], 1),
        (["--store", str(tmp_path / "none.lbug"), "-o", str(tmp_path / "x.html")], 1),
        (["--store", embedded], 2),
    ):
        done = run(*arguments)
        assert done.returncode == status, (arguments, done)
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert done.stderr.startswith("govgraph: ")
    assert not (tmp_path / "x.html").exists()
