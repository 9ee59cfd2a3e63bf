"""From a question's text to tokens: the cheapest way to cut it into words that lexicon and graph know."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from .index import Entry, Index
from .lexicon import Lexicon, Reading, stem
from .normalise import Question
from .pinyin import untoned

HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN = re.compile(f"[{HAN}]")
_BREAK = "，,。.?？!！;；:："
_UNKNOWN, _TOKEN = 2.2, 1.0


@dataclass(slots=True)
class Token:
    """A stretch of a question with all that it may mean."""

    text: str
    position: int
    readings: list[Reading] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    ignored: bool = False
    clause: int = 0
    han: bool = True
    before: str = ""  #: punctuation right before it
    used: bool = False
    date: str = ""
    number: float | None = None
    quoted: bool = False

    def has(self, *names: str) -> bool:
        """Whether one of these cues is among its readings."""
        return any(r.kind == "cue" and r.value in names for r in self.readings)

    def cues(self, group: str) -> list[str]:
        """Its cues of a group, without the group's name."""
        return [
            r.value.split(".")[1]
            for r in self.readings
            if r.kind == "cue" and r.value.startswith(group + ".")
        ]

    def of(self, kind: str) -> list[str]:
        """Its readings of a kind (level, unit, role)."""
        return [r.value for r in self.readings if r.kind == kind]

    def named(self, kind: str) -> list[Entry]:
        """The nodes of a kind that it names."""
        return [e for e in self.entries if e.kind == kind]

    @property
    def concepts(self) -> frozenset[str]:
        """What it means as a word of the field; an unknown word means itself."""
        found = frozenset(self.of("concept"))
        if found:
            return found
        return frozenset((f"w:{stem(self.text) if not self.han else self.text}",))

    @property
    def known(self) -> bool:
        """Whether lexicon or graph know it."""
        return bool(self.readings or self.entries or self.ignored or self.date or self.number is not None)


_HAN_NUMBER = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_WORD_NUMBER = {
    w: i
    for i, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}


def scan(question: Question, index: Index, far: bool = False) -> list[Token]:
    """The tokens of a question, in order; with ``far``, official places that the graph does not hold "
    "are names, too."""
    text = question.plain
    spans: list[tuple[int, int, str]] = list(question.dates)
    tokens: list[Token] = []
    at = 0
    for start, end, date in spans:
        tokens += _cut(text[at:start], at, question, index, far)
        tokens.append(Token(text[start:end], start, date=date, han=bool(_HAN.search(text[start:end]))))
        at = end
    tokens += _cut(text[at:], at, question, index, far)
    clause = 0
    for token in tokens:
        clause += any(c in _BREAK for c in token.before)
        token.clause = clause
        token.quoted = any(token.text and token.text in q.replace(" ", "") for q in question.quoted) or any(
            not token.han and token.text in q.split() for q in question.quoted
        )
    return tokens


def _cut(text: str, offset: int, question: Question, index: Index, far: bool) -> list[Token]:
    """Tokens of a stretch without dates: runs of Han characters and runs of Latin words in turn."""
    if question.language == "zh":
        return _han(text, offset, index, far)
    out: list[Token] = []
    for m in re.finditer(
        rf"[{HAN}][{HAN}\d、—\-\"“”'‘’·+，, ]*[{HAN}]|[{HAN}]|[^{HAN}]+",
        text,
    ):
        part = _han if _HAN.match(m.group()) else _latin
        found = part(m.group(), offset + m.start(), index, far)
        if found and not found[0].before:
            lead = re.search(r"\W*$", text[: m.start()])
            found[0].before = lead.group() if lead else ""
        out += found
    return out


# -- Chinese


def _han(text: str, offset: int, index: Index, far: bool) -> list[Token]:
    letters: list[tuple[int, str]] = []
    gaps: dict[int, str] = {}
    for i, char in enumerate(text):
        if unicodedata.category(char)[0] in "LN" or char == "%":
            letters.append((i, char))
        else:
            gaps[len(letters)] = gaps.get(len(letters), "") + char
    flat = "".join(c for _, c in letters)
    lexicon = index.lexicon
    size = len(flat)
    best: list[tuple[float, int, Token | None]] = [(0.0, 0, None)]
    best.extend([(1e9, 0, None)] * size)
    for i in range(size):
        base = best[i][0]
        if base >= 1e9:
            continue
        for j in range(i + 1, min(size, i + index.longest_zh) + 1):
            if any(c in "。？?!！;；" for c in gaps.get(j - 1, "")) and j - 1 > i:
                break
            piece = flat[i:j]
            found = _lookup_han(piece, lexicon, index, far)
            if found is None:
                if j > i + 1 and not (piece.isascii() and piece.isalnum()):
                    continue
                cost = _UNKNOWN * (1 if j == i + 1 else 1.2)
                token = Token(piece, offset + letters[i][0])
                if piece.isdigit():
                    token.number, cost = float(piece), 1.0
            else:
                token, cost = found
                token.position = offset + letters[i][0]
            # A name is not cut out of the middle of a Latin word or a number.
            if (
                piece[0].isascii()
                and i
                and flat[i - 1].isascii()
                and piece[0].isalnum()
                and flat[i - 1].isalnum()
                and not gaps.get(i)
            ):
                cost += 3
            if base + cost < best[j][0]:
                token.before = gaps.get(i, "")
                best[j] = (base + cost, i, token)
    return _cheapest(best)


def _lookup_han(piece: str, lexicon: Lexicon, index: Index, far: bool) -> tuple[Token, float] | None:
    readings = lexicon.zh.get(piece)
    entries = index.named_zh(piece, far)
    ignored = piece in lexicon.ignored_zh
    if readings is None and not entries and not ignored:
        if piece in _HAN_NUMBER:
            return Token(piece, 0, number=float(_HAN_NUMBER[piece])), 1.3
        return None
    token = Token(piece, 0, list(readings or ()), list(entries or ()), ignored)
    if piece in _HAN_NUMBER:
        token.number = float(_HAN_NUMBER[piece])
    cost = _TOKEN + (0.35 if len(piece) == 1 else 0.0)
    if entries and len(piece) >= 3:
        cost -= 0.15
    if entries and not readings and len(piece) == 2 and all(e.how in ("alias", "short") for e in entries):
        cost += 0.1
    return token, cost


# -- English


def _latin(text: str, offset: int, index: Index, far: bool) -> list[Token]:
    found = list(
        re.finditer(r"([a-zà-ǜ0-9]+(?:\.[0-9]+)?)(?:['’]s?(?![a-z]))?(%?)|'(?=[a-z])", untoned_keep(text))
    )
    marks = [(m.group(1), m.start(), m.end(), bool(m.group(2))) for m in found if m.group(1)]
    stems = [stem(untoned(w)) for w, *_ in marks]
    lexicon = index.lexicon
    size = len(marks)
    best: list[tuple[float, int, Token | None]] = [(0.0, 0, None)]
    best.extend([(1e9, 0, None)] * size)
    longest = max(lexicon.longest_en, 12)
    for i in range(size):
        base = best[i][0]
        for j in range(i + 1, min(size, i + longest) + 1):
            between = text[marks[j - 2][2] : marks[j - 1][1]] if j > i + 1 else ""
            if any(c in ".?!;:()" for c in between):
                break
            key = tuple(stems[i:j])
            readings = lexicon.en.get(key)
            entries = list(index.en.get(key, ()))
            if j - i <= 6:
                entries += _spelt(
                    [m[0] for m in marks[i:j]], index, far, bool(readings) or key[0] in lexicon.ignored_en
                )
            ignored = j == i + 1 and key[0] in lexicon.ignored_en
            piece = text[marks[i][1] : marks[j - 1][2]]
            if readings is None and not entries and not ignored:
                if j > i + 1:
                    continue
                token, cost = Token(marks[i][0], offset + marks[i][1], han=False), _UNKNOWN
            else:
                token = Token(
                    piece if j > i + 1 else marks[i][0],
                    offset + marks[i][1],
                    list(readings or ()),
                    entries,
                    ignored,
                    han=False,
                )
                cost = _TOKEN - (0.1 if entries else 0.0)
            if j == i + 1:
                word = marks[i][0]
                if re.fullmatch(r"\d+(\.\d+)?", word):
                    token.number, cost = float(word), min(cost, 1.0)
                elif word in _WORD_NUMBER:
                    token.number = float(_WORD_NUMBER[word])
                if marks[i][3]:
                    token.readings.append(Reading("unit", "%"))
            if base + cost < best[j][0]:
                left = marks[i - 1][2] if i else 0
                token.before = text[left : marks[i][1]]
                best[j] = (base + cost, i, token)
    return _cheapest(best)


def untoned_keep(text: str) -> str:
    """Latin letters without tone marks where that keeps the length."""
    plain = untoned(text)
    return plain if len(plain) == len(text) else text


def _spelt(parts: list[str], index: Index, far: bool, everyday: bool) -> list[Entry]:
    """Places and persons whose Latin spelling these words are, joined; a short everyday word is none."""
    letters = "".join(parts)
    if len(letters) < 4 or not letters.isalpha() or (everyday and len(parts) == 1 and len(letters) < 8):
        found = index.spelling(letters, far) if letters.isalpha() else []
        return [e for e in found if e.how == "english"]
    return index.spelling(letters, far)


def _cheapest(best: list[tuple[float, int, Token | None]]) -> list[Token]:
    """The tokens of the cheapest way to the end, walked back from it."""
    out: list[Token] = []
    at = len(best) - 1
    while at > 0:
        _, previous, last = best[at]
        if last is not None:
            out.append(last)
        at = previous
    return out[::-1]
