"""``govgraph export``."""

from __future__ import annotations

import click

from .options import store_option


@click.command()
@click.option(
    "--format",
    "form",
    required=True,
    metavar="FORMAT",
    help="graphml, gexf, json, csv, jsonl or neo4j-admin.",
)
@click.option(
    "-o",
    "--output",
    "target",
    required=True,
    metavar="PATH",
    help="A file; a folder for csv and neo4j-admin.",
)
@store_option
def export(form: str, target: str, store: str | None) -> None:
    """Write the graph in another format.

    graphml and gexf are for network programs (Gephi, yEd), json is networkx's node-link form, csv a
    table for each kind, jsonl the triples again, neo4j-admin a folder for Neo4j's bulk import.
    """
    from ..queries import Library
    from ..queries.export import export as write

    with Library.open(store) as library:
        files = write(library, form, target)
    click.echo(f"{target}: {len(files)} file{'s' if len(files) > 1 else ''} written")
