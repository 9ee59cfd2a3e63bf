"""The schema file is the only place that knows the model; what is derived from it follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from govgraph.graph.identity.taxonomy import Taxonomy
from govgraph.graph.model.errors import InvalidData
from govgraph.graph.schema import Kind, Relation, Schema, model
from govgraph.graph.schema.documentation import markdown
from govgraph.graph.stores import ladybug, neo4j

CONTRACT = {
    "PART_OF", "ADOPTED", "MENTIONED_IN", "KIND_OF", "HAS_TIER", "HOLDS_ROLE_IN", "SPEAKS_ON", "REPORTED_FOR",
    "MEASURES", "TAKES_PART_IN", "GOVERNED_BY", "ADDRESSES", "SERVES",
}  # fmt: skip


def test_the_predicates_are_those_of_the_interchange_format() -> None:
    assert {n for n, r in Schema.default().relations.items() if not r.derived} == CONTRACT


def test_the_categories_are_those_of_the_taxonomy() -> None:
    values = Schema.default().kinds["Mechanism"].properties["category"].values
    assert list(values) == [c.id for c in Taxonomy.default().categories]


def test_every_kind_and_relation_has_captions_in_both_languages() -> None:
    schema = Schema.default()
    things: list[Kind | Relation] = [*schema.kinds.values(), *schema.relations.values()]
    for thing in things:
        assert thing.zh and thing.en
        for prop in thing.properties.values():
            assert prop.zh and prop.en


def test_every_kind_has_a_table_and_a_unique_key() -> None:
    schema = Schema.default()
    tables = "\n".join(ladybug.ddl(schema))
    constraints = "\n".join(neo4j.ddl(schema))
    for kind in schema.kinds:
        assert f"CREATE NODE TABLE `{kind}`" in tables
        assert f"FOR (n:`{kind}`) REQUIRE n.id IS UNIQUE" in constraints
    for name, relation in schema.relations.items():
        assert f"CREATE REL TABLE `{name}`" in tables
        for column in relation.properties:
            assert f"`{column}`" in tables


def test_the_page_on_the_model_is_up_to_date() -> None:
    page = Path(__file__).parents[3] / "docs" / "model.md"
    assert page.read_text("utf-8") == markdown(Schema.default()), (
        "run: python -m govgraph.graph.schema.documentation"
    )


@pytest.mark.parametrize(
    ("part", "match"),
    [
        ({"nodes": {"A B": {}}}, "no identifier"),
        ({"relations": {"R": {"ends": [["A", "Z"]], "properties": {}, "zh": "", "en": ""}}}, "no node kind"),
        (
            {"relations": {"R": {"ends": [["A", "A"]], "properties": {}, "key": ["x"], "zh": "", "en": ""}}},
            "no property",
        ),
        ({"node_properties": {"x": {"type": "text", "zh": "", "en": ""}}}, "has the type"),
    ],
)
def test_a_broken_schema_is_refused(part, match) -> None:
    kind = {"zh": "", "en": "", "icon": "", "colour": "", "about": "", "properties": {}}
    data = {
        "version": 1,
        "nodes": {"A": kind},
        "relations": {},
        "node_properties": {},
        "relation_properties": {},
        "evidence": {},
    }
    for key, value in part.items():
        data[key] = {n: {**kind, **v} for n, v in value.items()} if key == "nodes" else value
    with pytest.raises(InvalidData, match=match):
        model.parse(data)
