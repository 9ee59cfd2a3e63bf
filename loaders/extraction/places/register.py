"""The places of one article: one object for each, whatever the text calls it."""

from __future__ import annotations

from ....graph.identity.divisions import Divisions
from ..annotations import Place

NATION = "中国"


class Register:
    """One object for each place of an article."""

    def __init__(self, divisions: Divisions):
        self.divisions = divisions
        self.parents: dict[int, Place | None] = {}
        self._by_code: dict[str, Place] = {}
        self._by_name: dict[str, list[Place]] = {}
        self._nation: Place | None = None

    def nation(self) -> Place:
        """The nation as a place."""
        if self._nation is None:
            self._nation = Place(NATION, "nation")
        return self._nation

    def coded(self, code: str, confidence: float = 1.0) -> Place:
        """The place of a code."""
        place = self._by_code.get(code)
        if place is None:
            within = tuple(name for _, name in self.divisions.ancestors(code))
            place = Place(
                self.divisions.name(code) or code,
                self.divisions.level(code) or "area",
                code,
                within,
                confidence=confidence,
            )
            self._by_code[code] = place
        place.confidence = max(place.confidence, confidence)
        return place

    def by_name(self, name: str) -> Place | None:
        """The one unlisted place of a name; None if there is none, or more than one."""
        found = self._by_name.get(name, [])
        return found[0] if len(found) == 1 else None

    def named(self, name: str, level: str, parent: Place | None, confidence: float = 0.9) -> Place:
        """The unlisted place of a name in its parent; one of that name in it, or in none, is it again."""
        for place in self._by_name.get(name, []):
            known = self.parents.get(id(place))
            if (
                parent is None
                or known is parent
                or known is None
                or inside(known, parent)
                or inside(parent, known)
            ):
                return place
        within = (*parent.within, parent.name) if parent else ()
        place = Place(name, level, None, within, confidence=confidence)
        self._by_name.setdefault(name, []).append(place)
        self.parents[id(place)] = parent
        return place


def inside(inner: Place, outer: Place) -> bool:
    """Whether one place lies in another, by codes or by the parents named."""
    if inner.code and outer.code:
        return inner.code != outer.code and inner.code.startswith(outer.code)
    return outer.name in inner.within
