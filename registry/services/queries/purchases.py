"""Questions about joint purchases: for cities and administrators, prices included."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.adoption.queries import require_landscapes
from registry.catalogue.models import Component
from registry.catalogue.visibility import may_see, visible_to
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.services.models import (
    ComponentService,
    Purchase,
    PurchaseAgreement,
    PurchaseCallOff,
    PurchaseMember,
)


def get_purchase(session: Session, actor: Actor, purchase_id: UUID, *, for_change: bool = False) -> Purchase:
    """A joint purchase with all that its document names. Hidden from whoever may not see which city runs what."""
    query = _whole(select(Purchase).where(Purchase.public_id == purchase_id))
    if for_change:
        query = query.with_for_update(of=Purchase).execution_options(populate_existing=True)
    purchase = session.scalar(query) if actor.sees_landscapes else None
    if purchase is None or not (_is_in(actor, purchase) or may_see(session, actor, purchase.component)):
        raise NotFound(what=str(purchase_id))
    return purchase


def list_purchases(
    session: Session,
    actor: Actor,
    *,
    status: str | None = None,
    component: str | None = None,
    member: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Purchase]:
    """Joint purchases, the newest first."""
    require_landscapes(actor)
    query = (
        _whole(select(Purchase).join(Component, Component.id == Purchase.component_id))
        .where(or_(visible_to(actor), Purchase.organiser_id.in_(actor.acts_for), _joined_by(actor)))
        .order_by(Purchase.id.desc())
    )
    if status:
        query = query.where(Purchase.status == status)
    if component:
        query = query.where(Component.full_name == component)
    if member:
        body = select(Organisation.id).where(Organisation.slug == member).scalar_subquery()
        joined = select(PurchaseMember.purchase_id).where(
            PurchaseMember.organisation_id == body, PurchaseMember.left_at.is_(None)
        )
        query = query.where(or_(Purchase.organiser_id == body, Purchase.id.in_(joined)))
    if after:
        query = query.where(Purchase.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def get_agreement(purchase: Purchase, agreement_id: UUID) -> PurchaseAgreement:
    """One of the agreements of a purchase that is at hand."""
    for agreement in purchase.agreements:
        if agreement.public_id == agreement_id:
            return agreement
    raise NotFound(what=str(agreement_id))


def present_members(purchase: Purchase) -> list[PurchaseMember]:
    """Who buys together now, in the order in which they joined."""
    return [member for member in purchase.members if member.left_at is None]


def get_member(purchase: Purchase, slug: str) -> PurchaseMember:
    """A present member of a purchase that is at hand."""
    for member in present_members(purchase):
        if member.organisation.slug == slug:
            return member
    raise NotFound(what=slug)


def purchases_due(session: Session, *, today: date, limit: int) -> list[Purchase]:
    """Purchases that are open though the last day for joining has passed, whose organisers were not told so yet."""
    query = (
        select(Purchase)
        .where(Purchase.status == "open", Purchase.closes_on < today, Purchase.told_on.is_(None))
        .order_by(Purchase.id)
        .limit(limit)
        .with_for_update(of=Purchase, skip_locked=True)
    )
    return list(session.scalars(_whole(query)))


def _is_in(actor: Actor, purchase: Purchase) -> bool:
    return bool({purchase.organiser_id, *(member.organisation_id for member in purchase.members)} & actor.acts_for)


def _joined_by(actor: Actor) -> Any:
    return Purchase.id.in_(select(PurchaseMember.purchase_id).where(PurchaseMember.organisation_id.in_(actor.acts_for)))


def _whole(query: Select[Purchase]) -> Select[Purchase]:
    agreements = selectinload(Purchase.agreements)
    return query.options(
        joinedload(Purchase.organiser, innerjoin=True),
        joinedload(Purchase.component, innerjoin=True).joinedload(Component.publisher, innerjoin=True),
        joinedload(Purchase.service).joinedload(ComponentService.entity),
        selectinload(Purchase.members).joinedload(PurchaseMember.organisation, innerjoin=True),
        agreements.joinedload(PurchaseAgreement.supplier, innerjoin=True),
        agreements.selectinload(PurchaseAgreement.covered),
        agreements.selectinload(PurchaseAgreement.call_offs).options(
            joinedload(PurchaseCallOff.adoption, innerjoin=True),
            joinedload(PurchaseCallOff.organisation, innerjoin=True),
        ),
    )
