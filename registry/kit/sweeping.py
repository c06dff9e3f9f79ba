"""The hourly look for what has run out or is due."""

import threading
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.database import Database

log = structlog.get_logger("registry.sweeping")

Sweep = Callable[[Session, int], int]
"""Ends, or tells, at most so many of what is due; how many it was. Less than that many: nothing is left."""


class LookedFirst(NamedTuple):
    """A sweep that looks long: `look` reads while others write, and `act` does in one short transaction what was found.

    `look` gives None when there is nothing to do; `act` says how much it did, and looks again at what may have changed
    meanwhile.
    """

    look: Callable[[Session], Sequence[Any] | None]
    act: Callable[[Session, Sequence[Any]], int]


SWEEPER: Final = Actor(key="sweep")
"""The registry itself: nobody asked for what runs out by itself."""

BATCH: Final = 200
"""How much one transaction ends: others who write need not wait long."""

EVERY_SECONDS: Final = 3600.0
AFTER_FAILURE_SECONDS: Final = 60.0
"""A database that was busy for a moment is not left alone for an hour."""

SWEEP_LOCK: Final = 7_160_003
"""The advisory lock of the one process that sweeps on PostgreSQL. On SQLite the writer lock serves."""


class Sweeper:
    """Does what time alone brings about. Any number of processes may: one at a time does, the others pass."""

    def __init__(self, database: Database, sweeps: tuple[Sweep | LookedFirst, ...], *, batch: int = BATCH) -> None:
        self.database = database
        self.sweeps = sweeps
        self.batch = batch

    def sweep(self) -> int:
        """Go on until nothing is left; how much there was."""
        return sum(self._look(each) if isinstance(each, LookedFirst) else self._end(each) for each in self.sweeps)

    def _look(self, each: LookedFirst) -> int:
        with self.database.reading() as session:
            found = each.look(session)
        if found is None:
            return 0
        with self.database.writing() as session:
            return each.act(session, found) if _is_alone(session) else 0

    def _end(self, each: Sweep) -> int:
        total = 0
        while True:
            with self.database.writing() as session:
                ended = each(session, self.batch) if _is_alone(session) else 0
            total += ended
            if ended < self.batch:
                return total

    def run(self, stop: threading.Event) -> None:
        """Sweep now and every hour until told to stop."""
        while not stop.is_set():
            pause = EVERY_SECONDS
            try:
                self.sweep()
            except Exception as error:
                # A sweeper that dies would leave what has run out standing for ever.
                log.error("sweep_failed", exc_info=error)
                pause = AFTER_FAILURE_SECONDS
            stop.wait(pause)


def _is_alone(session: Session) -> bool:
    if session.get_bind().dialect.name != "postgresql":
        return True
    return bool(session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": SWEEP_LOCK}))
