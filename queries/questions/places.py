"""Places in a question: suffixes, parents, namesakes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .index import NATION, Index, Node
from .lexicon import stem_all
from .scan import Token

_RANK = {
    "nation": 0,
    "province": 1,
    "prefecture": 2,
    "county": 3,
    "township": 4,
    "village": 5,
    "neighbourhood": 6,
    "area": 6,
}
_JOINS = {
    "和",
    "与",
    "及",
    "以及",
    "跟",
    "同",
    "and",
    "or",
    "vs",
    "versus",
    "than",
    "比",
    "或",
    "还是",
    "、",
    ",",
}


@dataclass(slots=True)
class PlaceMention:
    """A place as a question names it."""

    node: Node
    position: int  #: index of its token
    end: int  #: index behind its last token
    rivals: list[Node] = field(default_factory=list)


def find_places(tokens: list[Token], index: Index) -> list[PlaceMention]:
    """The places that a question names, each the narrowest that its words say; parents are folded into it."""
    found: list[PlaceMention] = []
    for i, token in enumerate(tokens):
        entries = token.named("place")
        if not entries or token.used:
            continue
        if token.of("role") or (token.cues("relation") and all(e.how == "spelling" for e in entries)):
            continue
        if token.named("practice") and not any(e.how in ("name", "english") for e in entries):
            continue
        nodes = list({e.id: index.nodes[e.id] for e in entries}.values())
        end = i + 1
        if not token.han:
            endings, end = _suffix(tokens, i + 1, index)
            if endings:
                kept = [n for n in nodes if n.name.endswith(tuple(endings))]
                if not kept:
                    index.divisions()
                    far = index.spelling("".join(c for c in token.text if c.isalnum()), far=True)
                    kept = [
                        index.nodes[e.id]
                        for e in far
                        if e.kind == "place" and index.nodes[e.id].name.endswith(tuple(endings))
                    ]
                if kept:
                    nodes = kept
                else:
                    end = i + 1
        found.append(PlaceMention(nodes[0], i, end, nodes))
    for mention in found:
        _choose(mention, [m for m in found if m is not mention])
    for mention in found:
        for t in tokens[mention.position : mention.end]:
            t.used = True
    return _narrowest(found, tokens)


def _suffix(tokens: list[Token], at: int, index: Index) -> tuple[list[str], int]:
    """The Chinese endings that the English noun behind a name allows, and where that noun ends."""
    table = index.lexicon.places["suffixes"]
    for size in (2, 1):
        if at + size <= len(tokens) and all(
            not t.han and (n == 0 or not t.before.strip()) for n, t in enumerate(tokens[at : at + size])
        ):
            key = " ".join(t.text for t in tokens[at : at + size]).replace("-", " ")
            for noun, endings in table.items():
                if stem_all(noun) == stem_all(key) and "," not in tokens[at].before and key == noun:
                    return str(endings).split(), at + size
    return [], at


def _choose(mention: PlaceMention, others: list[PlaceMention]) -> None:
    """The place that a name means among its namesakes: one within another place of the question, told "
    "by articles, high."""
    parents = {n.id for m in others for n in m.rivals}
    nodes = mention.rivals
    inside = [n for n in nodes if parents.intersection(n.path[:-1])]
    if inside and len(nodes) > 1:
        nodes = inside
    told = [n for n in nodes if n.sources] or [n for n in nodes if not n.properties.get("absent")] or nodes
    best = min(_RANK.get(str(n.properties.get("level")), 9) for n in told)
    top = [n for n in told if _RANK.get(str(n.properties.get("level")), 9) == best]
    mention.node, mention.rivals = top[0], top


def _narrowest(found: list[PlaceMention], tokens: list[Token]) -> list[PlaceMention]:
    out: list[PlaceMention] = []
    for mention in found:
        inner = [
            m
            for m in found
            if m is not mention
            and m.node.id != mention.node.id
            and (mention.node.id in m.node.path or m.node.id == mention.node.id)
        ]
        if inner and mention.node.id != NATION:
            other = inner[0]
            low, high = sorted((mention, other), key=lambda m: m.position)
            between = tokens[low.end : high.position]
            joined = any(t.text in _JOINS for t in between) or (
                high.position < len(tokens) and "、" in tokens[high.position].before
            )
            apart = any(t.has("restrict.except") for t in tokens) or (
                high.position < len(tokens)
                and tokens[high.position].han
                and "," in tokens[high.position].before
            )
            if not apart and (not joined or len(between) > 3):
                continue
        if any(m.node.id == mention.node.id for m in out):
            continue
        out.append(mention)
    return out
