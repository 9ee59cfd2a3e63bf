"""The formats of ``govgraph export`` and the function that writes each."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...graph.model.errors import UsageError
from ...graph.model.validation import nearest
from ...graph.schema import Property
from ..library import Library

#: Between the items of a list in a cell; neo4j-admin reads it with --array-delimiter.
LIST_SEPARATOR = "|"
_ADMIN_TYPES = {
    "string": "string",
    "date": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "strings": "string[]",
}
_Table = tuple[str, Mapping[str, Property], Iterator[tuple[Any, ...]]]


def export(library: Library, form: str, target: str | Path) -> list[Path]:
    """Writes the graph in a format.

    Args:
        library: the graph.
        form: one of :data:`FORMATS`.
        target: a file, or a folder for ``csv`` and ``neo4j-admin`` (made if need be).

    Returns:
        The files written.

    Raises:
        UsageError: an unknown format, or a target that cannot be written.
    """
    if form not in FORMATS:
        near = nearest(form, FORMATS)
        raise UsageError(
            f"no format {form!r}; " + (f"did you mean {near}?" if near else f"there are {', '.join(FORMATS)}")
        )
    try:
        return FORMATS[form](library, Path(target))
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror}") from error


def _graphml(library: Library, target: Path) -> list[Path]:
    import networkx

    networkx.write_graphml(_flat(library), target, encoding="utf-8")
    return [target]


def _gexf(library: Library, target: Path) -> list[Path]:
    import networkx

    networkx.write_gexf(_flat(library), target, encoding="utf-8")
    return [target]


def _json(library: Library, target: Path) -> list[Path]:
    import networkx

    data = networkx.node_link_data(library.whole(), edges="edges")
    target.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
    return [target]


def _triples(library: Library, target: Path) -> list[Path]:
    """The statements as the interchange format has them: loading the file makes the same graph."""
    rows = library.run("MATCH (s:Statement) RETURN s.triple ORDER BY s.source_id, s.span_start, s.id")
    with target.open("w", encoding="utf-8", newline="\n") as file:
        for (line,) in rows:
            file.write(line + "\n")
    return [target]


def _csv(library: Library, target: Path) -> list[Path]:
    """One table a node kind and one a relation type."""
    written = []
    for name, columns, rows in [*_node_tables(library), *_relation_tables(library)]:
        extra = [] if name.startswith("nodes_") else ["start", "end"]
        written.append(_write_table(target, name, [*extra, *columns], rows))
    return written


def _admin(library: Library, target: Path) -> list[Path]:
    """The folder that ``neo4j-admin database import full`` reads, with the command in its README."""
    written = []
    options = []
    for name, columns, rows in _node_tables(library):
        kind = name.removeprefix("nodes_")
        header = [f"{c}:ID" if c == "id" else f"{c}:{_ADMIN_TYPES[p.type]}" for c, p in columns.items()]
        # The id serves as the key of the import and stays a property.
        header[0] = "id:ID"
        written.append(_write_table(target, name, header, rows))
        options.append(f"--nodes={kind}={name}.csv")
    for name, columns, rows in _relation_tables(library):
        predicate = name.removeprefix("relations_")
        header = [":START_ID", ":END_ID", *(f"{c}:{_ADMIN_TYPES[p.type]}" for c, p in columns.items())]
        written.append(_write_table(target, name, header, rows))
        options.append(f"--relationships={predicate}={name}.csv")
    meta = _write_table(
        target,
        "nodes_GovgraphMeta",
        ["id:ID", "value:string"],
        iter([("schema", str(library.schema.version))]),
    )
    options.append("--nodes=GovgraphMeta=nodes_GovgraphMeta.csv")
    readme = target / "README.txt"
    words = [
        "neo4j-admin database import full neo4j --overwrite-destination",
        "--multiline-fields=true",
        f"--array-delimiter='{LIST_SEPARATOR}'",
        *options,
    ]
    command = " \\\n  ".join(words)
    readme.write_text(
        "Import this folder into an empty Neo4j database: stop the server, and in this folder run\n\n"
        f"{command}\n\nThen start the server; 'govgraph load' with any file makes the constraints.\n",
        "utf-8",
    )
    return [*written, meta, readme]


FORMATS: dict[str, Callable[[Library, Path], list[Path]]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "json": _json,
    "csv": _csv,
    "jsonl": _triples,
    "neo4j-admin": _admin,
}


def _flat(library: Library) -> Any:
    """The whole graph with attributes that XML formats can hold: lists as text, evidence as JSON."""
    graph = library.whole()
    for _, attributes in graph.nodes(data=True):
        _flatten(attributes)
    for _, _, attributes in graph.edges(data=True):
        _flatten(attributes)
    return graph


def _flatten(attributes: dict[str, Any]) -> None:
    for name, value in list(attributes.items()):
        if value is None:
            del attributes[name]
        elif isinstance(value, list):
            whole = value and isinstance(value[0], Mapping)
            attributes[name] = (
                json.dumps(value, ensure_ascii=False) if whole else LIST_SEPARATOR.join(map(str, value))
            )
        if isinstance(attributes.get(name), str):
            # XML holds no control characters.
            attributes[name] = "".join(c for c in attributes[name] if c >= " " or c in "\n\t")


def _node_tables(library: Library) -> Iterator[_Table]:
    for kind in library.schema.kinds:
        columns = library.schema.columns(kind)
        wanted = ", ".join(f"n.`{c}`" for c in columns)
        yield f"nodes_{kind}", columns, iter(library.run(f"MATCH (n:`{kind}`) RETURN {wanted} ORDER BY n.id"))


def _relation_tables(library: Library) -> Iterator[_Table]:
    for name in library.schema.relations:
        columns = library.schema.relation_columns(name)
        wanted = ", ".join(["a.id", "b.id", *(f"r.`{c}`" for c in columns)])
        yield (
            f"relations_{name}",
            columns,
            iter(library.run(f"MATCH (a)-[r:{name}]->(b) RETURN {wanted} ORDER BY r.id")),
        )


def _write_table(folder: Path, name: str, header: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows([_cell(v) for v in row] for row in rows)
    return path


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return LIST_SEPARATOR.join(str(v).replace(LIST_SEPARATOR, "／") for v in value)
    if isinstance(value, bool):
        return str(value).lower()
    return value
