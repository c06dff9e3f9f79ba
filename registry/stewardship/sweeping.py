"""The hourly look for what has run out."""

import threading
from typing import Final

import structlog

from registry.kit.database import Database
from registry.stewardship import actions

log = structlog.get_logger("registry.stewardship")

EVERY_SECONDS: Final = 3600.0


class Sweeper:
    """Ends what runs out by itself. Any number of processes may do so: one at a time does, the others pass."""

    def __init__(self, database: Database, batch: int = actions.BATCH) -> None:
        self.database = database
        self.batch = batch

    def sweep(self) -> int:
        """Go on until nothing is left; how much has run out."""
        total = 0
        while True:
            with self.database.writing() as session:
                ended = actions.sweep(session, self.batch)
            total += ended
            if ended < self.batch:
                return total

    def run(self, stop: threading.Event) -> None:
        """Sweep now and every hour until told to stop."""
        while not stop.is_set():
            try:
                self.sweep()
            except Exception as error:
                # A sweeper that dies would leave confirmations standing for ever.
                log.error("sweep_failed", exc_info=error)
            stop.wait(EVERY_SECONDS)
