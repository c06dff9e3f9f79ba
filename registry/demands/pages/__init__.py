"""What cities look for, as pages."""

from registry.demands.pages import board, posting, reading  # noqa: F401 — their routes
from registry.demands.pages.blueprint import blueprint

__all__ = ["blueprint"]
