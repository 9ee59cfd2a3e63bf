from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from govgraph.graph.model.errors import InvalidData
from govgraph.loaders.evaluation import read_gold, read_triples, score
from govgraph.loaders.evaluation.gold import (
    GoldAdoption,
    GoldArticle,
    GoldDocument,
    GoldLocality,
    GoldMechanism,
    GoldStatistic,
)
from govgraph.loaders.evaluation.likeness import practice_likeness, same_unit
from hypothesis import given
from hypothesis import strategies as st

SHARED = Path(__file__).parents[4] / "shared"
NAMES = st.text("党建引领网格支部红色物业机制吹哨报到“”、", min_size=1, max_size=10)


def gold(*adoptions: GoldAdoption, **lists: Any) -> list[GoldDocument]:
    article = GoldArticle(
        "题",
        "起",
        "yes",
        localities=(
            GoldLocality("武汉市", "prefecture", ("湖北省",), "4201", ("武汉",)),
            GoldLocality("龙马社区", "village", (), None, (), True),
        ),
        mechanisms=(GoldMechanism("红色物业"), GoldMechanism("网格党支部", optional=True)),
        adoptions=adoptions,
        **lists,
    )
    return [GoldDocument("a", Path("a.json"), (article,))]


def adopted(place: str, practice: str, document: str = "a.txt", **more: Any) -> dict[str, Any]:
    return {
        "subject": {"type": "Locality", "name": place, **more},
        "predicate": "ADOPTED",
        "object": {"type": "Mechanism", "name": practice},
        "source": {"document": document},
    }


def test_a_fact_counts_once_as_hit_miss_or_false_alarm() -> None:
    facts = (GoldAdoption("武汉市", "红色物业"), GoldAdoption("武汉市", "网格党支部"))
    triples = [
        adopted("武汉", "“红色物业”机制"),
        adopted("武汉市", "红色物业"),
        adopted("长沙市", "红色物业"),
    ]
    row = score(gold(*facts), triples).figures["adoptions"]
    assert (row.hits, row.missed, row.false) == (1, 1, 2)
    assert row.precision == pytest.approx(1 / 3) and row.recall == pytest.approx(1 / 2)
    assert row.f1 == pytest.approx(0.4)


def test_optional_facts_cost_nothing_either_way() -> None:
    optional = GoldAdoption("龙马社区", "网格党支部", optional=True)
    assert score(gold(optional), []).figures["adoptions"].missed == 0
    given_ = score(gold(optional), [adopted("龙马社区", "网格党支部")]).figures["adoptions"]
    assert (given_.hits, given_.false) == (0, 0)


def test_places_of_other_counties_are_not_the_same_whatever_their_names() -> None:
    place = GoldLocality("朝阳区", "county", (), "110105")
    article = GoldArticle("题", "起", "yes", localities=(place,), mechanisms=(GoldMechanism("接诉即办"),),
                          adoptions=(GoldAdoption("朝阳区", "接诉即办"),))  # fmt: skip
    documents = [GoldDocument("a", Path("a.json"), (article,))]
    right = score(documents, [adopted("朝阳区", "接诉即办", code="110105")])
    wrong = score(documents, [adopted("朝阳区", "接诉即办", code="220104")])
    assert right.figures["adoptions"].hits == 1 and wrong.figures["adoptions"].hits == 0


def test_a_parent_that_only_part_of_names_is_no_false_alarm() -> None:
    part = {
        "subject": {"type": "Locality", "name": "武汉市", "code": "4201"},
        "predicate": "PART_OF",
        "object": {"type": "Locality", "name": "湖北省", "code": "42"},
        "source": {"document": "a.txt"},
    }
    assert score(gold(), [part]).figures["localities"].false == 0


def test_triples_of_other_documents_are_not_looked_at() -> None:
    row = score(gold(GoldAdoption("武汉市", "红色物业")), [adopted("武汉市", "红色物业", "b.txt")])
    assert row.figures["adoptions"].missed == 1 and row.figures["adoptions"].false == 0


def test_figures_match_by_value_and_measure_word() -> None:
    statistic = GoldStatistic("46件", 46.0, "件", measure="办成的事")
    node = {"type": "Statistic", "name": "46件", "value": 46, "unit": "件", "measure": "办成的事"}
    triple = {
        "subject": node,
        "predicate": "REPORTED_FOR",
        "object": {"type": "Locality", "name": "武汉市"},
        "source": {"document": "a.txt"},
    }
    figures = score(gold(statistics=(statistic,)), [triple]).figures
    assert figures["statistics"].hits == figures["statistics named"].hits == 1
    assert same_unit("人", "名") and not same_unit("件", "次")


@given(NAMES, NAMES)
def test_likeness_is_symmetric_and_of_a_name_with_itself_whole(a: str, b: str) -> None:
    assert practice_likeness(a, b) == practice_likeness(b, a)
    assert practice_likeness(a, a) in (0.0, 1.0)
    assert 0.0 <= practice_likeness(a, b) <= 1.0


@pytest.mark.parametrize(
    ("line", "told"),
    [("{", ":1: no JSON"), ("[]", ":1: a JSON object"), ("{}", "subject.type is missing")],
)
def test_a_line_that_is_no_triple_is_told(tmp_path: Path, line: str, told: str) -> None:
    file = tmp_path / "t.jsonl"
    file.write_text(line + "\n", "utf-8")
    with pytest.raises(InvalidData) as caught:
        read_triples(file)
    assert told in str(caught.value)


def test_only_triples_sure_enough_are_read_where_that_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "t.jsonl"
    rows = [{**adopted("武汉市", "红色物业"), "confidence": c} for c in (0.3, 0.95)]
    file.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    assert len(read_triples(file)) == 2
    assert [r["confidence"] for r in read_triples(file, 0.9)] == [0.95]


@pytest.mark.shared
@pytest.mark.skipif(
    not (SHARED / "eval" / "score.py").exists(), reason="no evaluation material beside the checkout"
)
def test_the_figures_are_those_of_the_published_scorer(tmp_path: Path) -> None:
    folder, facts = SHARED / "eval", tmp_path / "gold"
    facts.mkdir()
    (facts / "004.json").write_bytes((folder / "gold" / "004.json").read_bytes())
    made = subprocess.run(
        [sys.executable, folder / "gold_to_triples.py", facts],
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [json.loads(line) for line in made.stdout.splitlines()]
    spoilt = []
    for n, row in enumerate(rows):
        if n % 7 == 0:
            continue
        if n % 5 == 0:
            row["subject"]["name"] = "党建引领" + row["subject"]["name"][1:]
        if n % 11 == 0:
            row["object"].pop("code", None)
        spoilt.append(row)
    file = tmp_path / "t.jsonl"
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in spoilt), "utf-8")
    theirs = subprocess.run(
        [sys.executable, folder / "score.py", facts, file, "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    ours = score(read_gold(facts), read_triples(file))
    assert json.loads(ours.as_json()) == json.loads(theirs.stdout)
