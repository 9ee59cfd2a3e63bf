"""The evidence of a relation as the page keeps it: statements in short rows, and where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .values import Interned, listed, percent, whole


def row(entry: Any, sources: Interned, extractors: Interned) -> list[Any]:
    """One statement: source, span, quote, confidence, extractor, modality, since, status.

    Unknown values are 0; those at the end are left out. Source and extractor are their numbers.
    """
    told: Mapping[str, Any] = entry if isinstance(entry, Mapping) else {"quote": str(entry)}
    fields = {
        k: str(told.get(k) or "")
        for k in ("source", "title", "date", "publisher", "document", "url", "story")
    }
    key = fields["source"] or fields["document"] or fields["title"]
    rest = [fields[k] for k in ("title", "date", "publisher", "document", "url", "story")]
    a, b = _span(told.get("span"))
    out = [
        sources.add(key, lambda key: [key, *rest]),
        a,
        b,
        str(told.get("quote") or ""),
        percent(told.get("confidence")),
        extractors.add(str(told.get("extractor") or "")),
        str(told.get("modality") or "") or 0,
        str(told.get("since") or "") or 0,
        str(told.get("status") or "") or 0,
    ]
    while out[-1] == 0:
        out.pop()
    return out


def disagreements(holder: Mapping[str, Any]) -> list[Any]:
    """Where the sources of a node or relation differ: as given, and as its statements tell (`differs`).

    Of two statements that differ each tells of the other; that is one disagreement.
    """
    found = listed(holder.get("disagreements"))
    seen = {_key(d) for d in found}
    for entry in listed(holder.get("evidence")):
        for told in listed(entry.get("differs")) if isinstance(entry, Mapping) else []:
            if _key(told) not in seen:
                seen.add(_key(told))
                found.append(told)
    return found


def _key(told: Any) -> tuple[str, ...]:
    if not isinstance(told, Mapping):
        return (str(told),)
    return str(told.get("field")), *sorted((str(told.get("one")), str(told.get("other"))))


def _span(span: Any) -> tuple[int, int]:
    if isinstance(span, Sequence) and not isinstance(span, str) and len(span) == 2:
        return whole(span[0]), whole(span[1])
    return 0, 0
