"""The search index of a folder: many processes read it, one at a time writes it, anyone can
rebuild it.
"""

import fcntl
import json
import os
import shutil
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Self

from tantivy import Index, Searcher

from registry.search.index.candidates import list_candidates
from registry.search.index.likeness import Description, similar
from registry.search.index.matching import term
from registry.search.index.query import SearchQuery, SearchRefused, SearchResult, Suggestions
from registry.search.index.schema import FORMAT, register_analyzers, schema
from registry.search.index.searching import search_state
from registry.search.index.spelling import near_names
from registry.search.index.state import State
from registry.search.index.suggesting import suggest
from registry.search.index.tuning import NEUTRAL
from registry.search.index.writing import ComponentWriter

_FORMAT_FILE = "registry-format.json"
_LOCK_FILE = ".registry-create.lock"
_META_FILE = "meta.json"


class IndexUnusable(RuntimeError):
    """The folder holds no index, one of another format, or a damaged one: discard it and feed it
    again.
    """


class ComponentIndex:
    """The index of one folder, as one process sees it. Safe to share between threads.

    A search sees one committed state. ``refresh`` takes up what another process has committed;
    ``search`` and ``suggest`` call it first, which costs one look at a file while nothing was
    committed.
    """

    def __init__(self, path: Path, index: Index) -> None:
        """Use :meth:`open`."""
        self._path = path
        self._index = index
        self._reloading = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._state: State | None = None
        self.tuning = NEUTRAL

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the index in a folder; with ``create``, make an empty one where there is none.

        IndexUnusable where there is no index (without ``create``), or it is damaged or of another
        format.
        """
        if create:
            _create(path)
        _check_format(path)
        with _damage_named("opened"):
            index = Index.open(str(path))
            register_analyzers(index)
            index.config_reader("manual")
        opened = cls(path, index)
        opened.refresh()
        return opened

    @property
    def position(self) -> int:
        """The event-log position that the state last taken up contains; 0 before the first
        commit.
        """
        return self._current().position

    @property
    def dictionary(self) -> int:
        """The edition of the dictionary by which the state last taken up was indexed."""
        return self._current().dictionary

    def refresh(self) -> bool:
        """Take up the latest commit of any process; whether there was a new one.

        While the folder is gone, being rebuilt or damaged, the last state goes on serving and
        ``position`` stands still. IndexUnusable where there is no such state.
        """
        try:
            stamp = _stamp(self._path)
        except FileNotFoundError:
            return False
        if stamp == self._seen:
            return False
        with self._reloading:
            if stamp == self._seen:
                return False
            try:
                state = self._load()
            except IndexUnusable:
                if self._state is None:
                    raise
                return False
            # Kept from before loading: a commit during the loading makes the next call load again.
            self._state, self._seen = state, stamp
        return True

    def is_in_place(self) -> bool:
        """Whether the folder still holds an index; False once somebody has taken it away."""
        return (self._path / _META_FILE).exists()

    def search(self, query: SearchQuery) -> SearchResult:
        """Answer a query on the latest state.

        A SearchRefused says what cannot be asked like this; IndexUnusable that files are damaged.
        """
        self.refresh()
        with _damage_named("searched"):
            return search_state(self._current().without(query.hidden_ids), query)

    def suggest(self, words: str, limit: int = 10, hidden_ids: Collection[int] = ()) -> Suggestions:
        """Names that continue what was typed, or a better spelling; none of a component that the reader may not see."""
        self.refresh()
        with _damage_named("searched"):
            return suggest(self._current().without(hidden_ids), words, limit)

    def candidates(self, terms: Collection[str], limit: int, hidden_ids: Collection[int] = ()) -> list[int]:
        """Ids of the components that hold most of a description's terms, the best first."""
        self.refresh()
        with _damage_named("searched"):
            return list_candidates(self._current().without(hidden_ids), terms, limit)

    def near_names(self, words: str, limit: int, hidden_ids: Collection[int] = ()) -> list[str]:
        """Titles that resemble what was typed, for who has found nothing."""
        self.refresh()
        with _damage_named("searched"):
            return near_names(self._current().without(hidden_ids), words, limit)

    def similar(
        self, identity: int, description: Description, limit: int, hidden_ids: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        """The ids of components like this description, with their similarity; see ``likeness``."""
        self.refresh()
        with _damage_named("searched"):
            return similar(self._current().without(hidden_ids), identity, description, limit)

    def writer(self, *, heap_bytes: int = 64_000_000) -> ComponentWriter:
        """The writer of this folder, which only one process can hold. LockBusy where another one
        does.
        """
        return ComponentWriter(self._index, heap_bytes=heap_bytes)

    def _current(self) -> State:
        if self._state is None:
            raise IndexUnusable("The search index has no state to read.")
        return self._state if self._state.tuning is self.tuning else replace(self._state, tuning=self.tuning)

    def _load(self) -> State:
        _check_format(self._path)
        with _damage_named("read"):
            before = _fingerprint(self._path)
            while True:
                self._index.reload()
                after = _fingerprint(self._path)
                if after == before:
                    break
                before = after
            searcher = self._index.searcher()
            return State(searcher, _recorded(searcher, "position"), after, dictionary=_recorded(searcher, "dictionary"))


@contextmanager
def _damage_named(what: str) -> Iterator[None]:
    """Turn the engine's complaints about its files, its panics among them, into IndexUnusable."""
    try:
        yield
    except (SearchRefused, IndexUnusable):
        raise
    except (ValueError, OSError) as error:
        raise IndexUnusable(f"The search index cannot be {what}: {error}") from error
    except BaseException as error:
        # A panic of the engine is no Exception, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexUnusable(f"The search index cannot be {what}: {error}") from error


def discard(path: Path) -> None:
    """Remove the index in a folder, so that it can be made and fed again; a folder of anything
    else is refused.
    """
    if not path.exists():
        return
    if not (path / _FORMAT_FILE).exists() and any(path.iterdir()):
        raise IndexUnusable(f"{path.name!r} does not look like a search index, so it is left alone.")
    shutil.rmtree(path)


def _create(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    # Two processes that start together must not both create: the second one finds it done.
    with (path / _LOCK_FILE).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (path / _META_FILE).exists():
            return
        (path / _FORMAT_FILE).write_text(json.dumps({"format": FORMAT}), encoding="utf-8")
        Index(schema(), path=str(path), reuse=False)


def _check_format(path: Path) -> None:
    try:
        found = json.loads((path / _FORMAT_FILE).read_text(encoding="utf-8"))["format"]
    except FileNotFoundError as error:
        raise IndexUnusable("There is no search index in this folder.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexUnusable("The search index does not say of which format it is.") from error
    if found != FORMAT:
        raise IndexUnusable(f"The search index has format {found}; this release reads {FORMAT}.")


def _stamp(path: Path) -> tuple[int, int, int]:
    """Changes with every commit, because a commit replaces the file."""
    found = os.stat(path / _META_FILE)
    return found.st_ino, found.st_mtime_ns, found.st_size


def _fingerprint(path: Path) -> int:
    """A number for the segments and their deletions: the same in every process that reads the
    same state.
    """
    segments = json.loads((path / _META_FILE).read_text(encoding="utf-8"))["segments"]
    return zlib.crc32(json.dumps(segments, sort_keys=True).encode())


def _recorded(searcher: Searcher, what: str) -> int:
    """A number of the record that every commit leaves; 0 before the first."""
    found = searcher.search(term("marker", "position"), limit=1, count=False).hits
    if not found:
        return 0
    value = searcher.fast_field_values(what, [found[0][1]])[0]
    return int(value) if value is not None else 0
