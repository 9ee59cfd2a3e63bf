"""``govgraph unload``."""

from __future__ import annotations

import click

from .options import store_option


@click.command()
@click.option(
    "--source", required=True, metavar="ID", help="Id of the source, as 'govgraph status' lists it."
)
@store_option
def unload(source: str, store: str | None) -> None:
    """Take back what only one source said."""
    from ..graph.model.errors import UsageError
    from ..graph.model.validation import nearest
    from ..graph.stores import open_store
    from ..graph.stores.delta import remove

    target = open_store(store)
    with target.view() as view:
        ids = [row[0] for row in view.run("MATCH (s:Source) RETURN s.id")]
    if source not in ids:
        near = nearest(source, ids)
        raise UsageError(
            f"the graph has no source {source!r}; "
            + (f"did you mean {near!r}?" if near else "list them with 'govgraph status'")
        )
    with target.writer() as writer:
        gone = remove(writer, source)
    click.echo(f"{target.url}: {gone} statements of {source} taken back")
