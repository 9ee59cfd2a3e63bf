"""The page on the model, written from the schema: ``python -m govgraph.graph.schema.documentation``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from .model import Property, Schema


def markdown(schema: Schema) -> str:
    """The model as a page of Markdown."""
    out = [
        "# The model",
        "",
        "Made from `graph/schema/schema.yaml`; change it there. Properties marked ° are derived by the loader,",
        "all others come with the triples.",
        "",
        "Every node has:",
        "",
        *_table(schema.node_properties),
        "",
        "Every relation has:",
        "",
        *_table(schema.relation_properties),
        "",
        "## Nodes",
    ]
    for kind in schema.kinds.values():
        out += ["", f"### {kind.name} · {kind.zh}", "", kind.about]
        if kind.properties:
            out += ["", *_table(kind.properties)]
    out += ["", "## Relations"]
    for relation in schema.relations.values():
        ends = "; ".join(f"{a} → {b}" for a, b in relation.ends)
        out += ["", f"### {relation.name} · {relation.zh}", "", f"{ends}"]
        if relation.about:
            out += ["", relation.about]
        if relation.key:
            out += ["", f"Two of them between the same nodes differ in {', '.join(relation.key)}."]
        if relation.properties:
            out += ["", *_table(relation.properties)]
    return "\n".join(out) + "\n"


def _table(properties: Mapping[str, Property]) -> list[str]:
    rows = ["| property | type | Chinese | English |", "|---|---|---|---|"]
    for p in properties.values():
        kind = f"one of {', '.join(f'`{v}`' for v in p.values)}" if p.values else p.type
        about = f" ({p.about})" if p.about else ""
        rows.append(
            f"| `{p.name}`{'' if p.given else ' °'} | {kind.replace('|', chr(92) + '|')} | {p.zh} | {p.en}{about} |"
        )
    return rows


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/model.md")
    target.write_text(markdown(Schema.default()), "utf-8")
