"""Fits every scorer of the extractor to annotated articles: what ``govgraph train`` does.

Who practises what is learned from practices as the program finds them, not only as people marked them:
each article is read by practice scorers that have not seen its document, so that the scorer of adoptions
knows the mistakes it will meet. Deterministic for a seed.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from ..annotations import Practice
from ..learning import folds
from .articles import Annotated
from .gold_spans import annotate, character_doc, spans_of

Log = Callable[[str], None]
#: Folds of the reading of articles by scorers that have not seen them.
FOLDS = 5
#: Weight of an article whose names were marked by people, beside the same article as the program reads it.
GIVEN = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """Practices that a reader found in an article."""

    practices: list[Practice]
    mentions: list[tuple[int, int, int]]  #: start, end, index of the practice


def provenance(pairs: Sequence[Annotated]) -> dict[str, Any]:
    """What weights were learned from: counts, and a digest that is equal for equal articles and facts."""
    digest = hashlib.sha256()
    for pair in pairs:
        digest.update(pair.article.text.encode())
        digest.update(repr(pair.gold).encode())
    return {
        "documents": len({p.name for p in pairs}),
        "articles": len(pairs),
        "data": digest.hexdigest()[:16],
    }


def fit(pairs: Sequence[Annotated], out: Path, *, jobs: int = 1, seed: int = 0, log: Log = print) -> None:
    """Fits all scorers and writes their weights into a folder.

    Args:
        pairs: articles with gold facts; those of no relevance are left out.
        out: the folder, made if it is not there.
        jobs: processes for the folds.
        seed: of folds and of the choice of wrong examples.
        log: told what is being done.
    """
    from ..adoptions import training as adoptions
    from ..persons import training as persons
    from ..practices import training as practices
    from ..statistics import training as statistics

    out.mkdir(parents=True, exist_ok=True)
    relevant = [p for p in pairs if p.gold.relevant]
    told = provenance(relevant)
    log(f"{told['articles']} articles of {told['documents']} documents")
    given = [(p.name, annotate(_doc(p), p.gold), p.gold) for p in relevant]
    log("practices")
    practices.fit_all(_for_practices(relevant), seed, told).save(out)
    log(f"practices as found by scorers that have not seen them ({FOLDS} folds)")
    nlp = place_reader()
    found = [
        (pair.name, as_found(pair, practices_found, nlp), pair.gold)
        for pair, practices_found in zip(relevant, read_unseen(relevant, jobs=jobs, seed=seed), strict=True)
    ]
    log("statistics")
    statistics.train(given, out, found)
    log("persons")
    persons.train(given, out)
    log("adoptions")
    adoptions.fit_dates(given, out, told, seed)
    table = adoptions.Table()
    for name, doc, gold in given:
        table.add(name, doc, gold, GIVEN, given=True)
    for name, doc, gold in found:
        table.add(name, doc, gold)
    adoptions.fit(table, out, {**told, "mentions": "as found, and given with half the weight"}, seed)


def place_reader() -> Language:
    """The pipeline as far as it finds places."""
    from .. import pipeline

    return pipeline.build(("sentences", "places"))


def as_found(pair: Annotated, found: Found, nlp: Language) -> Doc:
    """An article with the places and practices that the program finds in it."""
    doc = nlp.make_doc(pair.article.text)
    doc._.article = pair.article
    for _, component in nlp.pipeline:
        doc = component(doc)
    facts = found.practices
    doc.spans["practices"] = spans_of(doc, [(s, e, facts[i]) for s, e, i in found.mentions], "Mechanism")
    return doc


def read_unseen(pairs: Sequence[Annotated], *, jobs: int = 1, seed: int = 0) -> list[Found]:
    """For each article the practices that scorers find which were fitted to other documents."""
    parts = folds([p.name for p in pairs], FOLDS, seed)
    tasks = []
    for fold in parts:
        held = [i for i, p in enumerate(pairs) if p.name in fold.test]
        inside = [i for i, p in enumerate(pairs) if p.name in fold.train]
        tasks.append(([pairs[i] for i in inside], [pairs[i] for i in held], seed, held))
    results: dict[int, Found] = {}
    if jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            for indices, found in pool.map(_read_fold, tasks):
                results.update(zip(indices, found, strict=True))
    else:
        for indices, found in map(_read_fold, tasks):
            results.update(zip(indices, found, strict=True))
    return [results[i] for i in range(len(pairs))]


def _read_fold(
    task: tuple[list[Annotated], list[Annotated], int, list[int]],
) -> tuple[list[int], list[Found]]:
    from ..practices import PracticeReader
    from ..practices.training import fit_all

    inside, held, seed, indices = task
    with tempfile.TemporaryDirectory() as folder:
        fit_all(_for_practices(inside), seed).save(Path(folder))
        reader = PracticeReader(Path(folder))
        return indices, [_found(reader(_doc(pair))) for pair in held]


def _found(doc: Doc) -> Found:
    facts: dict[int, int] = {}
    practices: list[Practice] = []
    mentions = []
    for span in doc.spans["practices"]:
        fact = span._.fact
        if id(fact) not in facts:
            facts[id(fact)] = len(practices)
            practices.append(fact)
        mentions.append((span.start, span.end, facts[id(fact)]))
    return Found(practices, mentions)


def _doc(pair: Annotated) -> Doc:
    doc = character_doc(pair.article.text)
    doc._.article = pair.article
    return doc


def _for_practices(pairs: Sequence[Annotated]) -> list[Any]:
    """Examples for the practices' scorers: the articles, and those in which only practices are marked."""
    from ..practices.examples import Annotated as Example
    from ..practices.marked import marked

    return [*(Example(p.name, p.article.text, p.gold.mechanisms) for p in pairs), *marked()]
