"""What is installed is what is in the rooms: nothing is left behind, nothing lies outside `govgraph`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("graph", "loaders", "queries", "views", "cli")
BESIDE = ("pyproject.toml", "README.md", "LICENSE")
NOT_OURS = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a wheel is built from, so that no older build can lend it a file."""
    folder = tmp_path_factory.mktemp("source")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=NOT_OURS)
    for name in BESIDE:
        if (ROOT / name).exists():
            shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in a wheel built now."""
    out = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(out),
    ]
    ran = subprocess.run([*build, str(source)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr[-1500:]
    (built,) = out.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_every_file_of_the_rooms_is_in_the_wheel(source: Path, wheel: set[str]) -> None:
    ours = {
        f"govgraph/{file.relative_to(source).as_posix()}"
        for room in ROOMS
        for file in (source / room).rglob("*")
        if file.is_file()
    }
    missing = sorted(ours - wheel)
    assert not missing, (
        f"add their folder to packages, or their suffix to package-data, in pyproject.toml: {missing}"
    )


def test_nothing_is_installed_outside_the_namespace(wheel: set[str]) -> None:
    assert {name.split("/")[0] for name in wheel if ".dist-info/" not in name} == {"govgraph"}
    assert not {name for name in wheel if name.count("/") == 1 and ".dist-info/" not in name}


def test_every_room_tells_type_checkers_that_it_is_typed(wheel: set[str]) -> None:
    assert {f"govgraph/{room}/py.typed" for room in ROOMS} <= wheel


def test_the_command_is_installed(wheel: set[str]) -> None:
    (entry_points,) = (name for name in wheel if name.endswith("entry_points.txt"))
    assert entry_points
    assert "govgraph/cli/main.py" in wheel
