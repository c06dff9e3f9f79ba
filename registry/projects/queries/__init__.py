"""Questions about projects: who sees which, what is late, and the figures that come of them."""

from registry.projects.queries.figures import (
    MeanEffectiveness,
    has_adopted,
    mean_effectiveness,
    puts_reuse_first,
    reuse_first,
)
from registry.projects.queries.overdue import Overdue, list_overdue, milestones_to_tell
from registry.projects.queries.projects import (
    document_for,
    find_project,
    get_project,
    get_whole_project,
    list_projects,
    sees_whole,
)

__all__ = [
    "MeanEffectiveness",
    "Overdue",
    "document_for",
    "find_project",
    "get_project",
    "get_whole_project",
    "has_adopted",
    "list_overdue",
    "list_projects",
    "mean_effectiveness",
    "milestones_to_tell",
    "puts_reuse_first",
    "reuse_first",
    "sees_whole",
]
