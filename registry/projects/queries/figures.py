"""The figures that come of a city's projects, as of any day, each with the projects behind it."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.models import Adoption
from registry.kit.clock import day_of
from registry.organisations.models import Organisation
from registry.projects.models import Project, ProjectAdoption, ProjectEvaluation, ProjectStep
from registry.projects.reuse_first import Begun, ReuseFirst, reuse_first_of, why_not

ADOPTED: Final = ("approved", "pilot", "live")
"""Stages by which something was adopted and not only planned."""


class MeanEffectiveness(NamedTuple):
    """The mean score of a city's evaluated projects (L5P1-A2); None without any. `records`: score by project."""

    mean: float | None
    projects: int
    records: dict[str, float]


def reuse_first(session: Session, city_id: int, first: date, last: date) -> ReuseFirst:
    """复用优先率 (L2P1-A3) of the projects of a city and its units that were approved in a period, both days in it.

    As of its last day: what was linked or adopted later does not count. A project that was cancelled before it began
    is not among them.
    """
    query = (
        select(Project)
        .join(Organisation, Organisation.id == Project.organisation_id)
        .where(Organisation.city_id == city_id, Project.approved_on.between(first, last))
        .order_by(Project.id)
        .options(
            joinedload(Project.screening),
            selectinload(Project.steps),
            selectinload(Project.adoptions)
            .joinedload(ProjectAdoption.adoption, innerjoin=True)
            .selectinload(Adoption.steps),
        )
    )
    found = [project for project in session.scalars(query) if not _never_began(project.steps, last)]
    return reuse_first_of([begun_of(project, project.approved_on or first, last) for project in found])


def puts_reuse_first(project: Project, today: date) -> str | None:
    """What one project lacks today to have put reuse first, None where it lacks nothing. One not approved yet may."""
    return why_not(begun_of(project, project.approved_on or today, today))


def begun_of(project: Project, approved_on: date, day: date) -> Begun:
    """A project as the rule asks for it, as it stood at the end of a day."""
    screening = project.screening
    counts = screening is not None and screening.status != "withdrawn"
    decided = counts and screening is not None and screening.decision == "justified_new"
    return Begun(
        project=str(project.public_id),
        approved_on=approved_on,
        screened_on=day_of(screening.created_at) if counts and screening is not None else None,
        has_adopted=has_adopted(project.adoptions, day),
        is_justified=project.reuse_choice == "justified_new" or decided,
    )


def has_adopted(links: Sequence[ProjectAdoption], day: date) -> bool:
    """Whether one of the adoptions that were linked on a day had been approved by then."""
    return any(
        step.stage in ADOPTED and step.on <= day
        for link in links
        if link.linked_on <= day and (link.unlinked_on is None or link.unlinked_on > day)
        for step in link.adoption.steps
    )


def mean_effectiveness(session: Session, city_id: int, as_of: date) -> MeanEffectiveness:
    """The mean of the latest scores that the projects of a city and its units had on a day (L5P1-A2)."""
    rows = session.execute(
        select(Project.public_id, ProjectEvaluation.score)
        .join(ProjectEvaluation, ProjectEvaluation.project_id == Project.id)
        .join(Organisation, Organisation.id == Project.organisation_id)
        .where(Organisation.city_id == city_id, ProjectEvaluation.evaluated_on <= as_of)
        .order_by(ProjectEvaluation.id)
    )
    latest = {str(public_id): score for public_id, score in rows}
    mean = round(sum(latest.values()) / len(latest), 4) if latest else None
    return MeanEffectiveness(mean, len(latest), latest)


def _never_began(steps: Sequence[ProjectStep], day: date) -> bool:
    reached = [step.status for step in steps if step.on <= day]
    return "cancelled" in reached and "running" not in reached
