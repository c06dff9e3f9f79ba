"""Claims of suppliers, as far as the caller may see them."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import Component, SupplierClaim
from registry.catalogue.queries import get_component
from registry.catalogue.visibility import visible_to
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.queries import get_organisation

OPEN_CLAIMS: Final = ("claimed", "confirmed")


def get_claim(
    session: Session, actor: Actor, component: str, claim_id: UUID, *, for_change: bool = False
) -> SupplierClaim:
    """A claim for a component; hidden from those who may not see it."""
    supplied = get_component(session, actor, component)
    query = _shown_to(actor).where(SupplierClaim.component_id == supplied.id, SupplierClaim.public_id == claim_id)
    claim = session.scalar(query.with_for_update(of=SupplierClaim) if for_change else query)
    if claim is None:
        raise NotFound(what=str(claim_id))
    return claim


def list_claims(
    session: Session, actor: Actor, component_id: int, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[SupplierClaim]:
    """Who supplies a component, in the order of their claims."""
    return _page(session, _shown_to(actor).where(SupplierClaim.component_id == component_id), after, limit)


def list_supplies(
    session: Session, actor: Actor, slug: str, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[SupplierClaim]:
    """What an entity supplies, of the components that the caller may see."""
    supplier = get_organisation(session, slug)
    query = _shown_to(actor).where(SupplierClaim.supplier_id == supplier.id, visible_to(actor))
    return _page(session, query, after, limit)


def _page(
    session: Session, query: Select[SupplierClaim], after: tuple[Any, ...] | None, limit: int
) -> Page[SupplierClaim]:
    if after:
        query = query.where(SupplierClaim.id > after[0])
    rows = list(session.scalars(query.order_by(SupplierClaim.id).limit(limit + 1)))
    return page_of(rows, limit, key=lambda row: (row.id,))


def _shown_to(actor: Actor) -> Select[SupplierClaim]:
    """Confirmed ones to all; the others to both parties and administrators."""
    return (
        select(SupplierClaim)
        .join(Component, Component.id == SupplierClaim.component_id)
        .where(_may_see(actor))
        .options(
            joinedload(SupplierClaim.component, innerjoin=True), joinedload(SupplierClaim.supplier, innerjoin=True)
        )
    )


def _may_see(actor: Actor) -> ColumnElement[bool]:
    if actor.is_administrator:
        return true()
    parties = or_(Component.publisher_id.in_(actor.acts_for), SupplierClaim.supplier_id.in_(actor.acts_for))
    return or_(SupplierClaim.status == "confirmed", parties)
