"""Questions about services: who offers what for which component, where. Never in an order of prices or of merit."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import lineage_of
from registry.services.models import ComponentService, ServiceRegion


def get_service(
    session: Session, actor: Actor, component: str, service_id: UUID, *, for_change: bool = False
) -> ComponentService:
    """A service for a component that the caller sees, also one that was withdrawn."""
    about = get_component(session, actor, component)
    query = _whole(
        select(ComponentService).where(
            ComponentService.public_id == service_id, ComponentService.component_id == about.id
        )
    )
    if for_change:
        query = query.with_for_update(of=ComponentService).execution_options(populate_existing=True)
    service = session.scalar(query)
    if service is None:
        raise NotFound(what=str(service_id))
    return service


def find_service(session: Session, actor: Actor, service_id: UUID) -> ComponentService | None:
    """The same without its component's name."""
    query = _whole(select(ComponentService).where(ComponentService.public_id == service_id))
    query = query.join(Component, Component.id == ComponentService.component_id).where(visible_to(actor))
    return session.scalar(query)


def list_services(
    session: Session,
    actor: Actor,
    *,
    entity: str | None = None,
    component: str | None = None,
    region: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[ComponentService]:
    """Services on offer, the newest first. `region` finds what is offered there: in the division, in one above it, or
    everywhere.
    """
    query = _whole(
        select(ComponentService)
        .join(Component, Component.id == ComponentService.component_id)
        .where(ComponentService.withdrawn_on.is_(None), visible_to(actor))
    ).order_by(ComponentService.id.desc())
    if entity:
        body = select(Organisation.id).where(Organisation.slug == entity).scalar_subquery()
        query = query.where(ComponentService.entity_id == body)
    if component:
        query = query.where(Component.full_name == component)
    if region:
        query = query.where(_offered_in(session, region))
    if after:
        query = query.where(ComponentService.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def _offered_in(session: Session, region: str) -> Any:
    regions = select(ServiceRegion.service_id).where(ServiceRegion.service_id == ComponentService.id)
    above = lineage_of(session, region) or [region]
    return ~regions.exists() | regions.where(ServiceRegion.division_code.in_(above)).exists()


def _whole(query: Select[ComponentService]) -> Select[ComponentService]:
    return query.options(
        joinedload(ComponentService.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        joinedload(ComponentService.entity, innerjoin=True),
        selectinload(ComponentService.regions),
    )
