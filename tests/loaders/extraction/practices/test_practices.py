"""Reading practices' names: what is found, merged and told of them, on short articles of our own."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from govgraph.loaders.extraction.practices import PracticeReader
from govgraph.loaders.extraction.practices.candidates import Candidate
from govgraph.loaders.extraction.practices.entities import choose, group
from govgraph.loaders.extraction.practices.lexicon import lexicon
from govgraph.loaders.extraction.practices.marked import FOLDER, marked
from govgraph.loaders.extraction.practices.reading import Reading, flatten
from govgraph.loaders.extraction.practices.runs import MOST_LETTERS, Runs
from hypothesis import given, settings
from hypothesis import strategies as st

ARTICLE = """青松社区把事情放到桌面上
今年以来，青松社区推行“三步议事”工作法，成立小区议事会，建起邻里互助驿站。
议事会每周五开会，由楼栋长轮流主持。社区还设立了垃圾分类积分超市，居民用积分兑换日用品。
社区党委牵头组建红色物业联盟，建立居民评议机制、物业考核机制。大家说，日子越来越有奔头。"""
LETTERS = st.text(alphabet="社区推行建立“”‘’、，。（）+—的机制议事会联盟12A \n楼长", max_size=80)


@pytest.fixture(scope="module")
def nlp():
    from govgraph.loaders.extraction.pipeline import build

    return build(["practices"])


def names(doc) -> set[str]:
    return {n for s in doc.spans["practices"] for n in (s._.fact.name, *s._.fact.aliases)}


def candidate(start: int, text: str, probability: float) -> Candidate:
    found = Candidate(0, 0, start, start + len(text), text, 0.0, 0, 0, text)
    found.probability = probability
    return found


def test_new_names_are_found_in_prose(nlp):
    found = names(nlp(ARTICLE))
    for part in ("三步议事", "小区议事会", "互助驿站", "积分超市", "红色物业联盟"):
        assert any(part in n for n in found), f"{part} is not among {found}"


def test_plain_words_and_figures_of_speech_are_no_practices(nlp):
    text = "街道把网格当作城市的“神经末梢”，干部成了群众的“主心骨”，居民的获得感越来越强。今天天气很好。"
    assert not {"神经末梢", "主心骨", "获得感", "天气"} & names(nlp(text))


def test_spans_stand_where_their_names_stand_and_share_one_fact(nlp):
    doc = nlp(ARTICLE)
    assert len(doc.spans["practices"]) > 3
    for span in doc.spans["practices"]:
        assert span.label_ == "Mechanism"
        assert 0 < span._.confidence <= 1
        assert span.text == doc.text[span.start : span.end]
        assert not span.text[0].isspace() and "。" not in span.text
    ordered = [(s.start, s.end) for s in doc.spans["practices"]]
    assert all(a[1] <= b[0] for a, b in pairwise(ordered)), "spans overlap"


def test_a_category_of_the_taxonomy_is_given(nlp):
    from govgraph.graph.identity.taxonomy import Taxonomy

    ids = {c.id for c in Taxonomy.default().categories}
    doc = nlp(ARTICLE)
    facts = {s._.fact for s in doc.spans["practices"]}
    assert facts and all(f.category in ids for f in facts)
    assert any(f.category == "deliberation" for f in facts)


def test_reading_twice_gives_the_same(nlp):
    def told():
        doc = nlp(ARTICLE)
        return [(s.start, s.end, s._.fact.name, s._.confidence) for s in doc.spans["practices"]]

    assert told() == told()


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "。", "a", "“", "Governance in brief.", "１２３", "社" * 400]
)
def test_odd_texts_do_no_harm(nlp, text):
    assert len(nlp(text).spans["practices"]) <= 3


@settings(max_examples=60, deadline=None)
@given(LETTERS)
def test_any_text_is_read_without_overlap(text):
    reading, entities = PracticeReader().read(text)
    spans = sorted(reading.span(c.start, c.end) for e in entities for c in e.mentions)
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(x[1] <= y[0] for x, y in pairwise(spans))


@given(LETTERS)
def test_flattening_keeps_letters_and_their_places(text):
    flat, index = flatten(text)
    assert len(flat) == len(index) and index == sorted(set(index))
    assert "".join(flat.split()) == "".join(text.split())


def test_a_line_broken_in_mid_sentence_is_joined():
    flat, _ = flatten("社区党组织和居民代表一道商量小区\n停车的办法，大家都满意。\n第二段。")
    assert "小区停车" in flat and "满意。\n第二段" in flat


@given(LETTERS)
def test_runs_keep_quotation_marks_in_pairs_and_stay_within_a_sentence(text):
    reading = Reading.of(text)
    runs = Runs.of(reading)
    for a, b in zip(runs.first.tolist(), runs.last.tolist(), strict=True):
        name = reading.flat[reading.starts[a] : reading.starts[b + 1]]
        assert 0 < len(name) <= MOST_LETTERS
        assert not set(name) & set("。，\n")
        marks = "“‘”’"
        opened = sum(name.count(c) for c in marks[:2])
        assert opened == sum(name.count(c) for c in marks[2:])


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 6), st.floats(0.01, 0.99)), max_size=25))
def test_the_chosen_never_overlap_and_a_likelier_rival_is_the_reason(items):
    found = [candidate(s, "字" * n, p) for s, n, p in items]
    chosen = choose(found, 0.5)
    assert all(c.probability >= 0.5 for c in chosen)
    assert all(a.end <= b.start for a, b in pairwise(chosen))
    for c in found:
        if c.probability >= 0.5 and c not in chosen:
            assert any(c.overlaps(o) and o.probability >= c.probability for o in chosen)


def test_a_short_form_is_merged_with_its_long_form():
    entities = group(
        [candidate(0, "邻里互助驿站", 0.9), candidate(20, "驿站", 0.7), candidate(40, "积分超市", 0.8)],
        lexicon(),
    )
    assert [len(e.mentions) for e in entities] == [2, 1]


def test_the_longest_head_counts():
    lex = lexicon()
    assert lex.heads[lex.head("红白理事会") or ""] == "council"
    assert lex.head("志愿服务队") == "志愿服务队"
    assert lex.head("xyz") is None


def test_marked_articles_hold_the_names_that_they_mark():
    articles = list(marked())
    assert len(articles) >= 40
    assert not any(article.complete for article in articles)
    for article in articles:
        assert article.practices and "【" not in article.text
        assert all(m.name in article.text for m in article.practices)
    assert FOLDER.is_dir()


def test_a_mark_left_open_is_told(tmp_path: Path):
    (tmp_path / "a.txt").write_text("社区建起【议事亭，居民常来。", "utf-8")
    with pytest.raises(ValueError, match="a mark without its partner"):
        list(marked(tmp_path))


def test_training_is_deterministic_and_learns(tmp_path: Path):
    pytest.importorskip("sklearn")
    from govgraph.loaders.extraction.practices.training import compare, fit_all

    articles = list(marked())[:8]
    for folder in ("one", "two"):
        fit_all(articles).save(tmp_path / folder)
    for file in ("practices_glance.json.gz", "practices_choice.json.gz", "practices_category.json.gz"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()
    reader = PracticeReader(tmp_path / "one")
    hits = total = 0
    for article in articles:
        _, entities = reader.read(article.text)
        right, _, _ = compare(article, [[e.name, *e.surfaces] for e in entities])
        hits, total = hits + right, total + sum(not m.optional for m in article.practices)
    assert hits > 0.6 * total
