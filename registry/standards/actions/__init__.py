"""Changes to the catalogue of standards and to what claims to conform to them."""

from registry.standards.actions.conformance import claim_conformance, verify_conformance, withdraw_conformance
from registry.standards.actions.shipped import load_standards
from registry.standards.actions.standards import describe_standard, enter_standard

__all__ = [
    "claim_conformance",
    "describe_standard",
    "enter_standard",
    "load_standards",
    "verify_conformance",
    "withdraw_conformance",
]
