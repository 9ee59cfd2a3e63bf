"""Forms that ask who says so, on what it rests, and where accounts differ."""

from __future__ import annotations

from .reading import Reading
from .slots import Frame


def disagreements_form(r: Reading, out: Frame) -> bool:
    """Where sources differ."""
    if not out.agree or out.roles or out.persons or out.problems:
        return False
    if r.target in ("source", "what", "place", "where", "level", "", "practice", "alias", "whether", "who"):
        out.target = "disagreements"
        return True
    return False


def sources_form(r: Reading, out: Frame) -> bool:
    """Which articles say so."""
    if r.target == "source" or (
        r.target in ("what", "where", "who")
        and any(t.has("noun.source") and t.han is False and False for t in r.tokens)
    ):
        out.target = "sources"
        if out.aggregate in ("max", "first", "last"):
            out.aggregate = "" if out.aggregate == "max" else out.aggregate
        return True
    return False


def policies_form(r: Reading, out: Frame) -> bool:
    """On which documents something rests."""
    if r.target == "policy" or (
        r.target == "what" and r.cue("relation.govern") and any(t.has("noun.policy") for t in r.tokens)
    ):
        out.target = "policies"
        return True
    return False
