"""Working through imports, portion by portion, in a thread or when somebody waits for them."""

import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

import orjson
import structlog
from sqlalchemy.exc import IntegrityError, OperationalError

from registry.artifacts.storage import Storage
from registry.kit.actor import Actor
from registry.kit.database import Database
from registry.kit.errors import Bilingual, Refusal
from registry.landscapes.actions import begin_import, fail_import, finish_import, keep_portion, take_lines
from registry.landscapes.actions.taking import NumberedLine, Taken
from registry.landscapes.callers import read_actor
from registry.landscapes.models import LandscapeImport
from registry.landscapes.queries.imports import UNFINISHED, find_unfinished, lock_import
from registry.landscapes.queries.resolving import Sides
from registry.landscapes.reading import encoding_of, format_of, read_table
from registry.organisations.models import Organisation

log = structlog.get_logger("registry.landscapes")

POLL_SECONDS: Final = 0.5
PORTION: Final = 1000
"""Rows of one transaction: beginning so many takes a third of a second, which others who write wait out."""
SLOW: Final = 100
"""How many changes of what is there end a portion earlier: each costs some milliseconds."""
ATTEMPTS: Final = 5
_IN_MEMORY: Final = 4 * 1024 * 1024
_STUCK: Final = Bilingual(
    "处理时发生内部错误；已导入的行保留，请联系运维后重新导入。",
    "Something failed inside; the rows taken so far stay. Tell the operators, then import the file again.",
)


class LandscapeImporter:
    """Takes what waits in line. Any number of processes may: each portion is taken under the lock of its import, and
    says in the same transaction how far it is, so that whoever goes on after a crash takes no row twice and leaves
    none out."""

    def __init__(self, database: Database, storage: Storage) -> None:
        self.database = database
        self.storage = storage
        self.is_followed = False

    def current(self) -> None:
        """For those who wait: where no thread of this process follows the line, work it off first."""
        if not self.is_followed:
            while self.take_next():
                pass

    def run(self, stop: threading.Event) -> None:
        """Follow the line until told to stop."""
        self.is_followed = True
        while not stop.wait(POLL_SECONDS):
            try:
                while not stop.is_set() and self.take_next(stop):
                    pass
            except Exception as error:
                # A follower that dies would leave every import waiting for ever.
                log.error("import_not_gone_on_with", exc_info=error)

    def take_next(self, stop: threading.Event | None = None) -> bool:
        """Work through the import that is next in line; False when none waits."""
        with self.database.reading() as session:
            row = find_unfinished(session)
        if row is None:
            return False
        try:
            with _spooled(self.storage, row.blob_digest) as table:
                self._begin(row.id, table)
                self._take_all(row, table, stop)
        except Refusal as refusal:
            self._fail(row.id, Bilingual(refusal.detail("zh"), refusal.detail("en")))
        except OperationalError:
            raise
        except Exception as error:
            log.error("import_failed", import_id=str(row.public_id), exc_info=error)
            self._fail(row.id, _STUCK)
        return True

    def _begin(self, identifier: int, table: "Table") -> None:
        with self.database.writing() as session:
            row = lock_import(session, identifier)
            if row.status == "waiting":
                begin_import(session, row, format=table.format, encoding=table.encoding, total=table.total)

    def _take_all(self, row: LandscapeImport, table: "Table", stop: threading.Event | None) -> None:
        actor = read_actor(row.actor)
        with self.database.reading() as session:
            sides = Sides(actor, session.get_one(Organisation, row.organisation_id))
        while not (stop and stop.is_set()):
            if not self._take_portion(row.id, actor, sides, table):
                return

    def _take_portion(self, identifier: int, actor: Actor, sides: Sides, table: "Table") -> bool:
        """Take the next portion; whether more may follow. What somebody else began meanwhile is looked at again."""
        for attempt in range(ATTEMPTS):
            try:
                return self._try_portion(identifier, actor, sides, table)
            except IntegrityError:
                if attempt == ATTEMPTS - 1:
                    raise
        return False

    def _try_portion(self, identifier: int, actor: Actor, sides: Sides, table: "Table") -> bool:
        with self.database.open_writing() as session:
            row = lock_import(session, identifier)
            if row.status not in UNFINISHED:
                return False
            done = row.done
            lines = table.lines(done, PORTION)
            if not lines:
                finish_import(session, row)
                session.commit()
                return False
            taken = take_lines(session, actor, sides, lines, slow=SLOW)
            if not row.is_dry_run:
                keep_portion(session, row, taken)
                session.commit()
                return True
            # A dry run does everything, so that it finds everything, and takes it back.
            session.rollback()
        self._keep_report(identifier, taken, done)
        return True

    def _keep_report(self, identifier: int, taken: Taken, done: int) -> None:
        with self.database.writing() as session:
            row = lock_import(session, identifier)
            # Another process may have tried the same rows meanwhile.
            if row.status in UNFINISHED and row.done == done:
                keep_portion(session, row, taken)

    def _fail(self, identifier: int, why: Bilingual) -> None:
        with self.database.writing() as session:
            row = lock_import(session, identifier)
            if row.status in UNFINISHED:
                fail_import(session, row, why)


class Table:
    """The rows of a file, read once and laid out one a line on this machine's disk: any of them is found at once."""

    def __init__(self, file: IO[bytes], format: str, encoding: str | None, laid: IO[bytes]) -> None:
        self.format = format
        self.encoding = encoding
        self._laid = laid
        self._at: list[int] = []
        first: dict[tuple[str, str], int] = {}
        for line, cells in read_table(file, format, encoding):
            key = (cells.get("on_behalf_of", "").casefold(), cells.get("component", "").casefold())
            before = first.setdefault(key, line) if key[1] else line
            self._at.append(laid.tell())
            laid.write(orjson.dumps([line, cells, before if before != line else None]) + b"\n")
        self.total = len(self._at)

    def lines(self, after: int, limit: int) -> list[NumberedLine]:
        """The next rows after so many."""
        if after >= self.total:
            return []
        self._laid.seek(self._at[after])
        return [NumberedLine(*orjson.loads(self._laid.readline())) for _ in range(min(limit, self.total - after))]


@contextmanager
def _spooled(storage: Storage, digest: str) -> Iterator[Table]:
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file, tempfile.SpooledTemporaryFile(_IN_MEMORY) as laid:
        for piece in storage.open(digest):
            file.write(piece)
        format = format_of(file)
        encoding = encoding_of(file) if format == "csv" else None
        file.seek(0)
        yield Table(file, format, encoding, laid)
