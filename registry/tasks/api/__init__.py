"""What waits for whom, over HTTP."""

from registry.tasks.api.blueprint import blueprint

__all__ = ["blueprint"]
