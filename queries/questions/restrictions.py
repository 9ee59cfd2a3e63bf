"""What restricts an answer: posts, time, places, what is denied or left out."""

from __future__ import annotations

from .index import NATION, Node
from .names import allowed_tokens
from .reading import Reading
from .scan import Token


def find_roles(r: Reading) -> None:
    """The posts that a question about people names."""
    for t in r.tokens:
        roles = t.of("role")
        if not roles or t.used:
            continue
        if t.named("practice") and any(
            x.of("role") and not x.named("practice") for x in r.tokens if x is not t
        ):
            continue  # the secretary of the village that has a river chief
        asked = r.tokens[r.target_at] if r.target == "role" else t
        if asked is not t and asked.of("role") and set(roles) <= _EVERYBODY:
            continue  # the secretary of the community whose residents ...
        told = r.target == "level" and r.cue("relation.called", "noun.person") and not r.out.practices
        if r.target not in ("role", "who", "person") and not r.out.persons and not told:
            continue
        if r.target in ("number", "unit", "percent", "tier") or (
            r.out.aggregate == "count" and r.target != "role"
        ):
            continue
        r.out.roles += [role for role in roles if role not in r.out.roles]
        r.out.organs.append(t.text if t.han else _organ_of(r, t))
        t.used = True
    if r.out.roles:
        for t in r.tokens:
            if t.named("post") and not t.used and not t.named("practice"):
                r.out.posts += [r.index.nodes[e.id].name for e in t.named("post")]
                t.used = True
    if not r.out.roles and not r.out.persons and r.target in ("role", "who", "person"):
        _posts(r)


_EVERYBODY = {"resident", "cadre", "herder", "rider", "volunteer", "grid_worker", "social_worker"}
_ORGANS = {
    "party_committee": "党委",
    "party_branch": "党支部",
    "general_branch": "党总支",
    "working_committee": "党工委",
}
_ENGLISH_ORGANS = (
    ("working committee", "工委"),
    ("party committee", "党委"),
    ("general", "党总支"),
    ("party branch", "党支部"),
)
_HEADS = {"community": "社区", "village": "村", "subdistrict": "街道", "town": "镇"}


def _organ_of(r: Reading, role: Token) -> str:
    """The Chinese title that an English one with its organ behind it means: secretary of a village branch."""
    if role.text.endswith("secretaries") and not r.out.places and not r.mentions:
        for words, organ in _ENGLISH_ORGANS:
            if words in role.text:
                return f"{organ}书记"
    at = next(i for i, t in enumerate(r.tokens) if t is role)
    if (
        "secretary" not in role.of("role")
        or at + 1 >= len(r.tokens)
        or r.tokens[at + 1].text not in ("of", "in")
    ):
        return ""
    head = ""
    for i in range(at + 2, min(at + 6, len(r.tokens))):
        t = r.tokens[i]
        level = next((_HEADS[v] for v in t.of("level") if v in _HEADS), "")
        organ = next((_ORGANS[c] for c in t.concepts if c in _ORGANS), "")
        if organ:
            t.used = True
            after = r.tokens[i + 1] if i + 1 < len(r.tokens) else None
            if after is not None and after.han and "(" in after.before and after.text.endswith(organ):
                after.used = True
                head = after.text[: -len(organ)] or head
            for x in r.tokens[at + 2 : i]:
                x.used = True
            return f"{head}{organ}书记"
        if level:
            head = level
        elif not t.ignored:
            return ""
    return ""


def _posts(r: Reading) -> None:
    """Posts that no list of titles holds, by the graph's own names of them."""
    for t in r.tokens:
        named = t.named("post")
        if named and not t.used:
            r.out.posts += [r.index.nodes[e.id].name for e in named]
            t.used = True
    if r.out.posts:
        return
    found = r.parser.likeness("post").find(r.tokens, allowed_tokens(r), cover=0.8)
    if found and found[0].mass > 3.0:
        top = found[0]
        same = [
            f
            for f in found
            if f.tokens == top.tokens and f.mass >= top.mass - 0.01 and f.cover >= top.cover - 0.05
        ]
        r.out.posts = [r.index.nodes[f.ids[0]].name for f in same]
        for i in top.tokens:
            r.tokens[i].used = True


def find_time(r: Reading) -> None:
    """Since, before or in which year."""
    for i, t in enumerate(r.tokens):
        if not t.date:
            continue
        near = [x for x in r.tokens[max(0, i - 2) : i + 3] if x is not t]
        if any(x.has("restrict.before") and not x.ignored for x in near if x.text not in ("by",)):
            r.out.time = ("<", t.date)
        elif any(x.has("restrict.since") for x in near):
            r.out.time = (">=", t.date)
        else:
            r.out.time = ("=", t.date)
        t.used = True


def set_aside(r: Reading) -> None:
    """What a question sets aside (as opposed to party members) restricts nothing."""
    for i in r.at("restrict.contrast"):
        for t in r.tokens[i + 1 : i + 4]:
            if t.of("concept") and not t.used:
                t.used = True
                break


def place_slots(r: Reading) -> None:
    """Which places and practices must be there, and which must not."""
    out = r.out
    for m in r.mentions:
        if len(m.rivals) > 1:
            out.ambiguous = [_full(r, n) for n in m.rivals]
        if m.node.id != NATION:
            out.places.append(m.node)
    _exceptions(r)
    nots = r.at("restrict.not")
    if nots and r.target in ("level", "place", "where"):
        # not in Shandong, 不在山东的: a place that the answer must not lie in
        for m in r.mentions:
            between = r.tokens[nots[-1] + 1 : m.position] if m.position > nots[-1] else None
            if (
                between is not None
                and m.node in out.places
                and between
                and all(t.text in ("in", "from", "part", "of", "within", "在", "于", "属于") for t in between)
            ):
                out.without.append(m.node)
                out.places = [p for p in out.places if p is not m.node]
                nots = []
                break
    if nots and len(out.places) >= 2 and not out.practices:
        spots = {m.node.id: m.position for m in r.mentions if m.node.id != NATION}
        n = nots[-1]
        after = [p for p, s in spots.items() if s > n]
        before = [p for p, s in spots.items() if s < n]
        zh = r.question.language == "zh"
        pick = (
            before[-1]
            if before and ((zh and not after) or not after or (before and n - spots[before[-1]] <= 2))
            else after[0]
        )
        out.minus = [p for p in out.places if p.id == pick]
        out.places = [p for p in out.places if p.id != pick]
        out.combine = "minus"
    if nots and out.practices:
        n = nots[-1]
        after_slots = [p for p in out.practices if p.position > n]
        if after_slots and (len(out.practices) > 1 or True):
            for p in after_slots[:1]:
                p.negated = True
        elif len(out.practices) > 1 or not r.cue("ask.whether"):
            out.practices[-1].negated = True
    spread = [t for i, t in enumerate(r.tokens) if t.of("level") and not t.used and i != r.target_at]
    if r.cue("restrict.below") or (len(spread) >= 2 and r.target in ("practice", "what")):
        out.below = True


def _exceptions(r: Reading) -> None:
    """Places to leave out of the answer, practices to leave out of a list."""
    out = r.out
    for i in r.at("restrict.except"):
        near = [m for m in r.mentions if 0 < abs(m.position - i) <= 3 and m.node in out.places]
        following = [m for m in near if m.position > i]
        near = following or near
        if near and (len(out.places) > 1 or r.target in ("level", "place", "where")):
            out.without.append(near[0].node)
            out.places = [p for p in out.places if p is not near[0].node]
        elif not near:
            slots = [p for p in out.practices if 0 < abs(p.position - i) <= 4]
            if slots and out.places:
                slots[0].negated = True
            elif slots:
                out.else_ = True


def _full(r: Reading, node: Node) -> str:
    names = [r.index.nodes[p].name for p in node.path[1:-1] if p in r.index.nodes]
    return "".join([*names, node.name])
