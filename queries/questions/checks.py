"""Whether an answer has the form that was asked for: the last look before anything is said."""

from __future__ import annotations

from .reading import Reading
from .slots import Frame

_NUMBERS = ("figures", "tiers", "compare_tiers", "dates", "published", "chains")


def fits(r: Reading, out: Frame) -> bool:
    """Whether what the frame would answer is what the question asks, all its restrictions kept.

    Args:
        r: the question, read.
        out: its slots, the target decided.
    """
    return not (
        _number_lost(r, out)
        or _kind_lost(r, out)
        or _sum_lost(r, out)
        or _denial_lost(r, out)
        or _name_lost(r)
        or _places_lost(r, out)
    )


def _number_lost(r: Reading, out: Frame) -> bool:
    """A number is asked for, and something else would be told."""
    if out.target in _NUMBERS or out.aggregate == "sum":
        return False
    if out.aggregate == "count":  # how many has the place with the most: no count of things told
        return r.cue("ask.how_many") and r.cue("aggregate.max", "aggregate.min")
    asked = any(t.has("ask.how_many", "ask.percent") and not t.entries and not t.used for t in r.tokens)
    return asked and not r.cue("ask.when", "aggregate.max", "aggregate.min", "aggregate.more")


def _kind_lost(r: Reading, out: Frame) -> bool:
    """A kind is asked for, and places or people would be told."""
    return r.target == "kind" and out.target in ("places", "persons", "whether", "location")


_ADDED = ("加起来", "加在一起", "合起来", "相加", "加总", "taken together", "put together", "add together")


def _sum_lost(r: Reading, out: Frame) -> bool:
    """Figures are to be added, and something else would be done."""
    added = any(t.has("aggregate.sum") and t.text in _ADDED for t in r.tokens)
    return added and out.aggregate != "sum" and not (out.target == "figures" and out.figures)


def _denial_lost(r: Reading, out: Frame) -> bool:
    """The question denies something, and nothing is denied."""
    if out.target not in ("places", "practices", "persons") or out.advocated:
        return False
    kept = out.denied or out.minus or out.without or out.agree or out.problems or out.else_
    return not kept and any(
        t.has("restrict.not") and not t.used and not t.ignored and not t.cues("ask") for t in r.tokens
    )


def _name_lost(r: Reading) -> bool:
    """A name in quotation marks that no slot took."""
    return any(
        t.quoted and t.han and not t.used and not t.ignored and len(t.text) > 1 and not t.readings
        for t in r.tokens
    )


def _places_lost(r: Reading, out: Frame) -> bool:
    """What two places share is asked for, and one of them would be told."""
    shared = any(t.text in ("common to", "in common", "common", "共有的") for t in r.tokens)
    return shared and out.target == "compare_places"
