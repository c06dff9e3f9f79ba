"""Questions about bills of materials, and who ships what."""

from registry.sboms.queries.documents import find_by_digest, get_sbom, list_packages, list_sboms
from registry.sboms.queries.packages import Found, Shipped, find_packages

__all__ = [
    "Found",
    "Shipped",
    "find_by_digest",
    "find_packages",
    "get_sbom",
    "list_packages",
    "list_sboms",
]
