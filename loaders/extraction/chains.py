"""The component ``govgraph_chains``: the tiers of a system, where a text spells them out in order.

Chains are written with dashes (社区党委—网格党支部—楼栋党小组), plus signs or arrows; as a list with the
number of its levels behind it (市、区、街道、社区四级联动); as what is built where (党支部建在小区,
党小组建在楼栋); or as a way from one to the next (从社区到网格到楼栋). The system that a chain belongs to is
the practice that the text names with it; where it names none, the chain itself becomes one.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from .annotations import Chain, Practice, text_of
from .chain_forms import CLAUSE, CONFIDENCE, LEVELS, NO_QUOTES, Found, find, systems

__all__ = ["Chains", "find"]

#: Between a system and the chain that spells it out: 四级组织体系，即...
_SPELT_OUT = re.compile(
    r"[”’」]?(?:组织|治理)?(?:体系|架构|网络|机制|链条)?[”’」]?(?:[，,]?(?:即|就是|也就是|包括)|[：:]|——?)[“‘「]?"
)


class Chains:
    """Finds chains of tiers: ``doc._.chains``."""

    def __call__(self, doc: Doc) -> Doc:
        """Adds the list; a chain whose system has no name of its own adds a practice."""
        text = text_of(doc)
        practices = list(doc.spans.get("practices", ()))
        made: list[Span] = []
        chains: list[Chain] = []
        found = find(text)
        practices = [s for s in practices if not any(_cut(s, item) for item in found)]
        doc.spans["practices"] = practices
        for item in found:
            practice = _named(practices, item, text)
            if practice is None:
                span = _new(doc, item)
                practice = span._.fact
                made.append(span)
            known = next((c for c in chains if c.practice is practice), None)
            if known is None:
                chains.append(Chain(practice, item.tiers, (item.start, item.end), CONFIDENCE[item.kind]))
        if made:
            doc.spans["practices"] = sorted([*practices, *made], key=lambda s: (s.start, -s.end))
        doc._.chains = chains
        return doc


def _cut(span: Span, item: Found) -> bool:
    """Whether a practice is but a verb and the first tier of a chain (推行网格党总支—...)."""
    return item.kind in ("linked", "plus") and item.start - 3 <= span.start < item.start < span.end < item.end


def _named(practices: list[Span], item: Found, text: str) -> Practice | None:
    """The practice that a chain spells out: the one that holds it, or that follows at once."""
    best: tuple[int, Practice] | None = None
    for span in practices:
        if span.start > item.end + 8:
            break
        if span.end <= item.start:
            if _SPELT_OUT.fullmatch(text[span.end : item.start]) and LEVELS.search(span.text):
                best = best or (1, span._.fact)
            continue
        overlap = min(span.end, item.end) - max(span.start, item.start)
        holds = span.start <= item.start + 1 and span.end >= item.end - 1
        systemic = bool(LEVELS.search(span.text)) or bool(systems().search(span.text))
        follows = span.start >= item.end - len(item.system) - 1 and not any(
            c in CLAUSE for c in text[item.end : span.start]
        )
        score = 3 if holds else 2 if follows and systemic else 1 if overlap * 2 > item.end - item.start else 0
        if score and (best is None or score > best[0]):
            best = score, span._.fact
    return best[1] if best else None


def _new(doc: Doc, item: Found) -> Span:
    """A practice made of a chain, with its span."""
    spelled = text_of(doc)[item.start : item.end].translate(NO_QUOTES).replace("\n", "")
    name = spelled if not item.system or item.system in spelled else spelled + item.system
    party = "党" in name
    practice = Practice(
        name, category="party_org" if party else "grid" if "网格" in name else "other",
        aliases=(item.system,) if item.system and item.system != name else (),
        confidence=CONFIDENCE[item.kind],
    )  # fmt: skip
    span = Span(doc, item.start, item.end, label="Mechanism")
    span._.fact = practice
    return span


@Language.factory("govgraph_chains")
def make(nlp: Language, name: str) -> Chains:
    """The component; it has no settings."""
    return Chains()
