"""Whatever stands in a field of the graph stays text."""

from __future__ import annotations

import networkx as nx
import pytest
from govgraph.views import Network, render
from playwright.sync_api import Dialog

from .conftest import Opener

MARK = "window.__ran=(window.__ran||0)+1"
RAW = [
    f"<script>{MARK}</script>",
    f"</script><script>{MARK}</script>",
    f"<!--<script>{MARK}</script>-->",
    f"<img src=x onerror={MARK!r}>",
    f"<svg onload=\"{MARK}\">",
    f"<svg><script>{MARK}</script></svg>",
    f"<iframe srcdoc=\"<script>parent.{MARK}</script>\"></iframe>",
    f"<a href=\"javascript:{MARK}\">href</a>",
    f"javascript:{MARK}",
    f"data:text/html,<script>{MARK}</script>",
    f"\"><script>{MARK}</script>",
    f"'><script>{MARK}</script>",
    f"';{MARK};'",
    f"\";{MARK};\"",
    f"`${{{MARK}}}`",
    f"${{{MARK}}}",
    f"{{{{ 7*7 }}}}{{% for x in y %}}<script>{MARK}</script>",
    f"</title><script>{MARK}</script>",
    f"</style><script>{MARK}</script>",
    f"</textarea><script>{MARK}</script>",
    f"<body onload='{MARK}'>",
    f"<input autofocus onfocus='{MARK}'>",
    f"<details open ontoggle='{MARK}'>",
    f"<meta http-equiv=refresh content=\"0;url=javascript:{MARK}\">",
    f"<base href='https://example.org/'><script>{MARK}</script>",
    "<link rel=stylesheet href='https://example.org/x.css'>",
    "<style>@import 'https://example.org/x.css';</style>",
    f"<math><mtext><script>{MARK}</script></mtext></math>",
    f"\u2028{MARK}\u2029",
    f"\\\";{MARK};//",
    f"]]><script>{MARK}</script>",
    f"&lt;script&gt;{MARK}&lt;/script&gt;",
    f"&#60;script&#62;{MARK}&#60;/script&#62;",
    f"<scr<script>ipt>{MARK}</scr</script>ipt>",
    f"\x00<script>{MARK}</script>",
    f"<x onclick={MARK} style='position:fixed;inset:0'>",
    f"__proto__<script>{MARK}</script>",
    "\ud800half a letter",
    f"<object data=\"javascript:{MARK}\">",
    f"<form action=\"javascript:{MARK}\"><button>",
]
#: Each as it is, in upper case, in full-width letters, doubled, and behind a name: 200 in all.
PAYLOADS = [form for raw in RAW for form in (raw, raw.upper(), raw.translate({i: i + 0xFEE0 for i in range(0x21, 0x7F)}), raw + raw, f"苏州市{raw}")]
FIELDS_OF_A_NODE = ["name", "name_en", "pinyin", "kind", "category", "level", "province", "prefecture", "aliases", "measure", "unit", "title", "whatever"]
FIELDS_OF_AN_EDGE = ["predicate", "since", "status", "role", "order", "modality", "whatever"]
FIELDS_OF_EVIDENCE = ["source", "title", "date", "publisher", "document", "url", "quote", "extractor", "modality", "since", "status", "story"]


def poisoned(payloads: list[str]) -> nx.MultiDiGraph[str]:
    """A graph in which every field of every node, relation and statement holds a payload, each somewhere else."""
    turn = iter(range(10**9))

    def next_payload() -> str:
        return payloads[next(turn) % len(payloads)]

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for i, payload in enumerate(payloads):
        graph.add_node(f"{payload}{i}", **{field: next_payload() for field in FIELDS_OF_A_NODE})
        if i % 3 == 1:
            graph.nodes[f"{payload}{i}"].update(kind="Locality", code="3205", level="prefecture")
        elif i % 3 == 2:
            graph.nodes[f"{payload}{i}"].update(kind="Mechanism")
    nodes = list(graph)
    for a, b in zip(nodes, nodes[1:] + nodes[:1], strict=True):
        evidence = [{**{field: next_payload() for field in FIELDS_OF_EVIDENCE}, "span": [3, 9], "differs": [{"field": next_payload(), "one": next_payload(), "other": next_payload(), "source": next_payload()}]} for _ in range(2)]
        graph.add_edge(a, b, **{field: next_payload() for field in FIELDS_OF_AN_EDGE}, evidence=evidence, disagreements=[next_payload()])
        graph.add_edge(a, b, predicate="ADOPTED", since="2020-01", evidence=evidence)
    return graph


def test_there_are_200_different_payloads() -> None:
    assert len(set(PAYLOADS)) == 200


@pytest.mark.browser
@pytest.mark.parametrize("part", range(4))
def test_no_payload_runs_in_any_field(opener: Opener, part: int) -> None:
    payloads = PAYLOADS[part * 50 : part * 50 + 50]
    graph = poisoned(payloads)
    opened = opener(graph, title=payloads[0], subtitle=payloads[1], answer={"zh": payloads[2], "en": payloads[3]}, headings={"en": (payloads[3], payloads[4])}, focus=list(graph)[:1], summary=False)
    page = opened.page
    dialogs: list[str] = []

    def refuse(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.focus("#network")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "Enter", "ArrowUp"):
        page.keyboard.press(key)
    for head in page.locator("#panel-detail .fact-head").all()[:6]:
        head.click()
    page.fill("#search", "script")
    page.press("#search", "Enter")
    for control in ("#tab-map", "#tab-time", "#tab-network", "#tab-table", "#language", "#theme", "#tab-detail"):
        page.click(control)
    for form in ("svg", "png", "csv"):
        page.click("#export")
        page.click(f"#export-{form}")
        page.wait_for_timeout(150)
    for i, node in enumerate(graph):
        if i % 10 == 0:
            page.evaluate("id => { location.hash = '#' + encodeURIComponent(id); }", node)
    page.wait_for_timeout(200)
    assert page.evaluate("window.__ran") is None
    assert dialogs == []
    assert [r for r in opened.requests if not r.startswith(("file:", "data:image/svg", "blob:"))] == []
    assert page.evaluate("document.querySelectorAll('script').length") == 3
    assert page.evaluate("document.querySelectorAll('img, iframe, object, form, base, link').length") == 0
    assert [e for e in opened.errors if "Content Security Policy" in e] == []
    assert opened.errors == []


@pytest.mark.browser
def test_no_payload_runs_in_what_pyvis_lets_a_user_set(opener: Opener) -> None:
    for payload in PAYLOADS[::5]:
        network = Network(heading=payload, subtitle=payload, bgcolor=payload, font_color=payload, select_menu=True, filter_menu=True)
        network.add_node(payload, label=payload, title=payload, color=payload, shape=payload, group=payload)
        network.add_node("b", label=payload)
        network.add_edge(payload, "b", title=payload, label=payload, color=payload)
        network.set_options('var options = {"groups": {"x": {"title": "y"}}}')
        html = network.generate_html()
        assert html.count("</script") == 3
    opened = opener(html)
    assert opened.page.evaluate("window.__ran") is None


@pytest.mark.browser
def test_an_injected_script_would_be_stopped(opener: Opener, town: nx.MultiDiGraph[str]) -> None:
    broken = render(town).replace("</body>", f"<script>{MARK}</script><img src='https://example.org/x.png'></body>")
    opened = opener(broken)
    assert opened.page.evaluate("window.__ran") is None
    assert any("Content Security Policy" in error for error in opened.errors)


def test_the_policy_names_hashes_and_nothing_else(town: nx.MultiDiGraph[str]) -> None:
    html = render(town)
    policy = html.split('http-equiv="Content-Security-Policy" content="')[1].split('"')[0].replace("&#39;", "'")
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert len(rules["script-src"].split()) == 2
    assert all(x.startswith("'sha256-") for x in (rules["script-src"] + " " + rules["style-src"]).split())
    assert "unsafe" not in policy
    assert "http" not in policy
