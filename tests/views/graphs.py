"""Made-up graphs of any size with real names of places and practices, for tests and the bench of the page."""

from __future__ import annotations

import csv
import random
from importlib.resources import files

import networkx as nx
import yaml

PUBLISHERS = ["人民日报", "新华社", "光明日报", "经济日报", "法治日报", "中国组织人事报"]
WORDS = ["社区", "党员", "居民", "网格", "物业", "支部", "协商", "服务", "治理", "楼栋", "议事", "志愿", "小区", "街道", "诉求", "队伍"]


def taxonomy() -> list[dict]:
    raw = files("govgraph.graph.identity").joinpath("taxonomy.yaml").read_text("utf-8")
    return yaml.load(raw, getattr(yaml, "CSafeLoader", yaml.SafeLoader))["types"]


def centres() -> list[dict]:
    with files("govgraph.views").joinpath("data", "centres.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def graph(size: int, seed: int = 7) -> nx.MultiDiGraph:
    """A graph of `size` nodes: half places, a quarter practices, the rest people, figures, problems and articles."""
    rng = random.Random(f"{size} {seed}")
    g = nx.MultiDiGraph()
    rows = {r["code"]: r["name"] for r in centres()}
    sources = [
        {"source": f"{i:03}#1", "title": f"{rng.choice(WORDS)}里的{rng.choice(WORDS)}（{i + 1}）", "date": f"{rng.randint(2016, 2023)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
         "publisher": rng.choice(PUBLISHERS), "document": f"{i:03}_page.txt"}
        for i in range(max(4, size // 40))
    ]  # fmt: skip

    def said(text: str) -> dict:
        source = rng.choice(sources)
        start = rng.randint(0, 4000)
        quote = f"{text}，" + "".join(rng.choice(WORDS) for _ in range(6))
        return {**source, "span": [start, start + len(quote)], "quote": quote, "confidence": round(rng.uniform(0.5, 1), 2), "extractor": "govgraph 0.1", "modality": rng.choice(["practised"] * 5 + ["advocated"])}

    def link(a: str, b: str, predicate: str, **more: object) -> None:
        evidence = [said(f"{g.nodes[a]['name']}{g.nodes[b]['name']}") for _ in range(1 if rng.random() < 0.85 else 2)]
        g.add_edge(a, b, predicate=predicate, sources=len({e["source"] for e in evidence}), confidence=max(e["confidence"] for e in evidence), evidence=evidence, **more)

    def place(code: str) -> str:
        node = f"loc:{code}"
        if node in g:
            return node
        level = {2: "province", 4: "prefecture", 6: "county"}[len(code)]
        up = {k: rows[code[:n]] for k, n in (("province", 2), ("prefecture", 4), ("county", 6)) if len(code) >= n and code[:n] in rows}
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
            g.add_node(node, kind="Mechanism", name=t["zh"], name_en=t["en"], category=t["category"], aliases=t.get("aliases", [])[:3])
        else:
            g.add_node(node, kind="Mechanism", name=f"{rng.choice(WORDS)}{rng.choice(WORDS)}{t['zh'][-4:]}{i}", category=t["category"])
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
            link(node, practice, "ADOPTED", status="practised", **({"since": since} if rng.random() < 0.6 else {}))
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
            g.add_node(node, kind=kind, name=f"{value}个", value=value, unit=rng.choice("个名家支"), measure=g.nodes[practice]["name"], comparator="=")
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
