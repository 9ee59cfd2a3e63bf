"""``govgraph build``: articles into a graph in one go."""

from __future__ import annotations

import click

from .options import store_option


@click.command(name="build")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with."
)
@click.option("--triples", metavar="FILE", help="Keep the triples in this file, too.")
@click.option(
    "--rejects", default="rejects.jsonl", show_default=True, metavar="FILE", help="Where refused records go."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only.")
def build(
    paths: tuple[str, ...], store: str | None, jobs: int, triples: str | None, rejects: str, quiet: bool
) -> None:
    """Extract from articles and load what they say into a graph.

    PATH is a file or a folder of .txt, .md, .html, .pdf or .docx articles; - reads standard input. The
    same as extract and then load, without a file between unless --triples names one.
    """
    import tempfile
    from pathlib import Path

    from ..graph.model.errors import UsageError
    from ..graph.stores import open_store
    from ..loaders.triple_files import load
    from .reading import read_articles

    if triples == "-":
        raise UsageError(
            "--triples names a file; to see the triples on standard output, use govgraph extract"
        )
    target = open_store(store)
    with tempfile.TemporaryDirectory() as folder:
        file = triples or str(Path(folder) / "triples.jsonl")
        summary = read_articles(paths, file, jobs=jobs, quiet=quiet)
        if summary.triples:
            report = load([file], target, rejects=rejects, renew=True)
            click.echo(f"{target.url}: {report}")
        elif not quiet:
            click.echo(f"{target.url}: nothing to load", err=True)
    if summary.failed and len(summary.failed) == summary.files:
        raise SystemExit(1)
