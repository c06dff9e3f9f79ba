"""Feedback, and what cities ask and lend one another, as pages."""

from registry.collaboration.pages import feedback, pairings, peers  # noqa: F401 — their routes
from registry.collaboration.pages.blueprint import blueprint

__all__ = ["blueprint"]
