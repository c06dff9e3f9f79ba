"""Questions about taxonomies: what is current, and what was."""

from registry.taxonomies.queries.concepts import ConceptStory, Neighbour, follow, get_concept
from registry.taxonomies.queries.current import (
    ACTIVATION_LOCK,
    CurrentConcept,
    CurrentTaxonomy,
    concept_name,
    current_taxonomies,
    read_concepts,
)
from registry.taxonomies.queries.releases import (
    ReleaseRow,
    current_overlays,
    find_current,
    find_taxonomy,
    get_release,
    get_taxonomy,
    list_all,
    list_releases,
)

__all__ = [
    "ACTIVATION_LOCK",
    "ConceptStory",
    "CurrentConcept",
    "CurrentTaxonomy",
    "Neighbour",
    "ReleaseRow",
    "concept_name",
    "current_overlays",
    "current_taxonomies",
    "find_current",
    "find_taxonomy",
    "follow",
    "get_concept",
    "get_release",
    "get_taxonomy",
    "list_all",
    "list_releases",
    "read_concepts",
]
