"""Which group a node stands in: places by their province, practices by their category.

What is neither (a person, a figure, ...) stands with the place or practice that it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .captions import categories, text
from .romanise import place_name

#: How strongly a relation ties a node to the place or practice at its other end.
TIES = {
    "HOLDS_ROLE_IN": 9, "REPORTED_FOR": 8, "SPEAKS_ON": 7, "MEASURES": 6, "TAKES_PART_IN": 5,
    "ADDRESSES": 4, "SERVES": 4, "GOVERNED_BY": 3, "MENTIONED_IN": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """A group of nodes that stand together.

    Attributes:
        key: Its key, equal on every run.
        kind: What it gathers: province, category, nation, sources, side (of a comparison) or others.
        zh: Chinese caption.
        en: English caption.
    """

    key: str
    kind: str
    zh: str
    en: str


def group_nodes(
    nodes: Mapping[str, Mapping[str, Any]], edges: Iterable[tuple[str, str, Mapping[str, Any]]]
) -> tuple[list[Group], dict[str, str]]:
    """Give every node a group.

    Args:
        nodes: Attributes by node id.
        edges: Subject id, object id, attributes (`predicate`).

    Returns:
        The groups that have members, in a fixed order, and the group's key by node id.
    """
    links: dict[str, list[tuple[int, str]]] = defaultdict(list)
    kind_of: dict[str, str] = {}
    part_of: dict[str, str] = {}
    for subject, target, data in edges:
        predicate = data.get("predicate", "")
        weight = TIES.get(predicate, 2)
        links[subject].append((weight, target))
        links[target].append((weight, subject))
        if predicate == "KIND_OF":
            kind_of.setdefault(subject, target)
        elif predicate == "PART_OF":
            part_of.setdefault(subject, target)

    groups: dict[str, Group] = {}
    home: dict[str, str] = {}
    for node, data in nodes.items():
        group = _own_group(node, data, nodes, kind_of, part_of)
        if group:
            groups[group.key] = group
            home[node] = group.key
    for node in nodes:
        if node not in home:
            # an article does not say where its subject belongs
            ties = [
                (-weight, other) for weight, other in links[node] if home.get(other, "sources") != "sources"
            ]
            if ties:
                home[node] = home[min(ties)[1]]
            else:
                groups.setdefault("others", _others())
                home[node] = "others"
    used = set(home.values())
    return sorted((g for g in groups.values() if g.key in used), key=lambda g: g.key), home


def _own_group(
    node: str,
    data: Mapping[str, Any],
    nodes: Mapping[str, Mapping[str, Any]],
    kind_of: Mapping[str, str],
    part_of: Mapping[str, str],
) -> Group | None:
    """The group that a node's own kind and properties give it, if they do."""
    kind = data.get("kind")
    words = text()["interface"]
    if kind == "Locality":
        province = _province(node, nodes, part_of)
        if province:
            return Group(f"province:{province}", "province", province, place_name(province) or province)
        return Group("nation", "nation", words["groups_nation"]["zh"], words["groups_nation"]["en"])
    if kind == "Mechanism":
        category = data.get("category") or nodes.get(kind_of.get(node, ""), {}).get("category") or "other"
        captions = {c["id"]: c for c in categories()}
        caption = captions.get(category, {"zh": str(category), "en": str(category)})
        return Group(f"category:{category}", "category", caption["zh"], caption["en"])
    if kind == "Source":
        return Group("sources", "sources", words["groups_sources"]["zh"], words["groups_sources"]["en"])
    return None


def _province(node: str, nodes: Mapping[str, Mapping[str, Any]], part_of: Mapping[str, str]) -> str | None:
    """The name of a locality's province, from its properties or the places that it is part of."""
    for _ in range(10):  # deeper than any chain of places; a loop in bad data ends here
        data = nodes.get(node, {})
        if data.get("province"):
            return str(data["province"])
        if data.get("level") == "province":
            return str(data.get("name", node))
        if node not in part_of:
            break
        node = part_of[node]
    return None


def _others() -> Group:
    words = text()["interface"]["groups_others"]
    return Group("others", "others", words["zh"], words["en"])
