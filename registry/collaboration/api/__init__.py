"""How cities work together, over HTTP."""

from registry.collaboration.api import feedback, pairings, questions, release_notes, reports, scenarios  # noqa: F401 — their routes
from registry.collaboration.api.blueprint import blueprint

__all__ = ["blueprint"]
