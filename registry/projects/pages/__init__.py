"""Projects and what came of them, as pages."""

from registry.projects.pages.blueprint import blueprint

__all__ = ["blueprint"]
