"""The typed slots of a question: what is asked for, of what, restricted how."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from .index import Figure, Node
from .lexicon import Level
from .scan import Token

Target = Literal[
    "places",
    "practices",
    "figures",
    "authors",
    "published",
    "persons",
    "roles",
    "tiers",
    "chains",
    "groups",
    "problems",
    "policies",
    "sources",
    "dates",
    "aliases",
    "kinds",
    "subkinds",
    "location",
    "similar_places",
    "similar_practices",
    "disagreements",
    "whether",
    "categories",
    "organizations",
    "compare_places",
    "compare_tiers",
    "unknown",
]
Aggregate = Literal["", "count", "max", "min", "sum", "average", "first", "last"]
Combine = Literal["any", "all", "minus"]


@dataclass(slots=True)
class PracticeSlot:
    """A practice that a question names: the nodes it may be, and whether it is denied."""

    nodes: list[Node]
    text: str
    negated: bool = False
    position: int = 0

    @property
    def ids(self) -> list[str]:
        """Ids of its nodes."""
        return [n.id for n in self.nodes]

    @property
    def name(self) -> str:
        """What to call it."""
        return " / ".join(dict.fromkeys(n.name for n in self.nodes[:3]))


@dataclass(slots=True)
class Frame:
    """All slots of one question.

    Attributes:
        target: what is asked for.
        levels: levels of the places that are asked for.
        places: places that restrict; ``below`` counts what is inside them.
        combine: how several places (of practices) or practices (of places) go together.
        time: operator (``>=``, ``<``, ``=``) and ISO date.
        without: places to leave out of the answer.
        words: meanings that a practice's name must hold (a narrowing that no name gives).
        left: words that no slot took; ``strange`` those of them that the lexicon does not know either.
        guess: the reading rests on likeness, not on names alone.
    """

    target: Target = "unknown"
    levels: list[Level] = field(default_factory=list)
    places: list[Node] = field(default_factory=list)
    minus: list[Node] = field(default_factory=list)
    without: list[Node] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    below: bool = False
    practices: list[PracticeSlot] = field(default_factory=list)
    combine: Combine = "any"
    groups: list[Node] = field(default_factory=list)
    problems: list[Node] = field(default_factory=list)
    policies: list[Node] = field(default_factory=list)
    sources: list[Node] = field(default_factory=list)
    persons: list[Node] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    organs: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    category: str = ""
    time: tuple[str, str] | None = None
    aggregate: Aggregate = ""
    else_: bool = False
    together: Level | None = None
    advocated: bool = False
    figures: list[Figure] = field(default_factory=list)
    order: int = 0
    document: str = ""
    limit: int = 0
    agree: bool = False
    tokens: list[Token] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)
    unknown_name: str = ""
    reason: str = ""
    guess: bool = False

    @property
    def wanted(self) -> list[PracticeSlot]:
        """Practices that must be there."""
        return [p for p in self.practices if not p.negated]

    @property
    def denied(self) -> list[PracticeSlot]:
        """Practices that must not be there."""
        return [p for p in self.practices if p.negated]
