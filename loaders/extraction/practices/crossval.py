"""How well the scorers do on unseen articles, how more articles help, and what each feature does.

Run as ``python -m govgraph.loaders.extraction.practices.crossval GOLD TEXTS [--pages GOLD TEXTS]``: prints
F1 (practices, by the published figures) for folds by document, for each page left out, for growing
shares of the articles, and without each group of features.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import numpy as np

from ..learning import LogisticScorer, folds
from .candidates import Candidate
from .examples import Annotated, annotated
from .features import GROUPS
from .glance_training import fit_glance
from .marked import marked
from .runs import Floats, Glance
from .training import L2, Prepared, count, f1, glance_margins, judge, look, prepare

Counts = tuple[int, int, int]  #: hits, missed, false alarms
THRESHOLDS = (0.4, 0.45, 0.5, 0.55, 0.6)


class Bench:
    """Articles prepared once, for many fits.

    The first glance's margins come from a scorer that has not learned from the article's document;
    the second scorer is fitted anew for each question.
    """

    def __init__(self, articles: Sequence[Annotated], always: Sequence[Annotated] = ()):
        self.data: list[Prepared] = prepare([*articles, *always])
        self.documents = [d.article.document for d in self.data]
        self.always = frozenset(a.document for a in always)
        margins = glance_margins(self.data)
        self.candidates = [look(d, m) for d, m in zip(self.data, margins, strict=True)]
        self.labels = [
            [judge(d.article, c) for c in cs] for d, cs in zip(self.data, self.candidates, strict=True)
        ]

    def predict(self, train: Collection[str], test: Collection[str], without: str = "") -> None:
        """Set the probabilities of the candidates of the documents in ``test``."""
        fit_on = set(train) | self.always
        features, labels, weights = [], [], []
        for document, cs, ls in zip(self.documents, self.candidates, self.labels, strict=True):
            if document in fit_on:
                for c, (y, w) in zip(cs, ls, strict=True):
                    features.append(self._features(c, without))
                    labels.append(y)
                    weights.append(w)
        scorer = LogisticScorer.fit(
            features, labels, weights, l2=L2, min_count=3, scale=True, calibration=None
        )
        for document, cs in zip(self.documents, self.candidates, strict=True):
            if document in test and cs:
                p: Floats = 1 / (1 + np.exp(-scorer.margins([self._features(c, without) for c in cs])))
                for c, value in zip(cs, p.tolist(), strict=True):
                    c.probability = value

    @staticmethod
    def _features(c: Candidate, without: str) -> dict[str, float]:
        if not without:
            return c.features
        return {n: v for n, v in c.features.items() if not n.startswith(f"{without}|")}

    def count(self, documents: Collection[str], threshold: float) -> Counts:
        """Hits, misses and false alarms in the documents."""
        some = [i for i, d in enumerate(self.documents) if d in documents]
        return count([self.data[i] for i in some], [self.candidates[i] for i in some], threshold)

    def folds(
        self, documents: Sequence[str], share: float = 1.0, without: str = "", k: int = 5
    ) -> dict[float, Counts]:
        """Counts at each threshold over all documents, each predicted by a scorer that has not seen it."""
        for fold in folds(documents, k):
            train = sorted(fold.train)
            random.Random(1).shuffle(train)
            self.predict(train[: max(2, round(share * len(train)))], fold.test, without)
        return {t: self.count(documents, t) for t in THRESHOLDS}

    def leave_out(self, pages: Sequence[str], others: Iterable[str]) -> dict[str, dict[float, Counts]]:
        """For each page, counts with all else learned from; the glance, too, is fitted without the page."""
        rest = list(others)
        found = {}
        for page in pages:
            fit_on = set(rest) | set(pages) - {page} | self.always
            glance = Glance(
                fit_glance([(d.runs, d.labels, d.weights) for d in self.data if d.article.document in fit_on])
            )
            kept = list(self.candidates)
            for i, d in enumerate(self.data):
                if d.article.document == page:
                    self.candidates[i] = look(d, glance.margins(d.runs))
            self.predict(fit_on, [page])
            found[page] = {t: self.count([page], t) for t in THRESHOLDS}
            self.candidates = kept
        return found


def best(counts: dict[float, Counts]) -> str:
    """The best F1 of several thresholds, with its counts."""
    t, c = max(counts.items(), key=lambda item: f1(*item[1]))
    return f"F1 {f1(*c):.3f} at {t} (hit {c[0]}, missed {c[1]}, false {c[2]})"


def report(gold: Path, texts: Path, pages: tuple[Path, Path] | None, say: Callable[[str], None]) -> None:
    """Measure all and say it line by line."""
    articles = annotated(gold, [texts])
    own = sorted({a.document for a in articles})
    extra = annotated(pages[0], [pages[1]]) if pages else []
    page_names = sorted({a.document for a in extra})
    bench = Bench([*articles, *extra], list(marked()))
    counts = bench.folds(own)
    threshold = max(counts, key=lambda t: f1(*counts[t]))
    say(f"{len(own)} documents in 5 folds, beside {len(bench.always)} marked articles: {best(counts)}")
    for share in (0.25, 0.5, 0.75):
        say(f"  learned from {share:.0%} of the other documents: {best(bench.folds(own, share))}")
    for group, meaning in GROUPS.items():
        say(f"  without {group} ({meaning}): {best(bench.folds(own, without=group))}")
    always, bench.always = bench.always, frozenset()
    say(f"  without the marked articles: {best(bench.folds(own))}")
    bench.always = always
    if pages:
        found = {page: c[threshold] for page, c in bench.leave_out(page_names, own).items()}
        hits, missed, false = (sum(c[i] for c in found.values()) for i in range(3))
        for page, c in found.items():
            say(f"  page {page} left out: F1 {f1(*c):.3f} (hit {c[0]}, missed {c[1]}, false {c[2]})")
        say(f"pages, each left out, at {threshold}: F1 {f1(hits, missed, false):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--pages", type=Path, nargs=2, default=None, help="gold facts and texts of pages")
    given = parser.parse_args()
    report(
        given.gold,
        given.texts,
        tuple(given.pages) if given.pages else None,
        lambda line: print(line, flush=True),
    )
