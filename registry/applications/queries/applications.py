"""Questions about applications: who sees which, and what waits for whom."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.applications.documents import application_document, part_of, present_step
from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation


def get_application(session: Session, actor: Actor, application_id: UUID, *, for_change: bool = False) -> Application:
    """An application with all that its document names. Hidden from everybody whom it does not concern."""
    query = _whole(select(Application).where(Application.public_id == application_id))
    if for_change:
        query = query.with_for_update(of=Application).execution_options(populate_existing=True)
    application = session.scalar(query)
    if application is None or not _sees(actor, application):
        raise NotFound(what=str(application_id))
    return application


def _sees(actor: Actor, application: Application) -> bool:
    if sees_all_of(actor, application):
        return True
    return bool((brought_to if actor.sees_landscapes else waiting_for)(actor, application))


def document_for(actor: Actor, application: Application) -> dict[str, Any]:
    """What a caller is shown of an application: all of it, the items it decides, or those that wait for it."""
    if sees_all_of(actor, application):
        return application_document(application)
    if actor.sees_landscapes:
        return application_document(application, brought_to(actor, application))
    return part_of(application, waiting_for(actor, application))


def sees_all_of(actor: Actor, application: Application) -> bool:
    """The applicant, those it applies for, and administrators."""
    concerned = {application.applicant_id, *(item.beneficiary_id for item in application.items)}
    return actor.is_administrator or bool(concerned & actor.acts_for)


def brought_to(actor: Actor, application: Application) -> set[int]:
    """The numbers of the items that the caller's organisations decide or have decided."""
    steps = ((item.number, step) for item in application.items for step in item.steps)
    return {number for number, step in steps if step.opened_at and step.organisation_id in actor.acts_for}


def waiting_for(actor: Actor, application: Application) -> set[int]:
    """The numbers of the items that the caller's organisations decide now."""
    steps = ((item.number, present_step(item)) for item in application.items)
    return {number for number, step in steps if step is not None and step.organisation_id in actor.acts_for}


def list_applications(
    session: Session,
    actor: Actor,
    *,
    applicant: str | None = None,
    component: str | None = None,
    status: str | None = None,
    role: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Application]:
    """The applications the caller sees, the newest first: its own (`mine`), those that wait for it (`waiting`)."""
    if actor.is_anonymous:
        raise TokenRequired()
    query = _whole(select(Application).where(_seen_in(actor, role)).order_by(Application.id.desc()))
    if applicant:
        body = select(Organisation.id).where(Organisation.slug == applicant).scalar_subquery()
        query = query.where(Application.applicant_id == body)
    if component:
        query = query.where(_holds(actor, component))
    if status:
        query = query.where(Application.status == status)
    if after:
        query = query.where(Application.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def count_waiting(session: Session, actor: Actor) -> int:
    """How many applications wait for the caller, up to a hundred."""
    waiting = select(Application.id).where(_waits_for(actor)).limit(100)
    return len(session.scalars(waiting).all())


def _seen_in(actor: Actor, role: str | None) -> ColumnElement[bool]:
    if role == "mine":
        return _is_mine(actor)
    if role == "waiting":
        return _waits_for(actor)
    if actor.is_administrator:
        return true()
    shown = (_items_brought_to if actor.sees_landscapes else _items_waiting_for)(actor)
    return or_(_is_mine(actor), Application.id.in_(shown))


def _is_mine(actor: Actor) -> ColumnElement[bool]:
    items = select(ApplicationItem.application_id).where(ApplicationItem.beneficiary_id.in_(actor.acts_for))
    return or_(Application.applicant_id.in_(actor.acts_for), Application.id.in_(items))


def _waits_for(actor: Actor) -> ColumnElement[bool]:
    return Application.id.in_(_items_waiting_for(actor))


def _items_waiting_for(actor: Actor) -> Select[int]:
    return (
        select(ApplicationItem.application_id)
        .join(ApplicationStep, ApplicationStep.item_id == ApplicationItem.id)
        .where(ApplicationStep.status == "open", ApplicationStep.organisation_id.in_(actor.acts_for))
    )


def _items_brought_to(actor: Actor) -> Select[int]:
    return (
        select(ApplicationItem.application_id)
        .join(ApplicationStep, ApplicationStep.item_id == ApplicationItem.id)
        .where(ApplicationStep.opened_at.is_not(None), ApplicationStep.organisation_id.in_(actor.acts_for))
    )


def _holds(actor: Actor, component: str) -> ColumnElement[bool]:
    """Whether an item for this component is among those that the caller is shown: no filter finds what is hidden."""
    named = (
        ApplicationItem.component_id == select(Component.id).where(Component.full_name == component).scalar_subquery()
    )
    anywhere = Application.id.in_(select(ApplicationItem.application_id).where(named))
    if actor.is_administrator:
        return anywhere
    shown = (_items_brought_to if actor.sees_landscapes else _items_waiting_for)(actor).where(named)
    return or_(anywhere & _is_mine(actor), Application.id.in_(shown))


def _whole(query: Select[Application]) -> Select[Application]:
    items = selectinload(Application.items)
    return query.options(
        joinedload(Application.applicant, innerjoin=True),
        joinedload(Application.agreement, innerjoin=True),
        items.joinedload(ApplicationItem.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        items.joinedload(ApplicationItem.beneficiary, innerjoin=True),
        items.joinedload(ApplicationItem.version),
        items.joinedload(ApplicationItem.operator),
        items.joinedload(ApplicationItem.adoption),
        items.selectinload(ApplicationItem.steps).joinedload(ApplicationStep.organisation),
    )
