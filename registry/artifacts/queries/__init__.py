"""Questions about artifacts."""

from registry.artifacts.queries.artifacts import (
    find_artifact,
    find_by_role,
    get_artifact,
    get_sendable,
    list_artifacts,
    list_documents,
    list_of_component,
    storage_use,
)

__all__ = [
    "find_artifact",
    "find_by_role",
    "get_artifact",
    "get_sendable",
    "list_artifacts",
    "list_documents",
    "list_of_component",
    "storage_use",
]
