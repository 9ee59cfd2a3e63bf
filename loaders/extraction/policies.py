"""The component ``govgraph_policies``: rules, opinions and plans named in 《…》.

Books, papers, songs and plays are named so, too; what the title's head says decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from .annotations import Place, Practice, text_of
from .wordlists import alternation, wordlist

_TITLE = re.compile(r"《([^《》\n]{2,80}(?:〈[^〉\n]{1,60}〉[^《》\n]{0,20})?)》|〈([^〈〉\n]{4,60})〉")
_VERSION = re.compile(r"[（(][^（）()]{1,16}[）)]$")
#: How sure a title is whose head, or whose governing verb alone, says that it is a rule.
_BY_HEAD, _BY_VERB = 0.97, 0.85


@dataclass(eq=False, slots=True)
class Policy:
    """A rule, opinion or plan that an article names."""

    title: str
    place: Place | None = None  #: whose rule it is, where the text says who made it
    practice: Practice | None = None  #: the practice that it is said to govern
    confidence: float = 1.0


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(wordlist('policies_heads')['rules'])})$")


@cache
def _works() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(wordlist('policies_heads')['works'])})$")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{alternation(wordlist('policies_heads')['verbs'])})(?:了|过|实施|的)?(?:[^，。；\n《》]{{0,12}})$"
    )


def judge(text: str, start: int, title: str) -> float:
    """How likely the title of 《…》 at an offset is a rule's: 0 where its head names a work."""
    bare = _VERSION.sub("", title)
    if _works().search(bare):
        return 0.0
    if _heads().search(bare):
        return _BY_HEAD
    if bare.startswith("关于"):
        return _BY_HEAD
    return _BY_VERB if len(bare) >= 5 and _verbs().search(text, max(0, start - 16), start) else 0.0


class Policies:
    """Finds rules by their titles: ``doc.spans["policies"]``, each span's fact a :class:`Policy`."""

    def __call__(self, doc: Doc) -> Doc:
        """Adds the span group; spans of one title share one fact."""
        text = text_of(doc)
        spans: list[Span] = []
        known: dict[str, Policy] = {}
        for m in _TITLE.finditer(text) if "《" in text or "〈" in text else ():
            group = 1 if m[1] is not None else 2
            title = re.sub(r"\s+", "", m[group]) if "\n" in m[group] else m[group].strip()
            confidence = judge(text, m.start(), title)
            if not confidence:
                continue
            fact = known.get(title)
            if fact is None:
                fact = known[title] = Policy(title, confidence=confidence)
                fact.place, fact.practice = _maker(doc, m.start()), _governed(doc, m.start(), m.end(), title)
            span = Span(doc, m.start(), m.end(), label="Policy")
            span._.fact = fact
            span._.confidence = confidence
            spans.append(span)
        doc.spans["policies"] = spans
        return doc


def _maker(doc: Doc, start: int) -> Place | None:
    """The place whose body made the rule: the last one of the clauses before a verb of making."""
    text = text_of(doc)
    if not _verbs().search(text, max(0, start - 16), start):
        return None
    left = max(text.rfind(c, 0, start) for c in "。！？；\n") + 1
    found = None
    for span in doc.spans.get("places", ()):
        if span.start >= start:
            break
        if span.start >= left:
            found = span._.fact
    return found


def _governed(doc: Doc, start: int, end: int, title: str) -> Practice | None:
    """The practice that the title itself names, else none."""
    practices = list(doc.spans.get("practices", ()))
    starts = [s.start for s in practices]
    at = bisect_right(starts, end) - 1
    while at >= 0 and practices[at].end > start:
        if practices[at].start >= start:
            fact: Practice = practices[at]._.fact
            return fact
        at -= 1
    named = [s._.fact for s in practices if len(s._.fact.name) >= 4 and s._.fact.name in title]
    return named[0] if named else None


@Language.factory("govgraph_policies")
def make(nlp: Language, name: str) -> Policies:
    """The component; it has no settings."""
    return Policies()
