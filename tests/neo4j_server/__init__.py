"""A real Neo4j for the tests: fetched once, booted on a free port, ended with the tests. Not for users' data."""
