"""Projects and what came of them, as pages."""

from registry.projects.pages import acting, listing, reading  # noqa: F401 — their views
from registry.projects.pages.blueprint import blueprint

__all__ = ["blueprint"]
