"""Made-up graphs of any size with real names of places and practices, for tests and the bench of the page."""

from __future__ import annotations

import csv
import random
from importlib.resources import files
from typing import Any

import networkx as nx
import yaml

PUBLISHERS = ["人民日报", "新华社", "光明日报", "经济日报", "法治日报", "中国组织人事报"]
WORDS = [
    "社区",
    "党员",
    "居民",
    "网格",
    "物业",
    "支部",
    "协商",
    "服务",
    "治理",
    "楼栋",
    "议事",
    "志愿",
    "小区",
    "街道",
    "诉求",
    "队伍",
]


def taxonomy() -> list[dict[str, Any]]:
    raw = files("govgraph.graph.identity").joinpath("taxonomy.yaml").read_text("utf-8")
    types: list[dict[str, Any]] = yaml.load(raw, getattr(yaml, "CSafeLoader", yaml.SafeLoader))["types"]
    return types


def centres() -> list[dict[str, str]]:
    table = files("govgraph.views").joinpath("data", "centres.csv").read_text("utf-8").splitlines()
    return list(csv.DictReader(table))


def graph(size: int, seed: int = 7) -> nx.MultiDiGraph[str]:
    """A graph of `size` nodes: half places, a quarter practices, the rest people, figures, problems and articles."""
    rng = random.Random(f"{size} {seed}")
    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    rows = {r["code"]: r["name"] for r in centres()}
    sources = [
        {"source": f"{i:03}#1", "title": f"{rng.choice(WORDS)}里的{rng.choice(WORDS)}（{i + 1}）", "date": f"{rng.randint(2016, 2023)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
         "publisher": rng.choice(PUBLISHERS), "document": f"{i:03}_page.txt"}
        for i in range(max(4, size // 40))
    ]  # fmt: skip

    def said(text: str) -> dict[str, Any]:
        source = rng.choice(sources)
        start = rng.randint(0, 4000)
        quote = f"{text}，" + "".join(rng.choice(WORDS) for _ in range(6))
        return {
            **source,
            "span": [start, start + len(quote)],
            "quote": quote,
            "confidence": round(rng.uniform(0.5, 1), 2),
            "extractor": "govgraph 0.1",
            "modality": rng.choice(["practised"] * 5 + ["advocated"]),
        }

    def link(a: str, b: str, predicate: str, **more: Any) -> None:
        evidence = [
            said(f"{g.nodes[a]['name']}{g.nodes[b]['name']}") for _ in range(1 if rng.random() < 0.85 else 2)
        ]
        g.add_edge(
            a,
            b,
            predicate=predicate,
            sources=len({e["source"] for e in evidence}),
            confidence=max(e["confidence"] for e in evidence),
            evidence=evidence,
            **more,
        )

    def place(code: str) -> str:
        node = f"loc:{code}"
        if node in g:
            return node
        level = {2: "province", 4: "prefecture", 6: "county"}[len(code)]
        up = {
            k: rows[code[:n]]
            for k, n in (("province", 2), ("prefecture", 4), ("county", 6))
            if len(code) >= n and code[:n] in rows
        }
        g.add_node(node, kind="Locality", name=rows[code], level=level, code=code, **up)
        parent = next((code[:n] for n in (4, 2) if len(code) > n and code[:n] in rows), None)
        if parent:
            link(node, place(parent), "PART_OF")
        return node

    counties = [c for c in rows if len(c) == 6]
    practices: list[str] = []
    types = taxonomy()
    while len(practices) < max(4, size // 4):
        i = len(practices)
        t = types[i % len(types)]
        node = f"mech:{i}"
        if i < len(types):
            g.add_node(
                node,
                kind="Mechanism",
                name=t["zh"],
                name_en=t["en"],
                category=t["category"],
                aliases=t.get("aliases", [])[:3],
            )
        else:
            g.add_node(
                node,
                kind="Mechanism",
                name=f"{rng.choice(WORDS)}{rng.choice(WORDS)}{t['zh'][-4:]}{i}",
                category=t["category"],
            )
            link(node, f"mech:{i % len(types)}", "KIND_OF")
        practices.append(node)
    for head in practices[:: max(12, len(practices) // 8)]:
        for order, tier in enumerate(rng.sample(practices, 3), 1):
            if tier != head:
                link(head, tier, "HAS_TIER", order=order)
    places: list[str] = []
    while sum(d["kind"] == "Locality" for _, d in g.nodes(data=True)) < size // 2:
        node = place(rng.choice(counties))
        if node not in places:
            places.append(node)
        for practice in rng.sample(practices, min(len(practices), rng.choice([1, 1, 2]))):
            since = f"{rng.randint(2012, 2022)}" + (f"-{rng.randint(1, 12):02}" if rng.random() < 0.6 else "")
            link(
                node,
                practice,
                "ADOPTED",
                status="practised",
                **({"since": since} if rng.random() < 0.6 else {}),
            )
    number = 0
    while g.number_of_nodes() < size:
        number += 1
        kind = rng.choice(["Person", "Statistic", "Statistic", "Organization", "Problem", "Group", "Policy"])
        node, practice, where = f"{kind}:{number}", rng.choice(practices), rng.choice(places)
        if kind == "Person":
            g.add_node(node, kind=kind, name=f"{rng.choice('王李张刘陈杨')}某{number}")
            link(node, where, "HOLDS_ROLE_IN", role="党支部书记")
        elif kind == "Statistic":
            value = rng.randint(3, 90000)
            g.add_node(
                node,
                kind=kind,
                name=f"{value}个",
                value=value,
                unit=rng.choice("个名家支"),
                measure=g.nodes[practice]["name"],
                comparator="=",
            )
            link(node, where, "REPORTED_FOR")
            link(node, practice, "MEASURES")
        elif kind == "Organization":
            g.add_node(node, kind=kind, name=f"第{number}物业服务中心")
            link(node, practice, "TAKES_PART_IN", role="参与")
        elif kind == "Problem":
            g.add_node(node, kind=kind, name=f"第{number}类难题")
            link(practice, node, "ADDRESSES")
        elif kind == "Group":
            g.add_node(node, kind=kind, name=f"第{number}类群体")
            link(practice, node, "SERVES")
        else:
            g.add_node(node, kind=kind, name=f"关于第{number}项工作的意见", title="")
            link(practice, node, "GOVERNED_BY")
    return g


def proof(source: str, quote: str, **more: Any) -> dict[str, Any]:
    """A statement of one of two articles."""
    articles = {
        "morning": {"title": "银杏树下说事的一年", "date": "2021-05-06", "publisher": "晨报", "document": "morning.txt"},
        "evening": {"title": "楼道里的红马甲", "date": "2023-03-01", "publisher": "晚报", "document": "evening.txt", "url": "https://example.org/evening"},
    }
    start = len(quote) * 7
    return {"source": source, **articles[source], "span": [start, start + len(quote)], "quote": quote, "confidence": 0.9, "extractor": "govgraph 0.1", **more}


def town() -> nx.MultiDiGraph[str]:
    """Two cities, a chain with a grid party branch as a tier, a brand, a person, a figure, one thing only advocated."""
    g: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    place = {"kind": "Locality"}
    g.add_node("loc/3205", **place, name="苏州市", level="prefecture", code="3205", province="江苏省")
    g.add_node("loc/32", **place, name="江苏省", level="province", code="32")
    g.add_node("loc/150603", **place, name="康巴什区", level="county", code="150603", province="内蒙古自治区", prefecture="鄂尔多斯市")
    g.add_node("mech/branch", kind="Mechanism", name="网格党支部", name_en="Grid party branch", category="party_org", aliases=["支部建在网格上"])
    g.add_node("mech/chain", kind="Mechanism", name="四级网格组织体系", category="grid")
    g.add_node("mech/brand", kind="Mechanism", name="根系工程", category="party_org")
    g.add_node("mech/points", kind="Mechanism", name="积分超市", category="incentive")
    g.add_node("per/1", kind="Person", name="周明亮")
    g.add_node("stat/1", kind="Statistic", name="120", value=120, unit="个", measure="网格党支部")
    g.add_node("src/morning", kind="Source", name="银杏树下说事的一年", title="银杏树下说事的一年")

    def add(a: str, b: str, predicate: str, *evidence: dict[str, Any], **more: Any) -> None:
        g.add_edge(a, b, predicate=predicate, evidence=list(evidence), sources=len({e["source"] for e in evidence}), confidence=max((e["confidence"] for e in evidence), default=0.5), **more)

    add("loc/3205", "loc/32", "PART_OF", proof("morning", "江苏苏州"))
    add("loc/3205", "mech/brand", "ADOPTED", proof("morning", "苏州实施根系工程", since="2019-03"), proof("evening", "根系工程始于苏州", since="2018"), since="2019-03", status="practised")
    add("loc/150603", "mech/chain", "ADOPTED", proof("evening", "康巴什搭起四级网格", confidence=0.4), status="piloted")
    add("mech/brand", "mech/branch", "KIND_OF", proof("morning", "根系工程把支部建到网格"))
    add("mech/chain", "mech/branch", "HAS_TIER", proof("evening", "第二级是网格党支部"), order=2)
    add("per/1", "loc/3205", "HOLDS_ROLE_IN", proof("morning", "市委组织部部长周明亮"), role="组织部部长")
    add("per/1", "mech/branch", "SPEAKS_ON", proof("morning", "周明亮说"))
    add("stat/1", "loc/3205", "REPORTED_FOR", proof("evening", "苏州有120个"))
    add("stat/1", "mech/branch", "MEASURES", proof("evening", "120个网格党支部"))
    add("mech/points", "src/morning", "MENTIONED_IN", proof("morning", "应当推广积分超市", modality="advocated"), modality="advocated")
    add("mech/branch", "src/morning", "MENTIONED_IN", proof("morning", "网格党支部", modality="practised"), modality="practised")
    return g
