"""What an operating entity offers for a component: its own word, changed and withdrawn by itself."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import audience_of
from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import PayloadInvalid
from registry.organisations.queries import find_division, get_in_force
from registry.services import queries
from registry.services.documents import service_document
from registry.services.errors import NotAnEntity, NotOffered, ServiceTaken, ServiceWithdrawn
from registry.services.models import ComponentService, ServiceRegion

SCOPE = "collaboration:write"


def offered_component(session: Session, actor: Actor, full_name: str) -> Component:
    """A component for which services and purchases are taken. Raises NotOffered."""
    component = get_component(session, actor, full_name, for_use=True)
    if component.status not in ADOPTABLE:
        raise NotOffered(component=full_name, status=component.status)
    return component


def offer_service(
    session: Session,
    actor: Actor,
    *,
    component: str,
    entity: str,
    kinds: Sequence[str],
    description: Mapping[str, str],
    regions: Sequence[str] = (),
    price_terms: Mapping[str, str] | None = None,
    since: date | None = None,
) -> ComponentService:
    """Offer services for a component, as an operating entity. Raises NotAnEntity, NotOffered, ServiceTaken."""
    actor.require_scope(SCOPE)
    body = get_in_force(session, entity, named_at="/entity")
    actor.require(SCOPE, body.id)
    if body.kind != "operating_entity":
        raise NotAnEntity(organisation=entity)
    about = offered_component(session, actor, component)
    today, now = today_of(session), now_of(session)
    if since is not None and since > today:
        raise PayloadInvalid.of("/since", "不能晚于今天。", "It cannot lie in the future.")
    service = ComponentService(
        kinds=list(dict.fromkeys(kinds)),
        description=dict(description),
        price_terms=dict(price_terms or {}),
        since=since or today,
        is_demo=about.is_demo or body.is_demo,
        created_at=now,
        updated_at=now,
        regions=_regions(session, regions),
    )
    service.component, service.entity = about, body
    session.add(service)
    try:
        session.flush()
    except IntegrityError as error:
        raise ServiceTaken(entity=entity, component=component) from error
    _record(session, actor, service, "service.offered")
    return service


def describe_service(
    session: Session,
    actor: Actor,
    *,
    component: str,
    service_id: UUID,
    expected_tag: str,
    kinds: Sequence[str],
    description: Mapping[str, str],
    regions: Sequence[str] = (),
    price_terms: Mapping[str, str] | None = None,
) -> ComponentService:
    """Say otherwise what one's own entity offers. Raises ServiceWithdrawn."""
    service = _own_service(session, actor, component, service_id)
    check_tag(tag_for_owner(service), expected_tag)
    codes = {row.division_code for row in service.regions}
    service.kinds, service.description = list(dict.fromkeys(kinds)), dict(description)
    service.price_terms = dict(price_terms or {})
    if codes != set(regions):
        kept = [row for row in service.regions if row.division_code in regions]
        added = [code for code in regions if code not in codes]
        service.regions = [*kept, *_regions(session, added)]
    service.updated_at = now_of(session)
    session.flush()
    session.refresh(service, ["regions"])
    _record(session, actor, service, "service.described")
    return service


def withdraw_service(session: Session, actor: Actor, *, component: str, service_id: UUID) -> None:
    """Offer it no more. What was said and rated is kept. Raises ServiceWithdrawn."""
    service = _own_service(session, actor, component, service_id)
    service.withdrawn_on, service.updated_at = today_of(session), now_of(session)
    session.flush()
    _record(session, actor, service, "service.withdrawn")


def tag_for_owner(service: ComponentService) -> str:
    """The tag of a service as its entity reads it."""
    return render(service_document(service, priced=True)).etag


def tell_service(session: Session, actor: Actor, service: ComponentService, type: str, **more: Any) -> None:
    """One event of a service, for whoever sees the component."""
    audience, readers = audience_of(session, service.component)
    record(
        session,
        actor,
        type=type,
        subject=f"{service.component.full_name}/services/{service.public_id}",
        organisation_id=service.entity_id,
        audience=audience,
        readers=readers,
        data={
            "service": str(service.public_id),
            "component": service.component.full_name,
            "entity": service.entity.slug,
            **more,
        },
    )


def _record(session: Session, actor: Actor, service: ComponentService, type: str) -> None:
    tell_service(session, actor, service, type, kinds=service.kinds)


def _own_service(session: Session, actor: Actor, component: str, service_id: UUID) -> ComponentService:
    service = queries.get_service(session, actor, component, service_id, for_change=True)
    actor.require(SCOPE, service.entity_id)
    if service.withdrawn_on is not None:
        raise ServiceWithdrawn(withdrawn_on=service.withdrawn_on.isoformat())
    return service


def _regions(session: Session, codes: Sequence[str]) -> list[ServiceRegion]:
    for place, code in enumerate(codes):
        if find_division(session, code) is None:
            raise PayloadInvalid.of(f"/regions/{place}", f"没有区划代码“{code}”。", f"There is no division '{code}'.")
    return [ServiceRegion(division_code=code) for code in dict.fromkeys(codes)]
