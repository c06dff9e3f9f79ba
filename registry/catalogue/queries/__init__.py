"""Questions to the catalogue."""

from registry.catalogue.queries.components import (
    counts_of,
    find_component,
    find_lookalike,
    get_component,
    get_component_document,
    list_component_documents,
    titles_of,
)
from registry.catalogue.queries.fitting import Unmet, list_unmet
from registry.catalogue.queries.imports import find_exported, find_import_by_url, find_verdict, has_good_import
from registry.catalogue.queries.indexing import adopters_of, full_names_after, full_names_of_publisher, list_for_index
from registry.catalogue.queries.manifests import (
    first_manifest,
    get_manifest,
    get_signature,
    latest_manifest,
    list_manifests,
    list_signatures,
    release_of,
)
from registry.catalogue.queries.quarantines import list_quarantines
from registry.catalogue.queries.requirements import (
    Dependent,
    has_requirements,
    list_dependents,
    list_needing,
    list_requirements,
)
from registry.catalogue.queries.versions import (
    find_latest,
    find_latest_number,
    find_newest_matching,
    find_version,
    get_version,
    list_versions,
)
from registry.catalogue.queries.walking import walk_graph

__all__ = [
    "Dependent",
    "Unmet",
    "adopters_of",
    "counts_of",
    "find_component",
    "find_exported",
    "find_import_by_url",
    "find_latest",
    "find_latest_number",
    "find_lookalike",
    "find_newest_matching",
    "find_verdict",
    "find_version",
    "first_manifest",
    "full_names_after",
    "full_names_of_publisher",
    "get_component",
    "get_component_document",
    "get_manifest",
    "get_signature",
    "get_version",
    "has_good_import",
    "has_requirements",
    "latest_manifest",
    "list_component_documents",
    "list_dependents",
    "list_for_index",
    "list_manifests",
    "list_needing",
    "list_quarantines",
    "list_requirements",
    "list_signatures",
    "list_unmet",
    "list_versions",
    "release_of",
    "titles_of",
    "walk_graph",
]
