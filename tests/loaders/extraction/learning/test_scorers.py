"""The learned scorers: what they learn, keep, and say of their certainty."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from govgraph.loaders.extraction.learning import (
    LogisticScorer,
    TreeScorer,
    WeightsError,
    fit_isotonic,
    fit_platt,
    folds,
    load_scorer,
    save_scorer,
)
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sklearn")


def examples(n: int = 600, seed: int = 1):
    """Names are right when they end in a head, more surely so when quoted; lengths are noise."""
    rng = random.Random(seed)
    features, labels, groups = [], [], []
    for i in range(n):
        head, quoted = rng.random() < 0.5, rng.random() < 0.3
        features.append({"head": float(head), "quoted": float(quoted), "length": float(rng.randint(2, 9))})
        labels.append(float(rng.random() < (0.1 + 0.6 * head + 0.2 * quoted)))
        groups.append(f"article{i % 20}")
    return features, labels, groups


@pytest.mark.parametrize("kind", [LogisticScorer, TreeScorer])
@pytest.mark.parametrize("calibration", ["isotonic", "platt"])
def test_probabilities_mean_what_they_say(kind, calibration):
    features, labels, groups = examples()
    scorer = kind.fit(features, labels, groups=groups, calibration=calibration)
    fresh, truth, _ = examples(2000, seed=2)
    p = scorer.predict(fresh)
    for low, high in ((0.0, 0.25), (0.25, 0.75), (0.75, 1.01)):
        chosen = (p >= low) & (p < high)
        if chosen.sum() > 100:
            assert abs(p[chosen].mean() - np.array(truth)[chosen].mean()) < 0.1


@pytest.mark.parametrize("kind", [LogisticScorer, TreeScorer])
@pytest.mark.parametrize("suffix", [".json", ".json.gz"])
def test_a_stored_scorer_predicts_the_same_and_is_the_same_bytes(kind, suffix, tmp_path: Path):
    features, labels, groups = examples()
    scorer = kind.fit(features, labels, groups=groups, provenance={"learned from": "made-up names"})
    save_scorer(scorer, tmp_path / f"a{suffix}")
    save_scorer(
        kind.fit(features, labels, groups=groups, provenance={"learned from": "made-up names"}),
        tmp_path / f"b{suffix}",
    )
    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
    again = load_scorer(tmp_path / f"a{suffix}")
    assert again.provenance["learned from"] == "made-up names"
    assert np.allclose(again.predict(features), scorer.predict(features), atol=2e-3)


def test_trees_agree_with_scikit_learn():
    from sklearn.ensemble import HistGradientBoostingClassifier

    features, labels, _ = examples()
    scorer = TreeScorer.fit(features, labels, calibration=None)
    model = HistGradientBoostingClassifier(
        max_iter=120,
        max_leaf_nodes=12,
        learning_rate=0.06,
        l2_regularization=3.0,
        min_samples_leaf=15,
        early_stopping=False,
        random_state=0,
    )
    x = scorer.matrix(features).astype(float)
    model.fit(x, labels)
    assert np.allclose(scorer.margins(features), model.decision_function(x), atol=1e-6)


def test_examples_of_weight_zero_teach_nothing():
    features, labels, groups = examples()
    lies = [{"head": 1.0}] * 300
    with_lies = LogisticScorer.fit(
        features + lies, labels + [0.0] * 300, [1.0] * 600 + [0.0] * 300, groups + ["liar"] * 300
    )
    without = LogisticScorer.fit(features, labels, groups=groups)
    assert with_lies.weights == pytest.approx(without.weights)


def test_an_explanation_names_the_feature_that_weighs_most():
    features, labels, groups = examples()
    scorer = LogisticScorer.fit(features, labels, groups=groups)
    assert scorer.explain({"head": 1.0, "quoted": 1.0, "unheard of": 1.0})[0][0] == "head"


def test_faulty_input_is_told(tmp_path: Path):
    with pytest.raises(ValueError, match="all the same"):
        LogisticScorer.fit([{"a": 1.0}] * 3, [1, 1, 1])
    with pytest.raises(ValueError, match="not one each"):
        LogisticScorer.fit([{"a": 1.0}] * 3, [1, 0])
    with pytest.raises(WeightsError, match="no such weights"):
        load_scorer(tmp_path / "none.json")
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(WeightsError, match="not a scorer"):
        load_scorer(tmp_path / "bad.json")


@given(
    st.lists(st.text(min_size=1, max_size=4), min_size=2, max_size=40, unique=True),
    st.integers(2, 10),
    st.integers(0, 5),
)
def test_each_document_is_tested_once_and_never_learned_from_then(names, k, seed):
    split = folds(names * 2, k, seed)
    assert sorted(n for f in split for n in f.test) == sorted(names)
    assert all(not f.train & f.test and f.train | f.test == set(names) for f in split)
    assert split == folds(reversed(names), k, seed)


@given(st.lists(st.tuples(st.floats(-5, 5), st.booleans()), min_size=5, max_size=80))
def test_calibrations_never_turn_the_order_round(pairs):
    margins = np.array([m for m, _ in pairs])
    labels = np.array([float(r) for _, r in pairs])
    for fit in (fit_isotonic, fit_platt):
        p = fit(margins, labels)(np.sort(margins))
        assert ((p >= 0) & (p <= 1)).all() and (np.diff(p) >= -1e-9).all()
