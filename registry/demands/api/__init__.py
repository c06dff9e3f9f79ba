"""What cities look for, over HTTP."""

from registry.demands.api import answers, demands  # noqa: F401 — their routes
from registry.demands.api.blueprint import blueprint

__all__ = ["blueprint"]
