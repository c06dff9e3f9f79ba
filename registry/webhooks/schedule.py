"""When an attempt is made again: pure."""

from datetime import timedelta
from typing import Final

DELAYS: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""After each failed attempt; three days in all (Standard Webhooks, "deliverability and reliability")."""

REPLAY_DELAYS: Final = DELAYS[:3]
"""Who asks for a replay is there to look: it is given up sooner."""

JITTER: Final = 0.1
"""Of a delay, either way, so that what failed together does not come back together."""


def delay_after(attempts: int, delays: tuple[timedelta, ...], chance: float) -> timedelta | None:
    """How long to wait after so many failed attempts of one event; None when it is given up. `chance` is in [0, 1)."""
    if attempts > len(delays):
        return None
    return delays[attempts - 1] * (1 - JITTER + 2 * JITTER * chance)
