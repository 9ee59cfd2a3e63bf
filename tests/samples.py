"""Triples of our own for tests: two printings of one text, and an article that stands alone."""

from __future__ import annotations

from typing import Any

PARK = {
    "type": "Locality",
    "name": "中关村街道",
    "level": "township",
    "code": "110108011",
    "within": ["北京市", "海淀区"],
}
GARDEN = {
    "type": "Locality",
    "name": "银杏小区",
    "level": "neighbourhood",
    "within": ["北京市", "海淀区", "中关村街道"],
}
SUZHOU = {"type": "Locality", "name": "苏州市", "level": "prefecture", "code": "3205", "within": ["江苏省"]}
NATION = {"type": "Locality", "name": "中国", "level": "nation"}
WHISTLE = {
    "type": "Mechanism",
    "name": "吹哨报到",
    "category": "subdistrict",
    "aliases": ["街道吹哨、部门报到"],
}
ROOTS = {"type": "Mechanism", "name": "根系工程", "category": "party_org"}
COUNCIL = {"type": "Mechanism", "name": "银杏树下议事会", "category": "deliberation"}
CHAIN = {"type": "Mechanism", "name": "街道—网格—楼栋三级架构", "category": "grid"}

MORNING = {
    "id": "morning.txt#1",
    "document": "morning.txt",
    "title": "银杏树下说事的一年",
    "date": "2023-05-06",
}
EVENING = {
    "id": "evening.txt#1",
    "document": "evening.txt",
    "title": "银杏树下说事的一年",
    "date": "2023-05-07",
}
ALONE = {
    "id": "alone.txt#1",
    "document": "alone.txt",
    "title": "江南根系工程记事",
    "date": "2022-11",
    "publisher": "测试报",
}


def triple(subject: Any, predicate: str, obj: Any, source: Any, **rest: Any) -> dict[str, Any]:
    """One record of the interchange format."""
    properties = rest.pop("properties", {})
    return {
        "subject": subject,
        "predicate": predicate,
        "object": obj,
        "properties": properties,
        "source": source,
        **rest,
    }


def person(name: str) -> dict[str, Any]:
    """A person; the names of these samples are 甲 to 丁 with a surname and mean nobody."""
    return {"type": "Person", "name": name}


def article(source: dict[str, Any]) -> dict[str, Any]:
    """The source as the object of a triple."""
    return {"type": "Source", "name": source["title"], "id": source["id"]}


SAMPLES: list[dict[str, Any]] = [
    triple(PARK, "ADOPTED", WHISTLE, MORNING, properties={"since": "2019-03"}, confidence=0.9, span=[10, 14], quote="吹哨报到"),
    triple(PARK, "ADOPTED", WHISTLE, EVENING, properties={"since": "2018"}, confidence=0.8, span=[12, 16], quote="吹哨报到"),
    triple(GARDEN, "ADOPTED", COUNCIL, MORNING, confidence=0.7, span=[30, 37], quote="银杏树下议事会"),
    triple(GARDEN, "PART_OF", PARK, MORNING),
    triple(person("赵甲乙"), "HOLDS_ROLE_IN", PARK, MORNING, properties={"role": "街道党工委书记"}),
    triple(person("赵甲已"), "HOLDS_ROLE_IN", PARK, EVENING, properties={"role": "街道党工委书记"}),
    triple(person("赵甲乙"), "SPEAKS_ON", COUNCIL, MORNING),
    triple({"type": "Statistic", "name": "约1200户", "value": 1200, "unit": "户", "measure": "居民", "comparator": "≈"},
           "REPORTED_FOR", GARDEN, MORNING),
    triple({"type": "Statistic", "name": "约1200户", "value": 1200, "unit": "户", "measure": "居民", "comparator": "≈"},
           "MEASURES", COUNCIL, MORNING),
    triple({"type": "Statistic", "name": "80.5%", "value": 80.5, "unit": "%", "measure": "建立议事会的街道"},
           "REPORTED_FOR", NATION, ALONE),
    triple(COUNCIL, "ADDRESSES", {"type": "Problem", "name": "停车难"}, MORNING, properties={"locality": "银杏小区"}),
    triple(COUNCIL, "SERVES", {"type": "Group", "name": "独居老人"}, MORNING),
    triple(COUNCIL, "MENTIONED_IN", article(MORNING), MORNING, properties={"modality": "practised"}),
    triple(WHISTLE, "MENTIONED_IN", article(ALONE), ALONE, properties={"modality": "advocated"}),
    triple(SUZHOU, "ADOPTED", ROOTS, ALONE, properties={"since": "2021-06-01", "status": "piloted"}, confidence=0.95),
    triple(PARK, "ADOPTED", CHAIN, ALONE),
    *(triple(CHAIN, "HAS_TIER", {"type": "Mechanism", "name": n}, ALONE, properties={"order": i})
      for i, n in enumerate(("街道", "网格", "楼栋"), 1)),
    triple({"type": "Organization", "name": "海淀区城管执法局"}, "TAKES_PART_IN", WHISTLE, MORNING, properties={"role": "报到单位"}),
    triple(WHISTLE, "GOVERNED_BY", {"type": "Policy", "name": "街道工作办法"}, ALONE),
    triple({"type": "Policy", "name": "街道工作办法"}, "MENTIONED_IN", article(ALONE), ALONE),
    triple(ROOTS, "KIND_OF", {"type": "Mechanism", "name": "网格党支部"}, ALONE),
]  # fmt: skip
