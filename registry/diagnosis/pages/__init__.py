"""Where a city stands, and what would help, as pages."""

from registry.diagnosis.pages import diagnosis  # noqa: F401 — its routes
from registry.diagnosis.pages.blueprint import blueprint

__all__ = ["blueprint"]
