"""Names reached through what their words mean: a name all of whose telling words stand in the question "
"is meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .index import Index, Node, rarity
from .lexicon import stem_all
from .normalise import fold
from .scan import Token

Feature = frozenset[str]
_LIGHT = 0.25


@dataclass(frozen=True, slots=True)
class Bag:
    """A name as the meanings of its words."""

    id: str
    features: tuple[Feature, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a stretch of tokens: how much of the name is there, and how telling that is."""

    ids: tuple[str, ...]
    cover: float
    mass: float
    tokens: tuple[int, ...]


class Likeness:
    """Bags of all names of one kind (practices, problems, groups, policies)."""

    def __init__(self, index: Index, nodes: Iterable[Node], *, names: bool = True):
        self.index = index
        self.bags: list[Bag] = []
        self._weights: dict[str, float] = {}
        self._where: dict[str, list[tuple[int, float]]] = {}
        seen: set[tuple[str, tuple[Feature, ...]]] = set()
        english: dict[str, list[tuple[str, ...]]] = {}
        for stems, entries in index.en.items():
            for e in entries:
                english.setdefault(e.id, []).append(stems)
        for node in nodes:
            aliases = node.properties.get("aliases") or () if names else ()
            for place, name in enumerate((node.name, *aliases)):
                if len(name) <= 30 and not _everyday(name, index):
                    self._bag(node.id, features_zh(name, index), place == 0, seen)
            for stems in english.get(node.id, ()):
                self._bag(node.id, features_en(stems, index), False, seen)
        total = len(self.bags)
        counts: dict[str, int] = {}
        for bag in self.bags:
            for name in {f for feature in bag.features for f in feature}:
                counts[name] = counts.get(name, 0) + 1
        light = index.lexicon.light
        self._weights = {f: rarity(n, total) * (_LIGHT if f in light else 1.0) for f, n in counts.items()}
        self._whole = [sum(self.weight(f) for f in bag.features) for bag in self.bags]
        for number, bag in enumerate(self.bags):
            for feature in bag.features:
                for name in feature:
                    self._where.setdefault(name, []).append((number, self.weight(feature)))

    def _bag(
        self, ident: str, features: tuple[Feature, ...], own: bool, seen: set[tuple[str, tuple[Feature, ...]]]
    ) -> None:
        if features and (ident, features) not in seen:
            seen.add((ident, features))
            self.bags.append(Bag(ident, features, own))

    def bearers(self, meaning: str) -> set[str]:
        """Nodes whose names have a word of this meaning."""
        return {self.bags[n].id for n, _ in self._where.get(meaning, ())}

    def holds(self, ident: str, meanings: frozenset[str]) -> bool:
        """Whether a node's name has a word of one of these meanings."""
        return any(bag.id == ident and any(f & meanings for f in bag.features) for bag in self.bags)

    def weight(self, feature: Feature) -> float:
        """How telling one meaning is: that of its rarest reading."""
        return max((self._weights.get(f, rarity(0, len(self.bags))) for f in feature), default=0.0)

    def find(self, tokens: Sequence[Token], allowed: Sequence[bool], *, cover: float = 0.85) -> list[Found]:
        """Names of which enough stands in the tokens, the most telling first.

        Args:
            tokens: the question's.
            allowed: which of them may be part of a name.
            cover: how much of a name's telling must be there.
        """
        slots = [
            (i, part) for i, token in enumerate(tokens) if allowed[i] for part in parts(token, self.index)
        ]
        at: dict[str, list[int]] = {}
        for n, (_, part) in enumerate(slots):
            for f in part:
                at.setdefault(f, []).append(n)
        # At most so much of each name can be there: most are out before they are looked at closely.
        most: dict[int, float] = {}
        for f in at:
            for n, w in self._where.get(f, ()):
                most[n] = most.get(n, 0.0) + w
        numbers = [n for n, mass in most.items() if mass >= cover * self._whole[n] - 1e-9]
        found = [
            hit
            for n in numbers
            if (hit := self._match(self.bags[n], slots, at, tokens, allowed)) and hit.cover >= cover
        ]
        found.sort(key=lambda f: (-f.mass * f.cover, len(f.tokens), f.ids))
        return found

    def _match(
        self,
        bag: Bag,
        slots: Sequence[tuple[int, Feature]],
        at: dict[str, list[int]],
        tokens: Sequence[Token],
        allowed: Sequence[bool],
    ) -> Found | None:
        whole = mass = 0.0
        heavy = 0
        taken: set[int] = set()
        last_at = -1
        for feature in bag.features:
            w = self.weight(feature)
            whole += w
            spots = [n for f in feature for n in at.get(f, ()) if n not in taken]
            if spots:
                n = min(spots, key=lambda n: abs(slots[n][0] - last_at) if last_at >= 0 else 0)
                taken.add(n)
                last_at = slots[n][0]
                mass += w
                heavy += not feature <= self.index.lexicon.light
        if not taken or not heavy or not whole:
            return None
        places = {slots[n][0] for n in taken}
        # A name that the question gives in full is taken whole or not at all.
        for i in places:
            if tokens[i].named("practice") and any(
                s == i and n not in taken and not part <= self.index.lexicon.light
                for n, (s, part) in enumerate(slots)
            ):
                return None
        first, last = min(places), max(places)
        strange = 0
        for i in range(first, last + 1):
            if i in places:
                continue
            if not allowed[i] and _blocks(tokens[i]):
                return None
            strange += allowed[i] and not tokens[i].ignored and not _empty(tokens[i])
        if strange > 2 or tokens[first].clause != tokens[last].clause:
            return None
        return Found((bag.id,), mass / whole, mass - 0.4 * strange, tuple(sorted(places)))


def _everyday(name: str, index: Index) -> bool:
    """Whether a name is but the word of a level (街道, 社区 as tiers of a chain)."""
    return any(r.kind == "level" for r in index.lexicon.zh.get(name, ())) or len(name) < 2


def parts(token: Token, index: Index) -> tuple[Feature, ...]:
    """What a token's words mean, each by itself: of a name its parts, of a word of the field the one "
    "thing that it is."""
    if token.of("role") and not token.of("concept"):
        return features_zh(token.text, index) if token.han else features_en(stem_all(token.text), index)
    if not token.entries or not (token.named("practice") or token.named("group") or token.named("problem")):
        return (token.concepts,)
    return features_zh(token.text, index) if token.han else features_en(stem_all(token.text), index)


def _blocks(token: Token) -> bool:
    return bool(token.cues("ask"))


def _empty(token: Token) -> bool:
    """Whether a token says nothing of its own: a cue or a level."""
    return bool(token.readings) and not token.of("concept")


def features_zh(name: str, index: Index) -> tuple[Feature, ...]:
    """The meanings of a Chinese name's words, cut by the lexicon alone; what it does not know, letter "
    "by letter."""
    flat = fold(name)
    table, longest = index.lexicon.concepts_zh, index.lexicon.longest_concept
    size = len(flat)
    costs, back = [0.0] + [1e9] * size, [0] * (size + 1)
    for i in range(size):
        base = costs[i]
        if base + 1.6 < costs[i + 1]:
            costs[i + 1], back[i + 1] = base + 1.6, i
        for j in range(i + 1, min(size, i + longest) + 1):
            if flat[i:j] in table:
                cost = base + (1.0 if j > i + 1 else 1.3)
                if cost < costs[j]:
                    costs[j], back[j] = cost, i
    out: list[Feature] = []
    at = size
    while at > 0:
        piece = flat[back[at] : at]
        concepts = table.get(piece)
        if concepts is not None:
            out.append(concepts)
        elif piece not in "的和与及了向为把":
            out.append(frozenset((f"w:{piece}",)))
        at = back[at]
    return tuple(dict.fromkeys(out[::-1]))


def features_en(stems: Sequence[str], index: Index) -> tuple[Feature, ...]:
    """The meanings of an English name's words."""
    table = index.lexicon.en
    out: list[Feature] = []
    i = 0
    while i < len(stems):
        for j in range(min(len(stems), i + 5), i, -1):
            concepts = frozenset(r.value for r in table.get(tuple(stems[i:j]), ()) if r.kind == "concept")
            if concepts:
                out.append(concepts)
                i = j
                break
        else:
            if stems[i] not in index.lexicon.ignored_en:
                out.append(frozenset((f"w:{stems[i]}",)))
            i += 1
    return tuple(dict.fromkeys(out))
