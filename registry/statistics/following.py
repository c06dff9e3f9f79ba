"""Keeping the figures up with the event log, in a thread or when somebody reads."""

import threading
from typing import Final

import structlog
from sqlalchemy.exc import OperationalError

from registry.kit.database import Database
from registry.statistics import actions, queries

log = structlog.get_logger("registry.statistics")

POLL_SECONDS: Final = 0.1


class StatisticsFollower:
    """Brings the kept figures forward. Any number of processes may do so: they take turns at the consumer's row."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.is_followed = False

    def current(self) -> None:
        """For readers: where no thread of this process follows the log, bring the figures forward first.

        When the database takes no writes at the moment, what is kept is read: it says how far it goes.
        """
        if self.is_followed:
            return
        try:
            self.catch_up()
        except OperationalError as error:
            log.warning("figures_not_brought_forward", exc_info=error)

    def lag(self) -> int:
        """How many events the kept figures are behind the log."""
        with self.database.reading() as session:
            return abs(queries.events_behind(session))

    def catch_up(self) -> int:
        """Follow to the head of the log; how many changes were followed. Writes nothing when there are none."""
        with self.database.reading() as session:
            if not queries.events_behind(session):
                return 0
        total = 0
        while True:
            with self.database.writing() as session:
                followed = actions.catch_up(session)
            total += followed
            if followed < actions.BATCH:
                return total

    def run(self, stop: threading.Event) -> None:
        """Follow the log until told to stop."""
        self.is_followed = True
        while not stop.wait(POLL_SECONDS):
            try:
                self.catch_up()
            except Exception as error:
                # A follower that dies would leave the figures behind for ever.
                log.error("follower_failed", exc_info=error)
                stop.wait(1.0)
