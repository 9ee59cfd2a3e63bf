"""From slots to one read-only Cypher query with parameters, the same text on both engines."""

from __future__ import annotations

from .cypher import Query
from .query_chains import chains_query, compare_tiers_query, tiers_query
from .query_people import persons_query, roles_query, served_query
from .query_places import (
    categories_query,
    compare_places_query,
    location_query,
    places_query,
    similar_places_query,
    whether_query,
)
from .query_practices import (
    aliases_query,
    dates_query,
    kinds_query,
    practices_query,
    similar_practices_query,
    subkinds_query,
)
from .query_sources import (
    disagreements_query,
    figures_query,
    policies_query,
    source_facts_query,
    sources_query,
)
from .slots import Frame


def compile_frame(frame: Frame, *, wide: bool = False) -> Query:
    """The query of a frame.

    Args:
        frame: complete slots.
        wide: count what is inside the places, too (asked again when a place itself has nothing).
    """
    return _TARGETS[frame.target](frame, wide or frame.below)


_TARGETS = {
    "places": places_query,
    "practices": practices_query,
    "figures": figures_query,
    "persons": persons_query,
    "roles": roles_query,
    "tiers": tiers_query,
    "chains": chains_query,
    "compare_tiers": compare_tiers_query,
    "groups": served_query,
    "problems": served_query,
    "sources": sources_query,
    "policies": policies_query,
    "dates": dates_query,
    "aliases": aliases_query,
    "kinds": kinds_query,
    "location": location_query,
    "similar_places": similar_places_query,
    "similar_practices": similar_practices_query,
    "compare_places": compare_places_query,
    "subkinds": subkinds_query,
    "authors": source_facts_query,
    "published": source_facts_query,
    "whether": whether_query,
    "disagreements": disagreements_query,
    "categories": categories_query,
}
