"""Which statistic a question means: by place, practice, unit and the words of what is counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .index import Figure, Index, rarity
from .likeness import Feature, features_zh, parts
from .scan import Token


@dataclass(frozen=True, slots=True)
class FigureMatch:
    """A statistic, how much of the question's words it answers to, and how much of its own words are in "
    "the question."""

    figure: Figure
    asked: float
    own: float
    score: float


class Figures:
    """The statistics of a graph, ready to be found by words."""

    def __init__(self, index: Index):
        self.index = index
        self.figures = index.figures
        self.features: dict[str, tuple[Feature, ...]] = {}
        self.about: dict[str, frozenset[str]] = {}
        counts: dict[str, int] = {}
        for figure in self.figures:
            own = features_zh(figure.measure, index)
            names = [index.nodes[m].name for m in figure.practices if m in index.nodes]
            extra = {
                f
                for name in (*names, figure.name, figure.unit)
                for feature in features_zh(name, index)
                for f in feature
            }
            self.features[figure.id] = own
            self.about[figure.id] = frozenset(f for feature in own for f in feature) | extra
            for name in self.about[figure.id]:
                counts[name] = counts.get(name, 0) + 1
        total = max(len(self.figures), 1)
        light = index.lexicon.light
        self._weights = {f: rarity(n, total) * (0.3 if f in light else 1.0) for f, n in counts.items()}
        self._rarest = rarity(0, total)

    def weight(self, feature: Collection[str]) -> float:
        """How telling a meaning is among all statistics."""
        return max(
            (
                self._weights.get(f, (1.2 if len(f) == 3 else 2.0) if f.startswith("w:") else self._rarest)
                for f in feature
            ),
            default=0.0,
        )

    def find(
        self,
        tokens: Sequence[Token],
        *,
        places: Collection[str] = (),
        practices: Collection[str] = (),
        units: Collection[str] = (),
        period: str = "",
        target: Token | None = None,
    ) -> list[FigureMatch]:
        """The statistics that may be meant, the likeliest first.

        Args:
            tokens: the question's content words that no place took.
            places: ids of the places that the question names; the statistic must be about one of them.
            practices: ids of practices that it names; statistics that measure one of them are likelier.
            units: measure words that will do; none for any.
            period: an ISO date that it names.
            target: the token of what is counted.
        """
        asked = [part for t in tokens for part in parts(t, self.index)]
        # A level beside what is counted (for the province's villages) counts only where it fits.
        spare = {part for t in tokens if t.of("level") and t is not target for part in parts(t, self.index)}
        out: list[FigureMatch] = []
        for figure in self.figures:
            if figure.value is None or (places and not figure.places.intersection(places)):
                continue
            fits = _fits(figure, units, self.index)
            if units and not fits:
                continue
            about = self.about[figure.id]
            hit = [f for f in asked if about & f]
            mass = sum(self.weight(f) for f in hit)
            whole = sum(self.weight(f) for f in asked if f in hit or f not in spare)
            own = self.features[figure.id]
            named = {f for feature in hit for f in feature}
            mine = sum(self.weight(f) for f in own) or 1.0
            got = sum(self.weight(f) for f in own if f & named)
            share = mass / whole if whole else 1.0
            linked = bool(figure.practices.intersection(practices))
            score = (
                share
                + 0.8 * got / mine
                + (0.6 if linked else 0.0)
                + (0.3 if period and period in figure.period else 0.0)
            )
            if linked and not asked:
                score += 0.5
            out.append(FigureMatch(figure, min(1.0, share + (0.35 if linked else 0.0)), got / mine, score))
        return sorted(out, key=lambda m: (-m.score, m.figure.id))


def _fits(figure: Figure, units: Collection[str], index: Index) -> bool:
    for unit in units:
        also = [unit, *index.lexicon.units.get(unit, {}).get("also", ())]
        if figure.unit in also:
            return True
    return False
