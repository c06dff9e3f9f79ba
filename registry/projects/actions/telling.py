"""The events of projects: cities and administrators read them; never names, amounts or what somebody wrote."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import GOVERNMENT
from registry.kit.actor import Actor
from registry.projects import queries
from registry.projects.models import Project


def tell(
    session: Session, actor: Actor, project: Project, type: str, *, audience: str = GOVERNMENT, **data: Any
) -> None:
    """One event about a project, once what it tells of is in the database."""
    session.flush()
    record(
        session,
        actor,
        type=type,
        subject=f"projects/{project.public_id}",
        organisation_id=project.organisation_id,
        audience=audience,
        data={
            "project": str(project.public_id),
            "organisation": project.organisation.slug,
            "status": project.status,
            **data,
        },
    )


def own_project(session: Session, actor: Actor, project_id: UUID) -> Project:
    """A project that the caller may change, held for this transaction. Raises NotFound, NotYourOrganisation."""
    actor.require_scope("collaboration:write")
    project = queries.get_project(session, actor, project_id, for_change=True)
    actor.require("collaboration:write", project.organisation_id)
    return project
