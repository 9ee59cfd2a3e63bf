"""Files of triples: what is loaded, what is refused and where, and that the counts balance."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest
from govgraph.graph.model.errors import InvalidData, StoreError, UsageError
from govgraph.graph.stores import open_store
from govgraph.loaders.triple_files import load, read
from hypothesis import given, settings
from hypothesis import strategies as st

from ...samples import SAMPLES


def lines(*records) -> str:
    return "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in records)


def test_refused_lines_go_to_a_file_with_place_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text(
        lines(SAMPLES[0], "{broken", {**SAMPLES[1], "predicate": "ADOPTS"}, "", SAMPLES[0], "[1, 2]"), "utf-8"
    )
    rejects = tmp_path / "out" / "r.jsonl"
    rejects.parent.mkdir()
    report = load([file], open_store(tmp_path / "g.lbug"), rejects=rejects)
    assert (report.read, report.loaded, report.duplicate, report.rejected) == (5, 1, 1, 3)
    rows = [json.loads(x) for x in rejects.read_text("utf-8").splitlines()]
    assert [(r["line"], r["field"], r["nearest"]) for r in rows] == [
        (2, None, None),
        (3, "predicate", "ADOPTED"),
        (6, "", None),
    ]
    assert all(r["file"] == str(file) and r["reason"] and r["record"] for r in rows)
    assert "broken JSON at column 2" in rows[0]["reason"]
    assert rows[1]["record"]["predicate"] == "ADOPTS"


def test_a_clean_load_writes_no_file_of_rejects(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text(lines(*SAMPLES), "utf-8")
    report = load([file], open_store(tmp_path / "g.lbug"), rejects=tmp_path / "r.jsonl")
    assert report.rejected == 0 and report.rejects is None
    assert not (tmp_path / "r.jsonl").exists()


def test_what_the_taxonomy_says_is_nothing_new(tmp_path: Path) -> None:
    kind = {
        "subject": {"type": "Mechanism", "name": "老徐调解室"},
        "predicate": "KIND_OF",
        "object": {"type": "Mechanism", "name": "调解工作室"},
        "source": {"id": "taxonomy", "document": "taxonomy.yaml"},
    }
    file = tmp_path / "t.jsonl"
    file.write_text(lines(SAMPLES[0], kind), "utf-8")
    report = load([file], open_store(tmp_path / "g.lbug"), rejects=tmp_path / "r.jsonl")
    assert (report.read, report.loaded, report.duplicate) == (2, 1, 1)
    with open_store(tmp_path / "g.lbug").view() as view:
        assert [i for (i,) in view.run("MATCH (s:Source) RETURN s.id")] == [SAMPLES[0]["source"]["id"]]


def test_csv_says_what_json_lines_say(tmp_path: Path) -> None:
    text = io.StringIO()
    columns = ["subject_type", "subject", "subject_code", "predicate", "object_type", "object", "object_aliases", "source", "since",
               "confidence", "span_start", "span_end", "quote"]  # fmt: skip
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerow(
        [
            "Locality",
            "苏州市",
            "3205",
            "ADOPTED",
            "Mechanism",
            "根系工程",
            "根系|根系党建",
            "a.txt",
            "2021",
            "0.5",
            "3",
            "7",
            "根系,\n工程",
        ]
    )
    file = tmp_path / "t.csv"
    file.write_text("\ufeff" + text.getvalue(), "utf-8")
    (record,) = list(read(file))
    assert record.error is None
    assert record.data == {
        "subject": {"type": "Locality", "name": "苏州市", "code": "3205"},
        "predicate": "ADOPTED",
        "object": {"type": "Mechanism", "name": "根系工程", "aliases": ["根系", "根系党建"]},
        "source": {"document": "a.txt"},
        "span": [3, 7],
        "confidence": 0.5,
        "quote": "根系,\n工程",
        "properties": {"since": "2021"},
    }
    assert load([file], open_store(tmp_path / "g.lbug"), rejects=tmp_path / "r.jsonl").loaded == 1


def test_a_cell_of_the_wrong_type_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(
        "subject_type,subject,predicate,object_type,object,source,confidence\nLocality,苏州市,ADOPTED,Mechanism,根系工程,a,high\n",
        "utf-8",
    )
    (record,) = list(read(file))
    assert isinstance(record.error, InvalidData) and record.error.field == "confidence" and record.line == 2


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(UsageError, match="subject_type"):
        list(read(file))


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00\x01", b"\x00" * 50, "中文".encode("gb18030"), b"{" * 5000, b'{"a": NaN}']
)
def test_bytes_that_are_no_triples_are_refused_line_by_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "t.jsonl"
    file.write_bytes(content + b"\n" + lines(SAMPLES[0]).encode())
    report = load([file], open_store(tmp_path / "g.lbug"), rejects=tmp_path / "r.jsonl")
    assert (report.read, report.loaded, report.rejected) == (2, 1, 1)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"there is no file .*nothing\.jsonl"):
        list(read(tmp_path / "nothing.jsonl"))
    with pytest.raises(UsageError, match="is a folder"):
        list(read(tmp_path))


def test_standard_input_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe:
        buffer = io.BytesIO(lines(*SAMPLES[:3]).encode())

    monkeypatch.setattr(sys, "stdin", Pipe())
    assert [r.data for r in read("-")] == SAMPLES[:3]


def test_a_folder_without_the_right_to_write_is_named(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        closed = Path("/proc/self")  # where even root makes no file
    else:
        closed = tmp_path / "closed"
        closed.mkdir()
        closed.chmod(stat.S_IRUSR | stat.S_IXUSR)
    file = tmp_path / "t.jsonl"
    file.write_text(lines(SAMPLES[0]), "utf-8")
    with pytest.raises(StoreError, match="cannot be opened or written"):
        load([file], open_store(closed / "g.lbug"))
    with pytest.raises(StoreError, match="cannot write the rejected records"):
        file.write_text("{}\n", "utf-8")
        load([file], open_store(tmp_path / "g.lbug"), rejects=closed / "r.jsonl")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["good", "again", "broken", "wrong"]), max_size=12))
def test_the_counts_always_balance(tmp_path_factory: pytest.TempPathFactory, kinds: list[str]) -> None:
    folder = tmp_path_factory.mktemp("balance")
    content = []
    for i, kind in enumerate(kinds):
        fresh = {**SAMPLES[0], "span": [100 + i, 104 + i]}
        content.append(
            {"good": fresh, "again": SAMPLES[0], "broken": "{", "wrong": {**fresh, "span": [4, 1]}}[kind]
        )
    file = folder / "t.jsonl"
    file.write_text(lines(*content), "utf-8")
    report = load([file], open_store(folder / "g.lbug"), rejects=folder / "r.jsonl")
    assert report.read == len(kinds) == report.loaded + report.duplicate + report.rejected
    assert report.rejected == sum(k in ("broken", "wrong") for k in kinds)
    assert report.loaded == kinds.count("good") + ("again" in kinds)
