"""Handing notices on to a subscriber: what goes into the next message, and what became of it.

A message is written down, and its subscription leased, before it goes out: whoever is killed in between leaves it to
the next, who sends the same again under the same id. So each notice goes out at least once, in order.
"""

from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.notifications import queries
from registry.notifications.actions.subscribing import pause
from registry.notifications.channels import Outcome, Outgoing
from registry.notifications.models import Message, Notice, Subscription
from registry.notifications.schedule import at_least, due_at, has_failed_for_good, next_try
from registry.notifications.secrets import code_of, token_of
from registry.notifications.wording import Worded, brief, word_code, word_notices

MOST: Final = 50
"""Notices in one message; the others go into the next."""

COURIER: Final = Actor(key="courier")
"""The registry itself, as it hands on what subscribers asked for."""


class Parcel(NamedTuple):
    """A message on its way: for which subscription, until when it is ours, and what is sent."""

    subscription_id: UUID
    channel: str
    leased_until: datetime
    message_id: int | None
    outgoing: Outgoing


def claim(session: Session, *, secret: str, root: str, lease: timedelta) -> Parcel | None:
    """Take the next message that is due; None when nothing is. Others leave its subscription alone for `lease`."""
    while (row := _next_due(session)) is not None:
        if row.confirmed_at is None:
            return _lease(session, row, None, _code_message(row, secret), lease)
        message, notices = _message(session, row)
        if message is not None:
            return _lease(session, row, message, _notice_message(row, message, notices, secret, root), lease)
        # Nothing of what came does it want: it is not looked at again before something comes.
        row.next_at = None
        row.notice_id = _newest(session, row)
        session.flush()
    return None


def settle(session: Session, parcel: Parcel, outcome: Outcome) -> None:
    """Write down what became of a message."""
    row = queries.find_subscription(session, parcel.subscription_id, for_change=True)
    if row is None or (row.leased_until != parcel.leased_until and outcome.status != "sent"):
        return  # It has ended meanwhile, or somebody else carries the message by now.
    row.leased_until = None
    message = session.get(Message, parcel.message_id) if parcel.message_id is not None else None
    if message is None:
        _settle_code(session, row, outcome)
    elif outcome.status == "sent":
        _settle_sent(session, row, message)
    else:
        _settle_failed(session, row, message, outcome)
    session.flush()


def _next_due(session: Session) -> Subscription | None:
    now = now_of(session)
    return session.scalar(
        select(Subscription)
        .where(
            Subscription.next_at <= now,
            or_(Subscription.leased_until.is_(None), Subscription.leased_until <= now),
        )
        .order_by(Subscription.next_at, Subscription.id)
        .limit(1)
        .with_for_update(of=Subscription, skip_locked=True)
        .execution_options(populate_existing=True)
        .options(joinedload(Subscription.organisation, innerjoin=True))
    )


def _lease(
    session: Session, row: Subscription, message: Message | None, outgoing: Outgoing, lease: timedelta
) -> Parcel:
    row.leased_until = until = now_of(session) + lease
    session.flush()
    return Parcel(row.public_id, row.channel, until, message.id if message else None, outgoing)


def _message(session: Session, row: Subscription) -> tuple[Message | None, list[Notice]]:
    """The message that is on its way, or the next one; with its notices."""
    waiting = session.scalar(
        select(Message).where(Message.subscription_id == row.id, Message.status == "waiting").order_by(Message.id)
    )
    if waiting is not None:
        notices = _wanted(session, row, after=waiting.first_notice_id - 1, until=waiting.last_notice_id)
        if notices:
            return waiting, notices
        # What it held is no longer wanted: the preferences were changed meanwhile.
        session.delete(waiting)
    notices = _wanted(session, row, after=row.notice_id)
    if not notices:
        return None, []
    message = Message(
        subscription_id=row.id,
        first_notice_id=notices[0].id,
        last_notice_id=notices[-1].id,
        notices=len(notices),
        status="waiting",
        at=now_of(session),
    )
    session.add(message)
    session.flush()
    return message, notices


def _wanted(session: Session, row: Subscription, *, after: int, until: int | None = None) -> list[Notice]:
    return queries.list_pending(
        session,
        row.organisation_id,
        after=after,
        until=until,
        kinds=row.kinds,
        urgencies=at_least(row.urgency),
        limit=MOST,
    )


def _newest(session: Session, row: Subscription) -> int:
    newest = session.scalar(select(func.max(Notice.id)).where(Notice.organisation_id == row.organisation_id))
    return max(row.notice_id, newest or 0)


def _code_message(row: Subscription, secret: str) -> Outgoing:
    nonce = row.confirmation or ""
    worded = word_code(code_of(secret, row.public_id, nonce), organisation=row.organisation.name, language=row.language)
    return Outgoing(uuid5(row.public_id, nonce), row.address, row.language, *worded)


def _notice_message(row: Subscription, message: Message, notices: list[Notice], secret: str, root: str) -> Outgoing:
    token = token_of(secret, row.public_id)
    unsubscribe = f"{root}/unsubscribe/{token}" if root else ""
    worded: Worded = word_notices(
        notices, organisation=row.organisation.name, language=row.language, root=root, unsubscribe=unsubscribe
    )
    return Outgoing(
        message.public_id,
        row.address,
        row.language,
        *worded,
        notices=[brief(notice, row.language, root) for notice in notices],
        unsubscribe=unsubscribe,
        one_click=f"{root}/api/v1/unsubscriptions/{token}" if root else "",
    )


def _settle_code(session: Session, row: Subscription, outcome: Outcome) -> None:
    if row.confirmed_at is not None:
        return
    now = now_of(session)
    row.last_failure = outcome.failure
    row.attempts = row.attempts + 1 if outcome.status == "later" else 0
    row.next_at = next_try(row.attempts, now) if outcome.status == "later" else None
    if (
        row.next_at is not None
        and row.confirmation_expires_at is not None
        and row.next_at > row.confirmation_expires_at
    ):
        row.next_at = None


def _settle_sent(session: Session, row: Subscription, message: Message) -> None:
    now = now_of(session)
    message.status, message.failure, message.at = "sent", None, now
    row.notice_id = max(row.notice_id, message.last_notice_id)
    row.attempts, row.failing_since, row.last_failure = 0, None, None
    if not row.is_active:
        return
    session.flush()
    left = _wanted(session, row, after=row.notice_id)
    # A digest that did not hold everything goes on at once.
    at = now if message.notices >= MOST else due_at(row.digest, {notice.urgency for notice in left}, now)
    row.next_at = at if left else None


def _settle_failed(session: Session, row: Subscription, message: Message, outcome: Outcome) -> None:
    now = now_of(session)
    message.failure, message.at = outcome.failure, now
    row.last_failure, row.failing_since = outcome.failure, row.failing_since or now
    row.attempts += 1
    if outcome.status == "never" or has_failed_for_good(row.failing_since, now):
        message.status = "failed"
        if row.is_active:
            pause(session, COURIER, row)
    elif row.is_active:
        row.next_at = next_try(row.attempts, now)
