"""Yearly re-confirmation: owners say that what is listed still holds; what nobody renews runs out."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.actions.lifecycle import changed, own
from registry.catalogue.lifecycle import ADOPTABLE
from registry.catalogue.models import Component, SupplierClaim
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.sweeping import SWEEPER
from registry.publishing.actions import expire_staged
from registry.stewardship.actions.supplying import close_claim
from registry.stewardship.errors import NotListed
from registry.stewardship.queries import OPEN_CLAIMS
from registry.stewardship.terms import run_out_before


def confirm_component(session: Session, actor: Actor, *, component: str) -> Component:
    """Say that what is listed still holds: for a year from now on. Raises NotListed."""
    row = own(session, actor, component)
    if row.status not in ADOPTABLE:
        raise NotListed(component=component, status=row.status)
    row.confirmed_at, row.is_unconfirmed = now_of(session), False
    changed(session, actor, row, event="component.confirmed")
    return row


def sweep(session: Session, limit: int) -> int:
    """Mark what nobody has confirmed for a year, end claims that nobody renewed and what waited for approval too long;
    how many, `limit` at most."""
    components = session.scalars(
        select(Component)
        .where(
            Component.status.in_(ADOPTABLE),
            Component.is_unconfirmed.is_(False),
            Component.confirmed_at <= run_out_before(now_of(session)),
        )
        .order_by(Component.confirmed_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for component in components:
        component.is_unconfirmed = True
        changed(session, SWEEPER, component, event="component.unconfirmed")
    claims = _run_out_claims(session, limit - len(components))
    for claim in claims:
        close_claim(session, SWEEPER, claim, "expired")
    ended = len(components) + len(claims)
    return ended + expire_staged(session, SWEEPER, limit - ended)


def _run_out_claims(session: Session, limit: int) -> list[SupplierClaim]:
    query = (
        select(SupplierClaim)
        .where(SupplierClaim.status.in_(OPEN_CLAIMS), SupplierClaim.expires_on <= today_of(session))
        .order_by(SupplierClaim.id)
        .limit(limit)
        .options(
            joinedload(SupplierClaim.component, innerjoin=True), joinedload(SupplierClaim.supplier, innerjoin=True)
        )
    )
    return list(session.scalars(query.with_for_update(of=SupplierClaim, skip_locked=True)))
