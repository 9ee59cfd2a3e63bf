"""From scored candidates to practices: the best of overlapping ones, and mentions of one practice as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ...evaluation.likeness import practice_likeness
from .candidates import Candidate, bare
from .lexicon import Lexicon

#: verbs that are no part of a name, with the adverb that may lead them
LEAD = re.compile(
    "(?:充分|积极|全面|大力|不断|持续|深入|着力|广泛|率先|切实|有效)?"
    "(?:推行|推动|推进|推广|推出|实施|实行|建立健全|建立|建起|构建|搭建|开展|开设|打造|完善|健全|探索|成立|设立|组建"
    "|举行|举办|召开|启动|深化|落实|发挥|制定|牵头)"
)
#: words that name no practice by themselves (各项机制, 模范作用)
EMPTY = re.compile(
    "(?:各项|各类|各种|多项|多种|相关|有关|一系列|一批|长效|工作|治理)*(?:机制|制度|体系|工作|活动|措施|服务|平台|队伍|模式|组织)"
    "|.*作用"
)


@dataclass(eq=False, slots=True)
class Entity:
    """A practice of an article: its mentions, in the order of the text."""

    kernel: str
    mentions: list[Candidate] = field(default_factory=list)

    @property
    def probability(self) -> float:
        """That of its likeliest mention."""
        return max(c.probability for c in self.mentions)

    @property
    def surfaces(self) -> list[str]:
        """Its names in the article, cleaned, in the order of first mention."""
        return list(dict.fromkeys(clean(c.text) for c in self.mentions))

    @property
    def name(self) -> str:
        """The name of the likeliest mention of its longest kernel."""
        whole = [c for c in self.mentions if c.kernel == self.kernel]
        return clean(max(whole, key=lambda c: (c.probability, -c.start)).text)


def clean(text: str) -> str:
    """A name without enclosing marks and without the verb that sets it up."""
    name = bare(text)
    for _ in range(2):
        verb = LEAD.match(name)
        if not verb or len(name) - verb.end() <= 2:
            break
        name = bare(name[verb.end() :])
    return name


def choose(candidates: Sequence[Candidate], threshold: float) -> list[Candidate]:
    """Those over the threshold of which none overlaps a likelier one; in the order of the text."""
    taken: list[Candidate] = []
    covered: set[int] = set()
    for c in sorted(candidates, key=lambda c: (-c.probability, c.start, -c.end)):
        if c.probability < threshold:
            break
        letters = range(c.start, c.end)
        if covered.isdisjoint(letters):
            covered.update(letters)
            taken.append(c)
    return sorted(taken, key=lambda c: c.start)


def group(mentions: Sequence[Candidate], lex: Lexicon) -> list[Entity]:
    """Mentions of one practice as one entity: equal kernels, and short forms of longer names."""
    entities: dict[str, Entity] = {}
    for c in mentions:
        entities.setdefault(c.kernel, Entity(c.kernel)).mentions.append(c)
    kept: list[Entity] = []
    for e in sorted(entities.values(), key=lambda e: -len(e.kernel)):
        home = next((k for k in kept if short_for(e, k, lex)), None)
        if home is None:
            kept.append(e)
        else:
            home.mentions = sorted(home.mentions + e.mentions, key=lambda c: c.start)
    return sorted(kept, key=lambda e: e.mentions[0].start)


def short_for(short: Entity, long: Entity, lex: Lexicon) -> bool:
    """Whether one name means the practice of a longer one.

    Either the two are alike as names of one practice go (街区物业中心, 街区物业综合服务中心), or the short
    one ends the long one and is hardly more than its head (中心).
    """
    if practice_likeness(short.kernel, long.kernel):
        return True
    head = lex.head(short.kernel) or ""
    return long.kernel.endswith(short.kernel) and len(short.kernel) - len(head) <= 1
