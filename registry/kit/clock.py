"""The time, injected: nothing asks the system or the database for it directly."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, Protocol

from sqlalchemy.orm import Session

SHANGHAI: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Valid days are counted in UTC+8; China has had no daylight saving time since 1991, so a fixed offset is exact."""


class Clock(Protocol):
    """Tells the present instant, in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SimulatedClock:
    """A clock that is set by hand; only tests and the demonstration use it."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        return self._now

    def set(self, moment: datetime) -> None:
        self._now = moment.astimezone(UTC)


def now_of(session: Session) -> datetime:
    """The instant at which this unit of work happens, in UTC."""
    clock: Clock = session.info["clock"]
    return clock.now()


def today_of(session: Session) -> date:
    """The day it is in Shanghai."""
    return day_of(now_of(session))


def day_of(moment: datetime) -> date:
    """The day an instant lies in, in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def format_instant(moment: datetime) -> str:
    """RFC 3339 in UTC with `Z`, to the millisecond."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
