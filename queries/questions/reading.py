"""One question being read: its tokens and what has been understood of them so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .index import Index
from .lexicon import Level
from .normalise import Question
from .places import PlaceMention
from .scan import Token
from .slots import Frame

if TYPE_CHECKING:
    from .parse import Parser


@dataclass
class Reading:
    """One question being read.

    Attributes:
        out: the slots filled so far.
        mentions: the places that it names.
        target: the noun that it asks for (level, practice, role, number...); ``target_at``: where it stands.
        how: it asks by what means, not which.
        units: measure words of the number that it asks for.
    """

    parser: Parser
    question: Question
    tokens: list[Token]
    out: Frame = field(default_factory=Frame)
    mentions: list[PlaceMention] = field(default_factory=list)
    target: str = ""
    target_at: int = -1
    how: bool = False  #: by what means, not which
    units: list[str] = field(default_factory=list)

    @property
    def index(self) -> Index:
        """The names of the graph."""
        return self.parser.index

    def cue(self, *names: str) -> bool:
        """Whether one of these cues stands in the question, outside names."""
        return any(t.has(*names) for t in self.tokens if not t.used)

    def at(self, *names: str) -> list[int]:
        """Where these cues stand."""
        return [i for i, t in enumerate(self.tokens) if not t.used and t.has(*names)]

    def levels(self) -> list[Level]:
        """Levels named beside the target."""
        return [self.index.lexicon.levels[v] for t in self.tokens if not t.used for v in t.of("level")]
