"""Questions about standards and what claims to conform to them."""

from registry.standards.queries.conformance import (
    Conforming,
    find_claim,
    get_claim,
    has_interest,
    list_claims,
    list_claims_of_component,
    list_conforming,
)
from registry.standards.queries.indexing import StandardFacts, standard_facts
from registry.standards.queries.standards import (
    find_standard,
    get_standard,
    list_standards,
    predecessors_of,
    present_edition,
    standard_names,
    successors_of,
)

__all__ = [
    "Conforming",
    "StandardFacts",
    "find_claim",
    "find_standard",
    "get_claim",
    "get_standard",
    "has_interest",
    "list_claims",
    "list_claims_of_component",
    "list_conforming",
    "list_standards",
    "predecessors_of",
    "present_edition",
    "standard_facts",
    "standard_names",
    "successors_of",
]
