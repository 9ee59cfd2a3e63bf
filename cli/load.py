"""``govgraph load``."""

from __future__ import annotations

import sys

import click

from .options import json_option, store_option


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@store_option
@click.option(
    "--rejects", default="rejects.jsonl", show_default=True, metavar="FILE", help="Where refused records go."
)
@json_option
def load(files: tuple[str, ...], store: str | None, rejects: str, as_json: bool) -> None:
    """Load triples (JSON Lines or CSV; - is standard input) into a graph.

    The same file twice changes nothing. Refused records go to the --rejects file with file, line,
    field, reason and the nearest valid value; read = loaded + duplicate + rejected always holds.
    """
    from tqdm import tqdm

    from ..graph.model.errors import GovgraphError
    from ..graph.stores import open_store
    from ..loaders.triple_files import load as load_files
    from .options import print_json

    target = open_store(store)
    with tqdm(unit=" records", disable=not sys.stderr.isatty(), leave=False) as bar:
        report = load_files(files, target, rejects=rejects, progress=bar.update)
    failed = report.read > 0 and report.rejected == report.read
    if as_json:
        print_json(
            {
                "read": report.read,
                "loaded": report.loaded,
                "duplicate": report.duplicate,
                "rejected": report.rejected,
                "rejects": str(report.rejects) if report.rejects else None,
                "seconds": round(report.seconds, 3),
                "store": target.url,
            }
        )
        raise SystemExit(1 if failed else 0)
    click.echo(f"{target.url}: {report}")
    for field, count in sorted(report.unknown.items()):
        click.echo(
            f"  note: {count} records have {field}, which the model does not know; kept with the statement",
            err=True,
        )
    if failed:
        raise GovgraphError(
            "no record could be loaded; a file of triples has one JSON object a line, or is CSV "
            "(articles are read by 'govgraph build')"
        )
