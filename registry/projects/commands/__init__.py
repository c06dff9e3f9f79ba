"""Projects of cities, from the command line."""

from registry.projects.commands.projects import projects

__all__ = ["projects"]
