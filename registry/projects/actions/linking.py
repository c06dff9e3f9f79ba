"""Which adoptions belong to a project."""

from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.queries import get_adoption
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.projects.actions.telling import own_project, tell
from registry.projects.errors import AdoptionElsewhere
from registry.projects.models import Project, ProjectAdoption


def link_adoption(session: Session, actor: Actor, *, project_id: UUID, adoption_id: UUID) -> Project:
    """Say that an adoption of the same city belongs to a project; nothing happens where it does already.

    Raises NotFound, AdoptionElsewhere.
    """
    project = own_project(session, actor, project_id)
    adoption = get_adoption(session, actor, adoption_id)
    if adoption.city_id != project.organisation.city_id:
        raise AdoptionElsewhere()
    if _present(project, adoption_id) is None:
        project.adoptions.append(ProjectAdoption(adoption=adoption, linked_on=today_of(session)))
        tell(session, actor, project, "project.adoption_linked", adoption=str(adoption.public_id))
    return project


def unlink_adoption(session: Session, actor: Actor, *, project_id: UUID, adoption_id: UUID) -> Project:
    """Take an adoption off a project from today on; that it was linked stays on record. Raises NotFound."""
    project = own_project(session, actor, project_id)
    link = _present(project, adoption_id)
    if link is None:
        raise NotFound(what=str(adoption_id))
    link.unlinked_on = today_of(session)
    tell(session, actor, project, "project.adoption_unlinked", adoption=str(adoption_id))
    return project


def _present(project: Project, adoption_id: UUID) -> ProjectAdoption | None:
    links = (row for row in project.adoptions if row.unlinked_on is None)
    return next((row for row in links if row.adoption.public_id == adoption_id), None)
