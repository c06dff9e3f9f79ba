"""OpenAPI documents: reading them safely, saying what is wrong with them, and what changed from one to another."""

from registry.comparison.openapi.changes import ORDER, Change
from registry.comparison.openapi.documents import Interface, Problem
from registry.comparison.openapi.operations import REVISION, Compared, compare_interfaces, gravest
from registry.comparison.openapi.reading import MAX_BYTES, check_interface, read_interface

__all__ = [
    "MAX_BYTES",
    "ORDER",
    "REVISION",
    "Change",
    "Compared",
    "Interface",
    "Problem",
    "check_interface",
    "compare_interfaces",
    "gravest",
    "read_interface",
]
