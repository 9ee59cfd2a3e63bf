"""The official divisions of China, from province to village: names, parents, and what a name determines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import marisa_trie
import numpy as np
import numpy.typing as npt

from .division_names import bare, short_forms, usual_name

LEVELS = {2: "province", 4: "prefecture", 6: "county", 9: "township", 12: "village"}
_DIGITS = {level: digits for digits, level in LEVELS.items()}
_LENGTHS = (2, 4, 6, 9, 12)
#: Endings that a text may give to a place that the table has with another, or a text may leave out.
_KINDS = {9: ("街道", "镇", "乡", "苏木", "地区"), 12: ("社区", "村", "嘎查", "新村")}
#: Short forms that mean a prefecture and, as often or oftener, a famous district elsewhere.
_UNSURE = frozenset({"朝阳"})


class Divisions:
    """All divisions of the National Bureau of Statistics' tables of 2023, with Hong Kong, Macao and Taiwan.

    Codes have 2, 4, 6, 9 or 12 digits; a code's beginnings are its ancestors' codes, except for levels that
    are no places (the 市辖区 of a municipality), which are skipped. Loading takes some 50 ms, a look-up
    some µs.
    """

    def __init__(self, path: Path):
        with np.load(path) as data:
            self._codes: npt.NDArray[np.int64] = np.cumsum(data["steps"])
            self._names: npt.NDArray[np.uint32] = data["names"]
            self.endings = marisa_trie.Trie().frombytes(data["trie"].tobytes())

    @classmethod
    def default(cls) -> Divisions:
        """The table that the package ships, loaded once."""
        return _default()

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and self._index(code) is not None

    def __iter__(self) -> Iterator[str]:
        """Codes of all divisions, parents before children."""
        return (_trim(int(code)) for code in self._codes)

    def name(self, code: str) -> str | None:
        """Usual name of a division (康城社区, not 康城社区居委会), None for an unknown code."""
        index = self._index(code)
        return None if index is None else self._name_at(index)

    def level(self, code: str) -> str | None:
        """Level by a code's length: province, prefecture, county, township or village; None if it is none."""
        return LEVELS.get(len(code))

    def ancestors(self, code: str) -> list[tuple[str, str]]:
        """Code and name of each division that holds this one, outermost first, without itself."""
        found = []
        for length in _LENGTHS:
            if length < len(code) and (name := self.name(code[:length])) is not None:
                found.append((code[:length], name))
        return found

    def children(self, code: str) -> list[str]:
        """Codes of the divisions right below a division; an empty code gives the provinces."""
        index, stop = 0, len(self._codes)
        if code:
            own = self._index(code)
            if own is None:
                return []
            index, stop = own + 1, self._end(code)
        found = []
        while index < stop:
            child = _trim(int(self._codes[index]))
            found.append(child)
            index = self._end(child)
        return found

    def named(self, name: str) -> list[str]:
        """Codes of the divisions that bear exactly this usual name, in the order of codes."""
        key = self.endings.get(name[::-1])
        return [] if key is None else self.numbered(key)

    def numbered(self, key: int) -> list[str]:
        """Codes of the divisions whose name, written backwards, has this number in :attr:`endings`."""
        order, starts = self._by_name
        return [_trim(int(code)) for code in self._codes[order[starts[key] : starts[key + 1]]]]

    def candidates(self, name: str, level: str | None = None) -> list[str]:
        """Codes of the divisions that a name can mean.

        Those that bear the name in full; else those of which it is a short form (武汉, 恩施州); else
        townships and villages with another ending or none in the text (东湖 for 东湖街道).

        Args:
            name: full or short, with or without a committee ending.
            level: keep this level only.
        """
        digits = None if level is None else _DIGITS.get(level, 0)
        for found in self._ways(name):
            kept = [code for code in found if digits is None or len(code) == digits]
            if kept:
                return kept
        return []

    def find(self, name: str, within: Sequence[str] = ()) -> str | None:
        """The one code that a name and its parents determine.

        Args:
            name: full or short name, or a code.
            within: parents, outermost first; any of them, in full or short form. A parent that the
                table does not know (a development zone) is passed over; one that contradicts is not.

        Returns:
            The code, or None if the name is unknown, or several divisions remain. Where a short form
            alone means a province or a prefecture and lesser places too, it is the greater one (吉林, 西安).
        """
        if name.isascii() and name.isdigit():
            return name if name in self else None
        scope: list[str] = []
        for parent in within:
            if parent in ("中国", "全国"):
                continue
            ways = [_below(found, scope) for found in self._ways(parent)]
            kept = next((found for found in ways if found), [])
            if kept:
                scope = kept
            elif any(len(code) <= 6 for found in self._ways(parent) for code in found):
                return None
        return self._only(name, scope)

    def _only(self, name: str, scope: list[str]) -> str | None:
        for way, found in enumerate(self._ways(name)):
            kept = _below(found, scope)
            if not kept or (way == 2 and not scope):
                continue
            shortest = min(map(len, kept))
            greater = [code for code in kept if len(code) == shortest]
            if len(kept) == 1:
                return kept[0]
            # A full name that recurs below its own bearer (仙桃市, 金门县) means the bearer.
            if len(greater) == 1 and all(code.startswith(greater[0]) for code in kept):
                return greater[0]
            if way == 1 and len(greater) == 1 and shortest <= 4 and name not in _UNSURE:
                return greater[0]
            return None
        return None

    def _ways(self, name: str) -> Iterator[list[str]]:
        full = dict.fromkeys((name, usual_name(name, 9), usual_name(name, 12)))
        yield sorted({code for form in full for code in self.named(form)})
        yield self.short.get(name, [])
        stems = dict.fromkeys((name, *(bare(form) for form in full)))
        forms = [
            (stem + kind, digits) for stem in stems for digits, kinds in _KINDS.items() for kind in kinds
        ]
        yield sorted({code for form, digits in forms for code in self.named(form) if len(code) == digits})

    @cached_property
    def short(self) -> dict[str, list[str]]:
        """Short form -> codes of the provinces, prefectures and counties that it can mean."""
        index: dict[str, list[str]] = {}
        for code in self.main:
            for form in short_forms(self.name(code) or ""):
                index.setdefault(form, []).append(code)
        return index

    @cached_property
    def main(self) -> list[str]:
        """Codes of all provinces, prefectures and counties."""
        codes = self._codes
        return [_trim(int(code)) for code in codes[codes % 1_000_000 == 0]]

    @cached_property
    def _by_name(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        # A number and its row in one integer: six times faster than argsort.
        order = np.sort((self._names.astype(np.int64) << 20) + np.arange(len(self._names))) & 0xFFFFF
        counts = np.bincount(self._names, minlength=len(self.endings))
        return order, np.concatenate(([0], np.cumsum(counts)))

    def _index(self, code: str) -> int | None:
        if len(code) not in LEVELS or not (code.isascii() and code.isdigit()):
            return None
        padded = int(code.ljust(12, "0"))
        index = int(self._codes.searchsorted(padded))
        if index == len(self._codes) or self._codes[index] != padded or _trim(padded) != code:
            return None
        return index

    def _end(self, code: str) -> int:
        return int(self._codes.searchsorted(int(code.ljust(12, "9")), side="right"))

    def _name_at(self, index: int) -> str:
        return str(self.endings.restore_key(int(self._names[index])))[::-1]


@lru_cache(maxsize=1)
def _default() -> Divisions:
    return Divisions(Path(__file__).with_name("divisions.npz"))


def _trim(code: int) -> str:
    """A padded code without its padding."""
    if code % 1000:
        return str(code)
    if code % 1_000_000:
        return str(code)[:9]
    if code % 100_000_000:
        return str(code)[:6]
    return str(code)[: 4 if code % 10_000_000_000 else 2]


def _below(codes: list[str], scope: list[str]) -> list[str]:
    return [code for code in codes if code.startswith(tuple(scope))] if scope else codes
