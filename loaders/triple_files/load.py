"""Triples into a store: checked, identified, added; what is refused goes to a file, and the counts balance."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...graph.derivation.derive import TAXONOMY
from ...graph.identity.statements import identify
from ...graph.model.errors import GovgraphError, InvalidData, StoreError
from ...graph.model.triple import Triple
from ...graph.model.validation import parse, unknown_fields
from ...graph.stores import Store
from ...graph.stores.delta import add, remove, stale
from .read import Record, read

Progress = Callable[[int], object]  #: told how many records have been read since the last call


@dataclass
class LoadReport:
    """What became of the records of a load: ``read = loaded + duplicate + rejected``."""

    read: int = 0
    loaded: int = 0
    duplicate: int = 0
    rejected: int = 0
    renewed: int = 0  #: sources of which something else was said before, now taken back
    seconds: float = 0.0
    by_predicate: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(
        default_factory=Counter
    )  #: fields that the schema does not know, kept as they are
    rejects: Path | None = None  #: the file of the refused records

    def check(self) -> None:
        """Raises:
        GovgraphError: the counts do not balance.
        """
        if self.read != self.loaded + self.duplicate + self.rejected:
            raise GovgraphError(
                f"the counts do not balance: {self.read} read, {self.loaded} loaded, "
                f"{self.duplicate} duplicate, {self.rejected} rejected"
            )

    def __str__(self) -> str:
        text = (
            f"{self.read} read = {self.loaded} loaded + {self.duplicate} duplicate + {self.rejected} rejected"
            f" ({self.seconds:.1f} s)"
        )
        if self.renewed:
            text += f"; {self.renewed} sources read anew, what they said before taken back"
        if self.rejects:
            text += f"; the rejected ones, with reasons, are in {self.rejects}"
        return text


def load(
    paths: Iterable[str | Path],
    store: Store,
    *,
    rejects: str | Path = "rejects.jsonl",
    progress: Progress | None = None,
    renew: bool = False,
) -> LoadReport:
    """Loads files of triples. Loading a file twice changes nothing.

    Args:
        paths: JSON Lines or CSV; ``-`` is standard input.
        store: where to.
        rejects: the file for refused records (file, line, field, reason, nearest valid value, record);
            written only if there are any.
        progress: called as records are read.
        renew: take back first what the same extractor has said of these sources before and says no more.

    Raises:
        UsageError: a file that cannot be read.
        StoreError: the store cannot be written.
    """
    records = (r for path in paths for r in read(path))
    return _load(_parsed(records), store, Path(rejects), progress, renew)


def load_triples(
    triples: Iterable[Triple | dict[str, Any]], store: Store, *, rejects: str | Path = "rejects.jsonl"
) -> LoadReport:
    """Loads triples that a program holds, as :func:`load` does those of files."""
    records = (
        (Record("<memory>", i, None, ""), t)
        if isinstance(t, Triple)
        else (Record("<memory>", i, t, json.dumps(t)), None)
        for i, t in enumerate(triples, 1)
    )
    return _load((_parse(r) if t is None else (r, t) for r, t in records), store, Path(rejects), None)


def _load(
    parsed: Iterable[tuple[Record, Triple | InvalidData]],
    store: Store,
    rejects: Path,
    progress: Progress | None,
    renew: bool = False,
) -> LoadReport:
    started = time.perf_counter()
    report = LoadReport()
    triples: list[Triple] = []
    refused: list[dict[str, Any]] = []
    for record, outcome in parsed:
        report.read += 1
        if progress and report.read % 1000 == 0:
            progress(1000)
        if isinstance(outcome, InvalidData):
            refused.append(_refusal(record, outcome))
            continue
        triples.append(outcome)
        report.unknown.update(f"{k} (nearest: {v})" if v else k for k, v in unknown_fields(outcome).items())
    report.rejected = len(refused)
    if refused:
        _write_rejects(rejects, refused)
        report.rejects = rejects
    # What the taxonomy says of kinds the graph derives itself: nothing new, so a duplicate.
    own = [t for t in triples if not (t.predicate == "KIND_OF" and t.source["id"] == TAXONOMY)]
    statements = {s.id: s for s in identify(own)}
    report.by_predicate.update(s.triple.predicate for s in statements.values())
    if statements:
        with store.writer() as writer:
            for source in stale(writer, statements.values()) if renew else ():
                report.renewed += 1
                remove(writer, source)
            report.loaded = add(writer, statements.values())
    report.duplicate = len(triples) - report.loaded
    report.seconds = time.perf_counter() - started
    report.check()
    return report


def _parsed(records: Iterable[Record]) -> Iterator[tuple[Record, Triple | InvalidData]]:
    for record in records:
        yield _parse(record)


def _parse(record: Record) -> tuple[Record, Triple | InvalidData]:
    if record.error is not None:
        return record, record.error
    try:
        return record, parse(record.data)
    except InvalidData as error:
        return record, error


def _refusal(record: Record, error: InvalidData) -> dict[str, Any]:
    return {
        "file": record.file,
        "line": record.line,
        "field": error.field,
        "reason": str(error),
        "nearest": error.nearest,
        "record": record.data if record.data is not None else record.raw,
    }


def _write_rejects(path: Path, refused: list[dict[str, Any]]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            for row in refused:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise StoreError(
            f"cannot write the rejected records to {path}: {error.strerror}; name another file with --rejects"
        ) from error
