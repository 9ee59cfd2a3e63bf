"""Phrases that may name a problem that is tackled, or a group that is served."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import daachorse

from ..wordlists import alternation, wordlist

_CLAUSE = "，。；：！？、,;:!?\n“”‘’（）()《》—…"
_HAN = "\u4e00-\u9fff"
_HARD = re.compile(rf"[{_HAN}]{{1,5}}难(?=[、，。；！？”’,;!?等的问成一曾\n]|$)")
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase, with how it was found: word, hard (X难), predicate, head (X等问题), verb (解决X), group."""

    start: int
    end: int
    kind: str  #: Problem or Group
    how: str


@cache
def _words() -> tuple[daachorse.CharwiseDoubleArrayAhoCorasick, tuple[tuple[str, str, str], ...]]:
    """One automaton over problems, predicates and groups."""
    problems, groups = wordlist("targets_problems"), wordlist("targets_groups")
    entries: dict[str, tuple[str, str, str]] = {}
    for word in groups["words"]:
        entries[word] = (word, "Group", "group")
    for narrow in groups["narrowing"]:
        for head in groups["heads"]:
            entries.setdefault(narrow + head, (narrow + head, "Group", "narrowed"))
    for word in groups["plain"]:
        entries[word] = (word, "Group", "plain")
    for word in problems["predicates"]:
        entries[word] = (word, "Problem", "predicate")
    for word in problems["words"]:
        entries[word] = (word, "Problem", "word")
    table = tuple(entries.values())
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(
        [w for w, _, _ in table], match_kind=daachorse.MATCH_KIND_LEFTMOST_LONGEST
    )
    return automaton, table


@cache
def _heads() -> re.Pattern[str]:
    heads = alternation(wordlist("targets_problems")["heads"])
    return re.compile(rf"等(?:[{_HAN}]{{0,6}}?)(?:{heads})")


@cache
def _objects() -> re.Pattern[str]:
    data = wordlist("targets_problems")
    return re.compile(
        rf"(?:{alternation(data['verbs'])})(?:了|好)?(?P<what>[{_HAN}]{{2,14}}?)(?:的)?(?:{alternation(data['heads'])})"
        rf"(?=[、，。；！？”,;!?\d\n]|$)"
    )


def candidates(text: str) -> list[Candidate]:
    """Every candidate in order; of overlapping ones the longest, of equal ones the surest."""
    found: list[Candidate] = []
    automaton, table = _words()
    for start, end, index in automaton.find(text):
        _, kind, how = table[index]
        if how == "predicate":
            begin = _clause_start(text, start, end)
            if begin is None:
                continue
            start = begin
        found.append(Candidate(start, end, kind, how))
    not_hard = set(wordlist("targets_problems")["not_hard"])
    if "难" in text:
        for m in _HARD.finditer(text):
            begin = _clause_start(text, m.start(), m.end())
            if begin is None:
                continue
            word = text[begin : m.end()]
            if not any(word.endswith(w) for w in not_hard if len(w) > 1) and 2 < len(word) <= 9:
                found.append(Candidate(begin, m.end(), "Problem", "hard"))
    for m in _heads().finditer(text):
        found += [Candidate(b, e, "Problem", "head") for b, e in _items(text, m.start())]
    vague = tuple(wordlist("targets_problems")["vague"])
    for m in _objects().finditer(text):
        what = m["what"]
        if what not in vague and not what.endswith(vague) and "等" not in what and "的" not in what[-1:]:
            found.append(Candidate(m.start("what"), m.end("what"), "Problem", "verb"))
    order = {
        "word": 0,
        "hard": 1,
        "head": 2,
        "group": 0,
        "narrowed": 0,
        "predicate": 3,
        "verb": 4,
        "plain": 5,
    }
    found.sort(key=lambda c: (order[c.how], c.start))
    kept: list[Candidate] = []
    for c in found:
        if all(c.end <= k.start or c.start >= k.end for k in kept):
            kept.append(c)
    return sorted(kept, key=lambda c: c.start)


def _clause_start(text: str, start: int, end: int) -> int | None:
    """Where the clause that holds a word begins, 12 characters back at most; None if it goes on longer."""
    at = start
    while at > 0 and end - at <= _NEAR and text[at - 1] not in _CLAUSE:
        at -= 1
    if end - at > _NEAR:
        return None
    cut = re.match(
        r"(?:曾经|曾|过去|以前|原来|从前|原先|因为|由于|如果|针对|面对|解决|破解|一些|有的|部分|不少|小区里|小区|村里|院里|常常|经常|经常性|长期|还|都|也|却|是|的|了|着)+(?=.{2})",
        text[at:end],
    )
    return at + cut.end() if cut and at + cut.end() <= start else at


def _items(text: str, end: int) -> list[tuple[int, int]]:
    """The items of the list that 等 closes, each a short phrase."""
    back = max(0, end - 60)
    left = max(back, *(text.rfind(c, back, end) + 1 for c in "，。；：！？,;:!?\n“”"))
    out, at = [], left
    for m in re.finditer(r"[^、]+", text[left:end]):
        begin, stop = left + m.start(), left + m.end()
        if begin == at == left:  # words that lead to the list
            leads = list(_LEADS.finditer(text, begin, stop))
            if leads and stop - leads[-1].end() >= 2:
                begin = leads[-1].end()
        if 2 <= stop - begin <= 14:
            out.append((begin, stop))
    return out


_LEADS = re.compile(
    r"解决|破解|化解|整治|治理|缓解|消除|处置|调处|调解|排除|排查|针对|围绕|聚焦|协助|帮助|处理|反映|收集|涉及|关于|包括|如|对|将|把|了|的|由|有|出|决|及"
)
