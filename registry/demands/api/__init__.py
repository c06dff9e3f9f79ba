"""What cities look for, over HTTP."""

from registry.demands.api.blueprint import blueprint

__all__ = ["blueprint"]
