"""``govgraph query``."""

from __future__ import annotations

import click

from .options import json_option, limit_option, print_json, print_table, store_option, timeout_option


@click.command()
@click.argument("name", required=False)
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@click.option("--list", "listing", is_flag=True, help="List the queries with their parameters.")
@click.option("--param", "pairs", multiple=True, metavar="K=V", help="A parameter by name.")
@click.option("--cypher", "show", is_flag=True, help="Print the query instead of running it.")
@store_option
@limit_option
@timeout_option
@json_option
def query(
    name: str | None,
    values: tuple[str, ...],
    listing: bool,
    pairs: tuple[str, ...],
    show: bool,
    store: str | None,
    limit: int,
    timeout: float,
    as_json: bool,
) -> None:
    """Run a named query of the library.

    VALUEs fill its parameters in order: govgraph query adopters 红色物业 prefecture
    """
    from ..graph.model.errors import UsageError
    from ..queries.library.named import named_queries, named_query
    from .options import parameters

    if listing or name is None:
        rows = [
            {
                "name": q.name,
                "zh": q.zh,
                "en": q.en,
                "parameters": [
                    {"name": p.name, "kind": p.kind, "required": p.required} for p in q.parameters
                ],
                "columns": list(q.columns),
            }
            for q in named_queries().values()
        ]
        if as_json:
            print_json(rows)
            return
        for q in named_queries().values():
            wants = " ".join(p.name.upper() if p.required else f"[{p.name.upper()}]" for p in q.parameters)
            click.echo(f"{q.name} {wants}".rstrip())
            click.echo(f"    {q.zh}\n    {q.en}")
        return
    chosen = named_query(name)
    if show:
        click.echo(chosen.cypher)
        return
    if len(values) > len(chosen.parameters):
        raise UsageError(f"query {name} takes {len(chosen.parameters)} values, {len(values)} were given")
    given = {p.name: v for p, v in zip(chosen.parameters, values, strict=False)} | parameters(pairs)
    from ..queries import Library

    with Library.open(store) as library:
        found = library.query(name, limit=limit, timeout=timeout, **given)
    if as_json:
        print_json(found.dicts())
    else:
        print_table(found.columns, [list(r.values()) for r in found.dicts()])
    if found.truncated:
        click.echo(f"only the first {limit} rows; raise --limit for more", err=True)
