"""Tables: projects of cities: what they adopt, who answers for what, and what came of them."""

from registry.projects.models.evaluations import ProjectEvaluation, ProjectResults, ProjectTargets
from registry.projects.models.milestones import Milestone, MilestoneChange
from registry.projects.models.projects import Project, ProjectAdoption, ProjectStep

__all__ = [
    "Milestone",
    "MilestoneChange",
    "Project",
    "ProjectAdoption",
    "ProjectEvaluation",
    "ProjectResults",
    "ProjectStep",
    "ProjectTargets",
]
