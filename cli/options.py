"""Options and output that commands share."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import click

from ..graph.model.errors import UsageError

store_option = click.option(
    "--store",
    "store",
    metavar="URL",
    envvar="GOVGRAPH_STORE",
    help="The graph: a path, or neo4j:// or bolt://. [default: $GOVGRAPH_STORE, else govgraph.lbug]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
limit_option = click.option(
    "--limit", type=click.IntRange(1), default=1000, show_default=True, help="At most so many rows."
)
timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(0.1),
    default=60.0,
    show_default=True,
    help="Seconds that a query may take.",
)

#: Cells wider than this are shortened on a terminal.
_WIDEST = 44


def print_json(value: Any) -> None:
    """One JSON value on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Rows as a table whose columns line up, Chinese letters counted as two wide."""
    cells = [[_cell(v) for v in row] for row in rows]
    widths = [max([_width(c), *(_width(row[i]) for row in cells)]) for i, c in enumerate(columns)]
    click.echo("  ".join(_pad(c, w) for c, w in zip(columns, widths, strict=True)).rstrip())
    click.echo("  ".join("-" * w for w in widths))
    for row in cells:
        click.echo("  ".join(_pad(c, w) for c, w in zip(row, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, (list, tuple)):
        text = "、".join(_cell(v) for v in value)
    elif isinstance(value, Mapping):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = " ".join(str(value).split())
    while _width(text) > _WIDEST:
        text = text[: max(1, len(text) * _WIDEST // _width(text) - 1)] + "…"
    return text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def parameters(pairs: Sequence[str]) -> dict[str, Any]:
    """``k=v`` options as parameters; a value that is JSON (a number, a list) is taken as such."""
    out: dict[str, Any] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            raise UsageError(f"a parameter is written name=value, not {pair!r}")
        try:
            out[name] = json.loads(value)
        except ValueError:
            out[name] = value
    return out
