"""Articles marked up for a person to check: every find coloured, with its link and who practises what.

One HTML file that makes no request. Nested finds are nested marks, which displacy cannot show; finds of low
confidence are underlined, and the facts that join others follow in tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from spacy.tokens import Doc, Span

from .annotations import SPAN_KEYS, Place, Practice, Statistic

#: Colours of the kinds, told apart by the colour-blind too (Okabe and Ito 2008), light enough for black text.
COLOURS = {
    "places": "#9fd0f0",
    "practices": "#f6c28b",
    "persons": "#e8b7d4",
    "statistics": "#f3eca0",
    "policies": "#cdbbe8",
}
_NAMES = {"places": "地方", "practices": "机制", "persons": "人物", "statistics": "数据", "policies": "政策"}
_STYLE = """
body{font:17px/2 "Noto Serif CJK SC","Songti SC",SimSun,serif;color:#222}
body{margin:2rem auto;max-width:52rem;padding:0 1rem}
h1{font-size:1.4rem;line-height:1.4}h2{font-size:1.05rem;margin-top:2rem}
article{border-bottom:2px solid #ccc;padding-bottom:2rem;margin-bottom:2rem}
p{margin:.5em 0;text-indent:2em}
mark{padding:.1em .15em;border-radius:.25em;color:inherit}
mark mark{outline:1px solid #555}
.low{border-bottom:2px dashed #b00}
.legend mark{margin-right:1em}.source{color:#666;font-size:.85rem}
table{border-collapse:collapse;font-size:.85rem;line-height:1.5;width:100%}
td,th{border:1px solid #ccc;padding:.2em .5em;text-align:left;vertical-align:top}
"""
#: Finds of less confidence than this are underlined.
DOUBTFUL = 0.6


def page(doc: Doc, source: Mapping[str, Any]) -> str:
    """One article as an HTML fragment.

    Args:
        doc: the annotated article.
        source: of its triples: title, date, publisher.
    """
    about = " · ".join(str(source[k]) for k in ("id", "date", "publisher") if source.get(k))
    parts = [f"<article><h1>{escape(str(source.get('title') or source.get('id') or ''))}</h1>"]
    parts.append(f'<p class="source">{escape(about)}</p>')
    parts.append(_text(doc))
    adoptions = [
        (
            a.place.name,
            a.practice.name,
            a.since or "",
            a.status,
            f"{a.confidence:.2f}",
            doc.text[slice(*a.span)],
        )
        for a in doc._.adoptions or ()
    ]
    parts.append(_table("谁在做什么", ("地方", "机制", "始于", "状态", "置信度", "依据"), adoptions))
    chains = [(c.practice.name, " → ".join(c.tiers), f"{c.confidence:.2f}") for c in doc._.chains or ()]
    parts.append(_table("层级", ("机制", "层级", "置信度"), chains))
    targets = [
        (t.practice.name, "问题" if t.kind == "Problem" else "人群", t.name, t.place.name if t.place else "")
        for t in doc._.targets or ()
    ]
    parts.append(_table("对象", ("机制", "类", "名称", "地方"), targets))
    parts.append("</article>")
    return "".join(parts)


def document(pages: Iterable[str]) -> str:
    """The pages of articles as one HTML file."""
    legend = "".join(f'<mark style="background:{c}">{_NAMES[k]}</mark>' for k, c in COLOURS.items())
    body = "".join(pages) or "<p>没有可标注的文章</p>"
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>govgraph</title>'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f'<style>{_STYLE}</style></head><body><p class="legend">{legend}</p>{body}</body></html>\n'
    )


def _text(doc: Doc) -> str:
    """The text with its finds marked; a find that crosses another's border is cut there."""
    spans = [(s.start, s.end, k, s) for k in SPAN_KEYS for s in doc.spans.get(k, ()) if s.end > s.start]
    spans.sort(key=lambda s: (s[0], -s[1]))
    out: list[str] = []
    open_until: list[int] = []
    at = 0

    def text(to: int) -> None:
        nonlocal at
        while open_until and open_until[-1] <= to:
            out.append(_plain(doc.text[at : open_until[-1]]))
            at = open_until.pop()
            out.append("</mark>")
        out.append(_plain(doc.text[at:to]))
        at = to

    for start, end, key, span in spans:
        text(start)
        end = min([end, *open_until])
        if end > start:
            fact = span._.fact
            low = ' class="low"' if getattr(fact, "confidence", 1.0) < DOUBTFUL else ""
            tip = escape(_tip(fact, span), quote=True)
            out.append(f'<mark{low} style="background:{COLOURS[key]}" title="{tip}">')
            open_until.append(end)
    text(len(doc.text))
    return "<p>" + "".join(out) + "</p>"


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tip(fact: object, span: Span) -> str:
    if isinstance(fact, Place):
        return f"{'/'.join((*fact.within, fact.name))} {fact.level} {fact.code or ''} {fact.confidence:.2f}"
    if isinstance(fact, Practice):
        return f"{fact.name} {fact.category} {fact.kind_of or ''} {fact.confidence:.2f}"
    if isinstance(fact, Statistic):
        place, practice = fact.place, fact.practice
        return (
            f"{fact.measure} {fact.comparator}{fact.value:g} {fact.unit}"
            f" {place.name if place else ''} {practice.name if practice else ''} {fact.confidence:.2f}"
        )
    roles = getattr(fact, "roles", None)
    if roles:
        return "、".join(r.title for r in roles)
    return span.label_


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    top = "".join(f"<th>{escape(h)}</th>" for h in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<h2>{escape(title)}</h2><table><tr>{top}</tr>{body}</table>"
