"""What cities look for, as pages."""

from registry.demands.pages.blueprint import blueprint

__all__ = ["blueprint"]
