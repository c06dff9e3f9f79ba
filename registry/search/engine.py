"""The index of this node and how it keeps up with the event log."""

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy.orm import Session

from registry.events.queries import head_position, list_changes
from registry.kit.database import Database
from registry.search.feed import ComponentFeed, Feed
from registry.search.index import ComponentIndex, IndexUnusable, discard
from registry.search.index.query import SearchQuery
from registry.search.index.wording import read_words
from registry.search.index.writing import ComponentWriter, LockBusy
from registry.search.tuning import CurrentTuning

log = structlog.get_logger("registry.search")

BATCH: Final = 1000
Watch = Callable[[Iterable[list[str]]], Iterable[list[str]]]
"""Hands batches of names on, and may show meanwhile how far it is."""

POLL_SECONDS: Final = 0.02
_HEAD = "SELECT max(position) FROM events"


class SearchEngine:
    """One node's index folder. Every process of the node reads it; whoever holds the writer brings it forward.

    What it holds the feed says: components unless another is given. The index is derived: when it is missing, damaged
    or of another format it is discarded and fed again.
    """

    def __init__(self, database: Database, path: Path, feed: Feed | None = None) -> None:
        self.database = database
        self.path = path
        self.feed: Feed = feed or ComponentFeed()
        self.is_followed = False
        self.tuning = CurrentTuning(database)
        self._index: ComponentIndex | None = None
        self._opening = threading.Lock()

    def current(self) -> ComponentIndex:
        """The index as readers use it: where no thread of this process follows the log, they bring it forward."""
        if not self.is_followed:
            self.catch_up()
        index = self.index()
        index.tuning = self.tuning.get()
        return index

    def index(self) -> ComponentIndex:
        """The index, made anew when there is none that can be read."""
        if self._index is None:
            with self._opening:
                try:
                    self._index = ComponentIndex.open(self.path, create=True)
                except IndexUnusable as reason:
                    log.warning("index_discarded", reason=str(reason))
                    discard(self.path)
                    self._index = ComponentIndex.open(self.path, create=True)
        return self._index

    def head(self) -> int:
        """The position of the last event in the log."""
        return self.database.fetch(_HEAD)[0][0] or 0

    def count(self) -> int:
        """How many components, or organisations, the index holds."""
        return self.index().search(SearchQuery(limit=0, sort="recent")).total

    def lag(self) -> int:
        """How many events the index is behind the log."""
        index = self.index()
        index.refresh()
        return max(0, self.head() - index.position)

    def catch_up(self) -> int:
        """Bring the index to the head of the log, unless another process is about it; the position it is at then."""
        index = self.index()
        index.refresh()
        if index.position == self.head():
            return index.position
        try:
            with index.writer() as writer:
                self._follow(index, writer)
        except LockBusy:
            index.refresh()
        return index.position

    def wait_for(self, position: int, seconds: float) -> None:
        """Return when the index contains the event at `position`, or when the time is over."""
        index, end = self.index(), time.monotonic() + seconds
        index.refresh()
        while index.position < position and time.monotonic() < end:
            self.catch_up()
            if index.position < position:
                time.sleep(0.005)
                index.refresh()

    def run(self, stop: threading.Event) -> None:
        """Follow the log until told to stop: one process of a node holds the writer, the others stand by."""
        self.is_followed = True
        # The first who searches in this process need not wait half a second for the dictionaries.
        read_words("一网通办")
        while not stop.wait(POLL_SECONDS):
            try:
                with self.index().writer() as writer:
                    while not stop.wait(POLL_SECONDS) and self._is_in_place():
                        if self.index().position != self.head():
                            self._follow(self.index(), writer)
                if not self._is_in_place():
                    self._index = None
            except LockBusy:
                stop.wait(1.0)
            except Exception as error:
                log.error("follower_failed", exc_info=error)
                self._index = None
                stop.wait(1.0)

    def rebuild(self, watch: Watch = iter) -> int | None:
        """Feed the index anew from the tables; the number of things it holds then. `watch` may show how far it is.

        Searches see the old index until the new one is whole. None when the running service holds the writer: then the
        folder is taken away, which makes the service build it anew by itself.
        """
        try:
            with self.index().writer(heap_bytes=256_000_000) as writer:
                return self._feed_all(self.index(), writer, watch)
        except LockBusy:
            discard(self.path)
            return None

    def _is_in_place(self) -> bool:
        """Whether the folder still holds the index: an operator may have taken it away to have it rebuilt."""
        return self.index().is_in_place()

    def _follow(self, index: ComponentIndex, writer: ComponentWriter) -> None:
        with self.database.reading() as session:
            index.refresh()
            writer.tuning = self.tuning.renewed()
            is_astray = index.position == 0 or index.position > head_position(session)
            if is_astray or index.dictionary != writer.tuning.dictionary:
                # New, of a database that was restored to an earlier moment, or cut by another dictionary: start from
                # what stands there now. Searches see the old state until the new one is whole.
                self._feed_all(index, writer)
            while changes := list_changes(session, after=index.position, limit=BATCH):
                if any(change.type == "demonstration.removed" for change in changes):
                    # Rows are gone, so there is nothing to read about them: start from what is left.
                    self._feed_all(index, writer)
                    continue
                self._put(session, writer, self.feed.touched(session, changes))
                writer.commit(changes[-1].position)
                index.refresh()

    def _feed_all(self, index: ComponentIndex, writer: ComponentWriter, watch: Watch = iter) -> int:
        count = 0
        writer.tuning = self.tuning.renewed()
        with self.database.reading() as session:
            position = head_position(session)
            writer.clear()
            for names in watch(self._batches(session)):
                count += self._put(session, writer, names, fresh=True)
                session.expunge_all()
        writer.commit(position)
        index.refresh()
        return count

    def _batches(self, session: Session) -> Iterator[list[str]]:
        after = ""
        while names := self.feed.names_after(session, after, BATCH):
            yield names
            after = names[-1]

    def _put(self, session: Session, writer: ComponentWriter, names: Collection[str], *, fresh: bool = False) -> int:
        """Bring the index to what stands of these names; how many of them it then holds."""
        shown = 0
        for identity, document in self.feed.documents(session, names):
            if document is None:
                writer.delete(identity)
                continue
            shown += 1
            (writer.add if fresh else writer.put)(document)
        return shown
