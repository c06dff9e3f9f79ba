"""Milestones that are late: for the city they belong to, and for administrators."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.projects.models import Milestone, Project
from registry.projects.vocabulary import UNDER_WAY


class Overdue(NamedTuple):
    """A milestone that is late, by how many days, and how often its due day moved before."""

    id: int
    project: UUID
    project_name: dict[str, str]
    organisation: str
    organisation_name: dict[str, str]
    milestone: UUID
    title: dict[str, str]
    due_on: date
    first_due_on: date
    days: int
    postponed: int


def list_overdue(
    session: Session,
    actor: Actor,
    *,
    organisation: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Overdue]:
    """What is late in projects under way, the latest first due first: one's own, for administrators everybody's."""
    if actor.is_anonymous:
        raise TokenRequired()
    today = today_of(session)
    query = (
        _open(today)
        .add_columns(Organisation.slug, Organisation.name)
        .join(Organisation, Organisation.id == Project.organisation_id)
        .options(contains_eager(Milestone.project), selectinload(Milestone.changes))
        .order_by(Milestone.due_on, Milestone.id)
    )
    if not actor.is_administrator:
        query = query.where(Project.organisation_id.in_(actor.acts_for))
    if organisation:
        body = get_organisation(session, organisation, named_at="/organisation")
        query = query.where((Organisation.id == body.id) | (Organisation.city_id == body.id))
    if after:
        day = date.fromisoformat(after[0])
        query = query.where((Milestone.due_on > day) | ((Milestone.due_on == day) & (Milestone.id > after[1])))
    rows = [_overdue(milestone, slug, name, today) for milestone, slug, name in session.execute(query.limit(limit + 1))]
    return page_of(rows, limit, key=lambda row: (row.due_on.isoformat(), row.id))


def milestones_to_tell(session: Session, *, today: date, limit: int) -> list[Milestone]:
    """Milestones that are late and whose cities were not told so yet, held for this transaction."""
    query = (
        _open(today)
        .where(Milestone.told_on.is_(None))
        .options(contains_eager(Milestone.project).joinedload(Project.organisation, innerjoin=True))
        .order_by(Milestone.id)
        .limit(limit)
        .with_for_update(of=Milestone, skip_locked=True)
    )
    return list(session.scalars(query))


def _open(today: date) -> Any:
    return (
        select(Milestone)
        .join(Project, Project.id == Milestone.project_id)
        .where(Milestone.reached_on.is_(None), Milestone.due_on < today, Project.status.in_(UNDER_WAY))
    )


def _overdue(milestone: Milestone, slug: str, name: dict[str, str], today: date) -> Overdue:
    changes = milestone.changes
    return Overdue(
        id=milestone.id,
        project=milestone.project.public_id,
        project_name=milestone.project.name,
        organisation=slug,
        organisation_name=name,
        milestone=milestone.public_id,
        title=milestone.title,
        due_on=milestone.due_on,
        first_due_on=changes[0].due_before if changes else milestone.due_on,
        days=(today - milestone.due_on).days,
        postponed=len(changes),
    )
