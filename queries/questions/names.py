"""Names of people, groups, problems and documents in a question, and which words may be part of a name."""

from __future__ import annotations

from .index import Node
from .reading import Reading


def named(r: Reading, kind: str, into: list[Node]) -> None:
    """People, groups, problems or documents that the question calls by their names."""
    for t in r.tokens:
        entries = t.named(kind)
        if not entries or t.used or (kind in ("policy", "source") and len(t.text) < 5):
            continue
        if (
            kind in ("group", "problem")
            and t.named("practice")
            and not (
                r.cue({"group": "relation.serve", "problem": "relation.address"}[kind])
                and t.text == r.index.nodes[entries[0].id].name
            )
        ):
            continue
        for e in entries:
            node = r.index.nodes[e.id]
            if node not in into:
                into.append(node)
        t.used = True


def alike(r: Reading, kind: str, into: list[Node]) -> None:
    """Groups and problems that the question words otherwise."""
    if into:
        return
    wanted = {"group": ("relation.serve", "noun.group"), "problem": ("relation.address", "noun.problem")}[
        kind
    ]
    weak = ("for", "为", "给", "help", "帮助", "面向", "with", "about", "concerning", "跟", "涉及")
    plain = r.target == "practice" and not r.out.places
    strong = any(t.has(*wanted) and (plain or t.text not in weak) for t in r.tokens if not t.used)
    strong = strong or (kind == "group" and _people_behind(r, weak))
    if not strong and not any(t.concepts & {"hard", "chaotic"} for t in r.tokens if not t.used):
        return
    if r.target in (kind,):
        return
    allowed = allowed_tokens(r)
    found = r.parser.likeness(kind).find(r.tokens, allowed, cover=0.99 if kind == "group" else 0.6)
    if not found:
        return
    top = found[0]
    # groups told by the same words (elderly people who live alone) are meant together
    least = 0.75 * top.mass if kind == "group" else top.mass - 0.01
    same = [
        f
        for f in found
        if f.mass >= least
        and f.cover >= top.cover - 0.05
        and (f.mass >= top.mass - 0.01 or f.tokens == top.tokens)
    ]
    for f in same[:4]:
        node = r.index.nodes[f.ids[0]]
        if node not in into:
            into.append(node)
    if not into:
        return
    for i in {i for f in same for i in f.tokens}:
        r.tokens[i].used = True
    r.out.guess = True
    if kind == "problem":  # the words around it that say that it is hard
        for t in r.tokens:
            if not t.used and t.concepts & {"hard", "chaotic", "question", "settle"}:
                t.used = True


def _people_behind(r: Reading, weak: tuple[str, ...]) -> bool:
    """Whether a word for people follows right behind a weak word (for riders)."""
    return any(
        t.text in weak and any(x.concepts & PEOPLE for x in r.tokens[i + 1 : i + 3] if not x.used)
        for i, t in enumerate(r.tokens)
    )


PEOPLE = {
    "courier",
    "rider",
    "food_delivery",
    "ride_hailing",
    "driver",
    "lorry",
    "young_worker",
    "new_employment",
    "elderly",
    "disabled",
    "child",
    "student",
    "youth",
    "women",
    "tenant",
    "migrant",
    "retired",
    "herder",
    "merchant",
    "enterprise",
    "veteran",
    "poor",
}


def categories(r: Reading) -> None:
    """The field of governance that the question keeps to."""
    for i, t in enumerate(r.tokens):
        found = [e for e in t.named("category") if not e.id.endswith("other")]
        after = r.tokens[i + 1] if i + 1 < len(r.tokens) else None
        if found and not t.han and after is not None and after.of("concept"):
            begins = not (after.ignored or after.cues("noun"))
            found = [] if begins else found  # joint party-building conferences: the beginning of a name
        if found and not t.used and not t.named("practice") and not t.of("role") and len(t.text) > 2:
            if t.of("concept") and not t.han and " " not in t.text:
                continue
            r.out.category = found[0].id
            t.used = True
        elif t.cues("category") and not t.used:
            r.out.category = t.cues("category")[0]
            t.used = True


def allowed_tokens(r: Reading) -> list[bool]:
    """Which tokens may be part of a name that is told by likeness."""
    out = []
    for i, t in enumerate(r.tokens):
        person = r.target in ("role", "who", "person")
        free = (
            not t.used
            and not t.date
            and (bool(t.of("concept")) or not t.known or bool(t.entries) or bool(t.of("role")))
        )
        if t.of("role") and person:
            free = False
        if i == r.target_at and r.target not in ("group_named",):
            free = False
        if t.cues("ask") and not t.of("concept"):
            free = False
        if t.of("level") and _head(r, i):
            free = False
        if t.named("place") or t.named("person"):
            free = free and not t.used
        out.append(free)
    return out


def _head(r: Reading, i: int) -> bool:
    """Whether a level is the head of a phrase (the community that ..., ...的城市), not part of a name."""
    t = r.tokens[i]
    after = r.tokens[i + 1] if i + 1 < len(r.tokens) else None
    if t.han:
        return (
            i > 0
            and r.tokens[i - 1].text == "的"
            and (
                after is None
                or after.text in ("里", "中", "在", "有", "是", "，")
                or "," in after.before
                or bool(after.cues("ask") or after.of("role"))
                or after.has("relation.located")
            )
        )
    return after is not None and after.text in ("that", "which", "where", "who", "whose", "with")
