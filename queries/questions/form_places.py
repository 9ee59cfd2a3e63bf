"""Forms that ask for places, or whether a place does something."""

from __future__ import annotations

from .index import NATION
from .lexicon import Level
from .reading import Reading
from .slots import Frame

_RANK = {
    "province": 1,
    "city": 2,
    "prefecture": 2,
    "county": 3,
    "township": 4,
    "village": 5,
    "neighbourhood": 6,
    "area": 6,
}


def target_levels(r: Reading) -> list[Level]:
    """The levels that the asking word asks for: its noun's, and those joined to it."""
    lexicon = r.index.lexicon
    if r.target != "level":
        return []
    out = [lexicon.levels[v] for v in r.tokens[r.target_at].of("level")]
    for j in range(r.target_at + 1, min(r.target_at + 9, len(r.tokens))):
        t = r.tokens[j]
        if t.of("level") and (t.before.strip() in ("、", ",", "") and _joined(r, r.target_at, j)):
            out += [lexicon.levels[v] for v in t.of("level")]
    return out


def _joined(r: Reading, i: int, j: int) -> bool:
    between = r.tokens[i + 1 : j]
    words = ("和", "与", "及", "或", "and", "or", "哪个", "which", "in", "哪些", "什么", "the")
    return bool(between or r.tokens[j].before.strip()) and all(
        t.text in words or t.of("level") for t in between
    )


def location_form(r: Reading, out: Frame) -> bool:
    """Where a place lies."""
    if (
        len(out.places) != 1
        or out.practices
        or out.groups
        or out.problems
        or out.persons
        or out.category
        or out.roles
    ):
        return False
    if r.target not in ("level", "where"):
        return False
    levels = target_levels(r)
    place = out.places[0]
    rank = [
        "nation",
        "province",
        "city",
        "prefecture",
        "county",
        "township",
        "village",
        "neighbourhood",
        "area",
    ]
    own = rank.index(str(place.properties.get("level") or "area"))
    above = all(rank.index(lv.level) < own or lv.level == "city" for lv in levels)
    adopts = [
        t
        for t in r.tokens
        if t.has("relation.adopt") and not t.ignored and not t.has("relation.located", "relation.hold")
    ]
    if (above and not adopts and not r.out.below) or (
        r.cue("relation.located") and above and not any(t.has("noun.practice") for t in r.tokens)
    ):
        out.target = "location"
        out.levels = levels
        return True
    return False


def compare_places_form(r: Reading, out: Frame) -> bool:
    """Which of some places has more practices."""
    if (
        len(out.places) >= 2
        and not out.practices
        and out.aggregate in ("max", "min", "")
        and (r.cue("aggregate.more", "aggregate.fewer", "aggregate.max"))
        and any(t.has("noun.practice") for t in r.tokens)
        and r.target in ("which", "what", "place", "level", "where", "practice", "who", "list")
    ):
        out.target = "compare_places"
        out.aggregate = "min" if r.cue("aggregate.fewer") else "max"
        return True
    return False


def similar_form(r: Reading, out: Frame) -> bool:
    """What resembles a place or a practice."""
    shares = (
        r.cue("restrict.both")
        and len(out.places) == 1
        and not out.practices
        and r.target in ("level", "place", "where")
        and any(t.has("noun.practice") for t in r.tokens)
    )
    if shares:
        out.limit = -1
    elif not r.cue("restrict.similar"):
        return False
    if out.places and r.target in ("level", "place", "where", "what", "list", "practice", ""):
        out.target = "similar_places"
        out.levels = target_levels(r) or ([] if r.target != "what" else r.levels())
        return True
    if out.practices and r.target in ("practice", "what", "which", ""):
        out.target = "similar_practices"
        return True
    return False


def places_form(r: Reading, out: Frame) -> bool:
    """Which places adopt, serve, tackle."""
    if r.target not in ("level", "place", "where", "who"):
        return False
    out.levels = target_levels(r)
    out.guess = out.guess or r.target == "who"
    # Which districts joined the alliance of one business district: the narrower place is part of the name.
    if out.levels and out.practices:
        least = max(_RANK.get(lv.level, 0) for lv in out.levels)
        if r.cue("restrict.together", "restrict.both", "restrict.else"):
            # which county together with Wuping: another one than Wuping
            out.without += [p for p in out.places if _RANK.get(str(p.properties.get("level")), 9) == least]
        out.places = [
            p for p in out.places if _RANK.get(str(p.properties.get("level")), 9) < least or p.id == NATION
        ]
    chosen = (
        out.practices
        or out.groups
        or out.problems
        or out.persons
        or out.category
        or out.time
        or out.policies
        or out.sources
        or out.roles
    )
    if not chosen and not any(t.has("noun.practice") for t in r.tokens):
        out.reason = out.reason or "no_constraint"
        return False
    out.target = "places"
    return True


def whether_form(r: Reading, out: Frame) -> bool:
    """Whether a place has a practice."""
    if r.target in ("whether", "") and out.practices and (out.places or out.target == "whether"):
        out.target = "whether"
        return True
    return False
