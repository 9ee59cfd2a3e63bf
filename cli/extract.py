"""``govgraph extract``: articles to triples."""

from __future__ import annotations

import click


@click.command(name="extract")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    metavar="FILE",
    help="Where the triples go; - is standard output.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes to read with."
)
@click.option(
    "--html",
    "html",
    type=click.Path(),
    metavar="FILE",
    help="Also write the articles, marked up, as one page to check by eye.",
)
@click.option(
    "--components", metavar="NAMES", help="Components of the pipeline, separated by commas, in place of all."
)
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only.")
def extract(
    paths: tuple[str, ...], output: str, jobs: int, html: str | None, components: str | None, quiet: bool
) -> None:
    """Read practice out of articles, as triples in JSON Lines.

    PATH is a file or a folder of .txt, .md, .html, .pdf or .docx articles; - reads standard input. A file
    that cannot be read is reported and does not stop the run.
    """
    from .reading import read_articles

    summary = read_articles(
        paths, output, jobs=jobs, html=html, quiet=quiet,
        components=[c.strip() for c in components.split(",") if c.strip()] if components else None,
    )  # fmt: skip
    if summary.failed and len(summary.failed) == summary.files:
        raise SystemExit(1)
