"""From tokens to slots: a grammar of what is asked and what restricts it, the same for both languages."""

from __future__ import annotations

from dataclasses import dataclass, field

from .decide import decide
from .figures import Figures
from .index import Index
from .likeness import Likeness
from .names import alike, categories, named
from .normalise import Question
from .places import find_places
from .practices import find_practices, fragments, gloss
from .reading import Reading
from .restrictions import find_roles, find_time, place_slots, set_aside
from .scan import scan
from .slots import Frame
from .target import find_target, settle_people


@dataclass
class Parser:
    """What a graph's questions are parsed with; made once for each store."""

    index: Index
    _likeness: dict[str, Likeness] = field(default_factory=dict)
    _figures: Figures | None = None

    def likeness(self, kind: str) -> Likeness:
        """Names of a kind by their meanings, made when first needed."""
        if kind not in self._likeness:
            self._likeness[kind] = Likeness(self.index, self.index.of_kind(kind))
        return self._likeness[kind]

    @property
    def figures(self) -> Figures:
        """The graph's statistics by their words, made when first needed."""
        if self._figures is None:
            self._figures = Figures(self.index)
        return self._figures

    def parse(self, question: Question) -> Frame:
        """The slots of a question."""
        tokens = scan(question, self.index)
        if any(not t.known for t in tokens):
            self.index.divisions()
            tokens = scan(question, self.index, far=True)
        return _read(Reading(self, question, tokens))


def _read(r: Reading) -> Frame:
    out = r.out
    if r.cue("out_of_scope.opinion", "out_of_scope.chat", "out_of_scope.weather", "out_of_scope.why"):
        out.reason = "out_of_scope"
        return out
    for i, t in enumerate(r.tokens):
        after = r.tokens[i + 1].text if i + 1 < len(r.tokens) else ""
        if t.text == "reported" and after not in ("in", "for", "to"):
            t.readings, t.ignored = [], True  # what sources report, not whoever reports for duty
    r.mentions = find_places(r.tokens, r.index)
    find_target(r)
    settle_people(r)
    for i, t in enumerate(r.tokens):
        if t.han and t.used and t.named("place") and r.question.language == "en" and "(" in t.before:
            gloss(r, i)
    named(r, "person", out.persons)
    named(r, "policy", out.policies)
    named(r, "source", out.sources)
    categories(r)
    named(r, "group", out.groups)
    named(r, "problem", out.problems)
    if r.cue("relation.address"):
        alike(r, "problem", out.problems)
    if r.target in ("role", "who", "person"):
        find_roles(r)
    if r.target in ("practice", "level", "where", "place") and r.cue("relation.serve"):
        alike(r, "group", out.groups)
    fragments(r)
    find_practices(r)
    alike(r, "group", out.groups)
    alike(r, "problem", out.problems)
    if r.target not in ("role", "who", "person"):
        find_roles(r)
    find_time(r)
    set_aside(r)
    place_slots(r)
    decide(r)
    out.tokens = r.tokens
    _leftover(r)
    return out


def _leftover(r: Reading) -> None:
    out = r.out
    left: list[str] = []
    for i, t in enumerate(r.tokens):
        if t.used or t.ignored or i == r.target_at or t.date:
            continue
        if t.cues("ask") or t.cues("noun") or t.cues("relation") or t.cues("restrict") or t.cues("aggregate"):
            continue
        if t.number is not None and len(t.text) <= 2:
            continue
        if t.of("level") or t.of("unit") or t.cues("position") or t.cues("category"):
            continue
        if t.text in ("%",):
            continue
        if t.of("concept") and t.concepts <= r.index.lexicon.light:
            continue
        if (
            (out.target == "practices" and out.places) or (out.target == "places" and out.practices)
        ) and t.concepts & {"resident", "villager", "community"}:
            continue
        left.append(t.text)
        if not t.known or not (t.of("concept") or t.readings):
            out.strange.append(t.text)
    out.left = left
