"""Which place a stretch of text is about, where it names none itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from ..annotations import Place

_KEY = "govgraph_focus"


@dataclass(slots=True)
class Outline:
    """Mentions of places by offset, and where sentences and paragraphs begin."""

    starts: list[int] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)  #: narrowest of each chain, in text order
    sentences: list[int] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    body: int = 0
    hint: Place | None = None  #: the place of the dateline

    def between(self, start: int, end: int) -> Sequence[Place]:
        """Places mentioned in a range, in text order."""
        return self.places[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def remember(doc: Doc, outline: Outline) -> None:
    """Keep an outline with its article."""
    doc.user_data[_KEY] = outline


def focus(doc: Doc, offset: int) -> Place | None:
    """The place that a sentence without a place of its own at this offset is about; None if there is none."""
    found = focus_candidates(doc, offset)
    return found[0] if found else None


def focus_candidates(doc: Doc, offset: int) -> list[Place]:
    """Places that the text at an offset can be about, the likeliest first, each once.

    In this order: the one named last in the same sentence, first in it after the offset, last in the
    sentences before it in the paragraph, first in the paragraph, in the headline, last in the
    paragraphs before, and the dateline's.
    """
    outline: Outline | None = doc.user_data.get(_KEY)
    if outline is None:
        return []
    sentence, sentence_end = _range(outline.sentences, offset, len(doc))
    paragraph, _ = _range(outline.paragraphs, offset, len(doc))
    ranked = [
        *reversed(outline.between(sentence, offset + 1)),
        *outline.between(offset, sentence_end),
        *reversed(outline.between(paragraph, sentence)),
        *outline.between(paragraph, sentence),
    ]
    earlier = list(reversed(outline.between(outline.body, paragraph)))
    headline = list(outline.between(0, outline.body))
    # A headline with one place says what the whole article is about.
    ranked += (
        [*headline, *earlier]
        if len(set(map(id, headline))) == 1 and not _far(earlier, headline)
        else [*earlier, *headline]
    )
    if outline.hint:
        ranked.append(outline.hint)
    return list({id(place): place for place in ranked if place.level != "nation"}.values())


def _far(earlier: list[Place], headline: list[Place]) -> bool:
    """Whether the text has gone on to a place outside the headline's."""
    if not earlier:
        return False
    outer, last = headline[0], earlier[0]
    if outer.code and last.code:
        return not last.code.startswith(outer.code)
    return outer.name not in (*last.within, last.name)


def _range(starts: list[int], offset: int, stop: int) -> tuple[int, int]:
    index = bisect_right(starts, offset) - 1
    if index < 0:
        return 0, starts[0] if starts else stop
    return starts[index], starts[index + 1] if index + 1 < len(starts) else stop
