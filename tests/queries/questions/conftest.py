"""The bundled facts as a graph, once for all question tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from govgraph.graph.stores import open_store
from govgraph.loaders import bundled
from govgraph.loaders.triple_files import load
from govgraph.queries import Library


@pytest.fixture(scope="session")
def bundled_graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("questions")
    store = folder / "bundled.lbug"
    load([bundled.path()], open_store(store), rejects=folder / "rejects.jsonl")
    return str(store)


@pytest.fixture(scope="session")
def library(bundled_graph: str) -> Iterator[Library]:
    with Library.open(bundled_graph) as library:
        yield library
