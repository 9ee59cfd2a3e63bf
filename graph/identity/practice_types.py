"""The records of taxonomy.yaml, and how they are made of its entries."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any, TypeVar

from ..model.errors import InvalidData

_Record = TypeVar("_Record")


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
    synonyms_en: tuple[str, ...] = ()
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


def record(kind: type[_Record], row: Any, where: str) -> _Record:
    """Make a record of one entry of the file: lists become tuples, a bare name becomes a practice."""
    row = {"name": row} if kind is Practice and isinstance(row, str) else dict(row)
    allowed = {field.name for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    where = f"{where}[{row.get('id') or row.get('name')}]"
    for field, value in row.items():
        known(field, allowed, where)
        if field in ("narrower", "brands"):
            value = [record(Practice, item, f"{where}.{field}") for item in value or ()]
        row[field] = tuple(value) if isinstance(value, list) else value or ""
    try:
        return kind(**row)
    except TypeError as error:
        raise InvalidData(f"taxonomy: {where}: {error}", field=where) from None


def known(value: str, valid: Collection[str], where: str) -> None:
    """Refuse a value that is not among the valid ones; the error names the nearest."""
    if value not in valid:
        nearest = next(iter(get_close_matches(value, valid, 1, 0)), None)
        text = f"taxonomy: {where}: {value} is unknown; the nearest is {nearest}"
        raise InvalidData(text, field=where, nearest=nearest)
