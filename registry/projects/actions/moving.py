"""The life of a project, and what of it everybody may know."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from registry.events.audience import PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.projects.actions.telling import own_project, tell
from registry.projects.errors import NothingToPublish
from registry.projects.lifecycle import check_move
from registry.projects.models import Project, ProjectStep


def move_project(
    session: Session, actor: Actor, *, project_id: UUID, to: str, on: date | None = None, note: str | None = None
) -> Project:
    """Begin, finish or cancel a project, on a day in the past or today. Finishing freezes its targets.

    Raises ProjectMoveNotAllowed, ProjectDayOutOfOrder, PayloadInvalid for cancelling without a reason.
    """
    project = own_project(session, actor, project_id)
    today = today_of(session)
    day = on or today
    check_move(status=project.status, to=to, on=day, since=project.steps[-1].on, today=today)
    if to == "cancelled" and not note:
        raise PayloadInvalid.of("/note", "取消项目须说明原因。", "Cancelling needs a reason.")
    project.status, project.status_since = to, day
    project.steps.append(ProjectStep(status=to, on=day, note=note, recorded_at=now_of(session)))
    tell(session, actor, project, "project.moved")
    return project


def publish_project(session: Session, actor: Actor, *, project_id: UUID) -> Project:
    """Let everybody read a project's name, status and score. Raises NothingToPublish for a cancelled one."""
    project = own_project(session, actor, project_id)
    if project.published_at is not None:
        return project
    if project.status == "cancelled":
        raise NothingToPublish(status=project.status)
    project.published_at = now_of(session)
    tell(session, actor, project, "project.published", audience=PUBLIC)
    return project


def unpublish_project(session: Session, actor: Actor, *, project_id: UUID) -> Project:
    """Take that back; nothing happens where nothing is public."""
    project = own_project(session, actor, project_id)
    if project.published_at is not None:
        project.published_at = None
        tell(session, actor, project, "project.unpublished", audience=PUBLIC)
    return project
