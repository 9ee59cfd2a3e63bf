"""The pipeline's component: fills ``doc.spans["practices"]``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from ....graph.identity.taxonomy import Taxonomy
from ..annotations import SPAN_KEYS, Practice
from ..learning import LogisticScorer, load_scorer
from ..weights import folder
from .candidates import propose
from .categories import category, match
from .entities import EMPTY, Entity, choose, group
from .features import Look
from .lexicon import lexicon
from .reading import Reading
from .runs import Glance, Runs

WEIGHTS = folder()
KEY = "practices"


@cache
def _scorer(path: Path) -> LogisticScorer:
    scorer = load_scorer(path)
    if not isinstance(scorer, LogisticScorer):
        raise TypeError(f"{path}: not the weights of a logistic regression")
    return scorer


class PracticeReader:
    """Names of practices in an article; see the package.

    Args:
        weights: folder with the scorers' weights.
        threshold: probability from which a candidate is taken; the one found in training if not given.
    """

    def __init__(self, weights: Path = WEIGHTS, threshold: float | None = None):
        self.glance = Glance(_scorer(weights / "practices_glance.json.gz"))
        self.choice = _scorer(weights / "practices_choice.json.gz")
        self.category = _scorer(weights / "practices_category.json.gz")
        self.threshold = float(self.choice.provenance["threshold"]) if threshold is None else threshold
        self.lex = lexicon()

    def read(self, text: str) -> tuple[Reading, list[Entity]]:
        """The practices of an article's text, with the reading that their offsets count in."""
        reading = Reading.of(text)
        runs = Runs.of(reading)
        candidates = propose(reading, runs, self.glance.margins(runs))
        look = Look(reading, candidates, self.lex, Taxonomy.default())
        for c, p in zip(
            candidates, self.choice.predict([look.features(i) for i in range(len(candidates))]), strict=True
        ):
            c.probability = float(p)
        entities = group(choose(candidates, self.threshold), self.lex)
        return reading, [entity for entity in entities if not EMPTY.fullmatch(entity.name)]

    def practice(self, entity: Entity) -> Practice:
        """The fact that an entity is."""
        name = entity.name
        found = match(name)
        kin = found.type.zh if found and found.name != name else None
        return Practice(
            name=name,
            category=category(name, self.category, self.lex),
            aliases=tuple(s for s in entity.surfaces if s != name),
            type_id=found.type.id if found else None,
            kind_of=kin,
            confidence=entity.probability,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans["practices"]``; each span's ``fact`` is its :class:`Practice`."""
        reading, entities = self.read(doc.text)
        spans = []
        for entity in entities:
            fact = self.practice(entity)
            for c in entity.mentions:
                start, end = reading.span(c.start, c.end)
                span = Span(doc, start, end, label=SPAN_KEYS[KEY])
                span._.fact = fact
                span._.confidence = c.probability
                spans.append(span)
        doc.spans[KEY] = sorted(spans, key=lambda s: (s.start, s.end))
        return doc


@Language.factory("govgraph_practices")
def make_practices(nlp: Language, name: str) -> PracticeReader:
    """Make the component, for ``nlp.add_pipe``."""
    return PracticeReader()
