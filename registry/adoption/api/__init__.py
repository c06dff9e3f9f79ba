"""Adoptions over HTTP."""

from registry.adoption.api import (  # noqa: F401 — their routes
    adoptions,
    attestations,
    claims,
    confirmations,
    contracts,
    costs,
    credit,
    evidence,
    handover,
    policies,
    ratings,
    reports,
    updates,
    usage,
)
from registry.adoption.api.blueprint import blueprint

__all__ = ["blueprint"]
