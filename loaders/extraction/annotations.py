"""What the pipeline finds in an article: the facts behind the spans of a spaCy ``Doc``.

Every component reads and writes these. Spans stand in ``doc.spans`` under the keys of
:data:`SPAN_KEYS`; the fact that a span means is ``span._.fact``. Two mentions of one place (or
practice, or person) share one fact object, so that ``is`` tells whether they co-refer. Facts that
join others (who practises what) have no span group of their own: ``doc._.adoptions``,
``doc._.chains`` and ``doc._.targets`` are lists.

A span's characters are those of the article's text (``doc.text``), one token a character.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: Span group -> label of its spans.
SPAN_KEYS = {
    "places": "Locality",
    "practices": "Mechanism",
    "persons": "Person",
    "statistics": "Statistic",
    "policies": "Policy",
}


def text_of(doc: Doc) -> str:
    """The text of a ``Doc``, kept at hand by the tokenizer: ``doc.text`` puts it together anew each time."""
    text: str = doc.user_data.get("text") or doc.text
    return text


Span = tuple[int, int]  #: half-open range of characters in the article's text


@dataclass(eq=False, slots=True)
class Place:
    """A locality that an article means, linked to the official divisions where it can be told."""

    name: str  #: official full name (武汉市)
    level: str  #: nation, province, prefecture, county, township, village, neighbourhood, area
    code: str | None = None  #: division code of 2, 4, 6, 9 or 12 digits
    within: tuple[str, ...] = ()  #: parents, outermost first
    aliases: tuple[str, ...] = ()  #: other surfaces in this article
    confidence: float = 1.0


@dataclass(eq=False, slots=True)
class Practice:
    """A governance practice (the schema's Mechanism) that an article names."""

    name: str  #: the shortest name that still says what it is, without the place
    category: str = "other"  #: a category of the taxonomy
    aliases: tuple[str, ...] = ()  #: other surfaces in this article
    type_id: str | None = None  #: the taxonomy's type that it is, or is a kind of
    kind_of: str | None = None  #: name of the type that it is a kind of
    confidence: float = 1.0


@dataclass(eq=False, slots=True)
class Role:
    """A post that a person holds."""

    title: str  #: as the text has it (社区党委书记)
    place: Place | None = None
    organization: str | None = None
    span: Span = (0, 0)


@dataclass(eq=False, slots=True)
class Person:
    """A person named in the article's text, bylines left out."""

    name: str
    roles: list[Role] = field(default_factory=list)
    speaks_on: list[Practice] = field(default_factory=list)
    confidence: float = 1.0


@dataclass(eq=False, slots=True)
class Statistic:
    """A number that measures something about practice or place."""

    surface: str
    value: float  #: in plain units: 5.5万 is 55000; 80.8% is 80.8 with unit %
    unit: str  #: the measure word
    high: float | None = None  #: upper end of a range
    measure: str = ""  #: what is counted, in the article's words, short
    comparator: str = "="  #: one of = ≈ ≥ > ≤ <
    period: str | None = None
    place: Place | None = None
    practice: Practice | None = None
    confidence: float = 1.0


@dataclass(eq=False, slots=True)
class Adoption:
    """A locality practises something, or did, or plans to."""

    place: Place
    practice: Practice
    span: Span  #: the text that says so
    since: str | None = None  #: ISO year, month or day
    status: str = "practised"  #: practised, piloted, planned, ended
    confidence: float = 1.0


@dataclass(eq=False, slots=True)
class Chain:
    """The ordered tiers of a practice, the top first."""

    practice: Practice
    tiers: tuple[str, ...]
    span: Span
    confidence: float = 1.0


@dataclass(eq=False, slots=True)
class Target:
    """A problem that a practice addresses, or a group that it serves."""

    kind: str  #: Problem or Group
    name: str
    practice: Practice
    span: Span
    place: Place | None = None
    confidence: float = 1.0
