"""The two-level taxonomy of governance practices, read from taxonomy.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

import yaml

from ..model.errors import InvalidData
from .names import practice_key
from .practice_types import Category, Practice, PracticeType, known, record

__all__ = ["Category", "Match", "Practice", "PracticeType", "Taxonomy"]

Relation = Literal["type", "synonym", "narrower", "brand"]
Language = Literal["zh", "en"]
_Entry = TypeVar("_Entry", Category, PracticeType)
_SHORTEST_HEAD = 3
_LINK = re.compile("[—–－→~～＋+、，,-]")


@dataclass(frozen=True)
class Match:
    """What a name means: its type, how it stands to it, and the practice's own name in the graph."""

    type: PracticeType
    relation: Relation
    name: str


class Taxonomy:
    """Categories, types and all their names, checked when made.

    Raises:
        InvalidData: for an unknown field or category, an id given twice, or one name for two meanings.
    """

    def __init__(self, data: Mapping[str, Any]):
        self.categories = tuple(record(Category, row, "categories") for row in data["categories"])
        self.types = tuple(record(PracticeType, row, "types") for row in data["types"])
        self._categories = _by_id(self.categories)
        self._types = _by_id(self.types)
        for entry in self.types:
            known(entry.category, self._categories, f"{entry.id}.category")
            known(entry.parent or entry.id, self._types, f"{entry.id}.parent")
        self._names: dict[str, Match] = {}
        for _, surface, match in self._entries():
            other = self._names.setdefault(practice_key(surface), match)
            if other is not match:
                one, two = (f"{m.name} ({m.type.id}, {m.relation})" for m in (other, match))
                text = f"taxonomy: {surface} stands for {one} and for {two}; keep one"
                raise InvalidData(text, field=match.type.id)

    @staticmethod
    @cache
    def default() -> Taxonomy:
        """Return the taxonomy that comes with govgraph (read once)."""
        text = files(__package__).joinpath("taxonomy.yaml").read_text("utf-8")
        return Taxonomy(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))

    def type(self, id: str) -> PracticeType:
        """Return the type of an id; InvalidData names the nearest if there is none."""
        known(id, self._types, "type")
        return self._types[id]

    def category(self, id: str) -> Category:
        """Return the category of an id; InvalidData names the nearest if there is none."""
        known(id, self._categories, "category")
        return self._categories[id]

    def by_name(self, name: str) -> Match | None:
        """Return what a Chinese or English name means, compared by its normalised form."""
        return self._names.get(practice_key(name))

    def by_head(self, name: str) -> Match | None:
        """Return what the longest known head of a Chinese name means, if it is not the whole name.

        Chinese compounds end in their head: 蓝湾社区食堂 is a 社区食堂, and so a kind of what that means. The
        last member of a list or chain is no head of the whole.
        """
        last = practice_key(_LINK.split(name)[-1])
        heads = (self._names.get(last[i:]) for i in range(1, len(last) - _SHORTEST_HEAD + 1))
        return None if last.isascii() else next(filter(None, heads), None)

    def names(self, language: Language = "zh") -> Iterator[tuple[str, str, Relation]]:
        """Yield every name as (surface, type id, relation), to build an automaton from."""
        for tongue, surface, match in self._entries():
            if tongue == language:
                yield surface, match.type.id, match.relation

    def _entries(self) -> Iterator[tuple[Language, str, Match]]:
        for entry in self.types:
            own, synonym = Match(entry, "type", entry.zh), Match(entry, "synonym", entry.zh)
            yield from (("zh", entry.zh, own), ("en", entry.en, own))
            yield from (("zh", name, synonym) for name in entry.synonyms)
            yield from (("en", name, synonym) for name in entry.synonyms_en)
            kinds: tuple[tuple[Relation, tuple[Practice, ...]], ...]
            kinds = (("narrower", entry.narrower), ("brand", entry.brands))
            for relation, practices in kinds:
                for practice in practices:
                    match = Match(entry, relation, practice.name)
                    yield from (("zh", name, match) for name in (practice.name, *practice.synonyms))
                    english = (practice.name_en, *practice.synonyms_en)
                    yield from (("en", name, match) for name in english if name)


def _by_id(entries: tuple[_Entry, ...]) -> dict[str, _Entry]:
    ids = {entry.id: entry for entry in entries}
    if len(ids) < len(entries):
        twice = next(e.id for e in entries if e is not ids[e.id])
        raise InvalidData(f"taxonomy: the id {twice} is given twice; number one of them anew", field="id")
    return ids
