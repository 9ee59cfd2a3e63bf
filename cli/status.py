"""``govgraph status``."""

from __future__ import annotations

import click

from .options import json_option, print_json, print_table, store_option


@click.command()
@store_option
@json_option
def status(store: str | None, as_json: bool) -> None:
    """Say what the graph holds, by kind, with its sources."""
    from ..queries import Library

    with Library.open(store) as library:
        held = library.status()
    if as_json:
        print_json(held)
        return
    click.echo(held["store"])
    for part in ("nodes", "edges"):
        click.echo()
        print_table([part, "count"], [(k, n) for k, n in held[part].items() if n])
    click.echo()
    stories = len({s["story"] for s in held["sources"]})
    click.echo(f"{len(held['sources'])} sources, {stories} of them independent")
    print_table(
        ["id", "date", "publisher", "title"],
        [[s[c] for c in ("id", "date", "publisher", "title")] for s in held["sources"]],
    )
