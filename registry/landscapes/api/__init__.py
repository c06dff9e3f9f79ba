"""All that a body runs, over HTTP."""

from registry.landscapes.api.blueprint import blueprint

__all__ = ["blueprint"]
