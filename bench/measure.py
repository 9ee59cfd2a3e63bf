"""What a benchmark measures, how it is timed, and how it is shown."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """What all benchmarks are told.

    Attributes:
        rows: how much to do; what a row is, each benchmark says.
        repeat: how often each thing is timed.
    """

    rows: int
    repeat: int


@dataclass(frozen=True)
class Measurement:
    """One thing that govgraph did, and the same work done by a peer.

    Attributes:
        name: what was done.
        rows: how much of it.
        seconds: the median time that govgraph took.
        peer: who or what did the same; empty where nothing does.
        peer_seconds: the median time that it took.
    """

    name: str
    rows: int
    seconds: float
    peer: str = ""
    peer_seconds: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times as long as the peer govgraph took: 1 is equal, less is faster."""
        return self.seconds / self.peer_seconds if self.peer_seconds else None

    def as_json(self) -> dict[str, str | int | float | None]:
        """The measurement as one flat object."""
        return {
            "name": self.name,
            "rows": self.rows,
            "seconds": round(self.seconds, 4),
            "peer": self.peer or None,
            "peer_seconds": None if self.peer_seconds is None else round(self.peer_seconds, 4),
            "ratio": None if self.ratio is None else round(self.ratio, 3),
        }


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, by the wall clock."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median(times: Sequence[float]) -> float:
    """The middle one: a machine that was busy for a moment does not spoil it."""
    return statistics.median(times)


def table(measurements: Sequence[Measurement]) -> str:
    """The measurements as lines of text, in columns."""
    head = ("what", "rows", "seconds", "peer", "its seconds", "ratio")
    lines = [head, *(_cells(measurement) for measurement in measurements)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join("  ".join(_padded(line, widths)).rstrip() for line in lines)


def _cells(one: Measurement) -> tuple[str, ...]:
    peer_seconds = "" if one.peer_seconds is None else f"{one.peer_seconds:.2f}"
    ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
    return one.name, f"{one.rows:,}", f"{one.seconds:.2f}", one.peer, peer_seconds, ratio


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    text = {0, 3}
    return [
        cell.ljust(width) if i in text else cell.rjust(width)
        for i, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
