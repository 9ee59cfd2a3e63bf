"""Ids from content: equal for equal things, on every run and every machine.

========================  ==============================================================
kind                      id
========================  ==============================================================
Locality                  ``loc/<division code>``; without a code ``loc/<code of the nearest
                          parent that has one>/<name>...``; the nation is ``loc/CN``
Mechanism                 ``mech/<taxonomy type>`` or ``mech/<normalised name>``
Person                    ``per/<name>@<id of the place or organisation of the post>``
Organization, Policy,     ``org/``, ``pol/``, ``prob/``, ``group/`` and the normalised name
Problem, Group
Statistic                 ``stat/`` and a hash of figure, measure and source
Source                    its own id (``000_page.txt#1``)
========================  ==============================================================
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model.statement import digest
from ..model.triple import Entity
from .divisions import Divisions
from .names import practice_key
from .taxonomy import Taxonomy

NATION = "loc/CN"
NATION_NAMES = frozenset({"中国", "全国", "中华人民共和国"})
#: Letters with which the names of provinces to townships end.
_ENDS = frozenset("省市区县旗州盟镇乡道")
_PREFIX = {"Organization": "org", "Policy": "pol", "Problem": "prob", "Group": "group"}


@dataclass(frozen=True, slots=True)
class Site:
    """Where a locality stands: its id, its code if it has one, and its ancestors' ids and names, outermost first."""

    id: str
    name: str
    code: str | None
    ancestors: tuple[tuple[str, str], ...]


def site(name: str, within: Sequence[str] = (), code: str | None = None, level: str | None = None) -> Site:
    """The place that a name, its parents and, if given, its code determine.

    A name without a code gets one only if name and parents leave no other division (and, if a
    level is given, the division is of that level).
    """
    return _site(name, tuple(within), code, level)


@lru_cache(maxsize=200_000)
def _site(name: str, within: tuple[str, ...], code: str | None, level: str | None) -> Site:
    divisions = Divisions.default()
    if name in NATION_NAMES and code is None:
        return Site(NATION, "中国", None, ())
    parents = tuple(w for w in within if w not in NATION_NAMES)
    if code is None and level not in ("neighbourhood", "area", "nation"):
        found = divisions.find(name, parents) or _joined(name, divisions)
        if found is not None and level in (None, divisions.level(found)):
            code = found
    if code is not None:
        ancestors = tuple((f"loc/{c}", n) for c, n in divisions.ancestors(code))
        return Site(f"loc/{code}", divisions.name(code) or name, code, ((NATION, "中国"), *ancestors))
    if not parents:
        return Site(f"loc/{practice_key(name) or name}", name, None, ((NATION, "中国"),))
    above = _site(parents[-1], parents[:-1], None, None)
    return Site(f"{above.id}/{name}", name, None, (*above.ancestors, (above.id, above.name)))


def _joined(name: str, divisions: Divisions, parents: tuple[str, ...] = ()) -> str | None:
    """The division of a name that has its parents before it (福建省厦门市湖里区)."""
    for cut in range(2, len(name) - 1):
        if name[cut - 1] not in _ENDS or divisions.find(name[:cut], parents) is None:
            continue
        within = (*parents, name[:cut])
        found = divisions.find(name[cut:], within) or _joined(name[cut:], divisions, within)
        if found is not None:
            return found
    return None


def locality_site(entity: Entity) -> Site:
    """The site of a Locality entity."""
    p = entity.properties
    return site(entity.name, tuple(p.get("within") or ()), p.get("code"), p.get("level"))


@lru_cache(maxsize=1 << 16)
def mechanism_id(name: str) -> str:
    """Id of the practice of a name: that of its type where the name is one of the type's own."""
    match = Taxonomy.default().by_name(name)
    if match is not None and match.relation in ("type", "synonym"):
        return f"mech/{match.type.id}"
    own = match.name if match is not None else name
    return f"mech/{practice_key(own) or own}"


def relation_id(predicate: str, start: str, end: str, key: Sequence[object] = ()) -> str:
    """Id of the relation between two nodes; ``key`` holds the values that tell parallel ones apart."""
    return f"{predicate}/{digest(predicate, start, end, *('' if k is None else str(k) for k in key))}"


def entity_id(entity: Entity, source: Mapping[str, object], post: str | None = None) -> str:
    """Id of the node that an entity means.

    Args:
        entity: one end of a triple.
        source: the triple's source, which tells apart persons without a post, and statistics.
        post: for a person, the id of the place or organisation of the post.
    """
    kind = entity.type
    if kind == "Locality":
        return entity.id if entity.id and entity.id.startswith("loc/") else locality_site(entity).id
    if kind == "Mechanism":
        return entity.id if entity.id and entity.id.startswith("mech/") else mechanism_id(entity.name)
    if kind == "Source":
        return entity.id or entity.name
    if kind == "Statistic":
        if entity.id:
            return entity.id if entity.id.startswith("stat/") else f"stat/{entity.id}"
        figure = repr(sorted((k, repr(v)) for k, v in entity.properties.items()))
        return f"stat/{digest(str(source['id']), entity.name, figure)}"
    if kind == "Person":
        return f"per/{practice_key(entity.name) or entity.name}@{post or source['id']}"
    return f"{_PREFIX[kind]}/{_plain(entity)}"


def _plain(entity: Entity) -> str:
    key = practice_key(entity.name) or entity.name
    within = entity.properties.get("within")
    return f"{'/'.join(within)}/{key}" if within and entity.type == "Organization" else key
