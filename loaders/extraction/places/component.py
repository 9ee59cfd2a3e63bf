"""The pipeline's component for places: ``doc.spans["places"]``, each span with its :class:`Place`."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span

from ...gazetteer import Link, Linker
from ..annotations import Place
from ..sentences import text_of
from . import anaphora, unlisted
from .focus import Outline, focus_candidates, remember
from .register import Register, inside

_LEVEL_BY_ENDING = (
    (re.compile(r"(?:街道|镇|乡|苏木)$"), "township"),
    (re.compile(r"(?:社区|村|嘎查)$"), "village"),
    (re.compile(r"[县旗区]$"), "county"),
    (re.compile(r"市$"), "prefecture"),
)
_RANK = {
    "nation": 0,
    "province": 1,
    "prefecture": 2,
    "county": 3,
    "area": 4,
    "township": 5,
    "village": 6,
    "neighbourhood": 7,
}
#: What says where a place lies.
_LIES_IN = re.compile(r"(?:就)?(?:位于|地处|坐落于|坐落在|隶属于|隶属|属于)")
#: After 全省 and the like these compare a place with the others there: it is not the one spoken of.
_COMPARED = re.compile(r"[首第最唯]|率先|前列|排名|领先|先进|试点")


class Places:
    """Finds the places of an article, links them, and resolves the words that stand for them."""

    def __init__(self) -> None:
        self.linker = Linker()
        self.divisions = self.linker.divisions

    def __call__(self, doc: Doc) -> Doc:
        """Fill ``doc.spans["places"]``; needs nothing but the text, and heeds the article's dateline."""
        article = doc._.article
        text = text_of(doc)
        hint = getattr(article, "dateline", None)
        links, _ = self.linker.link(text, hint)
        register = Register(self.divisions)
        outline = Outline(
            text,
            sentences=[span.start for span in doc.spans.get("sentences", ())],
            paragraphs=[span.start for span in doc.spans.get("paragraphs", ())],
            body=getattr(article, "body", 0) or 0,
        )
        if hint and (code := self.divisions.find(hint)):
            outline.hint = register.coded(code)
        mentions = self._official(text, links, register)
        mentions = self._unlisted(text, mentions, register)
        mentions.sort(key=lambda m: (m[0], -m[1]))
        by_start = {start: place for start, _, place in mentions}
        chain: int | None = None
        for start, end, place in mentions:
            chain = start if chain is None else chain
            follower = by_start.get(end)
            if follower is None or not inside(follower, place):
                outline.add(start, place, chain)
                chain = None
        remember(doc, outline)
        mentions = self._anaphors(doc, text, mentions, register, outline)
        self._write(doc, text, mentions)
        return doc

    def _official(self, text: str, links: list[Link], register: Register) -> list[tuple[int, int, Place]]:
        mentions = []
        before: tuple[int, Place] | None = None
        for link in links:
            if link.code:
                place = register.coded(link.code, 1.0 if link.certain else 0.9)
            else:
                parent = before[1] if before and before[0] == link.start else None
                place = register.named(link.name, _level(link.name), parent)
            mentions.append((link.start, link.end, place))
            before = (link.end, place)
        return mentions

    def _unlisted(
        self, text: str, mentions: list[tuple[int, int, Place]], register: Register
    ) -> list[tuple[int, int, Place]]:
        """The mentions with those of unlisted places; villages known again can hold estates."""
        found = self._found(text, mentions, register)
        again = self._told_again(text, [*mentions, *found], found)
        if not again:
            return [*mentions, *found]
        holders = [item for item in found if item[2].level in ("village", "township")]
        known = sorted([*mentions, *holders, *again], key=lambda m: (m[0], -m[1]))
        return [*known, *self._found(text, known, register)]

    def _found(
        self, text: str, mentions: list[tuple[int, int, Place]], register: Register
    ) -> list[tuple[int, int, Place]]:
        starts, ends = [m[0] for m in mentions], [m[1] for m in mentions]

        def taken(offset: int) -> int | None:
            index = bisect_right(starts, offset) - 1
            return ends[index] if index >= 0 and offset < ends[index] else None

        by_end = {end: place for _, end, place in mentions}
        found: list[tuple[int, int, Place]] = []
        for item in unlisted.find(text, taken, dict(zip(ends, starts, strict=True))):
            parent = by_end.get(item.start) if item.attached else None
            if parent is None:
                parent = self._told_behind(text, item, mentions, starts)
            if parent is None:
                parent = self._holder(item, mentions, starts, register)
            if (
                parent is not None
                and _RANK[parent.level] >= _RANK[item.level]
                and item.level != "neighbourhood"
            ):
                continue
            if item.level == "village" and parent is not None and parent.level in ("nation", "province"):
                # 河南省和谐社区 is a title, not a place.
                continue
            place = register.named(item.name, item.level, parent, 0.85 if item.attached else 0.75)
            by_end[item.end] = place
            found.append((item.start, item.end, place))
        return found

    def _told_again(
        self, text: str, known: list[tuple[int, int, Place]], found: list[tuple[int, int, Place]]
    ) -> list[tuple[int, int, Place]]:
        """Where the article names an unlisted village or township again, without its holder before it."""
        once: dict[str, list[Place]] = {}
        for _, _, place in found:
            if place.level in ("village", "township") and len(place.name) > 3:
                same = once.setdefault(place.name, [])
                if place not in same:
                    same.append(place)
        names = {name: places[0] for name, places in once.items() if len(places) == 1}
        if not names:
            return []
        covered = {offset for start, end, _ in known for offset in range(start, end)}
        pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
        return [
            (match.start(), match.end(), names[match[0]])
            for match in pattern.finditer(text)
            if covered.isdisjoint(range(*match.span()))
        ]

    def _told_behind(
        self, text: str, item: unlisted.Found, mentions: list[tuple[int, int, Place]], starts: list[int]
    ) -> Place | None:
        """The place that an unlisted one is said to lie in: 柳叶胡同位于西城区广内街道."""
        lies = _LIES_IN.match(text, item.end)
        at, holder = lies.end() if lies else -1, None
        for start, end, place in mentions[bisect_right(starts, at - 1) :] if lies else ():
            if start != at or _RANK[place.level] >= _RANK[item.level]:
                break
            at, holder = end, place
        return holder

    def _holder(
        self,
        item: unlisted.Found,
        mentions: list[tuple[int, int, Place]],
        starts: list[int],
        register: Register,
    ) -> Place | None:
        """The place that an unlisted one lies in: the last named before it of a higher level."""
        if known := register.by_name(item.name):
            return register.parents.get(id(known))
        index = bisect_right(starts, item.start) - 1
        for _, _, place in reversed(mentions[max(0, index - 30) : index + 1]):
            if _RANK[place.level] < min(_RANK[item.level], 7) and place.level != "area":
                return place
        return None

    def _anaphors(
        self,
        doc: Doc,
        text: str,
        mentions: list[tuple[int, int, Place]],
        register: Register,
        outline: Outline,
    ) -> list[tuple[int, int, Place]]:
        covered = [(start, end) for start, end, _ in mentions]
        starts = [start for start, _ in covered]
        provinces = {p.code[:2] for _, _, p in mentions if p.code}
        found = []
        for match in anaphora.ANAPHOR.finditer(text):
            index = bisect_right(starts, match.start()) - 1
            if index >= 0 and covered[index][1] > match.start():
                continue
            place: Place | None
            if match["e"]:
                if match["e"].startswith("各地") and index >= 0 and covered[index][1] == match.start():
                    continue
                place = register.nation()
                if match["e"].startswith("各地") and len(provinces) == 1:
                    place = next(
                        (p for p in focus_candidates(doc, match.start()) if p.level == "province"), place
                    )
            elif kind := anaphora.unit(match):
                place = self._meant(doc, match.start(), kind, register)
            else:
                candidates = focus_candidates(doc, match.start())
                place = candidates[0] if candidates else None
            if place is not None:
                found.append((match.start(), match.end(), place))
                if place.level != "nation" and not _COMPARED.match(text, match.end()):
                    outline.add(match.start(), place)
        return sorted([*mentions, *found], key=lambda m: (m[0], -m[1]))

    def _meant(self, doc: Doc, offset: int, kind: str, register: Register) -> Place | None:
        """The place that 该镇, 全区, 市里 mean: the last of the kind, or what holds the one spoken of."""
        candidates = focus_candidates(doc, offset)
        for level in anaphora.levels(kind):
            for place in candidates[:6]:
                if place.level == level and anaphora.fits(kind, place.name, level):
                    return place
        for place in candidates[:3]:
            if not place.code:
                continue
            for code, name in reversed(self.divisions.ancestors(place.code)):
                if anaphora.fits(kind, name, self.divisions.level(code) or ""):
                    return register.coded(code, 0.85)
        for level in anaphora.levels(kind):
            for place in candidates:
                if place.level == level and anaphora.fits(kind, place.name, level):
                    return place
        return None

    def _write(self, doc: Doc, text: str, mentions: list[tuple[int, int, Place]]) -> None:
        spans = []
        surfaces: dict[int, dict[str, None]] = {}
        for start, end, place in mentions:
            span = Span(doc, start, end, "Locality")
            span._.fact = place
            spans.append(span)
            surfaces.setdefault(id(place), {})[text[start:end]] = None
        for _, _, place in mentions:
            place.aliases = tuple(
                s for s in surfaces[id(place)] if s != place.name and not anaphora.ANAPHOR.fullmatch(s)
            )
        doc.spans["places"] = spans


def _level(name: str) -> str:
    return next((level for pattern, level in _LEVEL_BY_ENDING if pattern.search(name)), "area")


@Language.factory("govgraph_places")
def create(nlp: Language, name: str) -> Places:
    """The component, with the gazetteer loaded."""
    return Places()
