"""``govgraph demo``."""

from __future__ import annotations

import click

#: The showcase: the flagship question in both languages, and four more.
QUESTIONS = (
    "which cities adopted grid-based party branches",
    "哪些城市有网格党支部?",
    "哪些地方在做红色物业?",
    "Since when has Jining run 民意“5”来听?",
    "东湖新城社区党委书记叫什么?各处写法一致吗?",
    "全国百分之多少的地市建立了四级党建联席会议?",
)


@click.command()
@click.option(
    "--out", default="demo", show_default=True, metavar="DIR", help="Where the graph and the pages go."
)
def demo(out: str) -> None:
    """Load the bundled facts into an embedded graph, ask the showcase questions, write the views."""
    import os
    import shutil
    import sys
    import time
    from pathlib import Path

    from ..graph.model.errors import UsageError
    from ..graph.stores import open_store
    from ..loaders import bundled
    from ..loaders.triple_files import load
    from ..queries import Library
    from ..views import select

    started = time.perf_counter()
    folder = Path(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot make the folder {out}: {error.strerror}; name another with --out"
        ) from error
    store = folder / "govgraph.lbug"
    click.echo(
        "1. The facts of five newspaper pages, read by hand and shipped with govgraph, go into a graph"
    )
    report = load([bundled.path()], open_store(store), rejects=folder / "rejects.jsonl")
    click.echo(f"   {store}: {report}\n")
    with Library.open(store) as library:
        click.echo("2. Questions, with the sources of each answer")
        for question in QUESTIONS:
            _show(library.ask(question))
        click.echo("3. Interactive pages: one file each, they need no network")
        pages = {
            "whole.html": select(library),
            "网格党支部.html": select(library, practice="网格党支部"),
            "通州区.html": select(library, place="通州区"),
            "answer.html": select(library, ask=QUESTIONS[0]),
        }
        for name, selection in pages.items():
            network = selection.network("en" if name == "answer.html" else "zh")
            network.write_html(str(folder / name))
            click.echo(f"   {folder / name}: {network.num_nodes()} nodes, {network.num_edges()} relations")
    command = "govgraph" if shutil.which("govgraph") else os.path.relpath(sys.argv[0])
    click.echo(f"\nDone in {time.perf_counter() - started:.1f} s. Next:")
    click.echo(f"   open {folder / 'whole.html'} in a browser")
    click.echo(f'   {command} ask --store {store} "通州区有哪些做法?"')
    click.echo(
        f"   {command} build YOUR_ARTICLES/ --store my.lbug   (then ask and view with --store my.lbug)"
    )


def _show(answer: object) -> None:
    from ..queries.questions import Answer

    assert isinstance(answer, Answer)
    said = answer.answer
    text = "、".join(map(str, said)) if isinstance(said, list) else str(said)
    click.echo(f"   ? {answer.question}")
    click.echo(f"   = {text if text else '(none recorded)'}")
    click.echo(f"     {answer.interpretation}")
    for caveat in answer.caveats:
        click.echo(f"     {caveat}")
    titles = list(dict.fromkeys(str(s.get("title")) for s in answer.sources))
    for title in titles[:2]:
        click.echo(f"     — {title}")
    if len(titles) > 2:
        click.echo(f"     — and {len(titles) - 2} more")
    click.echo()
