"""Subscribing, confirming, changing and ending: how an organisation wants its notices beside its inbox."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import NotFound
from registry.notifications import queries
from registry.notifications.addresses import checked_address
from registry.notifications.documents import subscription_document
from registry.notifications.errors import (
    ChannelUnavailable,
    CodeOnItsWay,
    CodeSpent,
    SubscriptionTaken,
    SubscriptionUnconfirmed,
    TooManySubscriptions,
)
from registry.notifications.models import Message, Notice, Subscription
from registry.notifications.schedule import at_least, due_at
from registry.notifications.secrets import is_code, new_nonce, subscription_of
from registry.organisations.queries import get_in_force

MOST: Final = 50
"""Subscriptions of one organisation."""

CODE_GOOD_FOR: Final = timedelta(hours=24)
CODE_AT_MOST_EVERY: Final = timedelta(minutes=10)
WRONG_CODES: Final = 5

SUBSCRIBER: Final = Actor(key="subscriber")
"""Whoever holds the link of a message: nobody signed in."""


def subscribe(
    session: Session,
    actor: Actor,
    *,
    available: Collection[str],
    organisation: str,
    channel: str,
    address: str,
    language: str = "zh",
    kinds: Sequence[str] = (),
    urgency: str = "low",
    digest: str = "at_once",
) -> Subscription:
    """Ask for notices at an address; nothing but a code goes there before it is confirmed.

    Once more for an address that is not confirmed yet sends another code. Raises ChannelUnavailable,
    SubscriptionTaken, CodeOnItsWay, TooManySubscriptions, PayloadInvalid.
    """
    body = get_in_force(session, organisation)
    actor.require("organisation:manage", body.id)
    if channel not in available:
        raise ChannelUnavailable(channel=channel)
    place, now = checked_address(channel, address), now_of(session)
    row = session.scalar(
        select(Subscription)
        .where(Subscription.organisation_id == body.id, Subscription.channel == channel, Subscription.address == place)
        .with_for_update()
    )
    is_new = row is None
    if row is None:
        _require_room(session, body.id)
        row = Subscription(
            organisation_id=body.id, channel=channel, address=place, created_at=now, created_by=actor.key
        )
        session.add(row)
    elif row.confirmed_at is not None:
        raise SubscriptionTaken()
    elif row.confirmation_expires_at is not None:
        _require_patience(row.confirmation_expires_at - CODE_GOOD_FOR - now)
    row.organisation = body
    row.language, row.kinds, row.urgency, row.digest = language, list(kinds), urgency, digest
    row.confirmation, row.confirmation_expires_at, row.wrong_codes = new_nonce(), now + CODE_GOOD_FOR, 0
    row.is_active, row.next_at, row.attempts = False, now, 0
    try:
        session.flush()
    except IntegrityError as error:
        raise SubscriptionTaken() from error
    _tell(session, actor, row, "subscription.added" if is_new else "subscription.changed")
    return row


def confirm(
    session: Session, actor: Actor, *, secret: str, subscription_id: UUID, code: str
) -> tuple[Subscription, int]:
    """Confirm an address by the code that was sent there: from the next notice on it is told.

    Gives the subscription and how many attempts are left: a wrong code counts, so that it is no refusal that takes the
    counting back. Raises CodeSpent.
    """
    row = queries.get_subscription(session, actor, subscription_id, for_change=True)
    if row.confirmed_at is not None:
        return row, WRONG_CODES
    now = now_of(session)
    nonce, expires_at = row.confirmation, row.confirmation_expires_at
    if nonce is None or expires_at is None or expires_at <= now or row.wrong_codes >= WRONG_CODES:
        raise CodeSpent()
    if not is_code(secret, row.public_id, nonce, code):
        row.wrong_codes += 1
        session.flush()
        return row, WRONG_CODES - row.wrong_codes
    row.confirmation, row.confirmation_expires_at, row.confirmed_at = None, None, now
    row.is_active, row.next_at, row.attempts, row.last_failure = True, None, 0, None
    row.notice_id = session.scalar(select(func.max(Notice.id))) or 0
    session.flush()
    _tell(session, actor, row, "subscription.confirmed")
    return row, WRONG_CODES


def change_subscription(
    session: Session,
    actor: Actor,
    *,
    subscription_id: UUID,
    language: str,
    kinds: Sequence[str],
    urgency: str,
    digest: str,
    is_active: bool,
    expected_tag: str,
) -> Subscription:
    """Change what is sent and how often, pause it or resume it. Raises Stale, SubscriptionUnconfirmed."""
    row = queries.get_subscription(session, actor, subscription_id, for_change=True)
    check_tag(render(subscription_document(row)).etag, expected_tag)
    if is_active and row.confirmed_at is None:
        raise SubscriptionUnconfirmed()
    resumes = is_active and not row.is_active
    row.language, row.kinds, row.urgency, row.digest = language, list(kinds), urgency, digest
    row.is_active = is_active
    if row.confirmed_at is not None:
        row.next_at = _due(session, row) if is_active and row.attempts == 0 else row.next_at if is_active else None
    if resumes:
        row.attempts, row.failing_since, row.last_failure = 0, None, None
    session.flush()
    _tell(session, actor, row, "subscription.resumed" if resumes else "subscription.changed")
    return row


def remove_subscription(session: Session, actor: Actor, *, subscription_id: UUID) -> None:
    """End a subscription: the address and all that was written down of its messages are gone."""
    _remove(session, actor, queries.get_subscription(session, actor, subscription_id, for_change=True))


def unsubscribe(session: Session, *, secret: str, token: str) -> None:
    """End the subscription that a message's own link names, without signing in; one that has ended stays ended.

    Raises NotFound for a token that was not made here.
    """
    identifier = subscription_of(secret, token)
    if identifier is None:
        raise NotFound(what=token[:64])
    row = queries.find_subscription(session, identifier, for_change=True)
    if row is not None:
        _remove(session, SUBSCRIBER, row)


def pause(session: Session, actor: Actor, row: Subscription) -> None:
    """Send nothing more until somebody looks after the address; its organisation is told in its inbox."""
    row.is_active, row.next_at, row.attempts = False, None, 0
    session.flush()
    _tell(session, actor, row, "subscription.paused")


def _due(session: Session, row: Subscription) -> datetime | None:
    waiting = queries.list_pending(
        session,
        row.organisation_id,
        after=row.notice_id,
        kinds=row.kinds,
        urgencies=at_least(row.urgency),
        limit=50,
    )
    return due_at(row.digest, {notice.urgency for notice in waiting}, now_of(session)) if waiting else None


def _require_room(session: Session, organisation_id: int) -> None:
    held = session.scalar(select(func.count()).where(Subscription.organisation_id == organisation_id)) or 0
    if held >= MOST:
        raise TooManySubscriptions(limit=MOST)


def _require_patience(since_issued: timedelta) -> None:
    left = CODE_AT_MOST_EVERY + since_issued
    if left > timedelta(0):
        raise CodeOnItsWay(minutes=int(left.total_seconds() // 60) + 1)


def _remove(session: Session, actor: Actor, row: Subscription) -> None:
    session.execute(delete(Message).where(Message.subscription_id == row.id))
    session.delete(row)
    session.flush()
    _tell(session, actor, row, "subscription.removed")


def _tell(session: Session, actor: Actor, row: Subscription, type: str) -> None:
    """Told to its organisation; the address is personal and stays out of the log."""
    record(
        session,
        actor,
        type=type,
        subject=f"subscription:{row.public_id}",
        organisation_id=row.organisation_id,
        audience=PARTIES,
        data={
            "subscription": str(row.public_id),
            "organisation": row.organisation.slug,
            "channel": row.channel,
        },
    )
