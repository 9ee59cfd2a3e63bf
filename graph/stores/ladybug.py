"""The embedded engine: LadybugDB, a graph in one file, Cypher in process.

Bulk goes through ``COPY`` and ``LOAD FROM`` over Arrow tables, whose columns carry the schema's
types; nothing but the schema's names is built into Cypher's text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import ladybug

from ..model.errors import QueryError, StoreError
from ..model.statement import Statement
from ..schema import Property, Schema
from .base import Store, View, Writer
from .values import Node, Path, Relation, Rows

if TYPE_CHECKING:
    import pyarrow as pa

    from ..derivation.disagreements import Difference
    from ..derivation.nodes import NodeRow
    from ..derivation.relations import RelationRow

#: Bytes that a reader's or writer's cache may take.
BUFFER_POOL = 1 << 30
_TYPES = {
    "string": "STRING",
    "date": "STRING",
    "integer": "INT64",
    "number": "DOUBLE",
    "boolean": "BOOL",
    "strings": "STRING[]",
}
_META = "GovgraphMeta"


def ddl(schema: Schema) -> list[str]:
    """The statements that make the tables of a schema."""
    out = [f"CREATE NODE TABLE {_META} (id STRING PRIMARY KEY, value STRING)"]
    for kind in schema.kinds:
        columns = ", ".join(f"`{n}` {_TYPES[p.type]}" for n, p in schema.columns(kind).items())
        out.append(f"CREATE NODE TABLE `{kind}` ({columns}, PRIMARY KEY (id))")
    for name, relation in schema.relations.items():
        ends = ", ".join(f"FROM `{a}` TO `{b}`" for a, b in relation.ends)
        columns = ", ".join(f"`{n}` {_TYPES[p.type]}" for n, p in schema.relation_columns(name).items())
        out.append(f"CREATE REL TABLE `{name}` ({ends}, {columns})")
    return out


class LadybugView(View):
    """Reads a graph file. One view serves one thread at a time."""

    def __init__(self, database: ladybug.Database, schema: Schema, *, own: bool = True):
        self.schema = schema
        self._database = database
        self._connection = ladybug.Connection(database)
        self._own = own
        self._lock = threading.Lock()

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """See :meth:`View.run`."""
        with self._lock:
            self._connection.set_query_timeout(int(timeout * 1000) if timeout else 0)
            try:
                result = self._connection.execute(cypher, dict(parameters or {}))
                if isinstance(result, list):
                    result = result[-1]
                columns = tuple(result.get_column_names())
                rows: list[tuple[Any, ...]] = []
                truncated = False
                while result.has_next():
                    if limit is not None and len(rows) >= limit:
                        truncated = True
                        break
                    rows.append(tuple(result.get_next()))
                result.close()
            except RuntimeError as error:
                raise QueryError(_explain(str(error), timeout)) from error
        return Rows(columns, tuple(_values(rows)), truncated)

    def close(self) -> None:
        """Closes the connection, and the file if the view opened it."""
        self._connection.close()
        if self._own:
            self._database.close()


class LadybugWriter(Writer):
    """Changes a graph file within one transaction."""

    def __init__(self, database: ladybug.Database, schema: Schema):
        self.schema = schema
        self._database = database
        view = LadybugView(database, schema, own=False)
        self._connection = view._connection
        self.view = view
        self._execute("BEGIN TRANSACTION")

    def add_nodes(self, kind: str, rows: Sequence[NodeRow]) -> None:
        """See :class:`Writer`."""
        self._execute(f"COPY `{kind}` FROM $rows", self._nodes(kind, rows))

    def set_nodes(self, kind: str, rows: Sequence[NodeRow]) -> None:
        """See :class:`Writer`."""
        columns = [c for c in self.schema.columns(kind) if c != "id"]
        # The table's columns get names of their own, lest they hide the node's.
        table = self._nodes(kind, rows)["rows"].rename_columns(["new_id", *(f"new_{c}" for c in columns)])
        names = ", ".join(f"`{c}`" for c in table.column_names)
        values = ", ".join(f"n.`{c}` = `new_{c}`" for c in columns)
        self._execute(
            f"LOAD FROM $rows WITH {names} MATCH (n:`{kind}` {{id: new_id}}) SET {values}", {"rows": table}
        )

    def remove_nodes(self, kind: str, ids: Sequence[str]) -> None:
        """See :class:`Writer`."""
        self._execute(f"UNWIND $ids AS i MATCH (n:`{kind}` {{id: i}}) DETACH DELETE n", {"ids": list(ids)})

    def add_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """See :class:`Writer`."""
        table = self._relations(predicate, rows)
        self._execute(f"COPY {predicate} FROM $rows (from='{ends[0]}', to='{ends[1]}')", {"rows": table})

    def set_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """See :class:`Writer`."""
        columns = [c for c in self.schema.relation_columns(predicate) if c != "id"]
        table = self._relations(predicate, rows)
        table = table.rename_columns(["new_start", "new_end", "new_id", *(f"new_{c}" for c in columns)])
        names = ", ".join(f"`{c}`" for c in table.column_names)
        values = ", ".join(f"r.`{c}` = `new_{c}`" for c in columns)
        self._execute(
            f"LOAD FROM $rows WITH {names} "
            f"MATCH (a:`{ends[0]}` {{id: new_start}})-[r:{predicate}]->(b:`{ends[1]}` {{id: new_end}}) "
            f"WHERE r.id = new_id SET {values}",
            {"rows": table},
        )

    def remove_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """See :class:`Writer`."""
        keys = [{"one": r.start, "other": r.end, "id": r.id} for r in rows]
        self._execute(
            f"UNWIND $keys AS k MATCH (a:`{ends[0]}` {{id: k.one}})-[r:{predicate}]->(b:`{ends[1]}` {{id: k.other}}) "
            "WHERE r.id = k.id DELETE r",
            {"keys": keys},
        )

    def add_statements(self, statements: Sequence[Statement]) -> None:
        """See :class:`Writer`."""
        table = _table(self.schema.columns("Statement"), [s.to_row() for s in statements])
        self._execute("COPY Statement FROM $rows", {"rows": table})

    def add_differences(self, differences: Sequence[Difference]) -> None:
        """See :class:`Writer`."""
        if not differences:
            return
        columns = self.schema.relation_columns("DIFFERS_FROM")
        rows = [
            {"id": d.id, "field": d.field, "one": d.says[0], "other": d.says[1], "anchor": d.anchor}
            for d in differences
        ]
        table = _with_ends(
            _table(columns, rows), [d.one.id for d in differences], [d.other.id for d in differences]
        )
        self._execute("COPY DIFFERS_FROM FROM $rows", {"rows": table})

    def remove_differences(self, anchors: Sequence[str]) -> None:
        """See :class:`Writer`."""
        self._execute(
            "MATCH (:Statement)-[r:DIFFERS_FROM]->(:Statement) WHERE r.anchor IN $anchors DELETE r",
            {"anchors": list(anchors)},
        )

    def commit(self) -> None:
        """See :class:`Writer`."""
        self._execute("COMMIT")

    def abort(self) -> None:
        """Undoes the whole transaction."""
        try:
            self._connection.execute("ROLLBACK")
        except RuntimeError:
            # An error in the engine has rolled back already.
            return

    def close(self) -> None:
        """Closes the file, so that readers can open it."""
        self.view.close()
        self._database.close()

    def _nodes(self, kind: str, rows: Sequence[NodeRow]) -> dict[str, pa.Table]:
        return {"rows": _table(self.schema.columns(kind), [r.properties for r in rows])}

    def _relations(self, predicate: str, rows: Sequence[RelationRow]) -> pa.Table:
        table = _table(self.schema.relation_columns(predicate), [r.properties for r in rows])
        return _with_ends(table, [r.start for r in rows], [r.end for r in rows])

    def _execute(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> None:
        try:
            self._connection.execute(cypher, dict(parameters or {}))
        except RuntimeError as error:
            raise StoreError(f"the graph refused a change: {error}") from error


class LadybugStore(Store):
    """A graph in a file of LadybugDB."""

    def __init__(self, path: str | FilePath, schema: Schema | None = None):
        self.path = FilePath(path)
        self.url = str(path)
        self.schema = schema or Schema.default()

    def view(self) -> LadybugView:
        """Opens the file for reading. A file that another process is writing cannot be opened."""
        if not self.path.exists():
            raise StoreError(
                f"there is no graph at {self.path}; make one with 'govgraph load FILE --store {self.path}' "
                "or try 'govgraph demo'"
            )
        database = self._open(read_only=True)
        view = LadybugView(database, self.schema)
        try:
            self._check_version(view)
        except BaseException:
            view.close()
            raise
        return view

    def writer(self) -> LadybugWriter:
        """Opens the file for changes, and makes it where there is none."""
        new = not self.path.exists()
        if new and not self.path.parent.is_dir():
            raise StoreError(f"cannot make {self.path}: there is no folder {self.path.parent}")
        database = self._open(read_only=False)
        try:
            connection = ladybug.Connection(database)
            if (
                new
                or not LadybugView(database, self.schema, own=False)
                .run("CALL show_tables() RETURN name")
                .rows
            ):
                for statement in ddl(self.schema):
                    connection.execute(statement)
                connection.execute(
                    f"CREATE (:{_META} {{id: 'schema', value: $version}})",
                    {"version": str(self.schema.version)},
                )
            connection.close()
            view = LadybugView(database, self.schema, own=False)
            self._check_version(view)
            view.close()
        except BaseException:
            database.close()
            raise
        return LadybugWriter(database, self.schema)

    def _open(self, *, read_only: bool) -> ladybug.Database:
        if self.path.is_dir():
            raise StoreError(f"{self.path} is a folder; name a file, such as {self.path / 'govgraph.lbug'}")
        try:
            return ladybug.Database(str(self.path), buffer_pool_size=BUFFER_POOL, read_only=read_only)
        except RuntimeError as error:
            raise StoreError(self._trouble(str(error))) from error

    def _trouble(self, text: str) -> str:
        if "lock" in text.lower():
            return f"{self.path} is being written by another process; wait until it has finished"
        if "not a valid" in text:
            return f"{self.path} is no graph file of LadybugDB; name another file with --store"
        if "version" in text.lower():
            return (f"{self.path} was written by another version of LadybugDB; load the triples again into a new file "
                    f"({_first_line(text)})")  # fmt: skip
        if "Permission denied" in text or "Read-only" in text or "Cannot open file" in text:
            return f"{self.path} cannot be opened or written; check the rights of the file and its folder"
        return f"cannot open {self.path}: {_first_line(text)}"

    def _check_version(self, view: View) -> None:
        try:
            rows = view.run(f"MATCH (m:{_META}) WHERE m.id = 'schema' RETURN m.value").rows
        except QueryError as error:
            raise StoreError(f"{self.path} is a database of LadybugDB but no graph of govgraph") from error
        held = rows[0][0] if rows else None
        if held != str(self.schema.version):
            raise StoreError(
                f"{self.path} has version {held} of the model, this program needs version {self.schema.version}; "
                "load the triples again into a new file"
            )


def _table(columns: Mapping[str, Property], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    import pyarrow as pa

    types = _arrow_types()
    arrays = [pa.array([r.get(n) for r in rows], types[p.type]) for n, p in columns.items()]
    return pa.table(arrays, names=list(columns))


def _with_ends(table: pa.Table, starts: list[str], ends: list[str]) -> pa.Table:
    import pyarrow as pa

    columns = [pa.array(starts, pa.string()), pa.array(ends, pa.string()), *table.columns]
    return pa.table(columns, names=["from", "to", *table.column_names])


@lru_cache(maxsize=1)
def _arrow_types() -> dict[str, Any]:
    # Arrow is for writing; readers start faster without it.
    import pyarrow as pa

    return {
        "string": pa.string(),
        "date": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "strings": pa.list_(pa.string()),
    }


def _values(rows: list[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Rows whose nodes and relations are ours; relations learn the ids of their ends from the row's nodes."""
    for row in rows:
        known: dict[tuple[int, int], str] = {}
        for value in row:
            _collect(value, known)
        yield tuple(_value(v, known) for v in row)


def _collect(value: Any, known: dict[tuple[int, int], str]) -> None:
    if isinstance(value, dict):
        if "_LABEL" in value and "_SRC" not in value:
            known[_place(value["_ID"])] = value.get("id", "")
        else:
            for v in value.values():
                _collect(v, known)
    elif isinstance(value, list):
        for v in value:
            _collect(v, known)


def _value(value: Any, known: Mapping[tuple[int, int], str]) -> Any:
    if isinstance(value, list):
        return [_value(v, known) for v in value]
    if not isinstance(value, dict):
        return value
    if "_NODES" in value and "_RELS" in value:
        return Path(tuple(_value(value["_NODES"], known)), tuple(_value(value["_RELS"], known)))
    if "_LABEL" not in value:
        return {k: _value(v, known) for k, v in value.items()}
    properties = {k: v for k, v in value.items() if not k.startswith("_") and v is not None}
    if "_SRC" in value:
        start, end = known.get(_place(value["_SRC"]), ""), known.get(_place(value["_DST"]), "")
        return Relation(value["_LABEL"], start, end, properties)
    return Node(value.get("id", ""), value["_LABEL"], properties)


def _place(ident: Mapping[str, int]) -> tuple[int, int]:
    return ident["table"], ident["offset"]


def _first_line(text: str) -> str:
    return text.strip().splitlines()[0] if text.strip() else text


def _explain(text: str, timeout: float | None) -> str:
    if "read-only" in text:
        return "the query would change the graph; only reading is allowed here"
    if "nterrupt" in text and timeout:
        return f"the query was ended after {timeout:g} seconds; narrow it, or allow more time"
    return re.sub(r"\s+", " ", text).strip()
