"""Which days are worked, over HTTP."""

from registry.workdays.api import days  # noqa: F401 — its routes
from registry.workdays.api.blueprint import blueprint

__all__ = ["blueprint"]
