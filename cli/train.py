"""``govgraph train``: the scorers fitted to annotated articles."""

from __future__ import annotations

import click


@click.command(name="train")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=str), metavar="GOLD...")
@click.option(
    "--text",
    "texts",
    multiple=True,
    type=click.Path(),
    metavar="DIR",
    help="Folder of the articles, where it is not GOLD/text.",
)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    help="Folder for the weights; use them with GOVGRAPH_WEIGHTS=DIR.",
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), default=2, show_default=True, help="Processes.")
@click.option(
    "--seed",
    type=int,
    default=0,
    show_default=True,
    help="Of the folds; the same seed gives the same weights.",
)
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing but errors.")
def train(
    gold: tuple[str, ...], texts: tuple[str, ...], output: str, jobs: int, seed: int, quiet: bool
) -> None:
    """Fit the extractor to annotated articles.

    GOLD is a folder with gold/ (facts, NAME.json) and text/ (articles, NAME.txt and the like), see
    docs/annotating.md. Several may be given; the articles of this project are in
    loaders/extraction/training. Needs the extra "train" (pip install "govgraph[train]").
    """
    import os
    import time
    from pathlib import Path

    # Small tables: threads cost more than they bring, and the folds run in processes of their own.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    from ..graph.model.errors import UsageError

    try:
        import sklearn  # noqa: F401
    except ImportError:
        raise UsageError(
            'training needs scikit-learn; install it with pip install "govgraph[train]"'
        ) from None
    from ..loaders.extraction.training.articles import load
    from ..loaders.extraction.training.fitting import fit

    def log(text: str) -> None:
        if not quiet:
            click.echo(f"{time.perf_counter() - start:6.1f} s  {text}", err=True)

    start = time.perf_counter()
    pairs = []
    for folder in gold:
        found, notes = load(Path(folder), [Path(t) for t in texts] or None)
        pairs += found
        for note in notes:
            log(f"left out: {note}")
    relevant = [p for p in pairs if p.gold.relevant]
    documents = len({p.name for p in relevant})
    if documents < 10:
        raise UsageError(
            f"{documents} documents about practice are too few to learn from; give 10 or more (this project's own"
            " can be given beside yours)"
        )
    fit(pairs, Path(output), jobs=jobs, seed=seed, log=log)
    log(f"weights in {output}; read them with GOVGRAPH_WEIGHTS={output}")
