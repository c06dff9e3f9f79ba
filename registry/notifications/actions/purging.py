"""What is forgotten with time: messages after ninety days, and addresses that nobody confirmed."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.kit.clock import now_of
from registry.notifications.models import Message, Subscription

MESSAGES_KEPT_FOR: Final = timedelta(days=90)


def purge_messages(session: Session, limit: int) -> int:
    """Forget at most so many messages that are older than ninety days; how many it was."""
    until = now_of(session) - MESSAGES_KEPT_FOR
    old = select(Message.id).where(Message.at < until, Message.status != "waiting").order_by(Message.at).limit(limit)
    ids = list(session.scalars(old))
    session.execute(delete(Message).where(Message.id.in_(ids)).execution_options(synchronize_session=False))
    return len(ids)


def purge_unconfirmed(session: Session, limit: int) -> int:
    """Forget at most so many addresses whose code ran out: whoever reads there never asked for anything.

    Nothing is recorded in the log of it, as nothing had come about.
    """
    old = (
        select(Subscription.id)
        .where(Subscription.confirmed_at.is_(None), Subscription.confirmation_expires_at <= now_of(session))
        .limit(limit)
    )
    ids = list(session.scalars(old))
    session.execute(delete(Subscription).where(Subscription.id.in_(ids)).execution_options(synchronize_session=False))
    return len(ids)
