"""Forms that ask for practices, or for what a practice is."""

from __future__ import annotations

from .reading import Reading
from .slots import Frame


def aliases_form(r: Reading, out: Frame) -> bool:
    """What else a practice is called."""
    if r.target == "alias" and out.practices and not out.places:
        out.target = "aliases"
        return True
    if r.target == "alias" and out.practices:
        out.target = "aliases"
        return True
    return False


def kinds_form(r: Reading, out: Frame) -> bool:
    """What a practice is a kind of, or what kinds it has."""
    branded = any(t.has("noun.brand") for t in r.tokens)
    there = (
        r.target == "kind"
        and r.question.language == "en"
        and {"there", "exist"} & set(r.question.plain.rstrip("?").split())
    )
    listed = (
        r.target == "practice" and r.cue("relation.kind_of") and r.cue("ask.which", "ask.what", "ask.list")
    )
    if out.practices and not out.places and (branded or there or (listed and not out.groups)):
        out.target = "subkinds"
        return True
    located = r.cue("relation.located") or r.question.language == "en"
    if r.target == "kind" and out.practices and not r.cue("relation.adopt") and located:
        out.target = "kinds"
        return True
    if r.target == "kind" and out.practices:
        helping = ("do", "does", "did", "have", "has", "had")
        uses = any(t.has("relation.adopt") and t.text not in helping for t in r.tokens if not t.used)
        fits = r.cue("relation.kind_of") or not uses
        out.target = "kinds" if fits else "unknown"
        return out.target == "kinds"
    if (r.target == "kind" and out.aggregate in ("max", "min", "count")) or (
        r.target == "kind" and out.places
    ):
        out.target = "categories"
        return True
    return False


_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


def tiers_form(r: Reading, out: Frame) -> bool:
    """The tiers of a chain, how many, which one, and which chains have one."""
    about = r.target in ("tier", "chain") or any(t.has("noun.chain") or t.has("noun.tier") for t in r.tokens)
    if not about:
        return False
    if r.target == "chain" or (
        r.target in ("what", "practice", "place", "where", "level") and r.cue("relation.lead")
    ):
        tier = [p for p in out.practices if "mech/PARTY_ORG_05" not in p.ids]
        spelt = [int(t.number) for t in r.tokens if t.number] + [
            _NUMBERS[c] for t in r.tokens for c in t.concepts if c in _NUMBERS and t.number is None
        ]
        if r.target == "chain" and not tier and not out.places and spelt:
            out.target, out.order = "chains", spelt[0]
            return True
        if (tier and not out.places) or (tier and r.cue("relation.lead")):
            out.target = "chains"
            return True
    two = (len(out.places) + len(out.practices) >= 2 and len(out.places) != 1) or len(out.places) == 2
    if two and r.cue("aggregate.more", "restrict.compare", "aggregate.max", "aggregate.fewer"):
        out.target = "compare_tiers"
        out.aggregate = "min" if r.cue("aggregate.fewer") else "max"
        return True
    if r.target in ("tier", "chain", "what", "number", "list", "unit") and (out.practices or out.places):
        if r.target in ("what", "number", "unit") and not any(t.has("noun.tier") for t in r.tokens):
            return False
        out.target = "tiers"
        out.order = _order(r)
        if r.target == "tier" and out.aggregate in ("max", "min", "first", "last"):
            out.order = 1 if out.aggregate in ("max", "first") else -1
            out.aggregate = ""
        return True
    return False


def _order(r: Reading) -> int:
    """Which tier of a chain is asked for: from the top, -1 for the lowest, 0 for all."""
    for t in r.tokens:
        for position in t.cues("position"):
            return int(position)
    return 0


def dates_form(r: Reading, out: Frame) -> bool:
    """Since when."""
    if r.target in ("when", "date") and (out.practices or out.places) and not out.roles:
        if not out.practices:
            return False
        out.target = "dates"
        out.time = None
        return True
    return False


def practices_form(r: Reading, out: Frame) -> bool:
    """Which practices: of places, for groups and problems, beside others, only advocated."""
    if r.target not in ("practice", "what", "list", "source", "which"):
        return False
    if r.how and not (out.problems or out.groups or r.cue("relation.address", "relation.serve")):
        return False
    bare = (
        r.target == "what"
        and bool(out.places)
        and not any(t for t in r.tokens if not t.used and not t.ignored and not t.cues("ask"))
    )
    explicit = (
        bare
        or (r.target == "what" and bool(out.problems))
        or r.target == "practice"
        or any(t.has("noun.practice") for t in r.tokens)
    )
    if (
        r.target == "what"
        and not explicit
        and not out.words
        and not r.cue(
            "relation.adopt",
            "relation.address",
            "relation.serve",
            "restrict.both",
            "restrict.else",
            "restrict.advocated",
        )
    ):
        if out.practices and not out.places and not out.groups:
            out.target = "kinds"
            return True
        return False
    together = r.cue("restrict.together")
    if together or (out.practices and (out.else_ or not out.places)):
        levels = r.levels()
        if together and levels:
            out.together = levels[0]
    if not (
        out.places
        or out.groups
        or out.problems
        or out.category
        or out.time
        or out.practices
        or out.advocated
        or out.persons
        or out.sources
        or out.policies
        or out.aggregate
    ):
        return False
    if out.category == "" and out.places:
        _category_by_words(r, out)
    out.target = "practices"
    if not out.below and not out.places and not out.practices:
        out.levels = r.levels() if out.aggregate not in ("max", "min", "count") else []
    return True


def _category_by_words(r: Reading, out: Frame) -> None:
    """What is left beside the place may narrow the practices: 在街道体制上搞了什么创新."""
    lexicon = r.index.lexicon
    _ = lexicon
    for t in r.tokens:
        if t.used or not t.of("level") or "subdistrict" not in t.of("level"):
            continue
        if any(
            x.concepts & {"mechanism", "reform"} or x.text in ("way", "体制", "are run", "run")
            for x in r.tokens
            if x is not t
        ):
            out.category = "subdistrict"
            t.used = True
