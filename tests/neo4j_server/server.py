"""One Neo4j server of the tests' own: a home that is thrown away, a free port, a random password."""

from __future__ import annotations

import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from .distribution import Distribution

BOOT_SECONDS = 180
USERNAME = "neo4j"
SETTINGS = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
dbms.usage_report.enabled=false
"""
OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.lang")
"""Packages of Java's that Neo4j reaches into, as its own start script opens them."""


class BootError(Exception):
    """The server did not come up; the text ends with what it wrote to its log."""


class Neo4jServer:
    """A server that runs from `start` to `stop`, or for as long as a `with` block.

    Attributes:
        url: `bolt://127.0.0.1:PORT`.
        username: always `neo4j`.
        password: random, new for each server.
        home: the server's folder; `stop` deletes it.
    """

    def __init__(self, distribution: Distribution, home: Path) -> None:
        self.distribution = distribution
        self.home = home
        self.username = USERNAME
        self.password = secrets.token_hex(16)
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Neo4jServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Boot, and wait until Bolt answers with the password.

        Raises:
            BootError: it ended, or had not answered after three minutes.
        """
        conf = self.home / "conf"
        conf.mkdir(parents=True, exist_ok=True)
        port = _free_port()
        (conf / "neo4j.conf").write_text(SETTINGS.format(port=port), encoding="utf-8")
        self.admin("dbms", "set-initial-password", self.password)
        java = [
            self.distribution.java, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
        ]  # fmt: skip
        program = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.home}", f"--config-dir={conf}"]
        with (self.home / "console.log").open("wb") as console:
            self._process = subprocess.Popen(
                [*java, "-cp", self._classpath(), *program],
                stdin=subprocess.DEVNULL, stdout=console, stderr=console,
                preexec_fn=_die_with_parent(),
            )  # fmt: skip
        self.url = f"bolt://127.0.0.1:{port}"
        try:
            self._wait(port)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the server and delete its home. Killed outright: nothing in it is to be kept."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        shutil.rmtree(self.home, ignore_errors=True)

    def admin(self, *words: str) -> str:
        """Run a command of neo4j-admin on this home (`"database", "import", "full", ...`; server stopped).

        Returns:
            What it printed.

        Raises:
            BootError: it failed.
        """
        environment = {**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}
        ran = subprocess.run(
            [self.distribution.java, "-Xmx512m", "-cp", self._classpath(), "org.neo4j.cli.AdminTool", *words],
            env=environment, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        if ran.returncode != 0:
            raise BootError(f"neo4j-admin {' '.join(words[:2])} failed: {(ran.stdout + ran.stderr)[-2000:]}")
        return ran.stdout

    def _classpath(self) -> str:
        return str(self.distribution.jars / "*")

    def _wait(self, port: int) -> None:
        end = time.monotonic() + BOOT_SECONDS
        while not _answers(port):
            if self._process is not None and self._process.poll() is not None:
                raise BootError(f"Neo4j ended with status {self._process.returncode}: {self._log()}")
            if time.monotonic() > end:
                raise BootError(f"Neo4j had not answered after {BOOT_SECONDS} s: {self._log()}")
            time.sleep(0.1)
        with neo4j.GraphDatabase.driver(self.url, auth=(self.username, self.password)) as driver:
            while True:
                try:
                    driver.verify_connectivity()
                    return
                except (DriverError, Neo4jError) as error:
                    if time.monotonic() > end:
                        raise BootError(f"Neo4j refuses its own password: {error}; {self._log()}") from error
                    time.sleep(0.2)

    def _log(self) -> str:
        logs = [self.home / "console.log", self.home / "logs" / "neo4j.log"]
        return "\n".join(log.read_text(errors="replace")[-2000:] for log in logs if log.exists())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _die_with_parent() -> Callable[[], None] | None:
    """On Linux, have the kernel kill the server when the test run dies, be it by SIGKILL (prctl(2))."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    pr_set_pdeathsig = 1
    return lambda: libc.prctl(pr_set_pdeathsig, signal.SIGKILL) and None
