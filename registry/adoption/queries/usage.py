"""How much an adoption is called."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, UsageDay, UsageMonth, UsageReport
from registry.adoption.usage import Entry, calls_counted
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid

LONGEST_STRETCH: Final = 1100
"""Days of calls that are answered at a time: three years."""


class CalledDay(NamedTuple):
    """The calls of a day and where they come from."""

    day: date
    calls: int
    source: str


class CalledMonth(NamedTuple):
    """The calls of a month in the stretch asked for, and of how many of its days they are."""

    month: str
    calls: int
    days: int


class Usage(NamedTuple):
    """The calls of a stretch of days; `counted` is what credit counts this month."""

    first: date
    last: date
    days: list[CalledDay]
    months: list[CalledMonth]
    counted: int

    @property
    def calls(self) -> int:
        return sum(day.calls for day in self.days)


def usage_of(session: Session, adoption: Adoption, first: date | None = None, last: date | None = None) -> Usage:
    """The calls of an adoption that the caller may see, of the year until today unless said."""
    until = last or today_of(session)
    since = first or until - timedelta(days=364)
    if since > until:
        raise PayloadInvalid.of("/from", "起始日不能晚于截止日。", "It must not lie after 'to'.")
    if (until - since).days >= LONGEST_STRETCH:
        raise PayloadInvalid.of(
            "/from", f"一次最多查询 {LONGEST_STRETCH} 天。", f"At most {LONGEST_STRETCH} days at a time."
        )
    rows = session.execute(
        select(UsageDay.day, UsageDay.calls, UsageReport.source)
        .join(UsageReport, UsageReport.id == UsageDay.report_id)
        .where(UsageDay.adoption_id == adoption.id, UsageDay.day.between(since, until))
        .order_by(UsageDay.day)
    )
    days = [CalledDay(*row) for row in rows]
    counted = calls_counted(ledger_of(session, adoption.id), today_of(session))
    return Usage(since, until, days, _months(days), counted)


def _months(days: list[CalledDay]) -> list[CalledMonth]:
    found = []
    for month, within in groupby(days, key=lambda day: day.day.isoformat()[:7]):
        calls = [day.calls for day in within]
        found.append(CalledMonth(month, sum(calls), len(calls)))
    return found


def ledger_of(session: Session, adoption_id: int) -> list[Entry]:
    """The ledger of an adoption's calls, from which credit counts."""
    rows = session.execute(
        select(UsageMonth.month, UsageMonth.recorded_month, UsageMonth.calls)
        .where(UsageMonth.adoption_id == adoption_id)
        .order_by(UsageMonth.month, UsageMonth.recorded_month)
    )
    return [Entry(*row) for row in rows]


def calls_on(session: Session, adoption_id: int, days: Collection[date]) -> dict[date, UsageDay]:
    """What stands for these days by now."""
    rows = session.scalars(select(UsageDay).where(UsageDay.adoption_id == adoption_id, UsageDay.day.in_(days)))
    return {row.day: row for row in rows}


def last_issued(session: Session, adoption_id: int) -> datetime | None:
    """When the latest signed report of an adoption says it was made."""
    return session.scalar(select(func.max(UsageReport.issued_at)).where(UsageReport.adoption_id == adoption_id))
