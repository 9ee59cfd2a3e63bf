"""The pipeline's component ``govgraph_persons``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span

from ..annotations import Person, Place, Practice, Role, text_of
from ..learning import Scorer, load_scorer
from ..weights import folder
from .candidates import Candidate, candidates
from .choice import Context, Features, extent_features, features, names_a_body, unlikely
from .lexicon import starting, words
from .roles import PlaceMention, implied, make_role, place_of, roles_before, roles_behind

WEIGHTS = folder()
#: A name of at least this probability is given as a person (best F1 out of fold).
THRESHOLD = 0.5
#: Probability of a well-formed name in a list of such.
LISTED = 0.9


@dataclass(slots=True)
class Scorers:
    """The two decisions: where a name that begins somewhere ends, and whether it is a person's."""

    extent: Scorer
    choice: Scorer

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Scorers:
        """The weights of a folder."""
        return cls(load_scorer(folder / "persons_extent.json"), load_scorer(folder / "persons_choice.json"))


class Reading:
    """The candidates of a text, by where they begin, with all that their features look at."""

    def __init__(
        self, text: str, places: Sequence[tuple[int, int]] = (), practices: Sequence[tuple[int, int]] = ()
    ):
        self.text = text
        self.items = candidates(text, places)
        self.context = Context(text, self.items, places, practices)
        self.items = [c for c in self.items if not unlikely(self.context, c)]
        self.slots: dict[int, list[int]] = defaultdict(list)
        for i, c in enumerate(self.items):
            self.slots[c.start].append(i)

    def name(self, index: int) -> str:
        """The string of a candidate."""
        item = self.items[index]
        return self.text[item.start : item.end]

    def extents(self) -> list[Features]:
        """Features of every candidate's extent."""
        return [extent_features(self.context, c) for c in self.items]

    def best(self, scorer: Scorer) -> list[tuple[Candidate, Features]]:
        """The best candidate of each start, with the features of the choice."""
        if not self.items:
            return []
        margins = scorer.margins(self.extents())
        out = []
        for indices in self.slots.values():
            i = max(indices, key=lambda k: margins[k])
            out.append((self.items[i], features(self.context, self.items[i], float(margins[i]))))
        return out


class Persons:
    """Finds the people of an article with their roles: ``doc.spans["persons"]``."""

    def __init__(self, scorers: Scorers | None = None, threshold: float = THRESHOLD):
        self.scorers = scorers or Scorers.load()
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Adds the span group; spans of one person share one fact."""
        text = text_of(doc)
        place_spans = sorted((s.start, s.end, s._.fact) for s in doc.spans.get("places", ()))
        practice_spans = [(s.start, s.end, s._.fact) for s in doc.spans.get("practices", ())]
        names = self._names(text, [p[:2] for p in place_spans], [p[:2] for p in practice_spans])
        places = [
            PlaceMention(b, e, f, i + 1 < len(place_spans) and place_spans[i + 1][0] - e <= 0)
            for i, (b, e, f) in enumerate(place_spans)
        ]
        spans: list[Span] = []
        for name, (confidence, found, kind) in names.items():
            person = Person(name, confidence=round(confidence, 4))
            person.roles = roles(text, found, places, kind in ("address", "nick"))
            person.speaks_on = speaks_on(text, found, practice_spans)
            for start, end in found:
                span = Span(doc, start, end, label="Person")
                span._.fact = person
                span._.confidence = person.confidence
                spans.append(span)
        doc.spans["persons"] = sorted(spans, key=lambda s: s.start)
        return doc

    def _names(
        self, text: str, places: Sequence[tuple[int, int]], practices: Sequence[tuple[int, int]]
    ) -> dict[str, tuple[float, list[tuple[int, int]], str]]:
        """Accepted names with their probability, every mention and their kind."""
        best = Reading(text, places, practices).best(self.scorers.extent)
        if not best:
            return {}
        chances = _listed(text, best, self.scorers.choice.predict([f for _, f in best]))
        taken: list[tuple[int, int]] = []
        names: dict[str, float] = {}
        kinds: dict[str, str] = {}
        for (item, _), chance in sorted(
            zip(best, chances, strict=True), key=lambda x: (-x[1], x[0][0].start)
        ):
            if chance < self.threshold:
                break
            if any(item.start < e and item.end > b for b, e in taken):
                continue
            taken.append((item.start, item.end))
            name = text[item.start : item.end]
            if name in words("leaders"):
                continue
            names[name] = max(names.get(name, 0.0), float(chance))
            kinds[name] = item.kind
        full = [n for n in names if kinds[n] in ("full", "foreign")]
        out = {}
        mentions = _all_mentions(text, names)
        for name, chance in names.items():
            if kinds[name] in ("nick", "address") and _same_as_full(name, kinds[name], full):
                continue  # 老王 beside 王元法: the same person, told by the full name
            if mentions[name] and not all(names_a_body(text, end) for _, end in mentions[name]):
                out[name] = (chance, mentions[name], kinds[name])
        return out


def _listed(
    text: str, best: Sequence[tuple[Candidate, Features]], chances: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Raises well-formed names in lists of three and more, and names introduced with the sex."""
    starts = {c.start: i for i, (c, _) in enumerate(best) if c.kind == "full"}
    out = chances.copy()
    done: set[int] = set()
    for begin, i in sorted(starts.items()):
        if begin in done:
            continue
        run = [i]
        while text[best[run[-1]][0].end : best[run[-1]][0].end + 1] == "、":
            follow = starts.get(best[run[-1]][0].end + 1)
            if follow is None:
                break
            run.append(follow)
        done |= {best[k][0].start for k in run}
        if len(run) >= 3 and all(best[k][1].get("well-formed") for k in run):
            for k in run:
                out[k] = max(out[k], LISTED)
        for k in run:
            if best[k][1].get("well-formed") and _INTRODUCED.match(text, best[k][0].end):
                out[k] = max(out[k], LISTED)
    return out


#: A name told with the sex, as papers introduce people: 某某，女，...
_INTRODUCED = re.compile(r"[，,（(](?:男|女)[，,）)]")


def _same_as_full(name: str, kind: str, full: Sequence[str]) -> bool:
    family = name[1] if kind == "nick" else name[0]
    return any(n[0] == family for n in full)


def _all_mentions(text: str, names: dict[str, float]) -> dict[str, list[tuple[int, int]]]:
    """Where each name stands; where two overlap, the longer."""
    out: dict[str, list[tuple[int, int]]] = {n: [] for n in names}
    if names:
        ordered = sorted(names, key=lambda n: (-len(n), n))
        for m in re.finditer("|".join(map(re.escape, ordered)), text):
            out[m[0]].append(m.span())
    return out


def roles(
    text: str, found: Sequence[tuple[int, int]], places: Sequence[PlaceMention], address: bool = False
) -> list[Role]:
    """The roles that any mention of a person tells, each once."""
    starts = [p.start for p in places]
    out: list[Role] = []
    for start, end in found:
        for span in (*roles_before(text, start, places), *roles_behind(text, end)):
            role = make_role(text, span, places, starts)
            if all(role.title != known.title for known in out):
                out.append(role)
    if not out:
        for start, end in found:
            place = place_of(start, "", places, starts, text)
            title = implied(text, start, end, place, address)
            if title:
                return [Role(title, place, None, (start, end))]
    return out


def speaks_on(
    text: str, found: Sequence[tuple[int, int]], practices: Sequence[tuple[int, int, Practice]]
) -> list[Practice]:
    """The practices named in the sentences in which a person is said to speak."""
    out: list[Practice] = []
    for _, end in found:
        if not starting("says").match(text, end):
            continue
        left = text.rfind("\n", 0, end) + 1
        right = text.find("\n", end)
        right = len(text) if right < 0 else right
        left, right = max(left, end - 160), min(right, end + 160)
        for b, e, practice in practices:
            if left <= b and e <= right and all(practice is not p for p in out):
                out.append(practice)
    return out


@Language.factory("govgraph_persons")
def make(nlp: Language, name: str) -> Persons:
    """The component with the weights that are shipped."""
    return Persons()


__all__ = ["Persons", "Place", "Reading", "Scorers"]
