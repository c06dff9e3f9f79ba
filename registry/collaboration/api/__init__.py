"""How cities work together, over HTTP."""

from registry.collaboration.api import (  # noqa: F401 — their routes
    activities,
    feedback,
    pairings,
    questions,
    release_notes,
    reports,
    scenarios,
)
from registry.collaboration.api.blueprint import blueprint

__all__ = ["blueprint"]
