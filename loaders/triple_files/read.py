"""Records from files of triples: JSON Lines, or CSV with one triple a row."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ...graph.model.errors import InvalidData, UsageError
from ...graph.schema import Property, Schema

#: Columns that CSV has to have.
CSV_COLUMNS = ("subject_type", "subject", "predicate", "object_type", "object", "source")
#: A line longer than this is no triple; it is rejected, not read into memory whole.
LONGEST_LINE = 4_000_000


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file, or what is wrong with it."""

    file: str
    line: int  #: counted from 1
    data: Any
    raw: str  #: as the file has it
    error: InvalidData | None = None


def read(path: str | Path) -> Iterator[Record]:
    """The records of a file; ``-`` is standard input. CSV is told by its ending or its first line.

    Raises:
        UsageError: there is no such file, or it cannot be read.
    """
    name = str(path)
    if name == "-":
        yield from _records("-", sys.stdin.buffer)
        return
    file = Path(path)
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name the files in it (.jsonl or .csv)")
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        raise UsageError(f"there is no file {file}") from None
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    with stream:
        yield from _records(name, stream)


def _records(name: str, stream: BinaryIO) -> Iterator[Record]:
    lines = _lines(stream)
    first = next(lines, None)
    if first is None:
        return
    rest = _chain(first, lines)
    if name.lower().endswith((".csv", ".tsv")) or _looks_like_csv(first):
        yield from _csv(name, rest)
    else:
        yield from _jsonl(name, rest)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Line number, content and whether it was too long (the rest is skipped)."""
    number = 0
    while True:
        line = stream.readline(LONGEST_LINE)
        if not line:
            return
        number += 1
        too_long = not line.endswith(b"\n") and len(line) == LONGEST_LINE
        if too_long:
            while (more := stream.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
        yield number, line, too_long


def _chain(
    first: tuple[int, bytes, bool], rest: Iterator[tuple[int, bytes, bool]]
) -> Iterator[tuple[int, bytes, bool]]:
    yield first
    yield from rest


def _looks_like_csv(first: tuple[int, bytes, bool]) -> bool:
    head = first[1].decode("utf-8-sig", "replace").strip()
    return not head.startswith("{") and "predicate" in head and "subject_type" in head


def _jsonl(name: str, lines: Iterable[tuple[int, bytes, bool]]) -> Iterator[Record]:
    for number, line, too_long in lines:
        if too_long:
            shown = line[:200].decode("utf-8", "replace")
            yield Record(
                name, number, None, shown, InvalidData(f"the line is longer than {LONGEST_LINE} bytes")
            )
            continue
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError as error:
            shown = line[:200].decode("utf-8", "replace")
            yield Record(
                name,
                number,
                None,
                shown,
                InvalidData(f"not UTF-8 at byte {error.start}; save the file as UTF-8"),
            )
            continue
        if not text:
            continue
        try:
            yield Record(name, number, json.loads(text), text)
        except (ValueError, RecursionError) as error:
            what = getattr(error, "msg", None) or "nested too deeply"
            column = getattr(error, "colno", 0)
            yield Record(name, number, None, text, InvalidData(f"broken JSON at column {column}: {what}"))


def _csv(name: str, lines: Iterable[tuple[int, bytes, bool]]) -> Iterator[Record]:
    text = io.TextIOWrapper(
        io.BufferedReader(_Joined(lines)), encoding="utf-8-sig", errors="replace", newline=""
    )
    dialect = "excel-tab" if name.lower().endswith(".tsv") else "excel"
    reader = csv.DictReader(text, dialect=dialect)
    missing = [c for c in CSV_COLUMNS if c not in (reader.fieldnames or [])]
    if missing:
        raise UsageError(
            f"{name}: the CSV has no column {', '.join(missing)}; it needs {', '.join(CSV_COLUMNS)}"
        )
    schema = Schema.default()
    for row in reader:
        raw = json.dumps(row, ensure_ascii=False)
        if None in row:
            yield Record(
                name, reader.line_num, None, raw, InvalidData("the row has more cells than the first line")
            )
            continue
        try:
            yield Record(name, reader.line_num, from_row(row, schema), raw)
        except InvalidData as error:
            yield Record(name, reader.line_num, None, raw, error)


class _Joined(io.RawIOBase):
    """Lines as one stream of bytes, for the csv module."""

    def __init__(self, lines: Iterable[tuple[int, bytes, bool]]):
        self._lines = iter(lines)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = next(self._lines, (0, b"", False))[1]
        part = self._rest[: len(buffer)]
        self._rest = self._rest[len(part) :]
        buffer[: len(part)] = part
        return len(part)


def from_row(row: Mapping[str, str | None], schema: Schema) -> dict[str, Any]:
    """The record of the interchange format that a CSV row means.

    Columns beyond the six: ``subject_X`` and ``object_X`` are properties of the ends,
    ``source_X`` of the source; ``quote``, ``confidence``, ``extractor``, ``span_start`` and
    ``span_end`` the evidence; all others are properties of the relation. A list has ``|`` between its items.
    """
    cells = {k: v.strip() for k, v in row.items() if v is not None and v.strip()}
    ends = {}
    for end in ("subject", "object"):
        kind = cells.pop(f"{end}_type", "")
        ends[end] = {"type": kind, "name": cells.pop(end, "")}
        known = schema.kinds[kind].properties if kind in schema.kinds else {}
        for column in [c for c in cells if c.startswith(f"{end}_")]:
            prop = column.removeprefix(f"{end}_")
            ends[end][prop] = _typed(known.get(prop), cells.pop(column), column)
    predicate = cells.pop("predicate", "")
    source: dict[str, Any] = {"document": cells.pop("source", "")}
    for column in [c for c in cells if c.startswith("source_")]:
        prop = column.removeprefix("source_")
        source[prop] = _typed(schema.kinds["Source"].properties.get(prop), cells.pop(column), column)
    record: dict[str, Any] = {**ends, "predicate": predicate, "source": source}
    if "span_start" in cells or "span_end" in cells:
        record["span"] = [
            _whole(cells.pop("span_start", ""), "span_start"),
            _whole(cells.pop("span_end", ""), "span_end"),
        ]
    if "confidence" in cells:
        record["confidence"] = _number(cells.pop("confidence"), "confidence")
    for column in ("quote", "extractor"):
        if column in cells:
            record[column] = cells.pop(column)
    own = schema.relations[predicate].properties if predicate in schema.relations else {}
    record["properties"] = {c: _typed(own.get(c), v, c) for c, v in cells.items()}
    return record


def _typed(prop: Property | None, cell: str, column: str) -> Any:
    kind = prop.type if prop else "string"
    if kind == "strings":
        return [x.strip() for x in cell.split("|") if x.strip()]
    if kind == "integer":
        return _whole(cell, column)
    if kind == "number":
        return _number(cell, column)
    return cell


def _whole(cell: str, column: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise InvalidData(f"{column} is a whole number, this is {cell!r}", field=column) from None


def _number(cell: str, column: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise InvalidData(f"{column} is a number, this is {cell!r}", field=column) from None
