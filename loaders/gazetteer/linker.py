"""Choose what each name in an article means: chains of parents, then the article's own places, else left open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import rjieba

from ...graph.identity.division_names import bare
from .lists import Bare, BareNames, is_ordinary
from .mentions import Gazetteer, Mention
from .scope import ENOUGH, Scope
from .words import words

_STREET = frozenset("路 街 大街 大道 大桥 东路 西路 南路 北路 中路 东街 西街 南街 北街 巷 河 江 湖 湾 山脉 高原 盆地 平原 话 菜 籍 舰 时间".split())
#: A short form opens the name of a company or a school that ends some characters on.
_INSTITUTION = re.compile(r"(?:(?![等的在有由和与])[\u4e00-\u9fff]){1,5}?(?:公司|集团|大学|学院|研究院|医院|银行|日报|晚报)")
_HEADS = re.compile(r"小区|花园|家园|大院|公寓|大厦|商圈|片区|街区|广场|[东西南北中]?[路街巷]")
_AND = re.compile(r"[和同与及]")
_NUMERAL = re.compile(r"[第一二三四五六七八九十]")


@dataclass(slots=True)
class Link:
    """A mention and the one division that it means; without a code it is one of several, or none of the table's."""

    start: int
    end: int
    code: str | None
    name: str  #: official name if linked, else as the text has it
    certain: bool = True  #: named in full or in a chain
    chained: bool = False  #: follows its parent's name directly


class Linker:
    """Links the names of official divisions in an article."""

    def __init__(self, gazetteer: Gazetteer | None = None):
        self.gazetteer = gazetteer or Gazetteer.default()
        self.divisions = self.gazetteer.divisions
        self.bare_names = BareNames(self.divisions)

    def link(self, text: str, hint: str | None = None) -> tuple[list[Link], Scope]:
        """The links of a text in its order, and the part of the country that it is about.

        Args:
            text: an article's text.
            hint: the place of the dateline, which tells where the article plays.
        """
        found = self.gazetteer.main(text)
        starts = {m.start for m in found}
        main = [m for m in found if m.end in starts or not _is_part(text, m)]
        groups = list(self.gazetteer.local(text))
        chains = _chains(self._segment(text, main, groups))
        for chain in chains:
            _agree(chain)
        scope = Scope()
        if hint and (code := self.divisions.find(hint)) and len(code) > 2:
            scope.add(code, 0)
        for chain in chains:
            self._note(chain, scope)
        links: dict[tuple[int, int], Link] = {}
        self._known: dict[str, set[str]] = {}
        self._ending = {mention.end: mention for chain in chains for mention in chain}
        for _ in range(3):
            before = len(links)
            for chain in sorted(chains, key=len, reverse=True):
                self._resolve(text, chain, scope, links)
            if len(links) == before:
                break
        for chain in chains:
            for index, mention in enumerate(chain):
                span = (mention.start, mention.end)
                if span not in links and mention.kind in ("main", "local") and index:
                    # Directly after its parent's name it is a place, whichever.
                    links[span] = Link(*span, None, mention.name, chained=True)
        for found_bare in self.bare_names.find(text, scope, set(links)):
            links.setdefault((found_bare.start, found_bare.end), self._bare(found_bare))
        result = _apart(sorted(links.values(), key=lambda link: (link.start, -link.end)))
        return _apart(sorted([*result, *self._again(text, result)], key=lambda link: link.start)), scope

    def _bare(self, found: Bare) -> Link:
        return Link(found.start, found.end, found.code, self.divisions.name(found.code) or "", certain=False)

    def _again(self, text: str, links: list[Link]) -> list[Link]:
        """Townships and villages that are named in full elsewhere, without their kind (大柜 for 大柜村)."""
        forms: dict[str, set[str]] = {}
        for link in links:
            if link.code and len(link.code) > 6:
                form = bare(link.name)
                if 2 <= len(form) < len(link.name) and form not in words().common:
                    forms.setdefault(form, set()).add(link.code)
        sole = {form: next(iter(codes)) for form, codes in forms.items() if len(codes) == 1}
        if not sole:
            return []
        taken = [(link.start, link.end) for link in links]
        starts = [start for start, _ in taken]
        again = []
        pattern = re.compile("|".join(sorted(map(re.escape, sole), key=len, reverse=True)))
        for match in pattern.finditer(text):
            index = bisect_right(starts, match.start()) - 1
            free = (index < 0 or taken[index][1] <= match.start()) and (
                index + 1 >= len(taken) or taken[index + 1][0] >= match.end()
            )
            if free and not _HEADS.match(text, match.end()) and (len(match[0]) > 3 or _stands_alone(text, match.start(), match.end())):
                code = sole[match[0]]
                again.append(Link(match.start(), match.end(), code, self.divisions.name(code) or "", certain=False))
        return again

    def _segment(self, text: str, main: list[Mention], groups: list[list[Mention]]) -> list[Mention]:
        """Mentions that do not overlap: a township's or village's name swallows a county's short form in it."""
        ends = {m.end: m for m in main}
        starts = [m.start for m in main]
        chosen: list[Mention] = []
        for group in groups:
            # A name that begins inside a full one is cut from it.
            group = [m for m in group if not _cuts(main, starts, m)]
            if not group:
                continue
            pick = next((m for m in group if self._below(ends.get(m.start), m)), None) or group[0]
            if len(group) > 1 and pick is group[0] and pick.name[0] in "在到和与从于对向由给把被让是有了的等及或为以按据跟":
                pick = group[1]
            chosen.append(pick)
            for other in group:
                if other is not pick and (other.name in pick.name):
                    pick.alternatives.append(other)
            ends[pick.end] = pick
        result: list[Mention] = []
        for mention in sorted([*chosen, *main], key=lambda m: (m.start, -m.end)):
            if not result or mention.start >= result[-1].end:
                result.append(mention)
        return result

    def _below(self, parent: Mention | None, mention: Mention) -> bool:
        return parent is not None and any(c.startswith(p) and c != p for p in parent.codes for c in mention.codes)

    def _note(self, chain: list[Mention], scope: Scope) -> None:
        """Add what a chain names for certain to the scope."""
        common = words().common
        for mention in chain:
            codes = _greatest(mention.codes) if mention.kind == "short" else mention.codes
            if len(codes) != 1:
                continue
            long = len(chain) > 1
            sure = mention.kind == "main" or (
                long and mention.kind in ("local", "short") and (mention is not chain[0] or mention.name not in common)
            )
            short = mention.kind == "short" and len(codes[0]) <= 4 and mention.name not in common
            if sure or short or (mention.kind == "nickname" and mention.name not in words().shared_nicknames):
                scope.add(codes[0], mention.start)

    def _resolve(self, text: str, chain: list[Mention], scope: Scope, links: dict[tuple[int, int], Link]) -> None:
        for index, mention in enumerate(chain):
            span = (mention.start, mention.end)
            if span in links:
                continue
            chained = index > 0
            if link := self._choose(text, mention, chained, len(chain) > 1, scope):
                link.chained = chained
                links[link.start, link.end] = link
                if link.code and link.certain:
                    scope.add(link.code, mention.start)
                if link.code and len(link.code) > 6:
                    for form in (link.name, bare(link.name)):
                        self._known.setdefault(form, set()).add(link.code)

    def _choose(self, text: str, mention: Mention, chained: bool, long: bool, scope: Scope) -> Link | None:
        codes, kind = mention.codes, mention.kind
        if kind != "local" and not chained and not long and mention.name in words().generic:
            return None
        if kind in ("short", "nickname"):
            return self._choose_short(text, mention, chained or long, scope)
        if len(codes) == 1 and (chained or (kind == "main" and len(mention.name) > 2)):
            return self._linked(mention, codes[0])
        code, weight = scope.choose(codes, mention.start)
        if kind == "main":
            if code and weight >= (0.7 if len(mention.name) > 2 else 2.0) and (len(codes) > 1 or not _AND.match(mention.name)):
                return self._linked(mention, code)
            same = _greatest(codes)
            return self._linked(mention, same[0]) if len(same) == 1 and all(c.startswith(same[0]) for c in codes) else None
        if chained:
            return self._linked(mention, code) if code else None
        known = self._known.get(mention.name, set())
        if len(known) == 1:
            return self._linked(mention, next(iter(known)))
        for option in (mention, *mention.alternatives):
            if _NUMERAL.match(option.name) and option is not mention:
                continue
            code, weight = scope.choose(option.codes, option.start)
            needed = 2.5 if len(option.name) <= 2 else ENOUGH if len(option.name) <= 3 else 0.7
            if code and self._detached(option, code) and weight >= needed and (weight >= ENOUGH or not is_ordinary(bare(option.name))):
                return self._linked(option, code, certain=weight >= 2.0)
        if not scope and len(codes) == 1 and len(mention.name) >= 4 and not is_ordinary(bare(mention.name)):
            return self._linked(mention, codes[0], certain=False)
        return None

    def _detached(self, mention: Mention, code: str) -> bool:
        """Whether no other place's name stands right before a mention, or one of the same county (a merged township)."""
        before = self._ending.get(mention.start)
        return before is None or any(code.startswith(other[:6]) for other in before.codes)

    def _choose_short(self, text: str, mention: Mention, chained: bool, scope: Scope) -> Link | None:
        codes = mention.codes
        if mention.kind == "nickname":
            code = codes[0]
            shared = mention.name in words().shared_nicknames
            near = scope.names(code) or scope.names(code[:2]) and len(code) > 2
            return self._linked(mention, code, certain=not shared) if near or not shared else None
        if chained and len(codes) == 1:
            return self._linked(mention, codes[0])
        named = [code for code in codes if scope.names(code)]
        if len(named) == 1:
            if mention.name in words().common and len(named[0]) > 4 and not _stands_alone(text, mention.start, mention.end):
                return None
            return self._linked(mention, named[0])
        greatest = _greatest(codes)
        if mention.name in words().common:
            return None
        if len(greatest) == 1 and len(greatest[0]) <= 4:
            return self._linked(mention, greatest[0])
        code, weight = scope.choose(codes, mention.start)
        if code and weight >= ENOUGH:
            return self._linked(mention, code, certain=False)
        if len(codes) == 1 and (
            len(mention.name) >= 3 or weight >= 0.7 or _leads(text, mention) or (not scope and _is_word(text, mention))
        ):
            return self._linked(mention, codes[0], certain=False)
        return None

    def _linked(self, mention: Mention, code: str, certain: bool = True) -> Link:
        return Link(mention.start, mention.end, code, self.divisions.name(code) or mention.name, certain)


def _is_part(text: str, mention: Mention) -> bool:
    """Whether a name is part of another: a street's, an institution's, a company's, a product's."""
    tail = words().not_before.match(text, mention.end)
    if mention.kind != "main" and (tail or _INSTITUTION.match(text, mention.end)):
        return True
    return tail is not None and tail[0] not in _STREET


def _cuts(main: list[Mention], starts: list[int], mention: Mention) -> bool:
    """Whether a mention begins inside the full name of a province, prefecture or county."""
    index = bisect_left(starts, mention.start) - 1
    return index >= 0 and main[index].kind == "main" and mention.start < main[index].end


def _chains(mentions: list[Mention]) -> list[list[Mention]]:
    """Runs of mentions that follow each other directly, each below the one before."""
    chains: list[list[Mention]] = []
    for mention in mentions:
        last = chains[-1][-1] if chains else None
        if last and last.end == mention.start and any(
            c.startswith(p) and c != p for p in last.codes for c in mention.codes
        ):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _agree(chain: list[Mention]) -> None:
    """Keep of each mention's codes those that fit with its neighbours'."""
    for parent, child in zip(chain, chain[1:], strict=False):
        child.codes = tuple(c for c in child.codes if any(c.startswith(p) and c != p for p in parent.codes))
    for parent, child in zip(reversed(chain[:-1]), reversed(chain[1:]), strict=True):
        parent.codes = tuple(p for p in parent.codes if any(c.startswith(p) and c != p for c in child.codes))


def _greatest(codes: tuple[str, ...]) -> tuple[str, ...]:
    shortest = min(map(len, codes))
    return tuple(code for code in codes if len(code) == shortest)


def _apart(links: list[Link]) -> list[Link]:
    """Links in their order, those that overlap an earlier one left out."""
    kept: list[Link] = []
    for link in links:
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return kept


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name stands between marks, as in a list or at a sentence's start."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return before in "\n、，。；“（" and after in "、，：和等的"


def _is_word(text: str, mention: Mention) -> bool:
    """Whether a name is a word of its own where it stands, and no ordinary one (not 新和 in 新和老)."""
    left = max(0, mention.start - 6)
    at = left
    for word in rjieba.cut(text[left : mention.end + 6]):
        if at == mention.start and at + len(word) == mention.end:
            return not is_ordinary(word)
        at += len(word)
    return False


def _leads(text: str, mention: Mention) -> bool:
    """Whether a name opens a line and a colon follows it, as in headlines (巢湖：...)."""
    return (mention.start == 0 or text[mention.start - 1] == "\n") and text[mention.end : mention.end + 1] == "："
