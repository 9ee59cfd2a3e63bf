"""From the names that people use to the ids of the graph's nodes."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.identity.names import practice_key
from ...graph.identity.taxonomy import Taxonomy
from ...graph.model.errors import UsageError
from ...graph.stores import View

_LABEL = {"practice": "Mechanism", "place": "Locality", "person": "Person", "source": "Source"}
#: Endings that a short form of a place's name leaves out, the longest first.
_SUFFIX = (
    *("特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州"),
    *("地区", "街道", "社区", "嘎查", "小区", "省", "市", "区", "县", "旗", "盟", "镇", "乡", "村"),
)
_RANK = {
    level: i for i, level in enumerate(("nation", "province", "prefecture", "county", "township", "village"))
}


@dataclass(frozen=True, slots=True)
class Named:
    """A node by its names."""

    id: str
    name: str
    names: frozenset[str]
    level: str | None = None
    sources: int = 0


class NameIndex:
    """The names of a graph's practices, places, people and sources; read once for each kind."""

    def __init__(self, view: View):
        self._view = view
        self._kinds: dict[str, list[Named]] = {}
        self._keys: dict[str, dict[str, list[Named]]] = {}

    def all(self, kind: str) -> list[Named]:
        """Every node of a kind (practice, place, person, source)."""
        if kind not in self._kinds:
            self._kinds[kind] = self._read(kind)
        return self._kinds[kind]

    def resolve(self, kind: str, name: str) -> str:
        """The id of the node that a name means.

        Raises:
            UsageError: no node has that name (the nearest ones are told), or several places do.
        """
        if name.startswith(("loc/", "mech/", "per/")):
            return name
        found = self._lookup(kind).get(_key(kind, name), [])
        if kind == "practice" and not found:
            match = Taxonomy.default().by_name(name)
            if match is not None:
                return f"mech/{match.type.id}"
        if not found and kind == "source":
            return name
        if not found:
            raise UsageError(f"the graph knows no {kind} {name!r}" + self._hint(kind, name))
        if kind == "place":
            return _one_place(name, found).id
        # The practice of that very name before those that are also called so.
        return max(found, key=lambda n: (_key(kind, n.name) == _key(kind, name), n.sources, n.id)).id

    def _lookup(self, kind: str) -> dict[str, list[Named]]:
        if kind not in self._keys:
            table: dict[str, list[Named]] = {}
            for node in self.all(kind):
                for key in {_key(kind, n) for n in node.names} | (
                    {_bare(n) for n in node.names} if kind == "place" else set()
                ):
                    table.setdefault(key, []).append(node)
            self._keys[kind] = table
        return self._keys[kind]

    def _hint(self, kind: str, name: str) -> str:
        from rapidfuzz import process

        near = process.extract(name, [n.name for n in self.all(kind)], limit=3, score_cutoff=45)
        return f"; the nearest are {', '.join(dict.fromkeys(n for n, _, _ in near))}" if near else ""

    def _read(self, kind: str) -> list[Named]:
        label = _LABEL[kind]
        extra = {"practice": "n.aliases, n.name_en", "place": "n.aliases, n.level", "person": "n.aliases, ''",
                 "source": "n.document, n.title"}[kind]  # fmt: skip
        out = []
        for ident, name, sources, one, two in self._view.run(
            f"MATCH (n:{label}) RETURN n.id, n.name, n.sources, {extra}"
        ):
            names = {name, *(one if isinstance(one, list) else [one] if one else [])}
            if kind in ("practice", "source") and two:
                names.add(two)
            if kind == "source":
                names.add(ident)
            out.append(Named(ident, name, frozenset(names), two if kind == "place" else None, sources or 0))
        return out


def _key(kind: str, name: str) -> str:
    return practice_key(name) if kind == "practice" else "".join(name.split()).lower()


def _bare(name: str) -> str:
    for suffix in _SUFFIX:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix).lower()
    return name.lower()


def _one_place(name: str, found: list[Named]) -> Named:
    """The place that a name means: the exact name first, then the highest level; never a guess among equals."""
    exact = [n for n in found if n.name == name] or found
    told = [n for n in exact if n.sources] or exact
    best = min(_RANK.get(n.level or "", 9) for n in told)
    top = {n.id: n for n in told if _RANK.get(n.level or "", 9) == best}
    if len(top) > 1:
        raise UsageError(f"{name!r} may be {' or '.join(sorted(top))}; name one of these")
    return next(iter(top.values()))
