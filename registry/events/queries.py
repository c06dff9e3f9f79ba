"""Reading the log: what a caller may see of it, and how far it goes."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.events.audience import GOVERNMENT, PARTIES, PUBLIC
from registry.events.models import Consumer, Event
from registry.kit.actor import Actor
from registry.kit.database import Database


class FeedPage(NamedTuple):
    """Envelopes in order, and the position to pass as `after` next time."""

    envelopes: list[bytes]
    next: int


class Change(NamedTuple):
    """What a consumer learns: that something of this type happened to this subject."""

    position: int
    type: str
    subject: str


def list_events(database: Database, actor: Actor, *, after: int, limit: int, types: Collection[str] = ()) -> FeedPage:
    """The events after a position, oldest first: envelopes as they were written, straight from the driver.

    `next` moves past events the caller may not see, so that a poller never reads the same stretch again. The head is
    read first: whatever is committed later has a greater position and comes with the next call.
    """
    head: int = database.fetch("SELECT max(position) FROM events")[0][0] or 0
    seen, readers = _visible_to(actor)
    wanted = f" AND type IN ({_marks(types)})" if types else ""
    rows = database.fetch(
        "SELECT position, envelope FROM events "  # noqa: S608 — only marks are put in
        f"WHERE position > ? AND position <= ?{seen}{wanted} ORDER BY position LIMIT ?",
        (after, head, *readers, *types, limit),
    )
    ended = len(rows) < limit
    return FeedPage([bytes(envelope) for _, envelope in rows], max(head, after) if ended else rows[-1][0])


class Found(NamedTuple):
    """One event of the log, its envelope as it was written."""

    position: int
    type: str
    envelope: bytes


def find_next(database: Database, actor: Actor, *, after: int, until: int, types: Collection[str] = ()) -> Found | None:
    """The first event after a position, and not beyond another, that this caller may read and that is of these types.

    A type is named in full, or by its beginning: `advisory.*`. None named are all.
    """
    seen, readers = _visible_to(actor)
    wanted, words = _of_types(types)
    rows = database.fetch(
        "SELECT position, type, envelope FROM events "  # noqa: S608 — only marks are put in
        f"WHERE position > ? AND position <= ?{seen}{wanted} ORDER BY position LIMIT 1",
        (after, until, *readers, *words),
    )
    return Found(rows[0][0], rows[0][1], bytes(rows[0][2])) if rows else None


def _of_types(types: Collection[str]) -> tuple[str, Sequence[str | int]]:
    """The condition for events of these types, with its parameters. LIKE would take `_` for any letter."""
    if not types:
        return "", ()
    conditions: list[str] = []
    words: list[str | int] = []
    for word in types:
        if word.endswith("*"):
            conditions.append("substr(type, 1, ?) = ?")
            words += (len(word) - 1, word[:-1])
        else:
            conditions.append("type = ?")
            words.append(word)
    return f" AND ({' OR '.join(conditions)})", words


def _visible_to(actor: Actor) -> tuple[str, Sequence[int]]:
    """The condition for events that this caller may read, with its parameters."""
    if actor.is_administrator or "audit:read" in actor.scopes:
        return "", ()
    audiences = f"'{PUBLIC}', '{GOVERNMENT}'" if actor.sees_landscapes else f"'{PUBLIC}'"
    if not actor.acts_for:
        return f" AND audience IN ({audiences})", ()
    readers = sorted(actor.acts_for)
    own = (
        "EXISTS (SELECT 1 FROM event_readers r "  # noqa: S608 — only marks are put in
        f"WHERE r.position = events.position AND r.organisation_id IN ({_marks(readers)}))"
    )
    return f" AND (audience IN ({audiences}) OR (audience = '{PARTIES}' AND {own}))", readers


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values))


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
