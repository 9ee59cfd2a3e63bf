"""The two-level taxonomy of governance practices, read from taxonomy.yaml."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeVar

import yaml

from ..model.errors import InvalidData
from .names import practice_key

Relation = Literal["type", "synonym", "narrower", "brand"]
Language = Literal["zh", "en"]
_Record = TypeVar("_Record")
_Entry = TypeVar("_Entry", "Category", "PracticeType")


@dataclasses.dataclass(frozen=True)
class Category:
    """A field of governance to which types belong."""

    id: str
    zh: str
    en: str
    en_aliases: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Practice:
    """A practice of its own that is a kind of a type; with a locality, one place's proper name for it."""

    name: str
    synonyms: tuple[str, ...] = ()
    name_en: str = ""
    locality: str = ""


@dataclasses.dataclass(frozen=True)
class PracticeType:
    """A type of practice.

    Attributes:
        synonyms: other Chinese names of the very same practice.
        narrower: practices that are kinds of it (KIND_OF) and stay nodes of their own.
        cues: strings that hint at the type and name no practice.
        synonyms_en: English names and paraphrases, lower case, singular.
        brands: kinds of it that are one locality's proper name.
        parent: id of a broader type, or empty.
    """

    id: str
    zh: str
    en: str
    category: str
    synonyms: tuple[str, ...] = ()
    narrower: tuple[Practice, ...] = ()
    cues: tuple[str, ...] = ()
    synonyms_en: tuple[str, ...] = ()
    brands: tuple[Practice, ...] = ()
    parent: str = ""
    about: str = ""


@dataclasses.dataclass(frozen=True)
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
        self.categories = tuple(_record(Category, row, "categories") for row in data["categories"])
        self.types = tuple(_record(PracticeType, row, "types") for row in data["types"])
        self._categories = _by_id(self.categories)
        self._types = _by_id(self.types)
        for entry in self.types:
            _known(entry.category, self._categories, f"{entry.id}.category")
            _known(entry.parent or entry.id, self._types, f"{entry.id}.parent")
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
        _known(id, self._types, "type")
        return self._types[id]

    def category(self, id: str) -> Category:
        """Return the category of an id; InvalidData names the nearest if there is none."""
        _known(id, self._categories, "category")
        return self._categories[id]

    def by_name(self, name: str) -> Match | None:
        """Return what a Chinese or English name means, compared by its normalised form."""
        return self._names.get(practice_key(name))

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
                    if practice.name_en:
                        yield "en", practice.name_en, match


def _record(kind: type[_Record], row: Any, where: str) -> _Record:
    """Make a record of one entry of the file: lists become tuples, a bare name becomes a practice."""
    row = {"name": row} if kind is Practice and isinstance(row, str) else dict(row)
    allowed = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    where = f"{where}[{row.get('id') or row.get('name')}]"
    for field, value in row.items():
        _known(field, allowed, where)
        if field in ("narrower", "brands"):
            value = [_record(Practice, item, f"{where}.{field}") for item in value or ()]
        row[field] = tuple(value) if isinstance(value, list) else value or ""
    try:
        return kind(**row)
    except TypeError as error:
        raise InvalidData(f"taxonomy: {where}: {error}", field=where) from None


def _by_id(entries: tuple[_Entry, ...]) -> dict[str, _Entry]:
    ids = {entry.id: entry for entry in entries}
    if len(ids) < len(entries):
        twice = next(e.id for e in entries if e is not ids[e.id])
        raise InvalidData(f"taxonomy: the id {twice} is given twice; number one of them anew", field="id")
    return ids


def _known(value: str, valid: Any, where: str) -> None:
    if value not in valid:
        nearest = next(iter(get_close_matches(value, valid, 1, 0)), None)
        text = f"taxonomy: {where}: {value} is unknown; the nearest is {nearest}"
        raise InvalidData(text, field=where, nearest=nearest)
