"""Gold facts as an annotated ``Doc``: so that who-does-what can be learned apart from finding names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from ...evaluation.gold import GoldArticle
from .. import pipeline  # noqa: F401 - registers the attributes of Doc and Span
from ..annotations import Place, Practice

_VOCAB = Vocab()


def occurrences(text: str, surfaces: Iterable[str]) -> list[tuple[int, int]]:
    """Where any of the surfaces stands, line breaks inside it allowed; nested finds left out."""
    found: list[tuple[int, int]] = []
    for surface in sorted({s for s in surfaces if s.strip()}, key=len, reverse=True):
        pattern = r"\s*".join(re.escape(c) for c in surface if not c.isspace())
        for hit in re.finditer(pattern, text):
            if not any(s <= hit.start() and hit.end() <= e for s, e in found):
                found.append(hit.span())
    return sorted(found)


def place_of(gold: object) -> Place:
    """The place that a gold locality means."""
    return Place(
        name=gold.name,  # type: ignore[attr-defined]
        level=gold.level or "area",  # type: ignore[attr-defined]
        code=gold.code,  # type: ignore[attr-defined]
        within=tuple(gold.within),  # type: ignore[attr-defined]
        aliases=tuple(gold.surfaces),  # type: ignore[attr-defined]
    )


def annotate(doc: Doc, article: GoldArticle) -> Doc:
    """Fills ``places`` and ``practices`` of a character ``Doc`` from gold surfaces."""
    places = [(occurrences(doc.text, x.surfaces or (x.name,)), place_of(x)) for x in article.localities]
    practices = [
        (
            occurrences(doc.text, x.surfaces or (x.name,)),
            Practice(name=x.name, category=x.category or "other", aliases=tuple(x.accept)),
        )
        for x in article.mechanisms
    ]
    doc.spans["places"] = _spans(doc, places, "Locality")
    doc.spans["practices"] = _spans(doc, practices, "Mechanism")
    return doc


def _spans(doc: Doc, facts: Sequence[tuple[list[tuple[int, int]], object]], label: str) -> list[Span]:
    return spans_of(doc, [(start, end, fact) for ranges, fact in facts for start, end in ranges], label)


def spans_of(doc: Doc, mentions: Iterable[tuple[int, int, object]], label: str) -> list[Span]:
    """Spans of mentions in order, each with its fact."""
    spans = []
    for start, end, fact in mentions:
        span = Span(doc, start, end, label)
        span._.fact = fact
        spans.append(span)
    return sorted(spans, key=lambda s: (s.start, -s.end))


def character_doc(text: str, vocab: Vocab | None = None) -> Doc:
    """An empty ``Doc`` of one token a character."""
    doc = Doc(vocab or _VOCAB, words=list(text), spaces=[False] * len(text))
    doc.user_data["text"] = text
    return doc
