"""What waits because of projects and cases: for their cities, and for administrators."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from sqlalchemy import func, select

from registry.cases.models import Campaign, Case
from registry.cases.vocabulary import AWAITING
from registry.organisations.models import Organisation
from registry.projects.models import Milestone, Project, ProjectEvaluation, ProjectResults, ProjectTargets
from registry.projects.vocabulary import UNDER_WAY
from registry.tasks.queries.asking import Asking, day_of
from registry.tasks.telling import Task, named, urgency_of

MILESTONE_DAYS: Final = 7
"""So long before a milestone is due it is among the tasks."""


def reach_milestone(asking: Asking) -> Iterator[Task]:
    """Milestones of our projects that are late, or due within a week."""
    query = (
        select(Milestone.public_id, Milestone.title, Milestone.due_on, Milestone.created_at, Project.name,
               Project.public_id.label("project"))
        .join(Project, Project.id == Milestone.project_id)
        .where(
            asking.is_ours(Project.organisation_id),
            Project.status.in_(UNDER_WAY),
            Milestone.reached_on.is_(None),
            Milestone.due_on <= asking.today + timedelta(days=MILESTONE_DAYS),
        )
        .order_by(Milestone.due_on, Milestone.id)
    )  # fmt: skip
    for row in asking.rows(query):
        yield Task(
            "reach_milestone",
            str(row.public_id),
            named("完成“{}”的节点“{}”", "Reach the milestone of {}: {}", row.name, row.title),
            day_of(row.created_at),
            row.due_on,
            urgency_of(row.due_on, asking.today),
            f"/projects/{row.project}",
        )


def enter_results(asking: Asking) -> Iterator[Task]:
    """Finished projects of ours that have targets, and no results yet."""
    query = (
        select(Project.public_id, Project.name, Project.status_since)
        .where(
            asking.is_ours(Project.organisation_id),
            Project.status == "finished",
            select(ProjectTargets.id).where(ProjectTargets.project_id == Project.id).exists(),
            ~select(ProjectResults.id).where(ProjectResults.project_id == Project.id).exists(),
        )
        .order_by(Project.id)
    )
    for row in asking.rows(query):
        title = named("填报“{}”的成效结果", "Enter what came of {}", row.name)
        yield Task(
            "enter_results", str(row.public_id), title, row.status_since, None, "normal", f"/projects/{row.public_id}"
        )


def evaluate_project(asking: Asking) -> Iterator[Task]:
    """Results that were entered after the last evaluation, or were never evaluated. For administrators."""
    if not asking.is_administrator:
        return
    entered = func.max(ProjectResults.recorded_at)
    evaluated = (
        select(func.max(ProjectEvaluation.recorded_at))
        .where(ProjectEvaluation.project_id == Project.id)
        .correlate(Project)
        .scalar_subquery()
    )
    query = (
        select(Project.public_id, Project.name, Organisation.name.label("city"), entered.label("entered"))
        .join(ProjectResults, ProjectResults.project_id == Project.id)
        .join(Organisation, Organisation.id == Project.organisation_id)
        .where(Project.status == "finished")
        .group_by(Project.id, Organisation.id)
        .having(evaluated.is_(None) | (evaluated < entered))
        .order_by(Project.id)
    )
    for row in asking.rows(query):
        yield Task(
            "evaluate_project",
            str(row.public_id),
            named("评价“{}”的项目“{}”的成效", "Evaluate what came of {}'s project {}", row.city, row.name),
            day_of(row.entered),
            None,
            "normal",
            f"/projects/{row.public_id}",
        )


def judge_case(asking: Asking) -> Iterator[Task]:
    """Cases before those who judge them, and not decided: for administrators, and for who called for them."""
    query = (
        select(Case.public_id, Case.title, Case.submitted_on, Organisation.name, Campaign.closes_on)
        .join(Organisation, Organisation.id == Case.organisation_id)
        .outerjoin(Campaign, Campaign.id == Case.campaign_id)
        .where(Case.status.in_(AWAITING))
        .order_by(Case.id)
    )
    if not asking.is_administrator:
        query = query.where(asking.is_ours(Campaign.organiser_id))
    for row in asking.rows(query):
        yield Task(
            "judge_case",
            str(row.public_id),
            named("评审“{}”报送的案例“{}”", "Judge the case of {}: {}", row.name, row.title),
            row.submitted_on,
            None,
            "normal",
            f"/cases/{row.public_id}",
        )
