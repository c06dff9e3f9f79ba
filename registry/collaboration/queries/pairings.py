"""Questions about pairings."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from registry.collaboration.models import Pairing
from registry.kit.actor import Actor
from registry.kit.errors import LandscapeHidden, NotFound, TokenRequired
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation

_SIDES = (joinedload(Pairing.helper, innerjoin=True), joinedload(Pairing.helped, innerjoin=True))


def get_pairing(session: Session, actor: Actor, pairing_id: UUID, *, for_change: bool = False) -> Pairing:
    """A pairing; cities and administrators see them."""
    query = select(Pairing).where(Pairing.public_id == pairing_id).options(*_SIDES)
    if for_change:
        query = query.with_for_update(of=Pairing)
    pairing = session.scalar(query)
    if pairing is None or not actor.sees_landscapes:
        raise NotFound(what=str(pairing_id))
    return pairing


def list_pairings(
    session: Session, actor: Actor, *, city: str | None, after: tuple[Any, ...] | None, limit: int
) -> Page[Pairing]:
    """Pairings, the newest first; of one city when said."""
    if actor.is_anonymous:
        raise TokenRequired()
    if not actor.sees_landscapes:
        raise LandscapeHidden()
    query = select(Pairing).order_by(Pairing.id.desc()).options(*_SIDES)
    if city:
        side = select(Organisation.id).where(Organisation.slug == city).scalar_subquery()
        query = query.where(or_(Pairing.helper_id == side, Pairing.helped_id == side))
    if after:
        query = query.where(Pairing.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))
