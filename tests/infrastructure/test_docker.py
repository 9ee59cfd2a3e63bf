"""The Docker files keep what they promise, as far as that can be read without an engine."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

FOLDER = Path(__file__).parent.parent.parent / "docker"
ROOMS = {"graph", "loaders", "queries", "views", "cli"}


@pytest.fixture
def services() -> dict[str, Any]:
    compose = yaml.safe_load((FOLDER / "compose.yaml").read_text("utf-8"))
    found: dict[str, Any] = compose["services"]
    return found


def test_every_password_comes_from_the_environment_or_stops_the_start(services: dict[str, Any]) -> None:
    held = [
        str(value)
        for service in services.values()
        for name, value in service["environment"].items()
        if re.search("PASSWORD|AUTH", name)
    ]
    assert len(held) == 2
    for value in held:
        assert re.fullmatch(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?.+\}", value)


def test_the_loader_waits_until_neo4j_is_healthy(services: dict[str, Any]) -> None:
    assert services["loader"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "cypher-shell" in services["neo4j"]["healthcheck"]["test"][1]


def test_ports_are_open_to_this_machine_only(services: dict[str, Any]) -> None:
    assert all(port.startswith("127.0.0.1:") for port in services["neo4j"]["ports"])


def test_the_server_is_the_release_that_the_tests_run(services: dict[str, Any]) -> None:
    pom = (FOLDER.parent / "tests" / "neo4j_server" / "pom.xml").read_text("utf-8")
    version = re.search(r"<neo4j.version>(\d+\.\d+)", pom)
    assert version is not None
    assert services["neo4j"]["image"] == f"neo4j:{version[1]}-community"


def test_the_image_is_built_from_every_room_and_runs_without_rights() -> None:
    text = (FOLDER / "Dockerfile").read_text("utf-8")
    assert set(re.findall(r"^COPY (\w+) \1/$", text, re.MULTILINE)) == ROOMS
    assert text.count("FROM ") == 2
    assert "USER govgraph" in text.split("FROM ")[-1]
    kept = (FOLDER / "Dockerfile.dockerignore").read_text("utf-8").split()
    assert {f"!{room}" for room in ROOMS} <= set(kept)
