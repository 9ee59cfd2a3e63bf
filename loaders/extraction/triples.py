"""From an annotated ``Doc`` to triples of the interchange format.

A triple's span counts characters of the document as read, not of the article, and its quote is that
text. Places are joined to their parents, practices to the article and to their kind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc

from .annotations import Adoption, Chain, Person, Place, Practice, Span, Statistic, Target, text_of

Triple = dict[str, Any]
Node = dict[str, Any]

NATION = "中国"
EXTRACTOR = "govgraph"
#: A kind is told by the taxonomy from a practice's name, not by the article: this is its source.
TAXONOMY = {"id": "taxonomy", "document": "taxonomy.yaml", "title": "Taxonomy of governance practices"}
#: How sure a relation is that follows from the names alone (KIND_OF by the head of a name).
KIND_CONFIDENCE = 0.85
#: Digits of a division code -> level.
CODE_LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}


@lru_cache(maxsize=1)
def version() -> str:
    """The extractor's name and version, as triples carry it."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return f"{EXTRACTOR} {'.'.join(installed('govgraph').split('.')[:2])}"
    except PackageNotFoundError:  # a checkout that is not installed
        return EXTRACTOR


class Writer:
    """Writes the facts of one article as triples.

    Args:
        doc: the annotated article.
        source: the triple's ``source`` object.
        locate: turns a range of the article's text into one of the document's.
        text: the document as read.
    """

    def __init__(self, doc: Doc, source: Mapping[str, Any], locate: Callable[[int, int], Span], text: str):
        self.doc, self.source, self.locate, self.text = doc, dict(source), locate, text
        self._seed = hashlib.sha256(f"{source.get('title')}\n{source.get('date')}\n{text_of(doc)}".encode())
        self._places: dict[str, Place] = {}
        for span in doc.spans.get("places", ()):
            self._places.setdefault(span._.fact.name, span._.fact)
        self._first: dict[int, Span] = {}
        self._nodes: dict[int, Node] = {}  # a place or practice is written many times
        for key in doc.spans:
            for span in doc.spans[key]:
                if span._.fact is not None:
                    self._first.setdefault(id(span._.fact), (span.start, span.end))

    def __iter__(self) -> Iterator[Triple]:
        yield from self._part_of()
        yield from self._practices()
        yield from self._adoptions()
        yield from self._chains()
        yield from self._persons()
        yield from self._statistics()
        yield from self._policies()
        yield from self._targets()

    def triple(
        self,
        subject: Node,
        predicate: str,
        object_: Node,
        span: Span | None,
        confidence: float,
        properties: Mapping[str, Any] | None = None,
        source: Mapping[str, Any] | None = None,
    ) -> Triple:
        """One triple; its empty properties are left away."""
        row: Triple = {"subject": subject, "predicate": predicate, "object": object_}
        kept = {k: v for k, v in (properties or {}).items() if v not in (None, "", [])}
        if kept:
            row["properties"] = kept
        row["source"] = dict(source) if source else self.source
        if span is not None and span[1] > span[0]:
            start, end = self.locate(*span)
            row["span"] = [start, end]
            row["quote"] = self.text[start:end]
        row["confidence"] = round(min(max(confidence, 0.01), 0.99), 3)
        row["extractor"] = version()
        return row

    # -- nodes ---------------------------------------------------------------------------------

    def article(self) -> Node:
        """The article itself as a node."""
        identifier = self.source["id"]
        return {"type": "Source", "name": self.source.get("title") or identifier, "id": identifier}

    def place(self, place: Place) -> Node:
        """A place as a node."""
        if id(place) not in self._nodes:
            self._nodes[id(place)] = self._place(place)
        return self._nodes[id(place)]

    @staticmethod
    def _place(place: Place) -> Node:
        return _filled(
            type="Locality",
            name=place.name,
            level=place.level,
            code=place.code,
            within=list(place.within),
            aliases=[a for a in place.aliases if a != place.name],
        )

    def practice(self, practice: Practice) -> Node:
        """A practice as a node."""
        if id(practice) not in self._nodes:
            self._nodes[id(practice)] = self._practice(practice)
        return self._nodes[id(practice)]

    @staticmethod
    def _practice(practice: Practice) -> Node:
        return _filled(
            type="Mechanism",
            name=practice.name,
            category=practice.category,
            aliases=[a for a in practice.aliases if a != practice.name],
        )

    def statistic(self, fact: Statistic, span: Span) -> Node:
        """A figure as a node; its id tells it from an equal figure elsewhere in the text."""
        seed = self._seed.copy()
        seed.update(f"{span[0]}-{span[1]}:{fact.surface}".encode())
        return _filled(
            type="Statistic",
            id=f"statistic:{seed.hexdigest()[:20]}",
            name=fact.surface,
            value=int(fact.value) if fact.value == int(fact.value) else fact.value,
            high=fact.high,
            unit=fact.unit,
            measure=fact.measure,
            comparator=fact.comparator,
            period=fact.period,
        )

    # -- relations -----------------------------------------------------------------------------

    def _part_of(self) -> Iterator[Triple]:
        """Each place that the article names in its nearest parent; ``within`` has the rest of the chain."""
        for place in dict.fromkeys(s._.fact for s in self.doc.spans.get("places", ())):
            if place.level == "nation":
                continue
            *above, name = place.within or (NATION,)
            parent = self._parent(name, tuple(above), place.code)
            yield self.triple(
                self.place(place), "PART_OF", parent, self._first.get(id(place)), place.confidence
            )

    def _parent(self, name: str, within: tuple[str, ...], child_code: str | None) -> Node:
        if name == NATION:
            return {"type": "Locality", "name": NATION, "level": "nation"}
        known = self._places.get(name)
        if known is not None:
            return self.place(known)
        return _filled(type="Locality", name=name, **_division(name, child_code), within=list(within))

    def _practices(self) -> Iterator[Triple]:
        adopted = {id(a.practice): a.confidence for a in self.doc._.adoptions or ()}
        modality: Mapping[int, str] = {id(p): m for p, m in (self.doc._.modalities or ())}
        for practice in dict.fromkeys(s._.fact for s in self.doc.spans.get("practices", ())):
            node, span = self.practice(practice), self._first.get(id(practice))
            said = "practised" if id(practice) in adopted else modality.get(id(practice), "advocated")
            yield self.triple(
                node, "MENTIONED_IN", self.article(), span, practice.confidence, {"modality": said}
            )
            if practice.kind_of and practice.kind_of != practice.name:
                kind = {"type": "Mechanism", "name": practice.kind_of, "category": practice.category}
                yield self.triple(
                    node, "KIND_OF", kind, None, practice.confidence * KIND_CONFIDENCE, source=TAXONOMY
                )

    def _adoptions(self) -> Iterator[Triple]:
        adoption: Adoption
        for adoption in self.doc._.adoptions or ():
            yield self.triple(
                self.place(adoption.place),
                "ADOPTED",
                self.practice(adoption.practice),
                adoption.span,
                adoption.confidence,
                {"since": adoption.since, "status": adoption.status},
            )

    def _chains(self) -> Iterator[Triple]:
        chain: Chain
        for chain in self.doc._.chains or ():
            for order, tier in enumerate(chain.tiers, 1):
                yield self.triple(
                    self.practice(chain.practice),
                    "HAS_TIER",
                    {"type": "Mechanism", "name": tier, "category": chain.practice.category},
                    chain.span,
                    chain.confidence,
                    {"order": order},
                )

    def _persons(self) -> Iterator[Triple]:
        for fact in dict.fromkeys(s._.fact for s in self.doc.spans.get("persons", ())):
            person: Person = fact
            node, span = {"type": "Person", "name": person.name}, self._first[id(person)]
            said = False
            for role in person.roles:
                at = role.span if role.span[1] > role.span[0] else span
                at = (min(at[0], span[0]), max(at[1], span[1])) if abs(at[0] - span[0]) < 60 else at
                properties = {"role": role.title}
                if role.place is not None:
                    said = True
                    yield self.triple(
                        node, "HOLDS_ROLE_IN", self.place(role.place), at, person.confidence, properties
                    )
                if role.organization:
                    said = True
                    organization = {"type": "Organization", "name": role.organization}
                    yield self.triple(node, "HOLDS_ROLE_IN", organization, at, person.confidence, properties)
            for practice in person.speaks_on:
                said = True
                yield self.triple(
                    node, "SPEAKS_ON", self.practice(practice), span, person.confidence * practice.confidence
                )
            place = self._focus(span[0])
            if not said and place is not None:
                title = person.roles[0].title if person.roles else None
                yield self.triple(
                    node,
                    "HOLDS_ROLE_IN",
                    self.place(place),
                    span,
                    person.confidence * 0.8,
                    {"role": title},
                )

    def _statistics(self) -> Iterator[Triple]:
        for span in self.doc.spans.get("statistics", ()):
            fact: Statistic = span._.fact
            at = (span.start, span.end)
            node = self.statistic(fact, at)
            place = fact.place
            if place is None and fact.practice is None:
                place = self._focus(span.start)
            if place is not None:
                yield self.triple(node, "REPORTED_FOR", self.place(place), at, fact.confidence)
            if fact.practice is not None:
                yield self.triple(node, "MEASURES", self.practice(fact.practice), at, fact.confidence * 0.85)

    def _policies(self) -> Iterator[Triple]:
        seen: set[str] = set()
        for span in self.doc.spans.get("policies", ()):
            fact = span._.fact
            title = getattr(fact, "title", None) or getattr(fact, "name", None) or span.text.strip("《》")
            confidence = getattr(fact, "confidence", 0.9)
            node, at = {"type": "Policy", "name": title}, (span.start, span.end)
            if title not in seen:
                seen.add(title)
                yield self.triple(
                    node, "MENTIONED_IN", self.article(), at, confidence, {"modality": "practised"}
                )
            for practice in _some(fact, "practice", "practices"):
                yield self.triple(self.practice(practice), "GOVERNED_BY", node, at, confidence * 0.8)
            for place in _some(fact, "place", "places"):
                yield self.triple(self.place(place), "GOVERNED_BY", node, at, confidence * 0.9)

    def _targets(self) -> Iterator[Triple]:
        target: Target
        for target in self.doc._.targets or ():
            where = {"locality": target.place.name, "code": target.place.code} if target.place else {}
            yield self.triple(
                self.practice(target.practice),
                "ADDRESSES" if target.kind == "Problem" else "SERVES",
                {"type": target.kind, "name": target.name},
                target.span,
                target.confidence,
                where,
            )

    def _focus(self, offset: int) -> Place | None:
        """The place last named before, else the first of the article: who is being spoken of."""
        before: Place | None = None
        for span in self.doc.spans.get("places", ()):
            if span.start > offset and before is not None:
                break
            before = span._.fact
        return before


def _division(name: str, child_code: str | None) -> dict[str, str]:
    """Level and code of a place's parent, as far as the place's own code tells them."""
    if not child_code:
        return {}
    from ...graph.identity.divisions import Divisions

    for code, ancestor in Divisions.default().ancestors(child_code):
        if ancestor == name:
            return {"level": CODE_LEVELS[len(code)], "code": code}
    return {}


def _filled(**values: Any) -> Node:
    return {k: v for k, v in values.items() if v not in (None, "", [], ())}


def _some(fact: object, one: str, many: str) -> list[Any]:
    single = getattr(fact, one, None)
    return [*([single] if single is not None else []), *(getattr(fact, many, None) or ())]
