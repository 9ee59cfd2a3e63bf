"""The file that a page is written to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from govgraph.graph.model.errors import GovgraphError
from govgraph.views import Network, write


def test_writes_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    code = "import sys; from govgraph.views import Network; n = Network(heading='\\u7f51\\u683c'); n.add_node('\\u7532', kind='Locality'); n.write_html(sys.argv[1])"
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.html")], env=environment, check=True)
    raw = (tmp_path / "a.html").read_bytes()
    assert "网格" in raw.decode("utf-8")
    assert b"\r\n" not in raw


def test_leaves_nothing_beside_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    network = Network()
    network.add_node("a")
    network.write_html("new/page.html")
    assert [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()] == ["new/page.html"]


def test_replaces_the_old_file_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    write(target, "old")
    with pytest.raises(UnicodeEncodeError):
        write(target, "new\ud800")
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]
    write(target, "new")
    assert target.read_text("utf-8") == "new"


def test_a_file_that_cannot_be_written_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(GovgraphError, match=r"cannot write .*choose another file with -o") as caught:
        write(tmp_path / "taken" / "page.html", "x")
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_the_file_can_be_read_as_any_new_file(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        assert write(tmp_path / "page.html", "x").stat().st_mode & 0o777 == 0o644
    finally:
        os.umask(old)
