"""When messages go out: digests, and how long to wait after a failure. Pure."""

from collections.abc import Collection
from datetime import datetime, time, timedelta
from typing import Final

from registry.kit.clock import SHANGHAI
from registry.notifications.vocabulary import URGENCIES

MORNING: Final = time(8, 0)
"""When digests go out, in Shanghai: every day, or on Mondays."""

WAITS: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""How long after the first, second … failure the same message is tried again; the last holds from then on."""

PATIENCE: Final = timedelta(hours=72)
"""For how long a message is tried before its subscription is paused."""


def next_digest(digest: str, now: datetime) -> datetime:
    """When a notice that comes now goes out by this digest: now, at the next eight o'clock, or on the next Monday's."""
    if digest == "at_once":
        return now
    here = now.astimezone(SHANGHAI)
    morning = datetime.combine(here.date(), MORNING, SHANGHAI)
    if morning <= here:
        morning += timedelta(days=1)
    if digest == "weekly":
        morning += timedelta(days=-morning.weekday() % 7)
    return morning.astimezone(now.tzinfo)


def due_at(digest: str, urgencies: Collection[str], now: datetime) -> datetime:
    """When notices of these urgencies that wait go out. What is critical takes along all that came before it."""
    return now if "critical" in urgencies else next_digest(digest, now)


def next_try(attempts: int, now: datetime) -> datetime:
    """When a message that failed so many times is tried again."""
    return now + WAITS[min(attempts, len(WAITS)) - 1]


def has_failed_for_good(failing_since: datetime, now: datetime) -> bool:
    """Whether it was tried for long enough."""
    return now - failing_since >= PATIENCE


def at_least(urgency: str) -> tuple[str, ...]:
    """This urgency and those above it."""
    return URGENCIES[: URGENCIES.index(urgency) + 1]
