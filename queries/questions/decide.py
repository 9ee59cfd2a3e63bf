"""Which form a question has, once its words are read: the table of forms, first match wins."""

from __future__ import annotations

from .checks import fits
from .form_figures import figures_by_name, figures_form
from .form_people import groups_form, persons_form, problems_form, roles_form
from .form_places import compare_places_form, location_form, places_form, similar_form, whether_form
from .form_practices import aliases_form, dates_form, kinds_form, practices_form, tiers_form
from .form_sources import disagreements_form, policies_form, source_facts_form, sources_form
from .reading import Reading
from .slots import Aggregate

_COUNTABLE = {
    "level",
    "practice",
    "source",
    "tier",
    "role",
    "who",
    "person",
    "group",
    "problem",
    "policy",
    "place",
    "what",
}


def decide(reading: Reading) -> None:
    """Fills in the target and what depends on it."""
    out = reading.out
    out.aggregate = _aggregate(reading)
    out.else_ = reading.cue("restrict.else")
    out.agree = reading.cue("relation.agree")
    if reading.cue("restrict.both") and len(out.places) > 1:
        out.combine = "all"
    if reading.cue("restrict.advocated") and (
        reading.cue("restrict.unpractised", "restrict.only") or not out.places
    ):
        out.advocated = reading.target in ("practice", "what", "level", "") or reading.cue(
            "restrict.unpractised"
        )
    nobody = reading.cue("restrict.not") or any("nobody" in t.concepts for t in reading.tokens)
    if reading.cue("restrict.advocated") and nobody and not out.places:
        out.advocated = True
        for t in reading.tokens:
            t.used = t.used or "nobody" in t.concepts
    if reading.cue("restrict.unpractised"):
        out.advocated = True
    _settle(reading)
    for form in _FORMS:
        if form(reading, out):
            if reading.cue("out_of_scope.future") or (
                reading.cue("out_of_scope.facts") and out.target != "figures"
            ):
                out.target, out.reason = "unknown", "out_of_scope"
            elif out.target != "unknown" and not fits(reading, out):
                out.target, out.reason = "unknown", "not_understood"
            return
    out.target = "unknown"
    out.reason = out.reason or "not_understood"


def _aggregate(r: Reading) -> Aggregate:
    out = r.out
    if out.aggregate == "count":
        return (
            "count" if not r.cue("aggregate.max", "aggregate.min") or r.target in _COUNTABLE else _extreme(r)
        )
    return _extreme(r)


def _extreme(r: Reading) -> Aggregate:
    for name in ("first", "last", "max", "min", "average"):
        if r.cue(f"aggregate.{name}"):
            return name
    return ""


def _settle(r: Reading) -> None:
    """Nouns that ask for something else than their word says."""
    out = r.out
    practice = any(t.has("noun.practice") for t in r.tokens)
    number = any(t.has("noun.number") and not t.used and not t.cues("aggregate") for t in r.tokens)
    extreme = out.aggregate in ("max", "min") and r.target in ("level", "which", "place")
    if number and extreme and not practice and r.question.language == "en" and r.cue("ask.which"):
        r.target = "number"  # of the figures for ..., which is the largest
    if r.target == "who" and out.places and r.cue("relation.address") and not (out.roles or out.persons):
        r.target = "practice"  # who settles quarrels there: what settles them
    if out.advocated and not out.category and any("新就业群体" in g.name for g in out.groups):
        out.category, out.groups = "newgroups", []
    first = r.tokens[:1]
    listed = any(t.has("ask.list") or t.text in ("all", "everything", "whatever") for t in first)
    if r.target == "whether" and listed and out.places and not out.practices and r.cue("relation.adopt"):
        r.target = "practice"
    if r.target == "kind" and (out.category or out.advocated) and not out.practices:
        r.target = "practice"
    if (
        r.target == "kind"
        and r.question.language == "zh"
        and "机制" in r.tokens[r.target_at].text
        and (
            ((out.groups or out.problems) and not out.practices)
            or r.cue("restrict.else", "restrict.together")
        )
    ):
        r.target = "practice"  # 哪种机制服务老人: which, not of what kind
    if r.target in ("whether", "") and r.cue("restrict.both") and len(out.places) > 1 and not out.practices:
        r.target, out.combine = "practice", "all"
    if (
        r.target in ("", "list")
        and out.places
        and not (out.practices or out.roles or out.persons)
        and r.cue("relation.adopt")
    ):
        r.target = "practice"
    if (
        r.target == "person"
        and not out.roles
        and not out.persons
        and r.cue("relation.adopt")
        and (out.places or out.practices)
    ):
        r.target = "practice"
        if len(out.places) > 1:
            out.combine = "all"
    if out.groups and out.problems:
        if r.cue("relation.address"):
            out.groups = []
        else:
            out.problems = []
    if r.target == "problem" and out.problems and practice:
        r.target = "practice"


_FORMS = (
    disagreements_form,
    source_facts_form,
    aliases_form,
    kinds_form,
    similar_form,
    tiers_form,
    sources_form,
    policies_form,
    dates_form,
    roles_form,
    figures_form,
    compare_places_form,
    persons_form,
    groups_form,
    problems_form,
    location_form,
    places_form,
    figures_by_name,
    practices_form,
    whether_form,
)
