"""Counting the searches that found nothing, without a read ever being a write.

Privacy: words are kept only once the same were looked for in vain at least twice; who searched is never noted. What may
be somebody's data is not counted at all: six digits or more in a row, an @, more than 100 characters.
"""

import re
import threading
from collections import Counter
from typing import Final

import structlog

from registry.kit.database import Database
from registry.search.actions.misses import add_misses
from registry.search.index.normalisation import normalise

log = structlog.get_logger("registry.search")

FLUSH_SECONDS: Final = 10.0
SEEN_AT_LEAST: Final = 2
MOST_REMEMBERED: Final = 1000
LONGEST_WORDS: Final = 100
_PERSONAL: Final = re.compile(r"[0-9]{6}|@")
_SAYS_SOMETHING: Final = re.compile(r"\w")


def missed_words(words: str) -> str | None:
    """The words as they are counted; None for what is not."""
    plain = " ".join(normalise(words).split())
    counts = len(plain) <= LONGEST_WORDS and _SAYS_SOMETHING.search(plain) and not _PERSONAL.search(plain)
    return plain if counts else None


class MissCounter:
    """One process's counts, written down in batches by a thread of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: Counter[str] = Counter()
        self._counting = threading.Lock()

    def count(self, words: str) -> None:
        """A search for these words found nothing."""
        plain = missed_words(words)
        if plain is None:
            return
        with self._counting:
            if len(self._counts) >= MOST_REMEMBERED and plain not in self._counts:
                # Whoever searches for nonsense pushes out nonsense: the one that has waited longest for a second.
                del self._counts[next(iter(self._counts))]
            self._counts[plain] += 1

    def flush(self) -> int:
        """Write down what was looked for at least twice; how many different words."""
        with self._counting:
            told = {words: count for words, count in self._counts.items() if count >= SEEN_AT_LEAST}
            for words in told:
                del self._counts[words]
        if told:
            with self._database.writing() as session:
                add_misses(session, told)
        return len(told)

    def run(self, stop: threading.Event) -> None:
        """Write down from time to time, and once more at the end."""
        while not stop.wait(FLUSH_SECONDS):
            self._flush_safely()
        self._flush_safely()

    def _flush_safely(self) -> None:
        try:
            self.flush()
        except Exception as error:
            log.error("misses_not_written", exc_info=error)
