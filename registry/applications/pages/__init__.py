"""The pages of applying: the agreement, a new application, one's applications, deciding one."""

from registry.applications.pages import agreements, applying, deciding, listing  # noqa: F401 — their views
from registry.applications.pages.blueprint import blueprint

__all__ = ["blueprint"]
