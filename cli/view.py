"""``govgraph view``."""

from __future__ import annotations

import sys

import click

from .options import store_option


@click.command()
@click.option(
    "--practice",
    metavar="NAME",
    help="Around a practice: who adopted it, its kinds and tiers, figures, people.",
)
@click.option("--place", metavar="NAME", help="Around a place and all that lies below it.")
@click.option("--ask", metavar="QUESTION", help="The answer to a question.")
@click.option(
    "--cypher",
    metavar="QUERY",
    help="What a query returns: nodes and relations; - reads it from standard input.",
)
@click.option("--compare", nargs=2, metavar="A B", help="Two places, or two practices, beside each other.")
@click.option("--timeline", metavar="NAME", help="How a practice spread over time.")
@click.option("--tiers", metavar="NAME", help="A chain of tiers from the top down.")
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="The page opens in it.",
)
@click.option("--title", metavar="TEXT", help="Another heading.")
@click.option(
    "-o",
    "--output",
    "path",
    required=True,
    metavar="FILE.html",
    help="The file to write; - is standard output.",
)
@click.option("--font", metavar="FILE", help="Put the letters that the page uses of this font into it.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@store_option
def view(
    practice: str | None,
    place: str | None,
    ask: str | None,
    cypher: str | None,
    compare: tuple[str, str] | None,
    timeline: str | None,
    tiers: str | None,
    language: str,
    title: str | None,
    font: str | None,
    path: str,
    open_browser: bool,
    store: str | None,
) -> None:
    """Write an interactive page: one file, offline, with the evidence in it.

    Without a selection it shows the whole graph, by province and category of practice.
    """
    from dataclasses import replace

    from ..queries import Library
    from ..views import select

    if cypher == "-":
        cypher = sys.stdin.read()
    with Library.open(store) as library:
        selection = select(
            library,
            practice=practice,
            place=place,
            ask=ask,
            cypher=cypher,
            compare=compare,
            timeline=timeline,
            tiers=tiers,
        )
    if title:
        selection = replace(selection, title={"zh": title, "en": title})
    network = selection.network(language)
    network.font = font
    if path == "-":
        sys.stdout.buffer.write(network.generate_html().encode("utf-8"))
        return
    written = network.write_html(path, open_browser=open_browser)
    click.echo(f"{written}: {network.num_nodes()} nodes, {network.num_edges()} relations", err=True)
