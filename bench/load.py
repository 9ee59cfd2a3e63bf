"""Loading triples, against the engine's own fastest way to take in the very same graph.

The peer gets the finished graph, nodes and relations with all properties; govgraph gets the triples and must
check, identify and derive as well. A row is one triple.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import ladybug
import neo4j
import pyarrow as pa
from govgraph.graph.schema import Schema
from govgraph.graph.stores import open_store
from govgraph.graph.stores.ladybug import ddl
from govgraph.loaders.triple_files import load_triples

from tests.neo4j_server.database import TestDatabase
from tests.neo4j_server.distribution import NotAvailable, find_distribution
from tests.neo4j_server.server import Neo4jServer

from .measure import Measurement, Options, median, seconds

BATCH = 10_000
WARM_UP = 500
TRIPLES_PER_ARTICLE = 25
PRACTICES = ("议事会", "网格站", "接单制", "积分墙", "夜谈日", "联席会", "巡访队", "清单制")
PROVINCES = ("河北省", "湖北省", "四川省", "浙江省")


def run(options: Options) -> list[Measurement]:
    """Time both engines; Neo4j is left out, and told, where this machine cannot run it."""
    triples = list(generated(options.rows))
    with tempfile.TemporaryDirectory(prefix="govgraph-bench-") as name:
        folder = Path(name)
        measured = into_ladybug(triples, folder, options)
        try:
            distribution = find_distribution()
        except NotAvailable as error:
            print(f"Neo4j left out: {error}")
            return measured
        with Neo4jServer(distribution, folder / "neo4j") as server:
            return measured + into_neo4j(triples, server, options)


def generated(count: int) -> Iterator[dict[str, Any]]:
    """Triples of made-up communities that adopt made-up practices, `TRIPLES_PER_ARTICLE` an article."""
    for i in range(count):
        place, practice = i // 2, (i * 7919) % max(count // 4, 1)
        yield {
            "subject": {
                "type": "Locality",
                "name": f"试{place}社区",
                "level": "neighbourhood",
                "within": [PROVINCES[place % len(PROVINCES)], f"试{place % 97}市", f"试{place % 997}街道"],
            },
            "predicate": "ADOPTED",
            "object": {"type": "Mechanism", "name": f"试{practice}{PRACTICES[practice % len(PRACTICES)]}"},
            "source": {"document": f"bench-{i // TRIPLES_PER_ARTICLE}.txt", "date": "2024-01-01"},
            "span": [i, i + 4],
            "confidence": 0.9,
        }


def into_ladybug(triples: list[dict[str, Any]], folder: Path, options: Options) -> list[Measurement]:
    """Against `COPY` of the same tables from memory."""
    ours, again, peer = [], [], []
    for turn in range(options.repeat):
        graph, copy = folder / f"{turn}.lbug", folder / f"{turn}.copy.lbug"
        store = open_store(str(graph))
        ours.append(seconds(partial(load_triples, triples, store)))
        again.append(seconds(partial(load_triples, triples, store)))
        peer.append(seconds(partial(_copy, _tables(graph), copy)))
    rows = len(triples)
    return [
        Measurement("load into LadybugDB", rows, median(ours), "COPY", median(peer)),
        Measurement("load the same again", rows, median(again), "COPY", median(peer)),
    ]


def _tables(graph: Path) -> dict[str, pa.Table]:
    """All that the graph holds, as Arrow tables by the command that copies them back."""
    schema = Schema.default()
    tables: dict[str, pa.Table] = {}
    with ladybug.Database(str(graph), read_only=True) as database, ladybug.Connection(database) as connection:
        for kind in schema.kinds:
            columns = ", ".join(f"n.`{column}`" for column in schema.columns(kind))
            tables[f"COPY `{kind}` FROM $rows"] = _arrow(connection, f"MATCH (n:`{kind}`) RETURN {columns}")
        for name, relation in schema.relations.items():
            columns = ", ".join(f"r.`{column}`" for column in schema.relation_columns(name))
            for start, end in relation.ends:
                match = f"MATCH (a:`{start}`)-[r:`{name}`]->(b:`{end}`) RETURN a.id, b.id, {columns}"
                command = f"COPY `{name}` FROM $rows (from='{start}', to='{end}')"
                tables[command] = _arrow(connection, match)
    return {command: table for command, table in tables.items() if table.num_rows}


def _arrow(connection: ladybug.Connection, cypher: str) -> pa.Table:
    result = connection.execute(cypher)
    assert not isinstance(result, list)  # one statement, one result
    return result.get_as_arrow()


def _copy(tables: dict[str, pa.Table], graph: Path) -> None:
    with ladybug.Database(str(graph)) as database, ladybug.Connection(database) as connection:
        for statement in ddl(Schema.default()):
            connection.execute(statement)
        for command, table in tables.items():
            connection.execute(command, {"rows": table})


def into_neo4j(triples: list[dict[str, Any]], server: Neo4jServer, options: Options) -> list[Measurement]:
    """Against `UNWIND ... CREATE` in batches by a unique key, as Neo4j's guides have it."""
    os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"] = server.username, server.password
    database = TestDatabase(server.url, server.username, server.password, may_wipe=True)
    ours, again, peer = [], [], []
    with neo4j.GraphDatabase.driver(server.url, auth=(server.username, server.password)) as driver:
        load_triples(
            triples[:WARM_UP], open_store(server.url)
        )  # a server is slow until it has run everything once
        for _ in range(options.repeat):
            database.empty()
            store = open_store(server.url)
            ours.append(seconds(partial(load_triples, triples, store)))
            again.append(seconds(partial(load_triples, triples, store)))
            nodes, relations = _held(driver)
            database.empty()
            peer.append(seconds(partial(_fill, driver, nodes, relations)))
    database.close()
    rows = len(triples)
    return [
        Measurement("load into Neo4j", rows, median(ours), "UNWIND CREATE", median(peer)),
        Measurement("load the same again", rows, median(again), "UNWIND CREATE", median(peer)),
    ]


Nodes = dict[str, list[dict[str, Any]]]
Relations = dict[tuple[str, str, str], list[dict[str, Any]]]


def _held(driver: neo4j.Driver) -> tuple[Nodes, Relations]:
    """All that the graph holds, by label, and by start label, type and end label."""
    nodes: Nodes = {}
    relations: Relations = {}
    with driver.session() as session:
        for record in session.run("MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS row"):
            nodes.setdefault(record["label"], []).append(record["row"])
        found = session.run(
            "MATCH (a)-[r]->(b) RETURN labels(a)[0] AS a, type(r) AS r, labels(b)[0] AS b, "
            "{start: a.id, end: b.id, row: properties(r)} AS row"
        )
        for record in found:
            relations.setdefault((record["a"], record["r"], record["b"]), []).append(record["row"])
    return nodes, relations


def _fill(driver: neo4j.Driver, nodes: Nodes, relations: Relations) -> None:
    """Constraints first, then nodes, then relations."""
    for label in nodes:
        driver.execute_query(f"CREATE CONSTRAINT `key of {label}` FOR (n:`{label}`) REQUIRE n.id IS UNIQUE")
    for label, rows in nodes.items():
        _batches(driver, f"UNWIND $rows AS row CREATE (n:`{label}`) SET n = row", rows)
    for (start, kind, end), rows in relations.items():
        match = f"UNWIND $rows AS row MATCH (a:`{start}` {{id: row.start}}) MATCH (b:`{end}` {{id: row.end}})"
        _batches(driver, f"{match} CREATE (a)-[r:`{kind}`]->(b) SET r = row.row", rows)


def _batches(driver: neo4j.Driver, cypher: str, rows: list[dict[str, Any]]) -> None:
    for first in range(0, len(rows), BATCH):
        driver.execute_query(cypher, rows=rows[first : first + BATCH])
