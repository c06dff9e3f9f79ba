"""What administrators have adjusted, read from the tables and kept for a second."""

import time
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.database import Database
from registry.search.index.lexicon import Lexicon
from registry.search.index.tuning import NEUTRAL, Tuning, Weights
from registry.search.models import DictionaryWord, SearchSettings, SynonymSet

POLL_SECONDS: Final = 1.0
"""How long a process may go on by what it has read: a change holds everywhere within this time."""

_REVISION: Final = "SELECT revision FROM search_settings WHERE id = 1"


def read_tuning(session: Session) -> Tuning:
    """Everything that is adjusted, as it stands."""
    settings = session.get(SearchSettings, 1)
    if settings is None:
        return NEUTRAL
    return Tuning(
        lexicon=Lexicon.of(
            session.scalars(select(SynonymSet.words).order_by(SynonymSet.id)),
            session.scalars(select(DictionaryWord.word).order_by(DictionaryWord.word)),
        ),
        weights=Weights.of(settings.weights),
        revision=settings.revision,
        dictionary=settings.dictionary_revision,
    )


class CurrentTuning:
    """One process's view of it: looked after at most once a second, read anew only where it has changed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tuning = NEUTRAL
        self._looked_at = float("-inf")

    def get(self) -> Tuning:
        """What stood at most a second ago."""
        return self._tuning if time.monotonic() - self._looked_at < POLL_SECONDS else self.renewed()

    def renewed(self) -> Tuning:
        """What stands now: for whoever has just changed it, and for feeding the index."""
        rows = self._database.fetch(_REVISION)
        self._looked_at = time.monotonic()
        if rows and rows[0][0] != self._tuning.revision:
            with self._database.reading() as session:
                self._tuning = read_tuning(session)
        return self._tuning
