"""The index of this node and how it keeps up with the event log."""

import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component
from registry.catalogue.queries import (
    adopters_of,
    full_names_after,
    full_names_of_publisher,
    list_for_index,
)
from registry.events.queries import Change, head_position, list_changes
from registry.kit.database import Database
from registry.organisations.queries import class_on, find_organisation, province_of
from registry.search.index import ComponentIndex, IndexUnusable, discard
from registry.search.index.documents import SearchDocument
from registry.search.index.query import SearchQuery
from registry.search.index.wording import read_words
from registry.search.index.writing import ComponentWriter, LockBusy

log = structlog.get_logger("registry.search")

BATCH: Final = 1000
POLL_SECONDS: Final = 0.02
_HEAD = "SELECT max(position) FROM events"


class SearchEngine:
    """One node's index folder. Every process of the node reads it; whoever holds the writer brings it forward.

    The index is derived: when it is missing, damaged or of another format it is discarded and fed again.
    """

    def __init__(self, database: Database, path: Path) -> None:
        self.database = database
        self.path = path
        self.is_followed = False
        self._index: ComponentIndex | None = None
        self._opening = threading.Lock()

    def current(self) -> ComponentIndex:
        """The index as readers use it: where no thread of this process follows the log, they bring it forward."""
        if not self.is_followed:
            self.catch_up()
        return self.index()

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
        """How many components the index holds."""
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

    def rebuild(self) -> int | None:
        """Feed the index anew from the catalogue; the number of components it holds then.

        Searches see the old index until the new one is whole. None when the running service holds the writer: then the
        folder is taken away, which makes the service build it anew by itself.
        """
        try:
            with self.index().writer(heap_bytes=256_000_000) as writer:
                return self._feed_all(self.index(), writer)
        except LockBusy:
            discard(self.path)
            return None

    def _is_in_place(self) -> bool:
        """Whether the folder still holds the index: an operator may have taken it away to have it rebuilt."""
        return self.index().is_in_place()

    def _follow(self, index: ComponentIndex, writer: ComponentWriter) -> None:
        with self.database.reading() as session:
            index.refresh()
            if index.position == 0 or index.position > head_position(session):
                # New, or of a database that was restored to an earlier moment: start from what stands there now.
                self._feed_all(index, writer)
            while changes := list_changes(session, after=index.position, limit=BATCH):
                if any(change.type == "demonstration.removed" for change in changes):
                    # Rows are gone, so there is nothing to read about them: start from what is left.
                    self._feed_all(index, writer)
                    continue
                names = _touched(session, changes)
                _put(session, writer, names)
                writer.commit(changes[-1].position)
                index.refresh()

    def _feed_all(self, index: ComponentIndex, writer: ComponentWriter) -> int:
        count, after = 0, ""
        with self.database.reading() as session:
            position = head_position(session)
            writer.clear()
            while names := full_names_after(session, after, BATCH):
                count += _put(session, writer, names, fresh=True)
                after = names[-1]
                session.expunge_all()
        writer.commit(position)
        index.refresh()
        return count


def _touched(session: Session, changes: Iterable[Change]) -> set[str]:
    """The components that the changes are about."""
    names: set[str] = set()
    for change in changes:
        topic = change.type.split(".", 1)[0]
        if topic in {"component", "version", "adoption"}:
            names.add("/".join(change.subject.split("/")[:2]))
        elif topic == "city" and (city := find_organisation(session, change.subject)) is not None:
            names.update(full_names_of_publisher(session, city.id))
    return names


def _put(session: Session, writer: ComponentWriter, names: Iterable[str], *, fresh: bool = False) -> int:
    components = list_for_index(session, list(names))
    adopters = adopters_of(session, [component.id for component in components])
    places: dict[int, tuple[str | None, str | None]] = {}
    shown = 0
    for component in components:
        if component.status not in SHOWN_TO_ALL:
            writer.delete(component.id)
            continue
        shown += 1
        publisher = component.publisher
        if publisher.id not in places:
            places[publisher.id] = (
                province_of(session, publisher.division_code),
                class_on(session, publisher.city_id),
            )
        document = _document(component, adopters.get(component.id, 0), *places[publisher.id])
        (writer.add if fresh else writer.put)(document)
    return shown


def _document(component: Component, adopters: int, province: str | None, city_class: str | None) -> SearchDocument:
    details = component.details
    return SearchDocument(
        id=component.id,
        full_name=component.full_name,
        titles=details["title"],
        summaries=details.get("summary", {}),
        descriptions=details.get("description", {}),
        features=[text for texts in details.get("features", {}).values() for text in texts],
        tags=details.get("tags", []),
        scenarios=details.get("scenarios", []),
        publisher=component.full_name.split("/", 1)[0],
        publisher_names=list(component.publisher.name.values()),
        kind=details["kind"],
        license=details["license"],
        status=component.status,
        cost_model=details.get("cost_model", "free"),
        domains=details.get("domains", []),
        actions=details.get("actions", []),
        platforms=details.get("platforms", []),
        province=province,
        city_class=city_class,
        adopters=adopters,
        listed_at=component.listed_at,
    )
