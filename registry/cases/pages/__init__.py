"""Cases worth telling, and benchmarks, as pages."""

from registry.cases.pages import acting, benchmarks, listing, reading, writing  # noqa: F401 — their views
from registry.cases.pages.blueprint import blueprint

__all__ = ["blueprint"]
