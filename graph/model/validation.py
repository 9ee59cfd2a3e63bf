"""From a record of the interchange format to a :class:`Triple`, checked against the schema."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from ..schema import Property, Schema
from .errors import InvalidData
from .triple import Entity, Triple

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_FIELDS = {
    "subject",
    "predicate",
    "object",
    "properties",
    "source",
    "span",
    "quote",
    "confidence",
    "extractor",
    "id",
}
_SOURCE = ("title", "date", "publisher", "authors", "url", "story")


def nearest(word: str, among: Iterable[str]) -> str | None:
    """The likest of some words, or None if none is alike."""
    options = list(among)
    folded = {o.lower(): o for o in options}
    found = get_close_matches(str(word).lower(), list(folded), n=1, cutoff=0.5)
    return folded[found[0]] if found else None


def parse(record: Any, schema: Schema | None = None) -> Triple:
    """The triple that a record states.

    Args:
        record: a JSON object in the interchange format.
        schema: the model to check against; the package's own by default.

    Raises:
        InvalidData: what is wrong, with ``field`` (its dotted path) and ``nearest`` valid value.
    """
    schema = schema or Schema.default()
    if not isinstance(record, Mapping):
        raise InvalidData(f"a triple is a JSON object, this is {_a(record)}", field="")
    subject = _entity(record, "subject", schema)
    obj = _entity(record, "object", schema)
    predicate = record.get("predicate")
    if not isinstance(predicate, str) or not predicate:
        raise InvalidData("predicate is missing", field="predicate")
    given = {n for n, r in schema.relations.items() if not r.derived}
    if predicate not in given:
        near = nearest(predicate, given)
        raise InvalidData(
            f"unknown predicate {predicate!r}" + (f"; did you mean {near}?" if near else ""),
            field="predicate",
            nearest=near,
        )
    relation = schema.relations[predicate]
    if (subject.type, obj.type) not in relation.ends:
        allowed = " or ".join(f"{a} to {b}" for a, b in relation.ends)
        wrong = "subject" if subject.type not in {a for a, _ in relation.ends} else "object"
        near = relation.ends[0][0 if wrong == "subject" else 1]
        raise InvalidData(
            f"{predicate} leads from {allowed}, not from {subject.type} to {obj.type}",
            field=f"{wrong}.type",
            nearest=near,
        )
    raw = record.get("properties") or {}
    if not isinstance(raw, Mapping):
        raise InvalidData(f"properties is an object, this is {_a(raw)}", field="properties")
    properties = _check(raw, relation.properties, "properties")
    span = _span(record.get("span"))
    quote = record.get("quote")
    if quote is not None and not isinstance(quote, str):
        raise InvalidData(f"quote is text, this is {_a(quote)}", field="quote")
    extractor = record.get("extractor")
    return Triple(
        subject=subject,
        predicate=predicate,
        object=obj,
        source=_source(record.get("source")),
        properties=properties,
        span=span,
        quote=quote,
        confidence=_confidence(record.get("confidence")),
        extractor=None if extractor is None else str(extractor),
        extra={k: v for k, v in record.items() if k not in _FIELDS},
    )


def unknown_fields(triple: Triple, schema: Schema | None = None) -> dict[str, str | None]:
    """Fields of a triple that the schema does not know (dotted path), each with the nearest one that it does."""
    schema = schema or Schema.default()
    out: dict[str, str | None] = {k: nearest(k, _FIELDS) for k in triple.extra}
    known = schema.relations[triple.predicate].properties
    out |= {f"properties.{k}": nearest(k, known) for k in triple.properties if k not in known}
    for end, entity in (("subject", triple.subject), ("object", triple.object)):
        have = schema.kinds[entity.type].properties
        out |= {f"{end}.{k}": nearest(k, have) for k in entity.properties if k not in have}
    return out


def _entity(record: Mapping[str, Any], end: str, schema: Schema) -> Entity:
    data = record.get(end)
    if data is None:
        raise InvalidData(f"{end} is missing", field=end)
    if not isinstance(data, Mapping):
        raise InvalidData(f"{end} is an object with type and name, this is {_a(data)}", field=end)
    kind = data.get("type")
    given = {n for n, k in schema.kinds.items() if not k.internal}
    if kind not in given:
        near = nearest(str(kind), given) if kind else None
        what = f"unknown type {kind!r}" if kind else f"{end}.type is missing"
        raise InvalidData(what + (f"; did you mean {near}?" if near else f"; there are {', '.join(sorted(given))}"),
                          field=f"{end}.type", nearest=near)  # fmt: skip
    name = data.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InvalidData(f"{end}.name is missing" if not name else f"{end}.name is text, this is {_a(name)}",
                          field=f"{end}.name")  # fmt: skip
    ident = data.get("id")
    rest = {k: v for k, v in data.items() if k not in ("type", "name", "id")}
    return Entity(
        type=str(kind),
        name=" ".join(name.split()),
        id=None if ident is None else str(ident),
        properties=_check(rest, schema.kinds[str(kind)].properties, end),
    )


def _check(data: Mapping[str, Any], known: Mapping[str, Property], where: str) -> dict[str, Any]:
    """The properties that have a value, those of the schema checked and in their plain form."""
    out = {}
    for name, value in data.items():
        if value is None or value == "" or value == []:
            continue
        prop = known.get(name)
        if prop is None:
            out[name] = value
        elif prop.given:
            out[name] = check_value(prop, value, f"{where}.{name}")
    return out


def check_value(prop: Property, value: Any, where: str) -> Any:
    """A value in the form that its property wants.

    Raises:
        InvalidData: another type, a value that the property does not allow.
    """
    fine: Callable[[Any], bool] = {
        "string": lambda v: isinstance(v, str),
        "date": lambda v: isinstance(v, (str, int)) and not isinstance(v, bool),
        "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
        "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool) and math.isfinite(v),
        "boolean": lambda v: isinstance(v, bool),
        "strings": lambda v: isinstance(v, (list, tuple)) and all(isinstance(x, str) for x in v),
    }[prop.type]
    if prop.type == "integer" and isinstance(value, float) and value.is_integer():
        value = int(value)
    if not fine(value):
        raise InvalidData(f"{where} is {_wanted(prop.type)}, this is {_a(value)}", field=where)
    if prop.values and value not in prop.values:
        near = nearest(value, prop.values)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(prop.values)}"
        raise InvalidData(f"{where} cannot be {value!r}; {hint}", field=where, nearest=near)
    if prop.pattern and not _compiled(prop.pattern).fullmatch(value):
        raise InvalidData(f"{where} cannot be {value!r}: it has to match {prop.pattern}", field=where)
    if prop.type == "date":
        value = str(value)
        if not _DATE.match(value):
            raise InvalidData(
                f"{where} is a date such as 2020, 2020-07 or 2020-07-01, this is {value!r}", field=where
            )
    if prop.type == "number":
        return float(value)
    return list(value) if prop.type == "strings" else value


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _source(data: Any) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        raise InvalidData(
            "source is missing: a triple says who states it (source.document or source.id)", field="source"
        )
    ident, document = data.get("id"), data.get("document")
    if not (ident or document):
        raise InvalidData("source has neither document nor id", field="source.document")
    out: dict[str, Any] = {"id": str(ident or document), "document": str(document or ident)}
    known = Schema.default().kinds["Source"].properties
    for key in _SOURCE:
        value = data.get(key)
        if value not in (None, "", []):
            out[key] = check_value(known[key], [value] if key == "authors" and isinstance(value, str) else value,
                                   f"source.{key}")  # fmt: skip
    return out | {
        k: v for k, v in data.items() if k not in out and k not in ("id", "document") and v is not None
    }


def _span(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    whole = isinstance(value, (list, tuple)) and len(value) == 2
    if not whole or not all(isinstance(x, int) and not isinstance(x, bool) for x in value):
        raise InvalidData(f"span is a pair of whole numbers [start, end], this is {_a(value)}", field="span")
    start, end = value
    if not 0 <= start <= end:
        raise InvalidData(f"span [{start}, {end}] is no half-open range of characters", field="span")
    return start, end


def _confidence(value: Any) -> float:
    if value is None:
        return 1.0
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise InvalidData(f"confidence is a number from 0 to 1, this is {value!r}", field="confidence")
    return float(value)


def _wanted(kind: str) -> str:
    return {"strings": "a list of texts", "string": "text", "date": "a date (text)"}.get(kind, f"a {kind}")


def _a(value: Any) -> str:
    shown = repr(value)
    return f"{type(value).__name__} {shown if len(shown) <= 60 else shown[:57] + '...'}"
