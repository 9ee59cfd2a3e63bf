from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from govgraph.graph.identity.names import practice_key
from govgraph.graph.identity.taxonomy import Taxonomy
from govgraph.graph.model.errors import InvalidData

SHARED = Path(__file__).parents[4] / "shared"


def data(*types: dict[str, Any]) -> dict[str, Any]:
    return {"categories": [{"id": "grid", "zh": "网格", "en": "Grid"}], "types": list(types)}


def entry(id: str, zh: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "zh": zh, "en": f"type {id}", "category": "grid", **more}


@pytest.mark.parametrize(
    ("name", "type_name", "relation", "own"),
    [
        ("吹哨报到", "吹哨报到", "type", "吹哨报到"),
        ("党建引领“街道吹哨、部门报到”机制", "吹哨报到", "synonym", "吹哨报到"),
        ("街呼区应", "吹哨报到", "narrower", "街呼区应"),
        ("红色网格", "网格党支部", "narrower", "红色网格"),
        ("网格党组织", "网格党支部", "narrower", "网格党组织"),
        ("网格党小组", "网格党支部", "narrower", "网格党小组"),
        ("根系工程", "网格党支部", "brand", "根系工程"),
        ("党群服务中心", "党群服务中心体系", "narrower", "党群服务中心"),
        ("文明银行", "积分制", "brand", "文明银行"),
        ("网格公约", "村规民约与居民公约", "narrower", "网格公约"),
        ("民意“6”来听", "民意直听行动", "brand", "民意“5”来听"),
        ("三岗十八级", "社区工作者职业体系", "narrower", "3岗18级薪酬体系"),
        ("grid-based party branch", "网格党支部", "synonym", "网格党支部"),
        ("Whistle and report", "吹哨报到", "type", "吹哨报到"),
        ("逢四说事", "村民说事", "narrower", "逢四说事"),
    ],
)
def test_a_name_leads_to_its_type(name: str, type_name: str, relation: str, own: str) -> None:
    match = Taxonomy.default().by_name(name)
    assert match is not None
    assert (match.type.zh, match.relation, match.name) == (type_name, relation, own)


@pytest.mark.parametrize(
    "name", ["停车难", "老旧小区", "街道", "", "GDP", "小区", "网格", "社区", "楼门", "赋权"]
)
def test_what_names_no_practice_has_no_match(name: str) -> None:
    assert Taxonomy.default().by_name(name) is None


@pytest.mark.parametrize(
    ("name", "type_name"),
    [
        ("蓝湾社区食堂", "社区食堂"),
        ("“老周”调解室", "调解工作室"),
        ("青石巷网格党支部", "网格党支部"),
        ("区委—街道党工委—社区党委三级组织架构", "多级组织链条"),
        ("社区党委—网格党支部", None),
        ("民主选举、民主监督", None),
        ("网格党支部", None),
        ("green grid party branch", None),
        ("茶馆", None),
    ],
)
def test_an_unknown_name_is_of_the_type_of_its_head(name: str, type_name: str | None) -> None:
    match = Taxonomy.default().by_head(name)
    assert (match and match.type.zh) == type_name


def test_points_for_residents_and_for_party_members_are_two_types() -> None:
    taxonomy = Taxonomy.default()
    residents, members = taxonomy.by_name("积分制"), taxonomy.by_name("党员积分管理")
    assert residents and members and residents.type.id != members.type.id
    assert "" == residents.type.parent == members.type.parent


def test_every_name_leads_back_to_its_type() -> None:
    taxonomy = Taxonomy.default()
    for language in ("zh", "en"):
        listed = list(taxonomy.names(language))
        assert len(listed) > len(taxonomy.types)
        for surface, type_id, relation in listed:
            match = taxonomy.by_name(surface)
            assert match and match.type.id == type_id, surface
            assert language == "en" or match.relation == relation, surface


def test_the_file_is_clean() -> None:
    taxonomy = Taxonomy.default()
    named = {practice_key(surface) for surface, _, _ in taxonomy.names("zh")}
    assert taxonomy.default() is taxonomy
    for kind in taxonomy.types:
        prefix, number = kind.id.rsplit("_", 1)
        assert prefix.isupper() and number.isdigit() and len(number) == 2, kind.id
        assert taxonomy.category(kind.category).zh and taxonomy.type(kind.id) is kind
        assert kind.parent != kind.id
        for text in kind.synonyms_en:
            assert text == text.lower().strip() and text.isascii() and not text.endswith("."), text
        for text in (kind.zh, *kind.synonyms, *kind.cues, *(p.name for p in (*kind.narrower, *kind.brands))):
            assert text == text.strip() and len(practice_key(text)) >= 2, text
        for brand in kind.brands:
            assert brand.locality, brand.name
        assert not any(p.locality for p in kind.narrower)
        assert not named & {practice_key(cue) for cue in kind.cues}, kind.id


def test_parents_make_no_circle() -> None:
    taxonomy = Taxonomy.default()
    for kind in taxonomy.types:
        seen = [kind.id]
        while kind.parent:
            kind = taxonomy.type(kind.parent)
            assert kind.id not in seen
            seen.append(kind.id)


@pytest.mark.parametrize(
    ("types", "told"),
    [
        ([entry("GRID_01", "甲长制"), entry("GRID_01", "乙长制")], "GRID_01"),
        ([entry("GRID_01", "甲长制", synonyms=["乙长"]), entry("GRID_02", "乙长")], "乙长"),
        ([entry("GRID_01", "甲长制", narrower=["“甲长制”"])], "甲长制"),
        ([{**entry("GRID_01", "甲长制"), "category": "gird"}], "grid"),
        ([entry("GRID_01", "甲长制", parent="GRID_2")], "GRID_01"),
        ([entry("GRID_01", "甲长制", sinonyms=["乙"])], "synonyms"),
        ([{"id": "GRID_01", "zh": "甲长制", "category": "grid"}], "'en'"),
        ([entry("GRID_01", "甲长制", brands=[{"locality": "某市"}])], "'name'"),
    ],
)
def test_a_fault_of_the_file_is_told_with_its_place(types: list[dict[str, Any]], told: str) -> None:
    with pytest.raises(InvalidData, match=told):
        Taxonomy(data(*types))


def test_an_unknown_id_names_the_nearest() -> None:
    with pytest.raises(InvalidData) as caught:
        Taxonomy.default().type("PARTYORG_02")
    assert caught.value.nearest == "PARTY_ORG_02"


@pytest.mark.shared
def test_practices_told_apart_by_the_annotators_stay_apart() -> None:
    """A type takes in an annotated practice only under a name that the annotators accept for it."""
    for file in sorted((SHARED / "eval/gold").glob("*.json")):
        for article in json.loads(file.read_text("utf-8"))["articles"]:
            merged: dict[str, set[str]] = {}
            for practice in article.get("mechanisms", []):
                match = Taxonomy.default().by_name(practice["name"])
                if match is not None:
                    merged.setdefault(match.name, set()).add(practice_key(practice["name"]))
            for own, names in merged.items():
                assert len(names) == 1, (file.name, own, names)


def test_the_last_tier_of_a_chain_with_plain_hyphens_is_no_head() -> None:
    assert Taxonomy.default().by_head("网格党总支-小区党支部-楼栋党小组-党员中心户") is None
