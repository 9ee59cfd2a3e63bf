"""``govgraph cypher``."""

from __future__ import annotations

import sys

import click

from .options import json_option, limit_option, print_json, print_table, store_option, timeout_option


@click.command()
@click.argument("query")
@click.option(
    "--param", "pairs", multiple=True, metavar="K=V", help="A parameter; JSON values are taken as such."
)
@store_option
@limit_option
@timeout_option
@json_option
def cypher(
    query: str, pairs: tuple[str, ...], store: str | None, limit: int, timeout: float, as_json: bool
) -> None:
    """Run your own Cypher, read only. - reads the query from standard input."""
    from ..queries import Library
    from .options import parameters

    text = sys.stdin.read() if query == "-" else query
    given = parameters(pairs)
    with Library.open(store) as library:
        rows = library.run(text, given, limit=limit, timeout=timeout)
    if as_json:
        print_json(rows.dicts())
    else:
        print_table(rows.columns, [list(r.values()) for r in rows.dicts()])
    if rows.truncated:
        click.echo(f"only the first {limit} rows; raise --limit for more", err=True)
