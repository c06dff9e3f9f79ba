"""Questions about the calendar."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.errors import NotFound
from registry.workdays.models import SpecialDay


def find_day(session: Session, day: date) -> SpecialDay | None:
    """What is said of a day, if the week does not hold on it."""
    return session.get(SpecialDay, day)


def get_day(session: Session, day: date) -> SpecialDay:
    """A day on which the week does not hold. Any other day is not found: there is nothing to say of it."""
    found = find_day(session, day)
    if found is None:
        raise NotFound(what=day.isoformat())
    return found


def list_days(session: Session, *, since: date | None = None, until: date | None = None) -> list[SpecialDay]:
    """The days on which the week does not hold, between two days, in order; a few dozen for each year."""
    query = select(SpecialDay).order_by(SpecialDay.day)
    if since is not None:
        query = query.where(SpecialDay.day >= since)
    if until is not None:
        query = query.where(SpecialDay.day <= until)
    return list(session.scalars(query))


def special_days(session: Session, since: date) -> dict[date, bool]:
    """Which days from that one on are worked, or not, otherwise than the week says: for `add_working_days`."""
    rows = session.execute(select(SpecialDay.day, SpecialDay.is_working).where(SpecialDay.day >= since))
    return {day: is_working for day, is_working in rows}
