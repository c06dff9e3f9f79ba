"""Keeping the inboxes up with the event log, in a thread or when somebody reads."""

import threading
from typing import Final

import structlog
from sqlalchemy.exc import OperationalError

from registry.events.queries import consumer_position, head_position
from registry.kit.database import Database
from registry.notifications import actions

log = structlog.get_logger("registry.notifications")

POLL_SECONDS: Final = 0.2


class NoticeFollower:
    """Tells whom each event concerns. Any number of processes may: they take turns at the consumer's row."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.is_followed = False

    def current(self) -> None:
        """For readers: where no thread of this process follows the log, bring the inboxes forward first.

        When the database takes no writes at the moment, what is there is read.
        """
        if self.is_followed:
            return
        try:
            self.catch_up()
        except OperationalError as error:
            log.warning("notices_not_brought_forward", exc_info=error)

    def lag(self) -> int:
        """How many events the inboxes are behind the log."""
        with self.database.reading() as session:
            return max(0, head_position(session) - consumer_position(session, actions.CONSUMER))

    def catch_up(self) -> int:
        """Follow to the head of the log; how many events were followed. Writes nothing when there are none."""
        if not self.lag():
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
                # A follower that dies would leave the inboxes behind for ever.
                log.error("follower_failed", exc_info=error)
                stop.wait(1.0)
