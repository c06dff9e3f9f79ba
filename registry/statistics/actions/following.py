"""Following the log: what changed is counted anew, and the figures move by the difference."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.events.models import Consumer
from registry.events.queries import head_position, list_changes
from registry.statistics.actions.rebuilding import Progress, count_everything
from registry.statistics.actions.replacing import ADOPTIONS, COMPONENTS, VERSIONS, recount
from registry.statistics.queries.kept import CONSUMER
from registry.statistics.queries.touched import (
    Touched,
    adoptions_touched,
    components_of_cities,
    touched_by,
    versions_of,
)

BATCH: Final = 1000

EVERYTHING_CHANGED: Final = frozenset({"demonstration.removed"})
"""Events after which rows are gone without an event of their own."""


def catch_up(session: Session, limit: int = BATCH) -> int:
    """Follow the log by at most `limit` changes; how many were followed, 0 at its head.

    One follower at a time: the consumer's row is locked until the transaction ends. Events say what changed; what it
    counts for is read from the rows as they are now, so that following an event twice, or late, changes nothing.
    """
    consumer = lock_consumer(session)
    head = head_position(session)
    if consumer.position > head or (consumer.position == 0 and head > BATCH):
        # The database was restored to an earlier moment, or nothing was ever counted: all at once is faster.
        count_everything(session, consumer)
        return 0
    changes = list_changes(session, after=consumer.position, limit=limit)
    if any(change.type in EVERYTHING_CHANGED for change in changes):
        count_everything(session, consumer)
    elif changes:
        _follow(session, touched_by(session, changes))
        consumer.position = changes[-1].position
    session.flush()
    return len(changes)


def rebuild(session: Session, progress: Progress | None = None) -> int:
    """Forget what is kept and count everything anew; the number of components, versions and adoptions counted."""
    return count_everything(session, lock_consumer(session), progress)


def _follow(session: Session, touched: Touched) -> None:
    """Components go first: when one counts differently now, its versions and adoptions are counted after it."""
    components = touched.components | components_of_cities(session, touched.cities)
    changed = recount(session, COMPONENTS, components)
    recount(session, VERSIONS, touched.versions | versions_of(session, changed))
    adoptions = touched.adoptions | adoptions_touched(session, components=changed, cities=touched.cities)
    recount(session, ADOPTIONS, adoptions)


def lock_consumer(session: Session) -> Consumer:
    """The consumer's row, made when it is not there, and nobody else's until this transaction ends."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(Consumer).values(name=CONSUMER, position=0).on_conflict_do_nothing())
    return session.scalars(
        select(Consumer).where(Consumer.name == CONSUMER).with_for_update().execution_options(populate_existing=True)
    ).one()
