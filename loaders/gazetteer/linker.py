"""Link the names in an article to the official divisions."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...graph.identity.division_names import bare
from .chains import agree, chain, is_part, segment
from .choosing import Chooser, Link
from .context import stands_alone
from .lists import BareNames
from .mentions import Gazetteer
from .scope import Scope
from .words import words

#: A name without its kind is another's before these (春光小区 beside 春光社区).
_OTHER = re.compile(r"小区|花园|家园|大院|公寓|大厦|商圈|片区|街区|广场|[东西南北中]?[路街巷]")


class Linker:
    """Links the names of official divisions in an article: chains, short forms, lists, nicknames.

    A name that several divisions bear is told by its chain of parents, else by the places that the
    article names; else it is left open.
    """

    def __init__(self, gazetteer: Gazetteer | None = None):
        self.gazetteer = gazetteer or Gazetteer.default()
        self.divisions = self.gazetteer.divisions
        self._bare_names = BareNames(self.divisions)

    def link(self, text: str, hint: str | None = None) -> tuple[list[Link], Scope]:
        """The links of a text in its order, and the part of the country that it is about.

        Args:
            text: an article's text.
            hint: the place of the dateline, which tells where the article plays.
        """
        found = self.gazetteer.main(text)
        starts = {mention.start for mention in found}
        main = [m for m in found if m.end in starts or not is_part(text, m)]
        chains = chain(segment(main, list(self.gazetteer.local(text))))
        for run in chains:
            agree(run)
        chooser = Chooser(self.divisions, text, chains)
        chooser.run(hint)
        for name in self._bare_names.find(text, chooser.scope, set(chooser.links)):
            chooser.links.setdefault((name.start, name.end), self._short_of(name.start, name.end, name.code))
        links = _apart(list(chooser.links.values()))
        return _apart([*links, *self._again(text, links)]), chooser.scope

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
        starts = [link.start for link in links]
        again = []
        for match in re.finditer("|".join(sorted(map(re.escape, sole), key=len, reverse=True)), text):
            start, end = match.span()
            index = bisect_right(starts, start) - 1
            before = links[index].end if index >= 0 else 0
            after = links[index + 1].start if index + 1 < len(links) else len(text)
            own = end - start > 3 or stands_alone(text, start, end)
            if before <= start and end <= after and own and not _OTHER.match(text, end):
                again.append(self._short_of(start, end, sole[match[0]]))
        return again

    def _short_of(self, start: int, end: int, code: str) -> Link:
        return Link(start, end, code, self.divisions.name(code) or code, certain=False)


def _apart(links: list[Link]) -> list[Link]:
    """Links in the text's order, those that overlap an earlier or longer one left out."""
    kept: list[Link] = []
    for link in sorted(links, key=lambda link: (link.start, -link.end)):
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return kept
