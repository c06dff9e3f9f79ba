"""Collecting by itself, every few hours, what uploads that were cut off and releases that were given up have left."""

import random
import threading
from typing import Final

import structlog

from registry.artifacts.actions import Collected, collect
from registry.artifacts.storage import Storage
from registry.kit.database import Database

log = structlog.get_logger("registry.artifacts")

EVERY_SECONDS: Final = 6 * 3600.0


class Collector:
    """Any number of processes may collect at the same time: each digest is decided on under its lock."""

    def __init__(self, database: Database, storage: Storage) -> None:
        self._database = database
        self._storage = storage

    def collect(self) -> Collected:
        """Once, now."""
        return collect(self._database, self._storage)

    def run(self, stop: threading.Event) -> None:
        """Every few hours until told to stop; processes that started together do not all list the storage at once."""
        while not stop.wait(EVERY_SECONDS * random.uniform(0.5, 1.0)):  # noqa: S311 — only spreads them
            try:
                found = self.collect()
                log.info("artifacts_collected", **found._asdict())
            except Exception as error:
                # What is not collected now is collected the next time.
                log.error("collecting_failed", exc_info=error)
