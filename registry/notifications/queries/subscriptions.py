"""Questions about subscriptions. Addresses are personal: only who manages an organisation's subscriptions sees them."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.notifications.models import Message, Subscription


def list_subscriptions(session: Session, organisation_id: int) -> list[Subscription]:
    """Every subscription of an organisation, the oldest first."""
    query = select(Subscription).where(Subscription.organisation_id == organisation_id).order_by(Subscription.id)
    return list(session.scalars(query.options(joinedload(Subscription.organisation, innerjoin=True))))


def find_subscription(session: Session, subscription_id: UUID, *, for_change: bool = False) -> Subscription | None:
    """A subscription whoever asks, with its organisation."""
    query = (
        select(Subscription)
        .where(Subscription.public_id == subscription_id)
        .options(joinedload(Subscription.organisation, innerjoin=True))
    )
    if for_change:
        query = query.with_for_update(of=Subscription).execution_options(populate_existing=True)
    return session.scalar(query)


def get_subscription(
    session: Session, actor: Actor, subscription_id: UUID, *, for_change: bool = False
) -> Subscription:
    """A subscription of an organisation that the caller manages; anybody else's is not there."""
    found = find_subscription(session, subscription_id, for_change=for_change)
    if found is None or (found.organisation_id not in actor.acts_for and not actor.is_administrator):
        raise NotFound(what=str(subscription_id))
    actor.require("organisation:manage", found.organisation_id)
    return found


def list_messages(
    session: Session, subscription_id: int, *, after: tuple[Any, ...] | None = None, limit: int
) -> Page[Message]:
    """The messages of a subscription, the newest first."""
    query = select(Message).where(Message.subscription_id == subscription_id).order_by(Message.id.desc())
    if after:
        query = query.where(Message.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))
