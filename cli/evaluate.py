"""``govgraph evaluate``: triples against gold facts."""

from __future__ import annotations

import click


@click.command(name="evaluate")
@click.argument("gold", type=click.Path(path_type=str))
@click.argument("triples", type=click.Path(path_type=str))
@click.option("--errors", is_flag=True, help="List every miss and false alarm.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P",
    help="Score only the triples of at least this confidence.",
)  # fmt: skip
def evaluate(gold: str, triples: str, errors: bool, as_json: bool, min_confidence: float) -> None:
    """Score TRIPLES against the gold facts in GOLD.

    GOLD is a folder of annotated documents (NAME.json, see docs/annotating.md); a triple belongs to the one
    that its source.document starts with the name of. Precision, recall and F1 by kind of fact.
    """
    from pathlib import Path

    from ..loaders.evaluation import read_gold, read_triples, score

    report = score(read_gold(Path(gold)), read_triples(triples, min_confidence))
    if as_json:
        click.echo(report.as_json())
        return
    click.echo(report.table())
    for row, document, kind, fact in report.errors if errors else ():
        click.echo(f"{row}\t{document}\t{kind}\t{fact}")
