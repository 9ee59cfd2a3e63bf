"""A record is taken as it is meant, or refused with what is wrong, where, and the nearest right value."""

from __future__ import annotations

import copy
import json

import pytest
from govgraph.graph.model.errors import InvalidData
from govgraph.graph.model.validation import parse, unknown_fields
from govgraph.graph.schema import Schema
from hypothesis import given
from hypothesis import strategies as st

from ...samples import SAMPLES

BASE = SAMPLES[0]


def changed(path: str, value):
    record = copy.deepcopy(BASE)
    *way, last = path.split(".")
    at = record
    for step in way:
        at = at[step]
    if value is None:
        at.pop(last)
    else:
        at[last] = value
    return record


@pytest.mark.parametrize("record", SAMPLES)
def test_a_triple_reads_back_as_it_was_written(record) -> None:
    once = parse(record)
    assert parse(json.loads(once.canonical())).canonical() == once.canonical()


@pytest.mark.parametrize(
    ("path", "value", "field", "nearest"),
    [
        ("predicate", "ADOPTS", "predicate", "ADOPTED"),
        ("predicate", "adopted", "predicate", "ADOPTED"),
        ("predicate", None, "predicate", None),
        ("subject.type", "Localty", "subject.type", "Locality"),
        ("subject.type", "Statement", "subject.type", "Statistic"),
        ("subject.type", "Person", "subject.type", "Locality"),
        ("object.type", "Person", "object.type", "Mechanism"),
        ("subject.name", "  ", "subject.name", None),
        ("subject.name", 5, "subject.name", None),
        ("subject.level", "provinz", "subject.level", "province"),
        ("subject.code", "12345", "subject.code", None),
        ("subject.within", "北京市", "subject.within", None),
        ("object.category", "grids", "object.category", "grid"),
        ("properties.since", "2020年7月", "properties.since", None),
        ("properties.since", "2020-13", "properties.since", None),
        ("properties.status", "practiced", "properties.status", "practised"),
        ("source", None, "source", None),
        ("source", {}, "source.document", None),
        ("source.date", "yesterday", "source.date", None),
        ("span", [5, 2], "span", None),
        ("span", [1], "span", None),
        ("span", ["a", "b"], "span", None),
        ("confidence", 1.5, "confidence", None),
        ("confidence", "high", "confidence", None),
        ("quote", 7, "quote", None),
    ],
)
def test_a_fault_is_told_with_its_place_and_the_nearest_right_value(path, value, field, nearest) -> None:
    with pytest.raises(InvalidData) as caught:
        parse(changed(path, value))
    assert caught.value.field == field
    assert caught.value.nearest == nearest
    if nearest:
        assert nearest in str(caught.value)


def test_derived_relations_are_not_taken_from_outside() -> None:
    with pytest.raises(InvalidData, match="unknown predicate"):
        parse(changed("predicate", "DIFFERS_FROM"))


def test_unknown_fields_are_kept_and_told() -> None:
    record = changed("subject.zzz", "x")
    record["properties"]["sinse"] = "2020"
    triple = parse(record)
    assert triple.to_json()["subject"]["zzz"] == "x"
    assert unknown_fields(triple) == {"subject.zzz": None, "properties.sinse": "since"}


def test_derived_properties_are_not_taken_from_outside() -> None:
    assert "province" not in parse(changed("subject.province", "河北省")).subject.properties


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=True) | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=6,
    )
)
def test_anything_else_is_refused_and_nothing_breaks(value) -> None:
    with pytest.raises(InvalidData):
        parse(value)


@given(
    st.sampled_from(
        ["subject", "object", "predicate", "properties", "source", "span", "quote", "confidence"]
    ),
    st.none() | st.integers() | st.text() | st.lists(st.integers()) | st.dictionaries(st.text(), st.text()),
)
def test_a_wrong_part_never_breaks_the_reader(part, value) -> None:
    record = {**copy.deepcopy(BASE), part: value}
    try:
        triple = parse(record)
    except InvalidData as error:
        assert str(error) and "\n" not in str(error)
    else:
        assert triple.predicate in Schema.default().relations
