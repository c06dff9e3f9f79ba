"""Where a city stands, and what would help, over HTTP."""

from registry.diagnosis.api import diagnosis  # noqa: F401 — its routes
from registry.diagnosis.api.blueprint import blueprint

__all__ = ["blueprint"]
