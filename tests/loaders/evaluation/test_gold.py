from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from govgraph.loaders.evaluation import GoldError, find_text, read_gold


def document(**article: Any) -> dict[str, Any]:
    base = {"title": "题", "starts_with": "起", "relevance": "yes", "date": None}
    return {"doc": "a", "articles": [{**base, **article}]}


def write(folder: Path, data: object, name: str = "a.json") -> Path:
    (folder / name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return folder


def test_facts_are_read_with_their_names(tmp_path: Path) -> None:
    data = document(
        localities=[{"name": "武汉市", "level": "prefecture", "code": 4201, "surfaces": ["武汉"]}],
        mechanisms=[{"name": "红色物业", "accept": ["红色物业联盟"], "surfaces": [], "optional": True}],
        adoptions=[{"locality": "武汉市", "mechanism": "红色物业", "since": "2020"}],
    )
    [read] = read_gold(write(tmp_path, data))
    [article] = read.articles
    assert article.localities[0].names == ("武汉市", "武汉")
    assert article.localities[0].code == "4201"
    assert article.mechanisms[0].optional and article.mechanisms[0].names == ("红色物业", "红色物业联盟")
    assert article.adoptions[0].since == "2020"


def test_all_faults_are_told_with_file_field_and_the_nearest_right_value(tmp_path: Path) -> None:
    data = document(
        relevance="partly",
        localities=[{"name": "武汉市", "level": "prefecure"}, {"level": "county"}],
        mechanisms=[{"name": "红色物业"}],
        adoptions=[{"locality": "武汉", "mechanism": "红色物业"}],
        statistics=[{"surface": "3个", "value": "three"}],
    )
    with pytest.raises(GoldError) as caught:
        read_gold(write(tmp_path, data))
    text = str(caught.value)
    assert "'partly' is not allowed; did you mean 'partial'?" in text
    assert "localities[1].level: 'prefecure' is not allowed; did you mean 'prefecture'?" in text
    assert "localities[2].name: is missing" in text
    assert "adoptions[1].locality: '武汉' is none of the article's localities; did you mean '武汉市'?" in text
    assert "statistics[1].value: a number is wanted, not 'three'" in text
    assert all("a.json" in line for line in text.splitlines())


def test_the_nation_needs_no_entry_of_its_own(tmp_path: Path) -> None:
    data = document(mechanisms=[{"name": "双报到"}], adoptions=[{"locality": "中国", "mechanism": "双报到"}])
    assert read_gold(write(tmp_path, data))[0].articles[0].adoptions[0].locality == "中国"


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "no JSON"), ('{"articles": 3}', "a list of articles"), ("[]", "a list of articles")],
)
def test_a_file_that_is_no_gold_document_is_refused(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "a.json").write_text(content, "utf-8")
    with pytest.raises(GoldError, match=told):
        read_gold(tmp_path)


def test_an_empty_folder_is_told_from_a_gold_set(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="no gold facts here"):
        read_gold(tmp_path)


def test_the_text_is_the_file_whose_name_starts_alike(tmp_path: Path) -> None:
    [read] = read_gold(write(tmp_path, document()))
    (tmp_path / "a_page.txt").write_text("起", "utf-8")
    assert find_text(read, [tmp_path]).name == "a_page.txt"
    with pytest.raises(GoldError, match="no article a"):
        find_text(read, [])
