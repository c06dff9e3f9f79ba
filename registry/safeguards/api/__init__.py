"""Where figures look inflated, over HTTP."""

from registry.safeguards.api import flags  # noqa: F401 — its routes
from registry.safeguards.api.blueprint import blueprint

__all__ = ["blueprint"]
