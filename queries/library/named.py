"""The named queries: ``.cypher`` files whose header says what they answer, in both languages.

A header is made of comment lines at the top of the file::

    // zh: 哪些地方采用了某一机制
    // en: localities that adopted a practice
    // param practice: practice = ...          (kind: practice, place, person, source, text, integer)
    // param level: text = ''                  (with a default: may be left out)
    // columns: locality, level, since
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ...graph.model.errors import InvalidData, UsageError
from ...graph.model.validation import nearest

#: What a parameter may be. The first four are names that the library turns into ids.
PARAMETER_KINDS = ("practice", "place", "person", "source", "text", "integer")
_HEADER = re.compile(r"//\s*(zh|en|param|columns|about)\b\s*:?\s*(.*)")
_PARAM = re.compile(r"(\w+)\s*:\s*(\w+)(?:\s*=\s*(.*))?\Z")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a named query."""

    name: str
    kind: str
    required: bool
    default: Any = None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library."""

    name: str
    zh: str
    en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    cypher: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The queries whose rows make up the result; more than one where they return nodes of different kinds."""
        return tuple(p.strip() for p in self.cypher.split(";\n") if p.strip())

    @property
    def is_graph(self) -> bool:
        """Whether its rows are nodes and relations, for a picture."""
        return self.name.startswith("graph_")


@lru_cache(maxsize=1)
def named_queries() -> Mapping[str, NamedQuery]:
    """All named queries, by name."""
    folder = files(__package__.rpartition(".")[0]).joinpath("named")
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".cypher"):
            query = parse(entry.name.removesuffix(".cypher"), entry.read_text("utf-8"))
            found[query.name] = query
    return found


def named_query(name: str) -> NamedQuery:
    """One named query.

    Raises:
        UsageError: there is none of that name; the message names the nearest.
    """
    every = named_queries()
    if name not in every:
        near = nearest(name, every)
        raise UsageError(
            f"no query {name!r}; "
            + (f"did you mean {near}? " if near else "")
            + "list them with 'govgraph query --list'"
        )
    return every[name]


def parse(name: str, text: str) -> NamedQuery:
    """The query of a ``.cypher`` file.

    Raises:
        InvalidData: the header lacks a part, or has one that is not understood.
    """
    said: dict[str, str] = {}
    parameters = []
    body: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header and not body:
            if header[1] == "param":
                parameters.append(_parameter(name, number, header[2]))
            else:
                said[header[1]] = header[2].strip()
        elif line.strip():
            body.append(line)
    for part in ("zh", "en", "columns"):
        if not said.get(part):
            raise InvalidData(f"{name}.cypher: the header has no line '// {part}: ...'", field=part)
    columns = tuple(c.strip() for c in said["columns"].split(","))
    return NamedQuery(name, said["zh"], said["en"], tuple(parameters), columns, "\n".join(body))


def _parameter(name: str, number: int, text: str) -> Parameter:
    found = _PARAM.match(text.strip())
    if not found or found[2] not in PARAMETER_KINDS:
        raise InvalidData(f"{name}.cypher:{number}: a parameter is written '// param NAME: KIND' with a kind of "
                          f"{', '.join(PARAMETER_KINDS)}")  # fmt: skip
    if found[3] is None:
        return Parameter(found[1], found[2], True)
    default = found[3].strip().strip("'\"")
    return Parameter(found[1], found[2], False, int(default) if found[2] == "integer" else default)
