"""Cases worth telling, and benchmarks, over HTTP."""

from registry.cases.api.blueprint import blueprint

__all__ = ["blueprint"]
