"""Triples to be scored, read from JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ...graph.model.errors import InvalidData

_REQUIRED = (("subject", "type"), ("subject", "name"), ("object", "type"), ("object", "name"))


def read_triples(path: str | Path, least: float = 0.0) -> list[dict[str, Any]]:
    """The triples of a file; ``-`` is standard input.

    Args:
        path: of a JSON Lines file.
        least: triples of less confidence are left out.

    Raises:
        InvalidData: a line that is no triple, or has no ``source.document``; the first one is told.
    """
    if str(path) == "-":
        return list(_parse("standard input", sys.stdin, least))
    try:
        with Path(path).open(encoding="utf-8") as lines:
            return list(_parse(str(path), lines, least))
    except OSError as error:
        raise InvalidData(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise InvalidData(f"{path}: not UTF-8; triples are UTF-8 JSON Lines") from None


def _parse(name: str, lines: Iterable[str], least: float) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InvalidData(
                f"{name}:{number}: no JSON ({error.msg}); one triple a line is wanted"
            ) from None
        if not isinstance(row, dict):
            raise InvalidData(f"{name}:{number}: a JSON object is wanted, not {line.strip()[:40]}")
        for end, key in _REQUIRED:
            if not isinstance(row.get(end), dict) or not isinstance(row[end].get(key), str):
                raise InvalidData(f"{name}:{number}: {end}.{key} is missing", field=f"{end}.{key}")
        if not isinstance(row.get("predicate"), str):
            raise InvalidData(f"{name}:{number}: predicate is missing", field="predicate")
        source = row.get("source")
        if not isinstance(source, dict) or not source.get("document"):
            raise InvalidData(
                f"{name}:{number}: source.document is missing; without it no gold document can be told",
                field="source.document",
            )
        if float(row.get("confidence") or 1.0) >= least:
            yield row
