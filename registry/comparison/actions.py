"""Keeping what was found of two documents: found again at any time, so nothing of it stands in the log."""

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.comparison.documents import change_document
from registry.comparison.models import InterfaceComparison
from registry.comparison.openapi import REVISION, Compared
from registry.comparison.queries import CONSUMER, Pair
from registry.events.models import Consumer
from registry.kit.clock import now_of


def keep_comparison(session: Session, pair: Pair, found: Compared) -> None:
    """Keep what was found of two documents; what other rules found before is replaced."""
    row = {
        "older_digest": pair[0],
        "newer_digest": pair[1],
        "revision": REVISION,
        "verdict": found.verdict,
        "changes": [change_document(change) for change in found.changes],
        "total": found.total,
        "compared_at": now_of(session),
    }
    insert = _dialect(session).insert(InterfaceComparison).values(row)
    keys = ("older_digest", "newer_digest")
    fresh = {name: value for name, value in row.items() if name not in keys}
    session.execute(insert.on_conflict_do_update(index_elements=keys, set_=fresh))


def note_position(session: Session, position: int) -> None:
    """Note how far the log was followed; never back."""
    session.execute(_dialect(session).insert(Consumer).values(name=CONSUMER, position=0).on_conflict_do_nothing())
    consumer = session.scalars(select(Consumer).where(Consumer.name == CONSUMER).with_for_update()).one()
    consumer.position = max(consumer.position, position)
    session.flush()


def _dialect(session: Session):  # type: ignore[no-untyped-def] # the two have no common type
    return postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
