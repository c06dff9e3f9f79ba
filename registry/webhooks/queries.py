"""Questions about webhooks and their deliveries."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.organisations.queries import ids_acted_for
from registry.webhooks.models import Delivery, Webhook, WebhookReplay


def get_webhook(session: Session, actor: Actor, webhook_id: UUID, *, for_change: bool = False) -> Webhook:
    """A webhook of the caller's own organisation; anybody else's does not exist for them, administrators see all."""
    query = select(Webhook).where(Webhook.public_id == webhook_id, Webhook.removed_at.is_(None))
    if for_change:
        query = query.with_for_update(of=Webhook).execution_options(populate_existing=True)
    webhook = session.scalar(query.options(joinedload(Webhook.organisation)))
    if webhook is None or (webhook.organisation_id not in actor.acts_for and not actor.is_administrator):
        raise NotFound(what=str(webhook_id))
    return webhook


def list_webhooks(session: Session, organisation_id: int) -> Sequence[Webhook]:
    """An organisation's webhooks, the oldest first."""
    return session.scalars(
        select(Webhook)
        .where(Webhook.organisation_id == organisation_id, Webhook.removed_at.is_(None))
        .order_by(Webhook.id)
        .options(joinedload(Webhook.organisation))
    ).all()


def count_webhooks(session: Session, organisation_id: int) -> int:
    held = select(func.count()).where(Webhook.organisation_id == organisation_id, Webhook.removed_at.is_(None))
    return session.scalar(held) or 0


def list_deliveries(session: Session, webhook_id: int, *, after: tuple[Any, ...] | None, limit: int) -> Page[Delivery]:
    """What was sent to a webhook, the latest attempt first."""
    query = select(Delivery).where(Delivery.webhook_id == webhook_id).order_by(Delivery.id.desc())
    if after:
        query = query.where(Delivery.id < after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.id,))


def find_latest_replay(session: Session, webhook_id: int) -> WebhookReplay | None:
    """The stretch that was asked for last, whatever has become of it."""
    return session.scalar(
        select(WebhookReplay).where(WebhookReplay.webhook_id == webhook_id).order_by(WebhookReplay.id.desc()).limit(1)
    )


def find_running_replay(session: Session, webhook_id: int) -> WebhookReplay | None:
    return session.scalar(
        select(WebhookReplay).where(WebhookReplay.webhook_id == webhook_id, WebhookReplay.status == "running")
    )


def reader_of(session: Session, organisation: Organisation) -> Actor | None:
    """Who reads for an organisation's webhooks: the organisation itself, without any right beyond being it.

    None when it is no more in force: its rights have ended.
    """
    if organisation.status != "registered":
        return None
    return Actor(
        key="webhook",
        organisation_id=organisation.id,
        organisation=organisation.slug,
        kind=organisation.kind,
        acts_for=ids_acted_for(session, organisation.id),
    )


def is_due(stream: Webhook | WebhookReplay, now: datetime) -> bool:
    """Whether it is time for the next attempt of a stream, and nobody is making it."""
    is_open = stream.status in ("active", "running")
    return is_open and all(moment is None or moment <= now for moment in (stream.next_at, stream.claimed_until))


def list_awake(session: Session, now: datetime, head: int) -> Sequence[Webhook]:
    """Webhooks that may have something to be sent now, which nobody is sending, those furthest behind first."""
    return session.scalars(_awake(now, head)).all()


def find_awake(session: Session, now: datetime, head: int, webhook_id: int) -> Webhook | None:
    """One of them, if it still is."""
    return session.scalar(_awake(now, head).where(Webhook.id == webhook_id))


def _awake(now: datetime, head: int) -> Select[Webhook]:
    live = and_(
        Webhook.status == "active",
        Webhook.position < head,
        or_(Webhook.next_at.is_(None), Webhook.next_at <= now),
        or_(Webhook.claimed_until.is_(None), Webhook.claimed_until <= now),
    )
    replayed = and_(Webhook.status == "active", _due_replay(now))
    return (
        select(Webhook)
        .where(Webhook.removed_at.is_(None), or_(live, replayed, Webhook.trial_id.is_not(None)))
        .order_by(Webhook.position, Webhook.id)
        .options(joinedload(Webhook.organisation))
    )


def _due_replay(now: datetime) -> Any:
    return exists().where(
        WebhookReplay.webhook_id == Webhook.id,
        WebhookReplay.status == "running",
        or_(WebhookReplay.next_at.is_(None), WebhookReplay.next_at <= now),
        or_(WebhookReplay.claimed_until.is_(None), WebhookReplay.claimed_until <= now),
    )
