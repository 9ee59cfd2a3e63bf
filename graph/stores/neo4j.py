"""The server engine: Neo4j over Bolt, with the official driver.

Constraints come before data; writes go in batches by ``UNWIND`` with a label and a unique key;
reads run in sessions of read mode, in which the server itself refuses changes.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import neo4j
from neo4j import GraphDatabase
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from ..model.errors import QueryError, StoreError
from ..model.statement import Statement
from ..schema import Schema
from .base import Store, View, Writer
from .values import Node, Path, Relation, Rows

if TYPE_CHECKING:
    from ..derivation.disagreements import Difference
    from ..derivation.nodes import NodeRow
    from ..derivation.relations import RelationRow

#: Rows that one transaction writes.
BATCH = 10_000
#: Seconds to wait for a server.
CONNECTION_TIMEOUT = 10.0
_META = "GovgraphMeta"
# Trouble is told by our own errors, once; the driver's log is there for those who ask for it.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def ddl(schema: Schema) -> list[str]:
    """The constraints and indexes of a schema."""
    out = [f"CREATE CONSTRAINT govgraph_meta IF NOT EXISTS FOR (n:{_META}) REQUIRE n.id IS UNIQUE"]
    for kind, about in schema.kinds.items():
        low = kind.lower()
        out.append(f"CREATE CONSTRAINT govgraph_{low} IF NOT EXISTS FOR (n:`{kind}`) REQUIRE n.id IS UNIQUE")
        if not about.internal:
            out.append(f"CREATE INDEX govgraph_{low}_name IF NOT EXISTS FOR (n:`{kind}`) ON (n.name)")
    for field in ("subject_id", "object_id", "source_id", "relation_id"):
        out.append(f"CREATE INDEX govgraph_statement_{field} IF NOT EXISTS FOR (n:Statement) ON (n.{field})")
    for field in ("code", "province", "prefecture", "level"):
        out.append(f"CREATE INDEX govgraph_locality_{field} IF NOT EXISTS FOR (n:Locality) ON (n.{field})")
    return out


class Neo4jView(View):
    """Reads a database in sessions of read mode."""

    def __init__(self, driver: neo4j.Driver, schema: Schema, *, own: bool = True):
        self.schema = schema
        self._driver = driver
        self._own = own

    def run(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
    ) -> Rows:
        """See :meth:`View.run`."""

        def work(tx: neo4j.ManagedTransaction) -> Rows:
            result = tx.run(cypher, dict(parameters or {}))
            columns = tuple(result.keys())
            rows: list[tuple[Any, ...]] = []
            truncated = False
            for record in result:
                if limit is not None and len(rows) >= limit:
                    truncated = True
                    break
                rows.append(tuple(_value(v) for v in record.values()))
            return Rows(columns, tuple(rows), truncated)

        if timeout is not None:
            work = neo4j.unit_of_work(timeout=timeout)(work)
        try:
            with self._driver.session(default_access_mode=neo4j.READ_ACCESS) as session:
                return session.execute_read(work)
        except ClientError as error:
            raise QueryError(_explain(error, timeout)) from error
        except (Neo4jError, DriverError) as error:
            raise StoreError(f"the server failed during a query: {_short(error)}") from error

    def close(self) -> None:
        """Closes the driver if the view opened it."""
        if self._own:
            self._driver.close()


class Neo4jWriter(Writer):
    """Changes a database in batches, each a transaction that the driver can retry.

    What follows from a statement is written before the statement itself, so that a load that
    breaks off is completed by loading the same file again.
    """

    def __init__(self, driver: neo4j.Driver, schema: Schema):
        self.schema = schema
        self._driver = driver
        self.view = Neo4jView(driver, schema, own=False)

    def add_nodes(self, kind: str, rows: Sequence[NodeRow]) -> None:
        """See :class:`Writer`. MERGE by the unique key, so that a repeated batch does no harm."""
        columns = self.schema.columns(kind)
        data = [{"id": r.id, "p": {c: r.properties.get(c) for c in columns}} for r in rows]
        self._batches(f"UNWIND $rows AS row MERGE (n:`{kind}` {{id: row.id}}) SET n = row.p", data)

    set_nodes = add_nodes

    def remove_nodes(self, kind: str, ids: Sequence[str]) -> None:
        """See :class:`Writer`."""
        self._batches(f"UNWIND $rows AS i MATCH (n:`{kind}` {{id: i}}) DETACH DELETE n", list(ids))

    def add_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """See :class:`Writer`."""
        columns = self.schema.relation_columns(predicate)
        data = [
            {"start": r.start, "end": r.end, "id": r.id, "p": {c: r.properties.get(c) for c in columns}}
            for r in rows
        ]
        self._batches(
            f"UNWIND $rows AS row MATCH (a:`{ends[0]}` {{id: row.start}}) MATCH (b:`{ends[1]}` {{id: row.end}}) "
            f"MERGE (a)-[r:{predicate} {{id: row.id}}]->(b) SET r = row.p",
            data,
        )

    set_relations = add_relations

    def remove_relations(self, predicate: str, ends: tuple[str, str], rows: Sequence[RelationRow]) -> None:
        """See :class:`Writer`."""
        data = [{"start": r.start, "end": r.end, "id": r.id} for r in rows]
        self._batches(
            f"UNWIND $rows AS row MATCH (:`{ends[0]}` {{id: row.start}})-[r:{predicate} {{id: row.id}}]->"
            f"(:`{ends[1]}` {{id: row.end}}) DELETE r",
            data,
        )

    def add_statements(self, statements: Sequence[Statement]) -> None:
        """See :class:`Writer`."""
        data = [s.to_row() for s in statements]
        self._batches("UNWIND $rows AS row MERGE (n:Statement {id: row.id}) SET n = row", data)

    def add_differences(self, differences: Sequence[Difference]) -> None:
        """See :class:`Writer`."""
        data = [
            {"start": d.one.id, "end": d.other.id, "id": d.id,
             "p": {"id": d.id, "field": d.field, "one": d.says[0], "other": d.says[1], "anchor": d.anchor}}
            for d in differences
        ]  # fmt: skip
        self._batches(
            "UNWIND $rows AS row MATCH (a:Statement {id: row.start}) MATCH (b:Statement {id: row.end}) "
            "MERGE (a)-[r:DIFFERS_FROM {id: row.id}]->(b) SET r = row.p",
            data,
        )

    def remove_differences(self, anchors: Sequence[str]) -> None:
        """See :class:`Writer`."""
        self._batches(
            "UNWIND $rows AS i MATCH (s:Statement)-[r:DIFFERS_FROM]->() WHERE (s.subject_id = i OR s.object_id = i) "
            "AND r.anchor = i DELETE r",
            list(anchors),
        )

    def commit(self) -> None:
        """Nothing is left to do: every batch has committed."""

    def abort(self) -> None:
        """What batches have committed stays; loading the same file again completes it."""

    def close(self) -> None:
        """Closes the driver."""
        self._driver.close()

    def _batches(self, cypher: str, rows: Sequence[Any]) -> None:
        with self._driver.session() as session:
            for batch in _chunks(rows):
                try:
                    session.execute_write(_writes(cypher, batch))
                except (Neo4jError, DriverError) as error:
                    raise StoreError(f"the server refused a change: {_short(error)}") from error


class Neo4jStore(Store):
    """A graph in a Neo4j database; credentials come from the environment or the URL's user part."""

    def __init__(self, url: str, schema: Schema | None = None):
        self.url = url
        self.schema = schema or Schema.default()

    def view(self) -> Neo4jView:
        """Connects for reading."""
        driver = self._connect()
        view = Neo4jView(driver, self.schema)
        try:
            held = self._version(driver)
            if held is None:
                raise StoreError(
                    f"the database at {self._shown()} holds no graph of govgraph; "
                    f"make one with 'govgraph load FILE --store {self._shown()}'"
                )
            self._check(held)
        except BaseException:
            view.close()
            raise
        return view

    def writer(self) -> Neo4jWriter:
        """Connects for changes; constraints, indexes and the version come first."""
        driver = self._connect()
        try:
            held = self._version(driver)
            if held is None:
                for statement in ddl(self.schema):
                    driver.execute_query(statement)
                driver.execute_query(
                    f"MERGE (m:{_META} {{id: 'schema'}}) SET m.value = $version",
                    version=str(self.schema.version),
                )
            else:
                self._check(held)
        except (Neo4jError, DriverError) as error:
            driver.close()
            raise StoreError(f"the server refused to make constraints: {_short(error)}") from error
        except BaseException:
            driver.close()
            raise
        return Neo4jWriter(driver, self.schema)

    def _connect(self) -> neo4j.Driver:
        parts = urlsplit(self.url)
        user = parts.username or os.environ.get("NEO4J_USERNAME") or "neo4j"
        password = parts.password or os.environ.get("NEO4J_PASSWORD")
        address = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        auth = (user, password) if password else None
        try:
            driver = GraphDatabase.driver(
                address,
                auth=auth,
                connection_timeout=CONNECTION_TIMEOUT,
                max_transaction_retry_time=CONNECTION_TIMEOUT,
                notifications_min_severity="OFF",
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreError(f"{self._shown()} is no address of a Neo4j server: {_short(error)}") from error
        try:
            driver.verify_connectivity()
        except AuthError as error:
            driver.close()
            hint = "it is wrong" if password else "none is set"
            raise StoreError(
                f"Neo4j at {self._shown()} refused user {user!r} and the password ({hint}); "
                "set $NEO4J_USERNAME and $NEO4J_PASSWORD"
            ) from error
        except ServiceUnavailable as error:
            driver.close()
            raise StoreError(
                f"no Neo4j server answers at {self._shown()}; start it, or check the address"
            ) from error
        except (Neo4jError, DriverError, ValueError, OSError) as error:
            driver.close()
            raise StoreError(f"cannot reach Neo4j at {self._shown()}: {_short(error)}") from error
        return driver

    def _version(self, driver: neo4j.Driver) -> str | None:
        records = driver.execute_query(
            f"MATCH (m:{_META} {{id: 'schema'}}) RETURN m.value AS value",
            routing_=neo4j.RoutingControl.READ,
        ).records
        return records[0]["value"] if records else None

    def _check(self, held: str) -> None:
        if held != str(self.schema.version):
            raise StoreError(
                f"the graph at {self._shown()} has version {held} of the model, this program needs version "
                f"{self.schema.version}; load the triples again into an empty database"
            )

    def _shown(self) -> str:
        """The URL without a password."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _writes(cypher: str, batch: Sequence[Any]) -> Callable[[neo4j.ManagedTransaction], None]:
    def work(tx: neo4j.ManagedTransaction) -> None:
        tx.run(cypher, rows=list(batch)).consume()

    return work


def _value(value: Any) -> Any:
    if isinstance(value, neo4j.graph.Node):
        kind = next(iter(sorted(value.labels)), "")
        return Node(str(value.get("id", "")), kind, dict(value))
    if isinstance(value, neo4j.graph.Relationship):
        ends = [str(n.get("id", "")) if n is not None else "" for n in (value.start_node, value.end_node)]
        return Relation(value.type, ends[0], ends[1], dict(value))
    if isinstance(value, neo4j.graph.Path):
        return Path(tuple(map(_value, value.nodes)), tuple(map(_value, value.relationships)))
    if isinstance(value, list):
        return [_value(v) for v in value]
    if isinstance(value, dict):
        return {k: _value(v) for k, v in value.items()}
    return value


def _explain(error: ClientError, timeout: float | None) -> str:
    code = error.code or ""
    if "AccessMode" in code:
        return "the query would change the graph; only reading is allowed here"
    if "Timed" in code and timeout:
        return f"the query was ended after {timeout:g} seconds; narrow it, or allow more time"
    return _short(error)


def _short(error: BaseException) -> str:
    return " ".join(str(getattr(error, "message", None) or error).split())[:300]
