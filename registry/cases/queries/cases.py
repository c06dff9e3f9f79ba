"""Questions about cases: the selected ones are everybody's, before that those of who wrote and who judges them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.models import Adoption
from registry.adoption.queries import is_assessor
from registry.cases.documents import case_document
from registry.cases.models import Campaign, Case, CaseAdoption, CaseComponent, CaseReview
from registry.cases.vocabulary import AWAITING
from registry.catalogue.models import Component
from registry.catalogue.visibility import may_see
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.projects.queries import sees_whole


def judges(actor: Actor, case: Case) -> bool:
    """Whether the caller decides on a case: an administrator, or who called for it."""
    organiser = case.campaign.organiser_id if case.campaign is not None else None
    called = organiser in actor.acts_for and actor.holds("collaboration:write")
    return actor.is_administrator or called


def get_case(session: Session, actor: Actor, case_id: UUID, *, for_change: bool = False) -> Case:
    """A case with all that its document names. Hidden from those who may not see it."""
    query = _whole(select(Case).where(Case.public_id == case_id))
    if for_change:
        query = query.with_for_update(of=Case).execution_options(populate_existing=True)
    case = session.scalar(query)
    if case is None or not _sees(actor, case):
        raise NotFound(what=str(case_id))
    return case


def list_cases(
    session: Session,
    actor: Actor,
    *,
    campaign: UUID | None = None,
    organisation: str | None = None,
    city_class: str | None = None,
    level: str | None = None,
    status: str | None = None,
    component: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Case]:
    """The cases the caller sees, the newest first: selected ones, its own, and those it judges."""
    query = _whole(select(Case).where(_seen_by(actor)).order_by(Case.id.desc()))
    if campaign:
        query = query.where(Case.campaign_id.in_(select(Campaign.id).where(Campaign.public_id == campaign)))
    if organisation:
        body = get_organisation(session, organisation, named_at="/organisation")
        units = select(Organisation.id).where((Organisation.id == body.id) | (Organisation.city_id == body.id))
        query = query.where(Case.organisation_id.in_(units))
    if component:
        query = query.where(Case.id.in_(_about(session, actor, component)))
    for column, word in ((Case.city_class, city_class), (Case.level, level), (Case.status, status)):
        if word:
            query = query.where(column == word)
    if after:
        query = query.where(Case.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def document_for(session: Session, actor: Actor, case: Case) -> dict[str, Any]:
    """What this caller is shown of a case: which city runs what, and restricted components, only if it may know."""
    own, judging = case.organisation_id in actor.acts_for, judges(actor, case)
    project = case.project
    knows_project = project is not None and (sees_whole(actor) or project.published_at is not None)
    adoptions = [row.adoption for row in case.adoptions if own or may_see(session, actor, row.adoption.component)]
    return case_document(
        case,
        components=[row.component for row in case.components if may_see(session, actor, row.component)],
        adoptions=adoptions if own or sees_whole(actor) else None,
        project=project if knows_project else None,
        reviews=[row for row in case.reviews if judging or row.reviewer_id in actor.acts_for],
        is_inside=own or judging,
        today=today_of(session),
    )


def _sees(actor: Actor, case: Case) -> bool:
    if case.status == "selected" or case.organisation_id in actor.acts_for or actor.is_administrator:
        return True
    if case.status in {"draft", "withdrawn"}:
        return False
    return judges(actor, case) or (is_assessor(actor) and case.status in AWAITING)


def _seen_by(actor: Actor) -> ColumnElement[bool]:
    if actor.is_administrator:
        return true()
    ways: list[ColumnElement[bool]] = [Case.status == "selected"]
    if actor.acts_for:
        ways.append(Case.organisation_id.in_(actor.acts_for))
    if actor.acts_for and actor.holds("collaboration:write"):
        called = select(Campaign.id).where(Campaign.organiser_id.in_(actor.acts_for))
        ways.append(Case.campaign_id.in_(called) & Case.status.not_in(("draft", "withdrawn")))
    if is_assessor(actor):
        ways.append(Case.status.in_(AWAITING))
    return or_(*ways)


def _about(session: Session, actor: Actor, full_name: str) -> Select[int]:
    """Cases that name a component; no filter finds what the caller may not know of."""
    component = session.scalar(select(Component).where(Component.full_name == full_name))
    if component is None or not may_see(session, actor, component):
        raise NotFound(what=full_name)
    return select(CaseComponent.case_id).where(CaseComponent.component_id == component.id)


def _whole(query: Select[Case]) -> Select[Case]:
    adoption = selectinload(Case.adoptions).joinedload(CaseAdoption.adoption, innerjoin=True)
    return query.options(
        joinedload(Case.organisation, innerjoin=True),
        joinedload(Case.campaign).joinedload(Campaign.organiser),
        joinedload(Case.decided_by),
        joinedload(Case.project),
        selectinload(Case.steps),
        adoption.joinedload(Adoption.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        adoption.selectinload(Adoption.steps),
        selectinload(Case.components)
        .joinedload(CaseComponent.component, innerjoin=True)
        .joinedload(Component.publisher, innerjoin=True),
        selectinload(Case.reviews).joinedload(CaseReview.reviewer, innerjoin=True),
        selectinload(Case.promotions),
    )
