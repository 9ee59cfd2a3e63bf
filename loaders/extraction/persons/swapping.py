"""More examples from few articles: the same article with other people's names in it.

What a scorer should learn is the company a name keeps and the shape of names, not the few hundred names
of the annotated articles. So every person of an article is given another name, made of the characters
that such names are made of, everywhere in the text.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from ..wordlists import wordlist
from .lexicon import surnames, transliteration

#: Share of given names of two characters, and of characters in them that are typical of names.
_TWO, _TYPICAL = 0.85, 0.8
#: How many family names at the head of the list make most people's (the first hundred: 85 % of Chinese).
_FREQUENT, _FREQUENT_SHARE, _RARE_SHARE = 100, 0.75, 0.06
#: Share of people that are given a transliterated name whatever their own was.
_FOREIGN = 0.12
#: Share of transliterated names with a dot in them.
_DOTTED = 0.25


@dataclass(frozen=True, slots=True)
class Swapped:
    """A text with other names, and where its characters come from."""

    text: str
    names: dict[str, str]  #: old name -> new name
    edits: tuple[tuple[int, int, int], ...]  #: start and end in the old text, length of the new name

    def move(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span of the old text in the new one."""
        return self._move(span[0]), self._move(span[1])

    def _move(self, offset: int) -> int:
        shift = 0
        for start, end, length in self.edits:
            if end <= offset:
                shift += length - (end - start)
            elif start < offset:
                return start + shift + min(offset - start, length)
            else:
                break
        return offset + shift


def invented(name: str, rng: random.Random) -> str:
    """A name of the same kind: transliterated for one that is."""
    data = wordlist("persons_surnames")
    foreign = (len(name) > 3 and name[:2] not in surnames()) or name[0] not in surnames()
    if foreign or rng.random() < _FOREIGN:
        characters = sorted(transliteration())
        parts = 2 if rng.random() < _DOTTED else 1
        return "·".join(
            "".join(rng.choice(characters) for _ in range(rng.choice((2, 3, 3, 4, 4, 5))))
            for _ in range(parts)
        )
    families = [c for c in data["common"] if not c.isspace()]
    draw = rng.random()
    if draw > 1 - _RARE_SHARE:
        families = [c for c in data["rare"] if not c.isspace()]
    family: str = rng.choice(families[:_FREQUENT] if draw < _FREQUENT_SHARE else families)
    typical = [c for c in data["typical"] if not c.isspace()]
    given = [c for c in data["given"] if not c.isspace()]
    size = 2 if rng.random() < _TWO else 1
    return family + "".join(rng.choice(typical if rng.random() < _TYPICAL else given) for _ in range(size))


def swap(text: str, names: Sequence[str], rng: random.Random) -> Swapped:
    """The text with every one of the names replaced by an invented one."""
    new = {name: invented(name, rng) for name in names}
    edits: list[tuple[int, int, int]] = []
    parts: list[str] = []
    at = 0
    ordered = sorted(new, key=len, reverse=True)
    while at < len(text):
        name = next((n for n in ordered if text.startswith(n, at)), None)
        if name is None:
            parts.append(text[at])
            at += 1
        else:
            parts.append(new[name])
            edits.append((at, at + len(name), len(new[name])))
            at += len(name)
    return Swapped("".join(parts), new, tuple(edits))
