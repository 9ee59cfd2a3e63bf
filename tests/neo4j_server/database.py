"""What the tests may do to a database: look whether it is empty, and empty it."""

from __future__ import annotations

from dataclasses import dataclass

import neo4j

WIPE = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"


class NotEmpty(Exception):
    """The user's server holds data that the tests would delete."""


@dataclass(frozen=True)
class Names:
    """The constraints and indexes of a database, by name."""

    constraints: frozenset[str]
    indexes: frozenset[str]


class TestDatabase:
    """One server's default database, remembered as it was found.

    Args:
        url: where the server answers.
        username: who may write there.
        password: that user's.
        may_wipe: delete what it holds, if it holds anything.

    Raises:
        NotEmpty: it holds nodes, and `may_wipe` is false.
    """

    __test__ = False  # not a test class, for all its name

    def __init__(self, url: str, username: str, password: str, *, may_wipe: bool) -> None:
        self.url = url
        self._driver = neo4j.GraphDatabase.driver(url, auth=(username, password))
        self._driver.verify_connectivity()
        held = self._driver.execute_query("MATCH (n) RETURN count(n) AS held").records[0]["held"]
        if held and not may_wipe:
            self._driver.close()
            raise NotEmpty(
                f"{url} holds {held} nodes, which the tests would delete: "
                "name an empty server, or set GOVGRAPH_TEST_NEO4J_WIPE=1 to let them"
            )
        self._found = self._names()

    def wipe(self) -> None:
        """Delete all nodes and edges. Constraints and indexes stay, and with them the server's query plans."""
        with self._driver.session() as session:
            session.run(WIPE).consume()

    def empty(self) -> None:
        """Delete all nodes and edges, and the constraints and indexes that were not there at first."""
        self.wipe()
        now = self._names()
        for name in now.constraints - self._found.constraints:
            self._run(f"DROP CONSTRAINT {_quoted(name)} IF EXISTS")
        for name in now.indexes - self._found.indexes:
            self._run(f"DROP INDEX {_quoted(name)} IF EXISTS")

    def close(self) -> None:
        """Leave the database as it was found (less the data), and end the connection."""
        try:
            self.empty()
        finally:
            self._driver.close()

    def _names(self) -> Names:
        constraints = self._run("SHOW CONSTRAINTS YIELD name")
        indexes = self._run("SHOW INDEXES YIELD name, owningConstraint WHERE owningConstraint IS NULL")
        return Names(
            *(frozenset(str(record["name"]) for record in records) for records in (constraints, indexes))
        )

    def _run(self, cypher: str) -> list[neo4j.Record]:
        return self._driver.execute_query(cypher).records


def _quoted(name: str) -> str:
    """A name that came from the server itself, as Cypher quotes one."""
    return "`" + name.replace("`", "``") + "`"
