"""Articles written for this project, with the practices marked in the text, to learn from beside gold facts.

【】 stand around a practice's name, 〖〗 around one that a careful reader could leave out. Articles are
parted by a line of ``===``; a line that begins with ``#`` is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ...evaluation.gold import GoldMechanism
from .examples import Annotated

FOLDER = Path(__file__).parent / "marked_articles"
_MARK = re.compile("【(.+?)】|〖(.+?)〗")
_SIGNS = re.compile("[【】〖〗]")


def marked(folder: Path = FOLDER) -> Iterator[Annotated]:
    """The marked articles of a folder, as annotated ones.

    Raises:
        ValueError: a mark is not closed; the message names the file and the words behind it.
    """
    for file in sorted(folder.glob("*.txt")):
        lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
        for number, text in enumerate("\n".join(lines).split("\n===\n"), 1):
            rest = _SIGNS.search(_MARK.sub("", text))
            if rest:
                behind = _MARK.sub("", text)[rest.start() : rest.start() + 12]
                raise ValueError(f"{file}, article {number}: a mark without its partner before {behind!r}")
            found: dict[str, GoldMechanism] = {}
            for m in _MARK.finditer(text):
                name = m[1] or m[2]
                if name not in found or found[name].optional:
                    found[name] = GoldMechanism(name=name, surfaces=(name,), optional=m[1] is None)
            plain = _SIGNS.sub("", text).strip()
            yield Annotated(f"{file.stem}-{number}", plain, list(found.values()), complete=False)
