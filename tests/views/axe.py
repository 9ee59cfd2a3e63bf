"""axe-core, the accessibility checker, fetched once from the npm registry into the cache folder."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

from ..neo4j_server.distribution import cache_folder

VERSION = "4.14.1"


class NoAxe(Exception):
    """It is not in the cache and cannot be fetched; the text says what is missing."""


def find_axe() -> str:
    """The checker's source.

    Raises:
        NoAxe: there is no npm, or it could not fetch.
    """
    script = cache_folder() / f"axe-core-{VERSION}.min.js"
    if not script.is_file():
        fetch(script)
    return script.read_text("utf-8")


def fetch(script: Path) -> None:
    """Let npm bring the package and keep the one file of it that is needed.

    Raises:
        NoAxe: there is no npm, or it failed.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise NoAxe("no npm to fetch axe-core with (install npm)")
    script.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=script.parent) as folder:
        done = subprocess.run([npm, "pack", "--silent", f"axe-core@{VERSION}"], cwd=folder, capture_output=True, text=True, timeout=180, check=False)
        packed = list(Path(folder).glob("*.tgz"))
        if done.returncode or not packed:
            raise NoAxe(f"npm could not fetch axe-core {VERSION}: {(done.stderr.splitlines() or ['no reason told'])[0]}")
        with tarfile.open(packed[0]) as archive:
            member = archive.extractfile("package/axe.min.js")
            if member is None:
                raise NoAxe(f"axe-core {VERSION} holds no axe.min.js")
            fetched = Path(folder) / "axe.min.js"
            fetched.write_bytes(member.read())
            fetched.replace(script)
