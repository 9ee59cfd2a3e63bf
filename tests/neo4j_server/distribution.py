"""Neo4j's jars: found in the cache folder, or fetched into it by Maven, once a machine."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

POM = Path(__file__).with_name("pom.xml")
OLDEST_JAVA = 17
FETCH_SECONDS = 600


class NotAvailable(Exception):
    """This machine cannot run Neo4j; the text says what is missing and what to do."""


@dataclass(frozen=True)
class Distribution:
    """Neo4j as it lies on the disk: the Java program and the folder of jars."""

    java: str
    jars: Path


def find_distribution() -> Distribution:
    """The cached Neo4j, fetched first where the cache does not hold it.

    Raises:
        NotAvailable: no Java 17 or newer, no Maven, or Maven could not fetch.
    """
    java = find_java()
    jars = cache_folder() / f"neo4j-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if not jars.is_dir():
        fetch(jars)
    return Distribution(java, jars)


def cache_folder() -> Path:
    """`$GOVGRAPH_CACHE`, else `~/.cache/govgraph`."""
    return Path(os.environ.get("GOVGRAPH_CACHE") or Path.home() / ".cache" / "govgraph")


def find_java() -> str:
    """The path of a Java that is new enough: `$JAVA_HOME`'s, else the one on the path.

    Raises:
        NotAvailable: there is none, or it is older than Neo4j 5 needs.
    """
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin")) if home else None
    java = java or shutil.which("java")
    if java is None:
        raise NotAvailable(f"no Java (install Java {OLDEST_JAVA} or newer)")
    told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < OLDEST_JAVA:
        first_line = (told.splitlines() or ["no version told"])[0]
        raise NotAvailable(f"{java} is too old ({first_line}); install Java {OLDEST_JAVA} or newer")
    return java


def fetch(jars: Path) -> None:
    """Let Maven copy the jars to a folder beside `jars`, then move it there in one step.

    An interrupted fetch so leaves nothing that could be taken for a whole one, and of two test runs that
    fetch at the same time the later one uses what the earlier one brought.

    Raises:
        NotAvailable: there is no Maven, or it failed; the text holds the first line of its complaint.
    """
    maven = shutil.which("mvn")
    if maven is None:
        raise NotAvailable("no Maven to fetch Neo4j with (install maven)")
    jars.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="neo4j-fetch-", dir=jars.parent) as folder:
        shutil.copy(POM, folder)
        target = Path(folder, "lib")
        command = [maven, "-q", "-B", "dependency:copy-dependencies", "-DincludeScope=runtime"]
        try:
            ran = subprocess.run(
                [*command, f"-DoutputDirectory={target}"],
                cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                timeout=FETCH_SECONDS, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise NotAvailable(f"Maven had not fetched Neo4j after {FETCH_SECONDS} s") from None
        if ran.returncode != 0:
            complaints = [line for line in (ran.stdout + ran.stderr).splitlines() if "ERROR" in line]
            raise NotAvailable(f"Maven could not fetch Neo4j: {(complaints or ['no reason given'])[0]}")
        try:
            target.rename(jars)
        except OSError:
            if not jars.is_dir():
                raise
