"""Values from a graph made fit for the page: numbers, lists, JSON."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any


class Interned:
    """Values by number, so that a value told a thousand times is written once."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._index: dict[str, int] = {}

    def add(self, key: str, make: Callable[[str], Any] = str) -> int:
        """The number of a key; `make` gives what is written for a new one."""
        if key not in self._index:
            self._index[key] = len(self.values)
            self.values.append(make(key))
        return self._index[key]


def percent(value: Any) -> int:
    """Confidence 0..1 as whole percent; -1 where it is not known."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return -1
    return -1 if math.isnan(number) else round(100 * min(max(number, 0.0), 1.0))


def whole(value: Any) -> int:
    """A whole number; 0 for what is none."""
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return 0


def written(value: Any) -> str:
    """A figure as people write it: 55,000 for 55000.0; what is no number stays as it is."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return str(value)
    if not math.isfinite(number):
        return str(value)
    return f"{number:,.0f}" if number == int(number) else f"{number:,.6g}"


def listed(value: Any) -> list[Any]:
    """A list: of nothing for None, of one for a single value."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple | set) else [value]


def filled(value: Any) -> bool:
    """Whether a property says anything: not None, not empty, not NaN."""
    if isinstance(value, float) and math.isnan(value):
        return False
    return value is not None and value not in ("", [], {}, ())


def jsonable(value: Any) -> Any:
    """The value in types that JSON has; what it has no type for, as text."""
    if isinstance(value, Mapping):
        return {str(k): jsonable(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [jsonable(v) for v in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    return value if isinstance(value, bool | int | str) else str(value)
