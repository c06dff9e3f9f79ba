"""Reading the log: what a caller may see of it, and how far it goes."""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from registry.events.audience import GOVERNMENT, PARTIES, PUBLIC
from registry.events.models import Consumer, Event, EventReader
from registry.kit.actor import Actor


class FeedPage(NamedTuple):
    """Envelopes in order, and the position to pass as `after` next time."""

    envelopes: list[bytes]
    next: int


class Change(NamedTuple):
    """What a consumer learns: that something of this type happened to this subject."""

    position: int
    type: str
    subject: str


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The events this caller may read."""
    if actor.is_administrator or "audit:read" in actor.scopes:
        return true()
    audiences = [PUBLIC, GOVERNMENT] if actor.sees_landscapes else [PUBLIC]
    own = select(EventReader.position).where(
        EventReader.position == Event.position, EventReader.organisation_id.in_(actor.acts_for)
    )
    return or_(Event.audience.in_(audiences), (Event.audience == PARTIES) & own.exists())


def list_events(session: Session, actor: Actor, *, after: int, limit: int, types: Collection[str] = ()) -> FeedPage:
    """The events after a position, oldest first.

    `next` moves past events the caller may not see, so that a poller never reads the same stretch again. The head is
    read first: whatever is committed later has a greater position and comes with the next call.
    """
    head = head_position(session)
    query = (
        select(Event.position, Event.envelope)
        .where(Event.position > after, Event.position <= head, visible_to(actor))
        .order_by(Event.position)
        .limit(limit)
    )
    if types:
        query = query.where(Event.type.in_(types))
    rows = session.execute(query).all()
    ended = len(rows) < limit
    return FeedPage([row.envelope for row in rows], max(head, after) if ended else rows[-1].position)


def head_position(session: Session) -> int:
    """The position of the last event; 0 when nothing has happened yet."""
    return session.scalar(select(func.max(Event.position))) or 0


def last_position_of(session: Session, organisation_ids: Collection[int]) -> int:
    """The position of the last event of any of these organisations; 0 when there is none."""
    positions = (
        session.scalar(select(func.max(Event.position)).where(Event.organisation_id == organisation_id))
        for organisation_id in organisation_ids
    )
    return max((position or 0 for position in positions), default=0)


def list_changes(session: Session, *, after: int, limit: int) -> list[Change]:
    """What happened after a position, for the consumers inside: they see everything."""
    query = (
        select(Event.position, Event.type, Event.subject)
        .where(Event.position > after)
        .order_by(Event.position)
        .limit(limit)
    )
    return [Change(position, type, subject) for position, type, subject in session.execute(query)]


def consumer_position(session: Session, name: str) -> int:
    """How far a consumer has followed the log; 0 for one that has not begun."""
    return session.scalar(select(Consumer.position).where(Consumer.name == name)) or 0
