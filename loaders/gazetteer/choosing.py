"""Choose the one division that a mention means, or none: by its chain, or by what else the article names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ...graph.identity.division_names import bare
from ...graph.identity.divisions import Divisions
from .context import is_ordinary, is_word, leads, stands_alone
from .mentions import Mention
from .scope import ENOUGH, Scope
from .words import words

#: A full name that begins with one of these may be the conjunction and a common word (和县).
_AND = re.compile(r"[和同与及]")
#: Letters of a name, none of them a particle.
_WORD = re.compile(r"[^\W\d_的和与及在到以等是有对向从把被让将]+")
_NUMERAL = re.compile(r"[第一二三四五六七八九十]")
#: What must speak for a township's or village's name, by its length: the shorter, the oftener it recurs.
_NEEDED = {2: 2.5, 3: ENOUGH}
#: The province alone speaks for a name.
_PROVINCE = 0.7
#: The county, or the prefecture by name, speaks for it: sure enough to tell others by.
_SURE = 2.0


@dataclass(slots=True)
class Link:
    """A mention and the one division that it means.

    Without a code it is one of several, or none of the table's.
    """

    start: int
    end: int
    code: str | None
    name: str  #: usual name of the division if linked, else as the text has it
    certain: bool = True  #: named in full or in a chain
    chained: bool = False  #: follows its parent's name directly


class Chooser:
    """Chooses for one article, and remembers what it chose.

    Attributes:
        scope: the part of the country that the article is about.
        links: what is chosen, by range.
    """

    def __init__(self, divisions: Divisions, text: str, chains: list[list[Mention]]):
        self.divisions, self.text, self.chains = divisions, text, chains
        self.scope = Scope()
        self.links: dict[tuple[int, int], Link] = {}
        self._known: dict[str, set[str]] = {}
        self._longer: set[str] = set()  #: names that the table lacks, which end with one that it has
        self._ending = {mention.end: mention for chain in chains for mention in chain}

    def run(self, hint: str | None) -> None:
        """Link what can be told, the certain first, as long as what is told helps to tell more."""
        if hint and (code := self.divisions.find(hint)) and len(code) > 2:
            self.scope.add(code, 0)
        for chain in self.chains:
            self._note(chain)
        for _ in range(3):
            before = len(self.links)
            for chain in sorted(self.chains, key=len, reverse=True):
                for index, mention in enumerate(chain):
                    if (mention.start, mention.end) not in self.links:
                        self._take(mention, index > 0, len(chain) > 1)
            if len(self.links) == before:
                break
        for chain in self.chains:
            for holder, mention in pairwise(chain):
                span = (mention.start, mention.end)
                if span not in self.links and mention.kind in ("main", "local"):
                    held_by = self.links.get((holder.start, holder.end))
                    if mention.name in words().titles and held_by and len(held_by.code or "") in (2, 4):
                        continue  # 河南省和谐社区 is a title
                    # Directly after its parent's name it is a place, whichever.
                    self.links[span] = Link(*span, None, mention.name, chained=True)

    def _note(self, chain: list[Mention]) -> None:
        """Add what a chain names for certain to the scope."""
        common, long = words().common, len(chain) > 1
        for mention in chain:
            codes = greatest(mention.codes) if mention.kind == "short" else mention.codes
            if len(codes) != 1:
                continue
            if mention.kind == "main":
                sure = True
            elif mention.kind == "local":
                sure = long
            elif mention.kind == "short":
                in_chain = long and (mention is not chain[0] or mention.name not in common)
                sure = in_chain or (len(codes[0]) <= 4 and mention.name not in common)
            else:
                sure = mention.name not in words().shared_nicknames
            if sure:
                self.scope.add(codes[0], mention.start)

    def _take(self, mention: Mention, chained: bool, long: bool) -> None:
        link = self._choose(mention, chained, long)
        if link is None:
            return
        link.chained = chained
        self.links[link.start, link.end] = link
        if link.code and link.certain:
            self.scope.add(link.code, mention.start)
        if link.code and len(link.code) > 6:
            for form in (link.name, bare(link.name)):
                self._known.setdefault(form, set()).add(link.code)

    def _choose(self, mention: Mention, chained: bool, long: bool) -> Link | None:
        if mention.kind != "local" and not long and mention.name in words().generic:
            return None
        if mention.kind == "nickname":
            return self._nickname(mention)
        if mention.kind == "short":
            return self._short(mention, long)
        if chained:
            sole = (
                mention.codes
                if len(mention.codes) == 1
                else (self.scope.choose(mention.codes, mention.start)[0],)
            )
            return self._linked(mention, sole[0]) if sole[0] else None
        return self._main(mention) if mention.kind == "main" else self._local(mention)

    def _main(self, mention: Mention) -> Link | None:
        """A province, prefecture or county named in full."""
        codes, brief = mention.codes, len(mention.name) <= 2
        if len(codes) == 1 and not brief:
            return self._linked(mention, codes[0])
        code, weight = self.scope.choose(codes, mention.start)
        if brief and len(codes) == 1 and is_word(self.text, mention.start, mention.end):
            return self._linked(mention, codes[0])
        conjunction = len(codes) == 1 and _AND.match(mention.name)
        if code and weight >= (_SURE if brief else _PROVINCE) and not conjunction:
            return self._linked(mention, code)
        top = greatest(codes)
        same = len(top) == 1 and all(c.startswith(top[0]) for c in codes) and not brief
        return self._linked(mention, top[0]) if same else None

    def _local(self, mention: Mention) -> Link | None:
        """A township or village that does not follow its parent's name."""
        known = self._known.get(mention.name, set())
        if len(known) == 1:
            return self._linked(mention, next(iter(known)))
        if mention.name in words().titles:
            return None
        for option in (mention, *mention.alternatives):
            if option is not mention and _NUMERAL.match(option.name):
                continue
            code, weight = self.scope.choose(option.codes, option.start)
            if (
                not code
                or weight < _NEEDED.get(len(option.name), _PROVINCE)
                or not self._is_free(option, code)
            ):
                continue
            if weight >= ENOUGH or not is_ordinary(bare(option.name)):
                return self._linked(option, code, certain=weight >= _SURE)
        unique = len(mention.codes) == 1 and len(mention.name) >= 4 and not is_ordinary(bare(mention.name))
        return self._linked(mention, mention.codes[0], certain=False) if unique and not self.scope else None

    def _is_free(self, mention: Mention, code: str) -> bool:
        """Whether no other place's name stands right before a mention, or one of the same county."""
        before = self._ending.get(mention.start)
        if before is None:
            return not self._ends_longer(mention, code)
        link = self.links.get((before.start, before.end))
        if link is None:
            # A township that the table has elsewhere only is one that it lacks here.
            return before.kind == "local"
        return link.code is None or code.startswith(link.code[:6])

    def _ends_longer(self, mention: Mention, code: str) -> bool:
        """Whether a name is but the end of a longer one in another county (包河区世纪滨湖社区)."""
        for gap in (1, 2):
            before = self._ending.get(mention.start - gap)
            if before is None or not _WORD.fullmatch(self.text, before.end, mention.start):
                continue
            link = self.links.get((before.start, before.end))
            county = link.code[:6] if link and link.code and len(link.code) >= 6 else None
            if county is None or code.startswith(county):
                return False
            self._longer.add(self.text[before.end : mention.end])
            return True
        return any(self.text.endswith(name, 0, mention.end) for name in self._longer)

    def _nickname(self, mention: Mention) -> Link | None:
        code = mention.codes[0]
        if mention.name not in words().shared_nicknames:
            return self._linked(mention, code)
        near = self.scope.names(code) or (len(code) > 2 and self.scope.names(code[:2]))
        return self._linked(mention, code, certain=False) if near else None

    def _short(self, mention: Mention, long: bool) -> Link | None:
        """The short form of a province's, prefecture's or county's name."""
        codes, common = mention.codes, mention.name in words().common
        if long and len(codes) == 1:
            return self._linked(mention, codes[0])
        named = [code for code in codes if self.scope.names(code)]
        if len(named) == 1:
            a_word = common and len(named[0]) > 4 and not stands_alone(self.text, mention.start, mention.end)
            return None if a_word else self._linked(mention, named[0])
        if common:
            return None
        top = greatest(codes)
        if len(top) == 1 and len(top[0]) <= 4:
            return self._linked(mention, top[0])
        code, weight = self.scope.choose(codes, mention.start)
        if code and not self._is_free(mention, code):
            return None
        if code and weight >= ENOUGH:
            return self._linked(mention, code, certain=False)
        if len(codes) != 1:
            return None
        at = (self.text, mention.start, mention.end)
        told = (
            len(mention.name) >= 3 or weight >= _PROVINCE or leads(*at) or (not self.scope and is_word(*at))
        )
        return self._linked(mention, codes[0], certain=False) if told else None

    def _linked(self, mention: Mention, code: str, certain: bool = True) -> Link:
        return Link(mention.start, mention.end, code, self.divisions.name(code) or mention.name, certain)


def greatest(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Of several codes those of the highest level."""
    shortest = min(map(len, codes))
    return tuple(code for code in codes if len(code) == shortest)
