"""What cannot be opened is answered with one clear line that says what to do."""

from __future__ import annotations

import socket
from pathlib import Path

import ladybug
import pytest
from govgraph.graph.model.errors import QueryError, StoreError, UsageError
from govgraph.graph.stores import Store, open_store
from govgraph.graph.stores.ladybug import LadybugWriter
from govgraph.graph.stores.neo4j import Neo4jWriter
from govgraph.loaders.triple_files import load_triples

from ...samples import SAMPLES


def one_line(error: pytest.ExceptionInfo[BaseException]) -> str:
    text = str(error.value)
    assert text and "\n" not in text and len(text) < 400
    return text


def test_an_unknown_scheme_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean neo4j://") as error:
        open_store("noe4j://localhost")
    one_line(error)
    with pytest.raises(UsageError, match="use a path, or one of"):
        open_store("postgres://localhost")


def test_a_graph_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no graph at .*govgraph load") as error:
        open_store(tmp_path / "none.lbug").view()
    one_line(error)
    with pytest.raises(StoreError, match="there is no folder"):
        open_store(tmp_path / "no" / "none.lbug").writer()
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path).view()


def test_a_file_that_is_no_graph(tmp_path: Path) -> None:
    junk = tmp_path / "junk.lbug"
    junk.write_text("not a graph " * 1000, "utf-8")
    for opened in (open_store(junk).view, open_store(junk).writer):
        with pytest.raises(StoreError, match="no graph file") as error:
            opened()
        one_line(error)
    other = tmp_path / "other.lbug"
    database = ladybug.Database(str(other))
    ladybug.Connection(database).execute("CREATE NODE TABLE T (id STRING PRIMARY KEY)")
    database.close()
    with pytest.raises(StoreError, match="no graph of govgraph"):
        open_store(other).view()


def other_version(store: Store) -> None:
    """Makes a graph of version 0 of the model."""
    load_triples(SAMPLES[:2], store)
    with store.writer() as writer:
        if isinstance(writer, LadybugWriter):
            writer._execute("MATCH (m:GovgraphMeta {id: 'schema'}) SET m.value = '0'")
        elif isinstance(writer, Neo4jWriter):
            writer._batches("UNWIND $rows AS v MATCH (m:GovgraphMeta {id: 'schema'}) SET m.value = v", ["0"])


def test_a_graph_of_another_version(store_url: str) -> None:
    store = open_store(store_url)
    other_version(store)
    for opened in (store.view, store.writer):
        with pytest.raises(StoreError, match="version 0 of the model, this program needs version 1") as error:
            opened()
        one_line(error)


def test_a_file_in_use(tmp_path: Path) -> None:
    import subprocess
    import sys

    url = tmp_path / "g.lbug"
    load_triples(SAMPLES, open_store(url))
    hold = (
        "import sys\nfrom govgraph.graph.stores import open_store\n"
        "w = open_store(sys.argv[1]).writer()\nprint('held', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(url)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        with pytest.raises(StoreError, match="being written by another process") as error:
            open_store(url).writer()
        one_line(error)
        holder.communicate("")


def test_a_server_that_is_down() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError, match=r"no Neo4j server answers at bolt://127\.0\.0\.1") as error:
        open_store(f"bolt://127.0.0.1:{port}").view()
    one_line(error)


@pytest.mark.neo4j
def test_a_wrong_password(neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "certainly-not-this-one")
    with pytest.raises(StoreError, match="refused user 'neo4j' and the password") as error:
        open_store(neo4j_url).view()
    assert "certainly" not in one_line(error)
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(StoreError, match="none is set"):
        open_store(neo4j_url).view()


@pytest.mark.neo4j
def test_an_empty_server(empty_neo4j_url: str) -> None:
    with pytest.raises(StoreError, match="holds no graph of govgraph"):
        open_store(empty_neo4j_url).view()


def test_a_query_that_is_wrong(store_url: str) -> None:
    load_triples(SAMPLES, open_store(store_url))
    with open_store(store_url).view() as view:
        for query in ("MATCH (n", "this is no Cypher", ""):
            with pytest.raises(QueryError) as error:
                view.run(query)
            one_line(error)


def test_a_query_that_takes_too_long(store_url: str) -> None:
    load_triples(SAMPLES, open_store(store_url))
    slow = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN count(a * b % 7 + c)"
    with open_store(store_url).view() as view:
        with pytest.raises(QueryError, match=r"ended after 0\.5 seconds"):
            view.run(slow, timeout=0.5)
        assert view.run("RETURN 1 AS one").rows == ((1,),)
