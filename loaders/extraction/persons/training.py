"""Fitting the scorers of persons to annotated articles."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from ...evaluation.gold import GoldArticle
from ..annotations import text_of
from ..learning import Features, LogisticScorer, save_scorer
from ..wordlists import alternation
from .component import WEIGHTS, Reading, Scorers
from .lexicon import words
from .swapping import swap

#: Copies of each article with other names in it.
COPIES = 4
#: Weight of an optional person (王阿姨, or one of history): a person all the same.
_OPTIONAL = 0.8

Example = tuple[str, Doc, GoldArticle]  #: document, article with places and practices, gold facts


def train(examples: Sequence[Example], folder: Path | None = WEIGHTS, copies: int = COPIES) -> Scorers:
    """Fit the two scorers, and write them to a folder unless it is None.

    Args:
        examples: articles whose ``places`` and ``practices`` are filled.
        copies: how many times each article is read again with invented names (see ``swapping``).
    """
    readings = [
        (d, *view) for n, (d, doc, gold) in enumerate(examples) for view in _views(n, doc, gold, copies)
    ]
    rows: list[Features] = []
    labels, weights, groups = [], [], []
    for document, reading, gold, weight in readings:
        extents = reading.extents()
        for indices in reading.slots.values():
            right = [reading.name(i) in gold for i in indices]
            if any(right):
                rows += [extents[i] for i in indices]
                labels += [float(r) for r in right]
                weights += [weight] * len(indices)
                groups += [document] * len(indices)
    extent = LogisticScorer.fit(rows, labels, weights, groups, l2=1.0, calibration="platt",
                                provenance={"what": "where a name ends"})  # fmt: skip
    rows, labels, weights, groups = [], [], [], []
    for document, reading, gold, weight in readings:
        for item, row in reading.best(extent):
            name = reading.text[item.start : item.end]
            rows.append(row)
            labels.append(float(name in gold))
            weights.append(weight * (_OPTIONAL if gold.get(name) else 1.0))
            groups.append(document)
    choice = LogisticScorer.fit(
        rows, labels, weights, groups, l2=0.3, provenance={"what": "is a name a person's"}
    )
    scorers = Scorers(extent, choice)
    if folder is not None:
        save_scorer(extent, folder / "persons_extent.json")
        save_scorer(choice, folder / "persons_choice.json")
    return scorers


def _views(
    number: int, doc: Doc, gold: GoldArticle, copies: int
) -> list[tuple[Reading, dict[str, bool], float]]:
    """The article, and the article with other names: reading, gold names (True: optional), weight."""
    places = [(s.start, s.end) for s in doc.spans.get("places", ())]
    practices = [(s.start, s.end) for s in doc.spans.get("practices", ())]
    names = {p.name: p.optional for p in gold.persons}
    spoken = re.compile(rf"^[小老阿].$|(?:{alternation(words('address'))}|兄弟)$")
    full = [n for n in names if not spoken.search(n)]
    copies = copies if full else 0
    weight = 1.0 / (1 + copies)
    out = [(Reading(text_of(doc), places, practices), names, weight)]
    rng = random.Random(number)
    for _ in range(copies):
        other = swap(text_of(doc), full, rng)
        reading = Reading(other.text, [other.move(p) for p in places], [other.move(p) for p in practices])
        out.append((reading, {other.names.get(n, n): o for n, o in names.items()}, weight))
    return out
