"""Latin spellings of Chinese names, read from a small table (importing a whole library would take "
"longer than the answer)."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from itertools import islice, product

WAYS = 12  #: at most so many readings of one name


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    text = files(__package__).joinpath("vocabulary", "pinyin.txt").read_text("utf-8")
    rows = [line.split(" ") for line in text.splitlines() if line and line[0] != "#"]
    for place in (1, 2):
        for row in rows:
            for char in row[place] if len(row) > place else "":
                table.setdefault(char, []).append(row[0])
    return table


@lru_cache(maxsize=65_536)
def spellings(name: str) -> tuple[str, ...]:
    """The Latin spellings of a name, without tones and blanks, the usual one first (鄂尔多斯: eerduosi).

    Letters and digits stay; a name with a character that has no reading has no spelling.
    """
    table = _table()
    readings: list[list[str]] = []
    for char in name.lower():
        if char.isascii():
            if char.isalnum():
                readings.append([char])
        elif char in table:
            ways = table[char]
            readings.append(ways + [w.replace("v", "u") for w in ways if w[-1] == "v" or "ve" in w])
        else:
            return ()
    return tuple(dict.fromkeys("".join(way) for way in islice(product(*readings), WAYS)))


_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ", "aaaaeeeeiiiioooouuuuvvvvvnnn")


def untoned(text: str) -> str:
    """Latin letters without tone marks (Shǎnxī is told from Shaanxi by its letters alone: shanxi)."""
    return text.translate(_TONES)
