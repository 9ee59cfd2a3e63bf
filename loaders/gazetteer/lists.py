"""Townships and villages named without their kind: in lists (海虹、海翔、海景三个社区), by their offices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ...graph.identity.divisions import Divisions
from .context import is_ordinary
from .scope import Scope

_COUNT = r"(?:等)?(?:\d{1,3}|[一二三四五六七八九十两几多]{1,3})?(?:个|座)?"
_KIND = "社区|街道|乡镇|镇街|村庄|村子|镇|乡|村|地"
#: What a list may be of besides townships and villages.
_OTHER = r"[^，。；]{0,6}(?:开发区|园区|商圈|景区|企业|公司|单位|路段|街区|小区)"
_LIST = re.compile(
    rf"([\u4e00-\u9fff]{{2,6}}(?:、[\u4e00-\u9fff]{{1,6}}?){{1,30}})(?:{_COUNT}(?P<kind>{_KIND})|(?=[，。；：！？）”\n]|等(?!{_OTHER})))"
)
_OFFICE = re.compile(r"([\u4e00-\u9fff]{2,6})(?=党工委|街道办|办事处|街(?=[，。、的有和]))")
_ENDINGS = {
    "社区": ("社区",),
    "街道": ("街道",),
    "乡镇": ("镇", "乡"),
    "镇街": ("镇", "街道"),
    "镇": ("镇",),
    "乡": ("乡", "镇"),
    "村": ("村", "嘎查"),
}
_ANY = ("街道", "镇", "乡", "社区", "村", "嘎查")


#: What a township that the article names says for a village in it (see ``scope``).
_TOWNSHIP = 4.0


@dataclass(slots=True)
class Bare:
    """A name without its kind, and the division that it means."""

    start: int
    end: int
    code: str


class BareNames:
    """Finds townships and villages that a text names without saying what they are."""

    def __init__(self, divisions: Divisions):
        self.divisions = divisions

    def find(self, text: str, scope: Scope, known: set[tuple[int, int]]) -> Iterator[Bare]:
        """The bare names of a text.

        A list counts if at least two of its items are divisions of one county that the article is
        about, and most of the others are, too.

        Args:
            text: an article's text.
            scope: the part of the country that it is about.
            known: ranges already linked.
        """
        starts = {start for start, _ in known}
        at = 0
        while match := _LIST.search(text, at):
            at = max(match.end(1), match.start() + 1)
            kind = (match["kind"] or "").replace("村庄", "村").replace("村子", "村")
            yield from self._list(
                text, match, _ENDINGS.get(kind, _ANY), bool(kind) and kind != "地", scope, starts
            )
        for match in _OFFICE.finditer(text):
            for start in range(match.start(1), match.end(1) - 1):
                codes = self._local(text[start : match.end(1)] + "街道")
                code = scope.choose(codes, start)[0] if codes else None
                office = len(codes) == 1 and match.end(1) - start >= 3 and text[match.end(1)] != "街"
                if code or office:
                    if start not in starts:
                        yield Bare(start, match.end(1), code or codes[0])
                    break

    def _list(
        self,
        text: str,
        match: re.Match[str],
        endings: tuple[str, ...],
        told: bool,
        scope: Scope,
        starts: set[int],
    ) -> list[Bare]:
        items, at = [], match.start(1)
        for part in match[1].split("、"):
            items.append((at, at + len(part)))
            at += len(part) + 1
        found: list[Bare] = []
        linked = 0
        for number, (start, end) in enumerate(items):
            if any(s in starts for s in range(start, end)):
                linked += 1
                continue
            # Before the first item stands the rest of its clause.
            options = range(start, end - 1) if number == 0 else (start,)
            for begin in options:
                code = self._code(text[begin:end], endings, scope, begin)
                # The end of a longer word (服务中心) is no name, unless the township around it is spoken of.
                cut = begin > start and is_ordinary(text[begin:end])
                if code and not (cut and scope.weight(code) < _TOWNSHIP):
                    found.append(Bare(begin, end, code))
                    break
        counties = Counter(bare.code[:6] for bare in found)
        if not counties:
            return []
        county, most = counties.most_common(1)[0]
        found = [bare for bare in found if bare.code[:6] == county]
        rest = len(items) - linked
        if told and most + linked >= 2 and most * 2 >= rest:
            return found
        ordinary = sum(is_ordinary(text[bare.start : bare.end]) for bare in found)
        return found if most >= 3 and most >= rest - 1 and ordinary * 3 <= most else []

    def _code(self, name: str, endings: tuple[str, ...], scope: Scope, at: int) -> str | None:
        if len(name) < 2:
            return None
        if name.endswith(endings):
            return None
        for ending in endings:
            codes = self._local(name + ending)
            if codes:
                code, weight = scope.choose(codes, at)
                if code and weight >= 2.3:
                    return code
        return None

    @lru_cache(maxsize=20_000)  # noqa: B019 - one table for the life of the process
    def _local(self, name: str) -> tuple[str, ...]:
        return tuple(code for code in self.divisions.named(name) if len(code) > 6)
