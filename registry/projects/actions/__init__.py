"""Changes to projects: what a city says and does, and what others find of it."""

from registry.projects.actions.entering import describe_project, enter_project
from registry.projects.actions.evaluating import evaluate_project, may_evaluate
from registry.projects.actions.linking import link_adoption, unlink_adoption
from registry.projects.actions.measuring import enter_results, set_targets
from registry.projects.actions.milestones import postpone_milestone, reach_milestone, set_milestone
from registry.projects.actions.moving import move_project, publish_project, unpublish_project
from registry.projects.actions.sweeping import sweep_milestones

__all__ = [
    "describe_project",
    "enter_project",
    "enter_results",
    "evaluate_project",
    "link_adoption",
    "may_evaluate",
    "move_project",
    "postpone_milestone",
    "publish_project",
    "reach_milestone",
    "set_milestone",
    "set_targets",
    "sweep_milestones",
    "unlink_adoption",
    "unpublish_project",
]
