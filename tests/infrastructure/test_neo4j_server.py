"""The Neo4j of the tests is real: it holds data, keeps its password, and is empty for each test."""

from __future__ import annotations

import os

import neo4j
import pytest
from neo4j.exceptions import AuthError

pytestmark = pytest.mark.neo4j


def driver_for(url: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(url, auth=(os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"]))


@pytest.mark.parametrize("turn", [1, 2])
def test_is_empty_for_each_test(empty_neo4j_url: str, turn: int) -> None:
    with driver_for(empty_neo4j_url) as driver:
        assert driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        assert driver.execute_query("SHOW CONSTRAINTS YIELD name").records == []
        driver.execute_query("CREATE CONSTRAINT one FOR (n:Thing) REQUIRE n.id IS UNIQUE")
        driver.execute_query("CREATE INDEX two FOR (n:Thing) ON (n.name)")
        driver.execute_query("CREATE (:Thing {id: $turn})-[:NEXT]->(:Thing {id: $turn + 10})", turn=turn)


def test_is_the_long_term_support_release_over_both_schemes(neo4j_url: str) -> None:
    for url in (neo4j_url, neo4j_url.replace("bolt://", "neo4j://")):
        with driver_for(url) as driver:
            record = driver.execute_query("CALL dbms.components() YIELD versions, edition").records[0]
            assert record["versions"][0].startswith("5.26.")
            assert record["edition"] == "community"


def test_refuses_a_wrong_password(neo4j_url: str) -> None:
    with neo4j.GraphDatabase.driver(neo4j_url, auth=("neo4j", "wrong")) as driver, pytest.raises(AuthError):
        driver.verify_connectivity()
