"""The category of a practice, learned from gold facts, and the type of the taxonomy that it is a kind of."""

from __future__ import annotations

from collections.abc import Sequence

from ....graph.identity.taxonomy import Match, Taxonomy
from ..learning import LogisticScorer
from .lexicon import Lexicon

#: Categories of the annotation guidelines that have another name in the taxonomy.
FROM_GOLD = {
    "organisation": "party_org", "cadre": "personnel", "coordination": "alliance", "supervision": "incentive",
    "empowerment": "subdistrict",
}  # fmt: skip


def match(name: str) -> Match | None:
    """The type that a name is, or by its head is a kind of."""
    taxonomy = Taxonomy.default()
    return taxonomy.by_name(name) or taxonomy.by_head(name)


def name_features(name: str, lex: Lexicon) -> list[str]:
    """What a name tells of its category."""
    found = match(name)
    head = lex.head(name)
    names = ["any", f"begin={name[:2]}", f"end={name[-2:]}", f"last={name[-1:]}"]
    if head:
        kind = lex.heads[head]
        names += [f"head={head}", f"kind={kind}", f"suggests={lex.head_categories[kind]}"]
    if found:
        names += [
            f"type={found.type.id}",
            f"taxonomy={found.type.category}",
            f"taxonomy={found.type.category}&{found.relation}",
        ]
    names += sorted({f"pair={name[i : i + 2]}" for i in range(len(name) - 1)})
    meanings = {
        m for n in (2, 3, 4) for i in range(len(name) - n + 1) for m in lex.words.get(name[i : i + n], ())
    }
    return names + [f"has={m}" for m in sorted(meanings)]


def category(name: str, scorer: LogisticScorer, lex: Lexicon) -> str:
    """The likeliest category; that of the taxonomy for a name it knows."""
    known = Taxonomy.default().by_name(name)
    if known:
        return known.type.category
    features = name_features(name, lex)
    ids = [c.id for c in Taxonomy.default().categories]
    scores = scorer.margins([{f"{c}|{f}": 1.0 for f in features} for c in ids])
    return ids[int(scores.argmax())]


def fit_categories(examples: Sequence[tuple[str, str]], lex: Lexicon) -> LogisticScorer:
    """Fit to names with their categories (of the taxonomy or the guidelines)."""
    ids = [c.id for c in Taxonomy.default().categories]
    features, labels = [], []
    for name, given in examples:
        right = FROM_GOLD.get(given, given)
        names = name_features(name, lex)
        for c in ids:
            features.append({f"{c}|{f}": 1.0 for f in names})
            labels.append(float(c == right))
    return LogisticScorer.fit(features, labels, l2=0.5, min_count=4, calibration=None)
