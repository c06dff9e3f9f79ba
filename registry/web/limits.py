"""How often a caller may ask: reads counted in the process, writes in the database, shared by all."""

import threading
import time
from typing import Final, NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from registry.web.errors import TooManyRequests

WINDOW_SECONDS: Final = 60
_KEPT_CALLERS: Final = 10_000


class Standing(NamedTuple):
    """What is left of a caller's budget: for the `RateLimit` headers."""

    policy: str
    quota: int
    left: int

    def headers(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """`RateLimit-Policy` and `RateLimit`."""
        return (
            ("RateLimit-Policy", f'"{self.policy}";q={self.quota};w={WINDOW_SECONDS}'),
            ("RateLimit", f'"{self.policy}";r={self.left};t={WINDOW_SECONDS}'),
        )


class ReadBudgets:
    """Token buckets in memory; the oldest are forgotten past 10,000 callers, so that memory stays bounded."""

    def __init__(self, per_minute: int) -> None:
        self.per_minute = per_minute
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def spend(self, caller: str) -> Standing:
        """Take one read. Raises TooManyRequests with the seconds to wait."""
        now = time.monotonic()
        quota = self.per_minute
        left, counted = self._buckets.get(caller, (float(quota), now))
        left = min(float(quota), left + (now - counted) * quota / WINDOW_SECONDS)
        if left < 1:
            seconds = max(1, round((1 - left) * WINDOW_SECONDS / quota))
            raise TooManyRequests(policy="reads", quota=quota, seconds=seconds)
        self._buckets[caller] = (left - 1, now)
        if len(self._buckets) > _KEPT_CALLERS:
            self._forget()
        return Standing("reads", quota, int(left - 1))

    def _forget(self) -> None:
        with self._lock:
            for caller in list(self._buckets)[: _KEPT_CALLERS // 10]:
                self._buckets.pop(caller, None)


_REFILLED: Final = 'write_budgets."left" + (:now - write_budgets.counted_at) * :rate'
_SPEND: Final = text(
    f"""
    INSERT INTO write_budgets (caller, "left", counted_at) VALUES (:caller, :quota - 1, :now)
    ON CONFLICT (caller) DO UPDATE SET
      "left" = CASE WHEN {_REFILLED} > :quota THEN :quota ELSE {_REFILLED} END - 1,
      counted_at = :now
    WHERE {_REFILLED} >= 1
    RETURNING "left"
    """  # noqa: S608 — put together from constants
)


def spend_write(session: Session, caller: str, per_minute: int) -> Standing:
    """Take one write from the shared bucket, in a transaction of its own: requests that are refused later count too.

    Raises TooManyRequests when the bucket is empty.
    """
    rate = per_minute / WINDOW_SECONDS
    values = {"caller": caller, "quota": float(per_minute), "rate": rate, "now": time.time()}
    left = session.execute(_SPEND, values).scalar()
    if left is None:
        raise TooManyRequests(policy="writes", quota=per_minute, seconds=max(1, round(1 / rate)))
    return Standing("writes", per_minute, int(left))
