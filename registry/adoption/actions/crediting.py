"""Keeping what an adoption is worth: its segments are counted anew with every change of its facts."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from registry.adoption.actions.judging import judge_independence
from registry.adoption.models import Adoption, CreditSegment, Independence
from registry.adoption.queries.credit_facts import facts_of
from registry.adoption.vocabulary import RUNNING
from registry.adoption.worth import segments_of

PORTION: Final = 500

_INSERT: Final = CreditSegment.metadata.tables[CreditSegment.__tablename__].insert()


_LATER: Final = "credited_later"


@contextmanager
def credited_at_the_end(session: Session) -> Iterator[None]:
    """What changes meanwhile is credited once, when this ends: for whoever does very much in one transaction."""
    later: set[int] = session.info.setdefault(_LATER, set())
    yield
    del session.info[_LATER]
    credit_many_anew(session, later)


def credit_anew(session: Session, adoption: Adoption) -> None:
    """Count the credit segments of an adoption anew from its dated facts, in the transaction of the change.

    One that never ran is worth nothing: only its independence is written down.
    """
    session.flush()
    later: set[int] | None = session.info.get(_LATER)
    if later is not None:
        later.add(adoption.id)
        return
    judge_independence(session, [adoption.id])
    if any(step.stage in RUNNING for step in adoption.steps):
        _count(session, [adoption.id])


def credit_many_anew(session: Session, adoption_ids: Collection[int]) -> None:
    """The same for many at once: after an import, a transfer, a discount, an upgrade of the registry."""
    session.flush()
    ordered = sorted(adoption_ids)
    for place in range(0, len(ordered), PORTION):
        portion = ordered[place : place + PORTION]
        # Held, so that what somebody changes at this moment is counted by them or by us.
        session.execute(select(Adoption.id).where(Adoption.id.in_(portion)).order_by(Adoption.id).with_for_update())
        judge_independence(session, portion)
        _count(session, portion)


def credit_pair_anew(session: Session, city_id: int, publisher_city_id: int) -> None:
    """Count anew what was ever adopted between two cities: after a discount between them was decided or has ended."""
    query = select(Independence.adoption_id).where(
        Independence.city_id == city_id, Independence.publisher_city_id == publisher_city_id
    )
    credit_many_anew(session, set(session.scalars(query)))


def credit_next_anew(session: Session, *, after: int, limit: int = PORTION, unjudged: bool = False) -> list[int]:
    """Count the next adoptions anew, in the order in which they came; which these were, none at the end.

    `unjudged` takes only those of which nobody has written down how independent they are: what an earlier release kept.
    """
    query = select(Adoption.id).where(Adoption.id > after)
    if unjudged:
        query = query.where(~exists().where(Independence.adoption_id == Adoption.id))
    chosen = list(session.scalars(query.order_by(Adoption.id).limit(limit)))
    credit_many_anew(session, chosen)
    return chosen


def _count(session: Session, adoption_ids: Collection[int]) -> None:
    rows = [
        {"adoption_id": identifier, **segment._asdict()}
        for identifier, facts in facts_of(session, adoption_ids).items()
        for segment in segments_of(facts)
    ]
    session.execute(
        delete(CreditSegment)
        .where(CreditSegment.adoption_id.in_(adoption_ids))
        .execution_options(synchronize_session=False)
    )
    if rows:
        # Straight into the table: nobody needs these rows as objects.
        session.execute(_INSERT, rows)
