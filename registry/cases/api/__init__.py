"""Cases worth telling, and benchmarks, over HTTP."""

from registry.cases.api import benchmarks, campaigns, cases, judging  # noqa: F401 — their routes
from registry.cases.api.blueprint import blueprint

__all__ = ["blueprint"]
