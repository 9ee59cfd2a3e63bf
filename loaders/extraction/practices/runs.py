"""Stage one, a first glance: every run of words is scored by simple features, to keep the likely ones.

The score of a run is a sum over its words and neighbours, each in its role (first word, last word,
word before, word inside ...), so that it costs a few additions a run: what a word adds in each role
is looked up once for each different word. The weights are those of a logistic regression whose
features are named ``role|feature`` (``end|head=council``, ``before|frame=establish``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from ..learning import LogisticScorer
from .lexicon import Lexicon, lexicon
from .reading import CLOSES, HARD, LEFT, MARK, NO_END, NO_START, OPENS, RIGHT, Ints, Reading

MOST_WORDS = 14
MOST_LETTERS = 32
#: role -> (edge of the run, offset in words from it)
ROLES = {
    "before3": ("start", -3),
    "before2": ("start", -2),
    "before": ("start", -1),
    "start": ("start", 0),
    "start2": ("start", 1),
    "end2": ("end", -1),
    "end": ("end", 0),
    "after": ("end", 1),
    "after2": ("end", 2),
}
Floats = npt.NDArray[np.float64]


def word_features(word: str, tag: str, lex: Lexicon) -> list[str]:
    """What is said of a word by itself."""
    if len(word) == 1 and not word.isalnum():
        return [f"w={word}"]
    names = [f"t={tag}", f"a={word[0]}", f"z={word[-1]}", f"n={min(len(word), 4)}"]
    names.append("w=<number>" if word.isdigit() else f"w={word}")
    names += [f"c={c}" for c in lex.meanings(word)]
    names += [f"frame={c}" for c in lex.frames.get(word, ())]
    if len(word) > 2:
        names.append(f"zz={word[-2:]}")
    head = lex.head(word)
    if head:
        names.append(f"head={lex.heads[head]}")
    return names


@dataclass
class Runs:
    """Every run of words of an article that could be a name, as arrays with an entry for each."""

    reading: Reading
    first: Ints
    last: Ints
    quotes: Ints  #: 0 none, 1 after an opening mark, 2 before a closing one, 3 both: the whole quotation
    holds: Ints  #: 1 when a quotation stands inside, 2 when the run also ends right behind its closing mark
    letters: Ints

    @classmethod
    def of(cls, reading: Reading) -> Runs:
        """All runs of up to :data:`MOST_WORDS` words within a sentence whose marks are in pairs."""
        n = len(reading.words)
        signs = reading.signs
        opens, closes = (signs & OPENS) // OPENS, (signs & CLOSES) // CLOSES
        brackets = (signs & LEFT) // LEFT - (signs & RIGHT) // RIGHT
        plain = (signs & (MARK | HARD)) == 0
        stop = np.concatenate([[0], np.cumsum((signs & HARD) > 0)])
        depth = np.concatenate([[0], np.cumsum(opens - closes)])
        leaves = _leaves(depth)
        bracket = np.concatenate([[0], np.cumsum(brackets)])
        can_start = (plain & ((signs & NO_START) == 0)) | (opens > 0)
        can_end = (plain & ((signs & NO_END) == 0)) | (closes > 0) | ((signs & RIGHT) > 0)
        cut = reading.cut[reading.starts]
        can_start &= ~cut[:-1]
        can_end &= ~cut[1:]
        first, last = [], []
        starts = np.flatnonzero(can_start)
        for size in range(1, MOST_WORDS + 1):
            i = starts[starts + size <= n]
            j = i + size - 1
            ok = (
                can_end[j]
                & (stop[j + 1] == stop[i])
                & (depth[j + 1] == depth[i])
                & (leaves[i] > j + 1)
                & (bracket[j + 1] == bracket[i])
            )
            ok &= reading.starts[j + 1] - reading.starts[i] <= MOST_LETTERS
            # A run that is just a quotation with its marks is told as what stands between them.
            ok &= ~((opens[i] > 0) & (closes[j] > 0) & (size > 1) & (depth[i + 1] == depth[j]))
            first.append(i[ok])
            last.append(j[ok])
        a = np.concatenate(first).astype(np.int32) if first else np.zeros(0, np.int32)
        b = np.concatenate(last).astype(np.int32) if last else np.zeros(0, np.int32)
        order = np.lexsort((b, a))
        a, b = a[order], b[order]
        opened = np.concatenate([[0], opens])[a]
        closed = np.concatenate([closes, [0]])[np.minimum(b + 1, n)]
        marks = np.concatenate([[0], np.cumsum(opens)])
        holds = (marks[b + 1] > marks[a]).astype(np.int32) * (1 + (closes[b] > 0))
        letters = (reading.starts[b + 1] - reading.starts[a]).astype(np.int32)
        return cls(reading, a, b, (opened + 2 * closed).astype(np.int32), holds.astype(np.int32), letters)

    @cached_property
    def shape(self) -> Ints:
        """A number for each kind of frame: quotation marks, length in words and in letters."""
        size = np.minimum(self.last - self.first, MOST_WORDS - 1)
        shape: Ints = (self.quotes * 3 + self.holds) * 2000 + size * 100 + np.minimum(self.letters, 32)
        return shape


def _leaves(depth: Ints) -> Ints:
    """For each position, the first behind it where the quotation around it has ended: 甲”“乙 is no run."""
    found = np.full(len(depth), len(depth), np.int32)
    waiting: list[int] = []
    for at, level in enumerate(depth.tolist()):
        while waiting and depth[waiting[-1]] > level:
            found[waiting.pop()] = at
        waiting.append(at)
    return found


def shape_features(shape: int) -> list[str]:
    """The names of what :attr:`Runs.shape` tells."""
    frame, rest = divmod(shape, 2000)
    size, letters = divmod(rest, 100)
    quotes, holds = divmod(frame, 3)
    length = letters if letters < 13 else 13 + (letters - 13) // 4
    return [
        f"shape|quotes={quotes}",
        f"shape|holds={holds}",
        f"shape|words={size}",
        f"shape|letters={length}",
        f"shape|quotes={quotes}&letters={min(length, 13)}",
        f"shape|holds={holds}&quotes={quotes}",
    ]


@dataclass
class Glance:
    """The first scorer; see the module."""

    scorer: LogisticScorer
    lex: Lexicon = field(default_factory=lexicon)
    _known: dict[tuple[str, str], Floats] = field(default_factory=dict, repr=False)
    _shapes: dict[int, float] = field(default_factory=dict, repr=False)

    def _word(self, word: str, tag: str) -> Floats:
        key = (word, tag)
        found = self._known.get(key)
        if found is None:
            get = self.scorer.weights.get
            names = word_features(word, tag, self.lex)
            roles = [*ROLES, "in"]
            found = np.array([sum(get(f"{role}|{name}", 0.0) for name in names) for role in roles])
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[key] = found
        return found

    def margins(self, runs: Runs) -> Floats:
        """Log odds of each run."""
        reading, n = runs.reading, len(runs.reading.words)
        if not len(runs.first):
            return np.zeros(0)
        table = np.array([self._word(w, t) for w, t in zip(reading.words, reading.tags, strict=True)])
        edge = np.zeros((3, len(ROLES) + 1))
        table = np.concatenate([edge, table, edge])  # three empty words on either side
        start, end = np.zeros(n), np.zeros(n)
        for column, (at, offset) in enumerate(ROLES.values()):
            part = table[3 + offset : 3 + offset + n, column]
            if at == "start":
                start += part
            else:
                end += part
        inside = np.concatenate([[0.0], np.cumsum(table[3 : 3 + n, -1])])
        shapes, where = np.unique(runs.shape, return_inverse=True)
        shape = np.array([self._shape(int(s)) for s in shapes])[where]
        total = start[runs.first] + end[runs.last] + inside[runs.last + 1] - inside[runs.first] + shape
        return np.asarray(total + self.scorer.bias)

    def _shape(self, shape: int) -> float:
        found = self._shapes.get(shape)
        if found is None:
            get = self.scorer.weights.get
            found = self._shapes[shape] = sum(get(name, 0.0) for name in shape_features(shape))
        return found
