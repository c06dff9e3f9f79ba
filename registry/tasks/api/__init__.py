"""What waits for whom, over HTTP."""

from registry.tasks.api import tasks  # noqa: F401 — its routes
from registry.tasks.api.blueprint import blueprint

__all__ = ["blueprint"]
