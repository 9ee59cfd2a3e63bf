"""Fits the scorer of adoptions to annotated articles, their mentions found or given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from ...evaluation.gold import NATION, GoldArticle
from ...evaluation.likeness import bare_place, best_likeness
from ..annotations import Place
from ..learning import TreeScorer, save_scorer
from ..weights import folder as weights_folder
from .component import WEIGHTS
from .features import pairs
from .scene import Scene, Unit

Example = tuple[str, Doc, GoldArticle]  #: document, article with places and practices, gold facts
#: Weight of an optional adoption: right, but annotated with less care.
OPTIONAL = 0.5


class Judge:
    """Says of a place and a practice, as found, whether the gold facts hold the adoption."""

    def __init__(self, article: GoldArticle):
        self.places = {x.name: ({bare_place(n) for n in x.names}, x.code) for x in article.localities}
        self.practices = {x.name: x.names for x in article.mechanisms}
        self.adopters: dict[str, list[tuple[str, bool]]] = {}
        for x in article.adoptions:
            self.adopters.setdefault(x.mechanism, []).append((x.locality, x.optional))
        self._known: dict[str, str | None] = {}

    def practice(self, unit: Unit) -> str | None:
        """The gold practice that a found one is, the likest."""
        name = unit.practice.name
        if name not in self._known:
            names = (name, *unit.practice.aliases)
            best = max(
                ((best_likeness(gold, names), key) for key, gold in self.practices.items()),
                default=(0.0, None),
            )
            self._known[name] = best[1] if best[0] else None
        return self._known[name]

    def same_place(self, gold: str, place: Place) -> bool:
        """Whether a found place is the gold one."""
        if gold == NATION or place.level == "nation":
            return gold == NATION and place.name in (NATION, "全国")
        names, code = self.places.get(gold, ({bare_place(gold)}, None))
        if code and place.code:
            if code == place.code:
                return True
            if min(len(code), len(place.code)) >= 6 and code[:6] != place.code[:6]:
                return False
        return bool(names & {bare_place(n) for n in (place.name, *place.aliases)})

    def __call__(self, unit: Unit, place: Place) -> tuple[float, float]:
        """Label and weight of a pair."""
        practice = self.practice(unit)
        found = [o for g, o in self.adopters.get(practice or "", ()) if self.same_place(g, place)]
        if not found:
            return 0.0, 1.0
        return 1.0, OPTIONAL if all(found) else 1.0


@dataclass(slots=True)
class Table:
    """Pairs of many articles with their labels."""

    rows: list[dict[str, float]] = field(default_factory=list)
    labels: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)

    def add(self, document: str, doc: Doc, gold: GoldArticle, weight: float = 1.0) -> None:
        """The pairs of one article; ``weight`` counts for all of them."""
        scene, judge = Scene(doc, gold.title), Judge(gold)
        found = pairs(scene)
        self.rows += found.rows()
        for unit, place in zip(found.unit.tolist(), found.place.tolist(), strict=True):
            label, importance = judge(scene.units[unit], scene.places[place])
            self.labels.append(label)
            self.weights.append(importance * weight)
            self.documents.append(document)


def train(
    examples: Sequence[Example], folder: Path | None = None, provenance: dict[str, Any] | None = None
) -> TreeScorer:
    """Fit the scorer to articles and write it to a folder (the shipped one if not given).

    Args:
        examples: articles whose ``places`` and ``practices`` are filled, from gold surfaces or as found.
        folder: where the weights go.
        provenance: told in the file beside the counts.
    """
    table = Table()
    for document, doc, gold in examples:
        table.add(document, doc, gold)
    return fit(table, folder or weights_folder(), provenance)


def fit(
    table: Table, folder: Path | None = None, provenance: dict[str, Any] | None = None, seed: int = 0
) -> TreeScorer:
    """Fit the scorer to pairs, and write it unless there is no folder."""
    scorer = TreeScorer.fit(
        table.rows, table.labels, table.weights, table.documents,
        trees=100, leaves=8, rate=0.08, min_leaf=15, l2=3.0, seed=seed,
        provenance={"what": "does this place practise this practice", **(provenance or {})},
    )  # fmt: skip
    if folder is not None:
        save_scorer(scorer, folder / WEIGHTS)
    return scorer
