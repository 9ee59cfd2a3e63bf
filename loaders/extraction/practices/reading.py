"""An article as the scorers see it: letters without stray white space, words, tags, quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt
import rjieba

from ..wordlists import wordlist

Ints = npt.NDArray[np.int32]

WIDE = str.maketrans(",;:!?()<>", "，；：！？（）《》")
OPENING, CLOSING = "“‘「『", "”’」』"
INSIDE = set("、+＋—-－–·•/") | set(OPENING + CLOSING) | set("（）")  #: marks that may stand inside a name
#: words that no name begins with, or ends in
_NOT_FIRST = (
    "的了着过地得和与及或并而则也都就还又很最更把被将在从向对为以是有等这那其该此各每某所之吗呢吧啊们"
)
_NOT_LAST = "的了着过地得和与及或并而则也都就还又很最更把被将在从向对为以是等这那其该此各每某所吗呢吧啊"
#: bits of :attr:`Reading.signs`
OPENS, CLOSES, LEFT, RIGHT, MARK, HARD, NO_START, NO_END = (1 << i for i in range(8))
LINE = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
ENDING = set("。！？…：；”’）)!?:;.")


@dataclass
class Reading:
    """One article. Offsets in ``flat`` become offsets in the article's text through ``index``."""

    text: str
    flat: str  #: letters, marks widened, white space gone; a line feed where a paragraph ends
    index: list[int]  #: of each letter in ``flat``: its place in ``text``
    words: list[str]
    tags: list[str]
    starts: Ints  #: of each word, and one more entry: the length of ``flat``

    @classmethod
    def of(cls, text: str) -> Reading:
        """Read an article's text."""
        flat, index = flatten(text)
        pairs = rjieba.tag(flat) if flat else []
        words, tags = _split([(w, t) for w, t in pairs])
        lengths = np.fromiter((len(w) for w in words), dtype=np.int32, count=len(words))
        starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        return cls(text, flat, index, words, tags, starts)

    @cached_property
    def signs(self) -> Ints:
        """Of each word, what it is as a sign: bits named above; HARD is a mark that no name crosses."""
        return np.fromiter((_sign(w) for w in self.words), dtype=np.int32, count=len(self.words))

    @cached_property
    def cut(self) -> npt.NDArray[np.bool_]:
        """Of each place between letters, whether it lies within a term that no name is to be cut in."""
        within = np.zeros(len(self.flat) + 1, np.bool_)
        for term in _compounds().finditer(self.flat):
            within[term.start() + 1 : term.end()] = True
        return within

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the text behind ``flat[start:end]``."""
        return self.index[start], self.index[end - 1] + 1


def _sign(word: str) -> int:
    found = _signs.get(word)
    if found is None:
        found = 0
        if len(word) == 1:
            found |= OPENS * (word in OPENING) | CLOSES * (word in CLOSING)
            found |= LEFT * (word == "（") | RIGHT * (word == "）") | MARK * (word in INSIDE)
            found |= NO_START * (word in _NOT_FIRST) | NO_END * (word in _NOT_LAST)
            if not word.isalnum() and word not in INSIDE and word not in "%％．.":
                found |= HARD
        elif word in _not_first():
            found |= NO_START
        if len(_signs) > 100_000:
            _signs.clear()
        _signs[word] = found
    return found


_signs: dict[str, int] = {}


@cache
def _not_first() -> frozenset[str]:
    return frozenset(wordlist("practice_edges")["not_first"])


@cache
def _compounds() -> re.Pattern[str]:
    return re.compile("|".join(wordlist("practice_edges")["compounds"]))


def flatten(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its letters stood.

    A line that breaks off in mid-sentence is joined to the next; where a paragraph ends, one line
    feed stays. Straight double quotes become paired ones.
    """
    letters: list[str] = []
    index: list[int] = []
    at, line_start, opened = 0, 0, False
    for gap in LINE.finditer(text + "\n"):
        piece = text[at : gap.start()]
        wide = piece.translate(WIDE)
        if '"' in wide:
            for c in wide:
                if c == '"':
                    c, opened = ("”" if opened else "“"), not opened
                letters.append(c)
        else:
            letters += wide
        index += range(at, gap.start())
        at = gap.end()
        if "\n" in gap.group() and letters and gap.start() < len(text):
            broken = (
                gap.group().count("\n") == 1 and len(letters) - line_start >= 15 and letters[-1] not in ENDING
            )
            if not broken or len(letters) - line_start > 60:
                letters.append("\n")
                index.append(gap.start())
                opened = False
            line_start = len(letters)
    return "".join(letters), index


def _split(pairs: list[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Words and tags, with each mark a word of its own."""
    words, tags = [], []
    for word, tag in pairs:
        if len(word) > 1 and not word.isalnum():
            for part in re.findall(r"[^\W_]+(?:[.．][0-9]+)?|.|\n", word):
                words.append(part)
                tags.append(tag if part[0].isalnum() else "x")
        else:
            words.append(word)
            tags.append(tag)
    return words, tags
