"""The pieces that queries are made of: clauses, parameters, and the ways to restrict a place or a practice.

Only fragments of these files and identifiers of the schema make up a query's text. What comes from a
question is looked up first and goes in as ids, names, dates and numbers, always as parameters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .index import Node
from .lexicon import Level
from .slots import Frame, PracticeSlot

REACH = "-[:KIND_OF|HAS_TIER*0..3]->"  #: from a practice to what it is a kind of, or has as a tier


COLUMNS = {"province": "province", "city": "city", "county": "county", "township": "township"}


@dataclass
class Query:
    """A compiled question.

    Attributes:
        answer: which columns hold the short answer.
        number: the short answer is the first cell, or how many different first cells there are (``count``).
        ties: keep the rows that equal the first one in this column.
        hidden: columns that serve the evidence and are not shown.
    """

    cypher: str
    parameters: dict[str, Any] = field(default_factory=dict)
    answer: tuple[int, ...] = (0,)
    number: str = ""
    ties: int | None = None
    hidden: tuple[str, ...] = ("statements",)


#: Adopted means practised or piloted: what is only planned, or has ended, is another question.
DONE = "(a.status IS NULL OR (a.status <> 'planned' AND a.status <> 'ended'))"


class Builder:
    """Clauses and parameters of one query."""

    def __init__(self) -> None:
        self.parameters: dict[str, Any] = {}
        self.match: list[str] = []
        self.where: list[str] = []

    def bind(self, value: Any, name: str) -> str:
        """A parameter's placeholder; a name already bound to another value gets a number."""
        key, number = name, 1
        while key in self.parameters and self.parameters[key] != value:
            number += 1
            key = f"{name}{number}"
        self.parameters[key] = value
        return f"${key}"

    def text(self, returned: str, order: str = "") -> str:
        """The query, with what it returns and in which order."""
        clauses = [*self.where, DONE] if any("[a:ADOPTED]" in m for m in self.match) else self.where
        where = f"\nWHERE {' AND '.join(clauses)}" if clauses else ""
        return (
            "\n".join(self.match) + where + f"\nRETURN {returned}" + (f"\nORDER BY {order}" if order else "")
        )


def inside(b: Builder, places: list[Node], var: str, wide: bool, name: str = "place") -> None:
    """Keeps to places: themselves, or with ``wide`` all that is inside them."""
    if not places:
        return
    if wide:
        tests = [f"{b.bind(p.id, name)} IN {var}.path" for p in places]
        b.where.append(tests[0] if len(tests) == 1 else f"({' OR '.join(tests)})")
    else:
        b.where.append(f"{var}.id IN {b.bind([p.id for p in places], name + 's')}")


def reaches(b: Builder, slots: list[PracticeSlot], var: str = "m") -> None:
    """Keeps to practices that are one of these, a kind of it, or a chain with it as a tier."""
    for n, slot in enumerate(slots):
        x = f"x{n or ''}"
        b.match.append(f"MATCH ({var}){REACH}({x}:Mechanism)")
        b.where.append(f"{x}.id IN {b.bind(slot.ids, 'practice')}")


def since_clause(b: Builder, frame: Frame, var: str = "a") -> None:
    """Keeps to what began in, since or before a date."""
    if frame.time is None:
        return
    operator, date = frame.time
    since = f"{var}.since"
    b.where.append(f"{since} IS NOT NULL")
    if operator == "=":
        b.where.append(f"{since} STARTS WITH {b.bind(date, 'date')}")
    else:
        b.where.append(f"{since} {operator} {b.bind(date, 'date')}")


def of_category(b: Builder, frame: Frame, var: str = "m") -> None:
    """What the practice serves, tackles or belongs to."""
    if frame.category:
        b.where.append(f"{var}.category = {b.bind(frame.category, 'category')}")


def unit(level: Level) -> str:
    """The expression that rolls a locality up to a level."""
    column = COLUMNS.get(level.column)
    return f"l.{column}" if column else "l.name"


def of_level(b: Builder, level: Level) -> None:
    """Keeps to places of a level, told by their ending where the level asks for that."""
    u = unit(level)
    if level.column not in COLUMNS:
        b.where.append(f"l.level = {b.bind(level.level, 'level')}")
    else:
        b.where.append(f"{u} IS NOT NULL")
    for suffix in level.suffixes[:1]:
        b.where.append(f"right({u}, {len(suffix)}) = {b.bind(suffix, 'ending')}")
    for suffix in level.without[:1]:
        b.where.append(f"NOT right({u}, {len(suffix)}) = {b.bind(suffix, 'other_ending')}")


def levels_of(levels: list[Level]) -> list[Level]:
    """Levels to ask one by one; town and subdistrict together are the township level."""
    out: list[Level] = []
    for level in levels:
        if level.id not in [o.id for o in out]:
            out.append(level)
    ids = {o.id for o in out}
    if {"town", "subdistrict"} <= ids:
        plain = next(o for o in out if o.id == "town")
        joined = Level("township", plain.level, plain.column, (), (), "街镇", "towns and subdistricts")
        out = [joined, *(o for o in out if o.id not in ("town", "subdistrict"))]
    return out


def exists(b: Builder, slot: PracticeSlot, same: str) -> str:
    """A test: the same place (as ``same`` says) adopted this practice, too."""
    return (
        f"EXISTS {{ MATCH (o:Locality)-[:ADOPTED]->(:Mechanism){REACH}(y:Mechanism) "
        f"WHERE y.id IN {b.bind(slot.ids, 'practice')} AND {same} }}"
    )


def counted(frame: Frame, text: str, b: Builder) -> Query:
    """A query whose short answer is its rows, or how many different ones there are."""
    return Query(text, b.parameters, number="count" if frame.aggregate == "count" else "")
