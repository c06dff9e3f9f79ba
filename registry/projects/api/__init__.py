"""Projects and what came of them, over HTTP."""

from registry.projects.api import evaluations, milestones, projects  # noqa: F401 — their routes
from registry.projects.api.blueprint import blueprint

__all__ = ["blueprint"]
