"""Cases worth telling, and benchmarks, as pages."""

from registry.cases.pages.blueprint import blueprint

__all__ = ["blueprint"]
