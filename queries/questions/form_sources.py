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


def source_facts_form(r: Reading, out: Frame) -> bool:
    """Who wrote an article, when it appeared."""
    if not out.sources:
        return False
    if r.target == "author" or any(t.has("noun.author") for t in r.tokens):
        out.target = "authors"
        return True
    if r.target in ("when", "date") and not out.practices and not out.places:
        out.target = "published"
        return True
    return False


def sources_form(r: Reading, out: Frame) -> bool:
    """Which articles say so."""
    if r.target == "source":
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
        out.document = next((c for t in r.tokens for c in t.cues("document")), "")
        return True
    return False
