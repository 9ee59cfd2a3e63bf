"""Sentences and paragraphs of an article, as span groups."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span

#: A sentence ends with a stop and the closing quotation marks and brackets after it, or with the line.
_SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’」』）]*|\n|$)")
_LINE = re.compile(r"[^\n]+")


def text_of(doc: Doc) -> str:
    """The text of an article, kept with it: to join its tokens takes as long as a component's work."""
    kept = doc.user_data.get("text")
    if not isinstance(kept, str):
        kept = doc.user_data["text"] = doc.text
    return kept


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a range of the text, without the white space around them."""
    found = []
    for match in _SENTENCE.finditer(text, start, end):
        left, right = match.start(), match.end()
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            found.append((left, right))
    return found


def sentences(doc: Doc) -> Doc:
    """Fill ``doc.spans["paragraphs"]`` and ``doc.spans["sentences"]``; a headline's line is one of each."""
    text = text_of(doc)
    paragraphs = [
        (m.start() + len(m[0]) - len(m[0].lstrip()), m.start() + len(m[0].rstrip()))
        for m in _LINE.finditer(text)
        if m[0].strip()
    ]
    doc.spans["paragraphs"] = [Span(doc, start, end, "Paragraph") for start, end in paragraphs]
    doc.spans["sentences"] = [
        Span(doc, start, end, "Sentence")
        for paragraph in paragraphs
        for start, end in split(text, *paragraph)
    ]
    return doc


def around(starts: list[int], offset: int) -> int:
    """Index of the last of several sorted beginnings at or before an offset; 0 if all are after it."""
    return max(0, bisect_right(starts, offset) - 1)


@Language.factory("govgraph_sentences")
def create(nlp: Language, name: str) -> object:
    """The component: splits an article into paragraphs and sentences."""
    return sentences
