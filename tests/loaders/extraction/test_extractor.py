from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from govgraph.cli.evaluate import evaluate
from govgraph.cli.extract import extract as command
from govgraph.graph.model.errors import GovgraphError
from govgraph.graph.model.validation import parse
from govgraph.loaders.documents import read
from govgraph.loaders.extraction import extractor

EXAMPLES = Path(__file__).parents[3] / "loaders" / "extraction" / "examples"


@pytest.fixture(scope="module")
def reader() -> extractor.Extractor:
    return extractor.Extractor()


def run(*args: object) -> Result:
    return CliRunner().invoke(command, [str(a) for a in args])


def test_every_triple_of_the_examples_is_valid_and_quotes_its_span(reader: extractor.Extractor) -> None:
    seen = set()
    for file in sorted((EXAMPLES / "text").glob("*.txt")):
        text = read(file).text
        result = reader.file(str(file))
        assert result.error is None
        for line in result.lines:
            row = json.loads(line)
            parse(row)
            seen.add(row["predicate"])
            assert 0 < row["confidence"] < 1
            assert row["predicate"] == "KIND_OF" or row["source"]["document"] == file.name
            if "span" in row:
                start, end = row["span"]
                assert row["quote"] == text[start:end] != ""
    assert {"PART_OF", "ADOPTED", "MENTIONED_IN", "HAS_TIER", "REPORTED_FOR"} <= seen


def test_a_page_of_several_articles_gives_several_sources_and_tells_what_it_leaves_out(
    reader: extractor.Extractor,
) -> None:
    result = reader.file(str(EXAMPLES / "text" / "e6.txt"))
    sources = {json.loads(line)["source"]["id"] for line in result.lines} - {"taxonomy"}
    assert sources == {"e6.txt#1"}
    assert [(o.title, bool(o.reason)) for o in result.left_out] == [("河西走廊迎来候鸟", True)]


def test_the_command_writes_triples_that_score_well_on_the_examples(tmp_path: Path) -> None:
    out, page = tmp_path / "t.jsonl", tmp_path / "page.html"
    result = run(EXAMPLES / "text", "-o", out, "--html", page)
    assert result.exit_code == 0, result.output
    assert "6 files, 6 articles read, 1 left out, 0 failed" in result.output
    html = page.read_text("utf-8")
    assert html.count("<article>") == 6 and "http://" not in html and "https://" not in html
    scored = CliRunner().invoke(evaluate, [str(EXAMPLES), str(out), "--json"])
    figures = json.loads(scored.output)
    assert figures["localities"]["f1"] > 0.8
    assert figures["mechanisms"]["f1"] > 0.7
    assert figures["adoptions"]["f1"] > 0.5


def test_the_same_files_give_the_same_triples_on_one_core_and_on_two(tmp_path: Path) -> None:
    files = sorted(str(f) for f in (EXAMPLES / "text").glob("*.txt"))
    one = [line for r in extractor.extract(files) for line in r.lines]
    two = [line for r in extractor.extract(files, jobs=2) for line in r.lines]
    assert one == two and one


def test_one_bad_file_is_reported_and_does_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(random.Random(1).randbytes(5000))
    (tmp_path / "c.txt").write_text((EXAMPLES / "text" / "e5.txt").read_text("utf-8"), "utf-8")
    out = tmp_path / "t.jsonl"
    result = run(tmp_path, "-o", out)
    assert result.exit_code == 0
    assert "failed: a.txt" in result.output and "failed: b.txt" in result.output
    assert "3 files, 1 article read, 0 left out, 2 failed" in result.output
    assert {json.loads(line)["source"]["document"] for line in out.open(encoding="utf-8")} - {
        "taxonomy.yaml"
    } == {"c.txt"}


def test_nothing_readable_is_a_failure_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    result = run(tmp_path / "a.txt", "-o", tmp_path / "t.jsonl")
    assert result.exit_code == 1 and "a.txt" in result.output and "empty" in result.output


def test_a_path_that_does_not_exist_is_told() -> None:
    result = run("/no/such/article.txt")
    assert isinstance(result.exception, GovgraphError) and "no such file" in str(result.exception)


def test_a_misspelt_component_is_answered_with_the_list(tmp_path: Path) -> None:
    result = run(EXAMPLES / "text" / "e1.txt", "--components", "places,practises")
    assert "no component 'practises'" in str(result.exception)


def test_files_of_one_name_in_two_folders_are_two_sources(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text((EXAMPLES / "text" / "e5.txt").read_text("utf-8"), "utf-8")
    names = extractor.identifiers([str(tmp_path / "x" / "a.txt"), str(tmp_path / "y" / "a.txt"), "b.txt"])
    assert names[0] != names[1] and names[2] is None


def test_long_texts_are_cut_behind_a_line_or_sentence_and_nothing_is_lost() -> None:
    text = "一句话说完了。" * 500 + "\n" + "没有标点" * 900
    parts = list(extractor.pieces(text, 1000))
    assert "".join(text[a:b] for a, b in parts) == text
    assert all(0 < b - a <= 1000 for a, b in parts)
    assert text[parts[0][1] - 1] == "。"


MARKS = "，。、；：“”‘’（）《》—…·0123456789%年月日\n\t 　□●①abc\u200b\ufffd\U0001f600"


def mutate(text: str, lot: random.Random) -> str:
    letters = list(text)
    for _ in range(lot.randint(1, 30)):
        at = lot.randrange(len(letters)) if letters else 0
        kind = lot.randrange(5)
        if kind == 0:
            del letters[at : at + lot.randint(1, 20)]
        elif kind == 1:
            letters[at:at] = lot.choice(MARKS) * lot.randint(1, 5)
        elif kind == 2:
            letters[at:at] = letters[max(0, at - lot.randint(1, 60)) : at]
        elif kind == 3 and letters:
            letters[at] = lot.choice(letters)
        else:
            letters = letters[at:] + letters[:at]
    return "".join(letters)


def test_mutated_articles_neither_crash_nor_hang(reader: extractor.Extractor, tmp_path: Path) -> None:
    lot = random.Random(7)
    texts = [f.read_text("utf-8") for f in sorted((EXAMPLES / "text").glob("*.txt"))]
    file = tmp_path / "m.txt"
    for n in range(150):
        text = mutate(texts[n % len(texts)], lot)
        file.write_text(text, "utf-8")
        start = time.perf_counter()
        result = reader.file(str(file))
        assert time.perf_counter() - start < 5 + 0.001 * len(text)
        assert result.error is None or result.error.startswith("m.txt:"), result.error
        document = read(file).text if result.lines else ""
        for line in result.lines:
            row = json.loads(line)
            parse(row)
            if "span" in row:
                assert document[slice(*row["span"])] == row["quote"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("english.txt", ("The committee met on Tuesday to discuss the budget. " * 40).encode()),
        ("binary.txt", bytes(range(256)) * 40),
        ("line.txt", ("网格员走访。" * 60_000).encode()),
        ("nothing.pdf", b"%PDF-1.4\n%%EOF\n"),
        ("broken.docx", b"PK\x03\x04 not a document"),
        ("brackets.txt", ("（" * 20_000 + "网格" + "“" * 20_000).encode()),
        ("commas.txt", ("、".join(["红色物业"] * 8_000)).encode()),
    ],
)
def test_what_is_no_article_is_told_in_one_line(
    reader: extractor.Extractor, tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    start = time.perf_counter()
    result = reader.file(str(file))
    assert time.perf_counter() - start < 60
    told = [result.error] if result.error else [str(item) for item in result.left_out]
    assert told or result.articles
    assert all("\n" not in line and name in line for line in told)
