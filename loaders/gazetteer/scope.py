"""Which part of the country an article is about: what it names for certain, and what follows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

#: How much a division named for certain speaks for a candidate below it, by digits of its code.
_NAMED = {12: 4.5, 9: 4.0, 6: 3.0, 4: 2.0, 2: 1.0}
#: How much it speaks for a candidate that only shares its parent (the county of a township, ...).
_SHARED = {6: 2.5, 4: 1.5, 2: 0.7}
#: A municipality is a city: its districts and their townships are as near as those of a prefecture.
_MUNICIPALITIES = frozenset({"11", "12", "31", "50", "81", "82"})

#: Below this, a name that several divisions of the country bear is not told.
ENOUGH = 1.5


class Scope:
    """Codes that the article names for certain, with where it names them."""

    def __init__(self) -> None:
        self._weights: dict[str, float] = {}
        self._places: dict[str, list[int]] = {}
        self._hopeless: dict[tuple[str, ...], int] = {}  #: codes that nothing spoke for, by what was known

    def __bool__(self) -> bool:
        return bool(self._weights)

    def add(self, code: str, at: int) -> None:
        """Take note that the text names a division at an offset."""
        for digits in (12, 9, 6, 4, 2):
            if digits > len(code):
                continue
            part = code[:digits]
            weight = _NAMED[digits] if digits == len(code) else _SHARED.get(digits, 0.0)
            if part in _MUNICIPALITIES:
                weight = max(weight, 2.0 if digits == len(code) else 1.5)
            self._weights[part] = max(weight, self._weights.get(part, 0.0))
            offsets = self._places.setdefault(part, [])
            offsets.insert(bisect_left(offsets, at), at)

    def weight(self, code: str) -> float:
        """How much speaks for a code: the nearest of its parents, or itself, that the article names."""
        weights = self._weights
        if code[:2] not in weights:
            return 0.0
        # A nearer parent always weighs more.
        for digits in (12, 9, 6, 4):
            if digits <= len(code) and (weight := weights.get(code[:digits])):
                return weight
        return weights[code[:2]]

    def names(self, code: str) -> bool:
        """Whether the article names this very division for certain."""
        return self._weights.get(code, 0.0) >= _NAMED[len(code)] or (
            code in _MUNICIPALITIES and code in self._weights
        )

    def choose(self, codes: Sequence[str], at: int) -> tuple[str | None, float]:
        """The one of several codes that the article speaks for, and how much; None if none or more than one.

        Of candidates that equally much speaks for, the one whose parent was named last before the
        offset is chosen; candidates with the same parent cannot be told apart.
        """
        key = tuple(codes)
        if self._hopeless.get(key) == len(self._weights):
            return None, 0.0
        weights = [(self.weight(code), code) for code in codes]
        best = max(weights, default=(0.0, ""))[0]
        if best <= 0:
            self._hopeless[key] = len(self._weights)
            return None, 0.0
        top = [code for weight, code in weights if weight == best]
        if len(top) == 1:
            return top[0], best
        near = sorted((self._distance(code, best, at), code) for code in top)
        if near[0][0] < near[1][0]:
            return near[0][1], best - 0.2
        return None, best

    def _distance(self, code: str, weight: float, at: int) -> int:
        for digits in (12, 9, 6, 4, 2):
            part = code[:digits]
            if digits <= len(code) and self._weights.get(part) == weight:
                offsets = self._places[part]
                index = bisect_left(offsets, at)
                before = at - offsets[index - 1] if index else 1 << 30
                after = (offsets[index] - at) * 3 if index < len(offsets) else 1 << 30
                return min(before, after)
        return 1 << 30
