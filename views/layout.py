"""Where nodes stand: calm pictures that show structure, the same on every run.

Two steps. Inside its group each node gets a place in a disc (igraph's Fruchterman-Reingold gives the
neighbourhood, ranks of the radius even out the density). Then the discs are laid out by how much
they have to do with each other, and pushed apart until none overlaps.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

import igraph
import numpy as np
from numpy.typing import NDArray

SEED = 20221013
#: Room for one node, in the picture's units (a small node is 14 across).
SPACING = 38.0
#: Room between two groups.
GAP = 64.0

Edge = tuple[str, str, Mapping[str, Any]]
Points = dict[str, tuple[int, int]]
Circles = dict[str, tuple[int, int, int]]


def by_groups(
    nodes: Sequence[str], edges: Sequence[Edge], home: Mapping[str, str], focus: Iterable[str] = ()
) -> tuple[Points, Circles]:
    """Lay out nodes in discs, one a group.

    Args:
        nodes: Node ids.
        edges: Subject id, object id, attributes.
        home: Each node's group key.
        focus: Nodes that are drawn larger, and need more room.

    Returns:
        x and y by node id; x, y and radius by group key. Whole numbers.
    """
    # few nodes are drawn large: their names need more room than dots
    room = 1.5 if len(nodes) <= 40 else 1.2 if len(nodes) <= 120 else 1.0
    members: dict[str, list[str]] = defaultdict(list)
    for node in sorted(nodes):  # a store gives its nodes in no fixed order
        members[home[node]].append(node)
    keys = sorted(members)
    inner: dict[str, list[tuple[str, str]]] = defaultdict(list)
    outer: Counter[tuple[str, str]] = Counter()
    degree: Counter[str] = Counter()
    for a, b, _ in sorted(edges, key=lambda edge: edge[:2]):
        degree[a] += 1
        degree[b] += 1
        if home[a] == home[b]:
            inner[home[a]].append((a, b))
        else:
            pair = sorted((home[a], home[b]))
            outer[pair[0], pair[1]] += 1
    radius = room * np.array([_radius(len(members[k])) for k in keys])
    centre = _centres(keys, radius, outer)
    points: Points = {}
    circles: Circles = {}
    for at, key in enumerate(keys):
        x0, y0 = centre[at]
        circles[key] = (round(x0), round(y0), round(float(radius[at]) + SPACING * 0.55))
        disc = room * _disc(members[key], inner[key], degree, set(focus))
        for node, (x, y) in zip(members[key], disc, strict=True):
            points[node] = (round(x0 + x), round(y0 + y))
    return points, circles


def versus(
    nodes: Sequence[str], edges: Sequence[Edge], home: Mapping[str, str], left: str, right: str
) -> tuple[Points, Circles]:
    """Lay out a comparison: what only the one has, what both have, what only the other has, in columns.

    Args:
        nodes: Node ids.
        edges: Subject id, object id, attributes.
        home: Each node's side: `left`, `both` or `right`.
        left: Id of the one that is compared.
        right: Id of the other.
    """
    degree: Counter[str] = Counter(end for a, b, _ in edges for end in (a, b))
    points: Points = {}
    circles: Circles = {}
    columns = {
        side: [n for n in nodes if home[n] == side and n not in (left, right)]
        for side in ("left", "both", "right")
    }
    offset = _radius(len(columns["both"])) + 110
    for side in ("left", "both", "right"):
        radius = _radius(len(columns[side]))
        x0 = 0.0 if side == "both" else math.copysign(offset + 80 + radius, -1 if side == "left" else 1)
        order = sorted(columns[side], key=lambda n: (-degree[n], n))
        inside = set(order)
        disc = _disc(order, sorted((a, b) for a, b, _ in edges if a in inside and b in inside), degree)
        for node, (x, y) in zip(order, disc, strict=True):
            points[node] = (round(x0 + x), round(y))
        circles[side] = (round(x0), 0, round(radius + SPACING * 0.55))
    points[left], points[right] = (round(-offset), 0), (round(offset), 0)
    return points, circles


def chain(nodes: Sequence[str], edges: Sequence[Edge]) -> Points:
    """Lay out tiers from the top down, every chain in a column of its own, the rest to both sides."""
    tiers: dict[str, list[tuple[float, str]]] = defaultdict(list)
    below: set[str] = set()
    links: dict[str, set[str]] = defaultdict(set)
    for a, b, data in edges:
        links[a].add(b)
        links[b].add(a)
        if data.get("predicate") == "HAS_TIER":
            order = data.get("order")
            tiers[a].append((float(order) if order is not None else math.inf, b))
            below.add(b)
    points: Points = {}
    column = 0
    for head in sorted(tiers, key=lambda n: (n in below, n)):
        if head not in points:
            points[head] = (column, 0)
        x, y = points[head]
        for place, (_, tier) in enumerate(sorted(tiers[head]), 1):
            points.setdefault(tier, (x + (170 if head in below else 0), y + 110 * place))
        column = max(px for px, _ in points.values()) + 520
    beside: Counter[tuple[int, int]] = Counter()
    for node in sorted(nodes):
        if node in points:
            continue
        anchors = sorted(points[n] for n in links[node] if n in below or n in tiers)
        x, y = anchors[0] if anchors else (column, 0)
        count = beside[x, y]
        beside[x, y] += 1
        side, row, ring = (-1 if count % 2 else 1), (count // 2) % 5, count // 10
        points[node] = (x + side * (150 + 110 * ring), y + round((row - 2) * 22 + 10 * side))
    return points


def _radius(count: int) -> float:
    return SPACING * math.sqrt(max(count, 1)) * 0.62 + (0.0 if count == 1 else 10.0)


def _disc(
    nodes: Sequence[str],
    edges: Sequence[tuple[str, str]],
    degree: Mapping[str, int],
    focus: Set[str] = frozenset(),
) -> NDArray[np.float64]:
    """Positions of a group's nodes around 0, 0."""
    count = len(nodes)
    if count < 2:
        return np.zeros((count, 2))
    index = {n: i for i, n in enumerate(nodes)}
    graph = igraph.Graph(n=count, edges=[(index[a], index[b]) for a, b in edges if a != b])
    random.seed(SEED)
    start = _sunflower(count)[np.argsort(np.argsort([-degree.get(n, 0) for n in nodes], kind="stable"))]
    grid = "nogrid" if count < 1000 else "grid"
    raw = graph.layout_fruchterman_reingold(niter=300 if count < 500 else 100, seed=start.tolist(), grid=grid)
    xy = np.asarray(raw.coords, dtype=float)
    xy -= xy.mean(axis=0)
    distance = np.hypot(xy[:, 0], xy[:, 1])
    angle = np.arctan2(xy[:, 1], xy[:, 0])
    rank = np.argsort(np.argsort(distance, kind="stable"))
    even = _radius(count) * np.sqrt((rank + 0.5) / count)
    xy = np.column_stack([even * np.cos(angle), even * np.sin(angle)])
    need = np.array([SPACING * (0.75 if n in focus else 0.4) for n in nodes])
    return _spread(xy, need, _radius(count))


def _spread(xy: NDArray[np.float64], need: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    """Push points apart until most have the room that they `need` around them; huge groups stay."""
    count = len(xy)
    if count > 400:
        return xy
    first, second = np.triu_indices(count, 1)
    limit = radius * 1.08
    room = need[first] + need[second]
    for _ in range(40):
        delta = xy[first] - xy[second]
        distance = np.hypot(delta[:, 0], delta[:, 1])
        close = np.flatnonzero(distance < room)
        if not len(close):
            break
        gap = np.maximum(distance[close], 1e-3)
        push = delta[close] * ((room[close] - gap) / gap * 0.3)[:, None]
        np.add.at(xy, first[close], push)
        np.add.at(xy, second[close], -push)
        outside = np.hypot(xy[:, 0], xy[:, 1])
        xy *= np.where(outside > limit, limit / np.maximum(outside, 1e-9), 1.0)[:, None]
    return xy


def _sunflower(count: int) -> NDArray[np.float64]:
    """`count` points that fill a disc evenly (Vogel's spiral), innermost first."""
    k = np.arange(count)
    golden = math.pi * (3 - math.sqrt(5))
    r = np.sqrt(k + 0.5)
    return np.column_stack([r * np.cos(k * golden), r * np.sin(k * golden)])


def _centres(
    keys: Sequence[str], radius: NDArray[np.float64], outer: Counter[tuple[str, str]]
) -> NDArray[np.float64]:
    """Centres of the groups: related ones near each other, none overlapping."""
    count = len(keys)
    if count == 1:
        return np.zeros((1, 2))
    index = {k: i for i, k in enumerate(keys)}
    pairs = sorted(outer)
    graph = igraph.Graph(n=count, edges=[(index[a], index[b]) for a, b in pairs])
    random.seed(SEED)
    start = _sunflower(count)[np.argsort(np.argsort(-radius, kind="stable"))]
    weights = [math.sqrt(outer[p]) for p in pairs] or None
    xy = np.asarray(
        graph.layout_fruchterman_reingold(
            weights=weights, niter=600, seed=start.tolist(), grid="nogrid"
        ).coords
    )
    xy = xy - xy.mean(axis=0)
    size = float(np.hypot(xy[:, 0], xy[:, 1]).max()) or 1.0
    area = float((np.pi * (radius + GAP / 2) ** 2).sum())
    xy = xy / size * math.sqrt(area / math.pi) * np.array([1.35, 0.85])  # screens are wider than high
    for _ in range(400):
        delta = xy[:, None, :] - xy[None, :, :]
        distance = np.maximum(np.hypot(delta[..., 0], delta[..., 1]), 1e-3)
        overlap = radius[:, None] + radius[None, :] + GAP - distance
        np.fill_diagonal(overlap, 0.0)
        if overlap.max() <= 1.0:
            break
        push = np.where(overlap > 0, overlap / distance * 0.26, 0.0)
        xy = xy + (delta * push[..., None]).sum(axis=1)
        xy = xy - xy.mean(axis=0)
        xy *= 0.999
    return np.asarray(xy, dtype=np.float64)
