"""A migrated database for each test, made once and copied."""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from uuid import uuid4

from registry.artifacts.storage import Storage
from registry.demonstration.loading import load_demonstration
from registry.kit.database import Database
from registry.migrations.upgrading import upgrade
from registry.operations.starting import enter_vocabularies
from tests.kept_connections import keep_connections
from tests.restoring import Restorable, remember

if TYPE_CHECKING:
    from tests.postgres import PostgresServer


def _load_demonstration(url: str, files: Path) -> None:
    database = Database(url)
    load_demonstration(database, Storage(files.as_uri()))
    database.dispose()


def _migrate(url: str) -> None:
    database = Database(url)
    upgrade(database)
    enter_vocabularies(database)
    database.dispose()


def _copy_files(template: Path, data: Path) -> None:
    """The artifacts of a template, into the data folder of its copy."""
    if (template / "artifacts").is_dir():
        shutil.copytree(template / "artifacts", data / "artifacts")


@dataclass(frozen=True)
class SqliteTemplate:
    """A migrated file; a copy of it is a database."""

    file: Path

    @classmethod
    def make(cls, folder: Path) -> "SqliteTemplate":
        file = folder / "template.sqlite3"
        _migrate(f"sqlite:///{file}")
        return cls(file)

    def with_demonstration(self, folder: Path) -> "SqliteTemplate":
        """Another template: this one with the demonstration, which takes seconds to load."""
        _load_demonstration(self.copy(folder), folder / "artifacts")
        return SqliteTemplate(folder / "registry.sqlite3")

    def copy(self, folder: Path) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "registry.sqlite3"
        shutil.copyfile(self.file, target)
        _copy_files(self.file.parent, folder)
        return f"sqlite:///{target}"


@dataclass(frozen=True)
class PostgresTemplate:
    """A migrated database of the server the tests started; copies of it are kept and used again."""

    server: "PostgresServer"
    name: str
    folder: Path | None = None
    free: list[Restorable] = field(default_factory=list)

    @contextmanager
    def copy(self, data: Path | None = None) -> Iterator[str]:
        """A database like this one; the template's artifacts are put into the folder `data`."""
        copied = self.free.pop() if self.free else self._new()
        if self.folder is not None and data is not None:
            _copy_files(self.folder, data)
        try:
            yield copied.url
        finally:
            if copied.restore():
                self.free.append(copied)
            else:
                copied.close()
                self.server.drop_database(copied.name)

    def _new(self) -> Restorable:
        name = f"test_{uuid4().hex}"
        self.server.create_database(name, template=self.name)
        keep_connections(name)
        return Restorable(name, self.server.url(name))


@cache
def postgres_template(server: "PostgresServer") -> PostgresTemplate:
    """One template for each worker process of the test run."""
    name = f"template_{os.getpid()}"
    server.create_database(name)
    _migrate(server.url(name))
    remember(server.url(name))
    return PostgresTemplate(server, name)


@cache
def postgres_demonstration(server: "PostgresServer") -> PostgresTemplate:
    """The same with the demonstration."""
    name = f"demonstration_{os.getpid()}"
    server.create_database(name, template=postgres_template(server).name)
    folder = Path(mkdtemp(prefix="demonstration-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _load_demonstration(server.url(name), folder / "artifacts")
    remember(server.url(name))
    return PostgresTemplate(server, name, folder)
