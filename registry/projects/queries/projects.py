"""Questions about projects: cities and administrators see them, the public what a city has made public."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.models import Adoption
from registry.adoption.queries import is_assessor
from registry.catalogue.models import Component
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.projects.documents import project_document, public_project_document
from registry.projects.models import Milestone, Project, ProjectAdoption, ProjectEvaluation
from registry.projects.queries.figures import puts_reuse_first


def sees_whole(actor: Actor) -> bool:
    """Whether the caller reads a project in full: cities, authorities, administrators; an assessor but its budget."""
    return actor.sees_landscapes or is_assessor(actor)


def get_project(session: Session, actor: Actor, project_id: UUID, *, for_change: bool = False) -> Project:
    """A project with all that its document names. Hidden from those for whom it was not made public."""
    project = find_project(session, project_id, for_change=for_change)
    if project is None or not (sees_whole(actor) or project.published_at is not None):
        raise NotFound(what=str(project_id))
    return project


def get_whole_project(session: Session, actor: Actor, project_id: UUID) -> Project:
    """The same for those who read it in full: hidden from everybody else, public or not."""
    if not sees_whole(actor):
        raise NotFound(what=str(project_id))
    return get_project(session, actor, project_id)


def find_project(session: Session, project_id: UUID, *, for_change: bool = False) -> Project | None:
    """The same whoever may see it: the caller has to ask."""
    query = _whole(select(Project).where(Project.public_id == project_id))
    if for_change:
        query = query.with_for_update(of=Project).execution_options(populate_existing=True)
    return session.scalar(query)


def list_projects(
    session: Session,
    actor: Actor,
    *,
    organisation: str | None = None,
    status: str | None = None,
    kind: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Project]:
    """The projects the caller sees, the newest first; those of a city with the ones of its units."""
    query = _whole(select(Project).where(_seen_by(actor)).order_by(Project.id.desc()))
    if organisation:
        body = get_organisation(session, organisation, named_at="/organisation")
        units = select(Organisation.id).where((Organisation.id == body.id) | (Organisation.city_id == body.id))
        query = query.where(Project.organisation_id.in_(units))
    if status:
        query = query.where(Project.status == status)
    if kind:
        query = query.where(Project.kind == kind)
    if after:
        query = query.where(Project.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def document_for(session: Session, actor: Actor, project: Project) -> dict[str, Any]:
    """What this caller is shown of a project: all of it, or name, status and score."""
    if not sees_whole(actor):
        return public_project_document(project)
    shown = [row for row in project.adoptions if row.unlinked_on is None and _may_name(session, actor, row)]
    return project_document(
        project,
        adoptions=shown,
        reuse=puts_reuse_first(project, today_of(session)),
        today=today_of(session),
        with_budget=actor.sees_landscapes,
    )


def _may_name(session: Session, actor: Actor, link: ProjectAdoption) -> bool:
    """Whether the caller may know of the component behind a link: its own use it sees whatever that is."""
    adoption = link.adoption
    own = {adoption.adopter_id, adoption.beneficiary_id, adoption.city_id}
    return bool(own & actor.acts_for) or may_see(session, actor, adoption.component)


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    # An assessor is handed projects one at a time: it lists what everybody does.
    return true() if actor.sees_landscapes else Project.published_at.is_not(None)


def _whole(query: Select[Project]) -> Select[Project]:
    adoption = selectinload(Project.adoptions).joinedload(ProjectAdoption.adoption, innerjoin=True)
    return query.options(
        joinedload(Project.organisation, innerjoin=True),
        joinedload(Project.screening),
        selectinload(Project.steps),
        adoption.joinedload(Adoption.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        adoption.joinedload(Adoption.operator),
        adoption.selectinload(Adoption.steps),
        selectinload(Project.milestones).selectinload(Milestone.changes),
        selectinload(Project.targets),
        selectinload(Project.results),
        selectinload(Project.evaluations).joinedload(ProjectEvaluation.evaluator),
    )
