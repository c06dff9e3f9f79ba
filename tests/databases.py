"""A migrated database for each test, made once and copied."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from registry.demonstration.loading import load_demonstration
from registry.kit.database import Database
from registry.migrations.upgrading import upgrade
from registry.operations.starting import enter_vocabularies

if TYPE_CHECKING:
    from tests.postgres import PostgresServer


def _load_demonstration(url: str) -> None:
    database = Database(url)
    load_demonstration(database)
    database.dispose()


def _migrate(url: str) -> None:
    database = Database(url)
    upgrade(database)
    enter_vocabularies(database)
    database.dispose()


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
        _load_demonstration(self.copy(folder))
        return SqliteTemplate(folder / "registry.sqlite3")

    def copy(self, folder: Path) -> str:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / "registry.sqlite3"
        shutil.copyfile(self.file, target)
        return f"sqlite:///{target}"


@dataclass(frozen=True)
class PostgresTemplate:
    """A migrated database of the server the tests started; PostgreSQL copies it in some 15 ms."""

    server: "PostgresServer"
    name: str

    @contextmanager
    def copy(self) -> Iterator[str]:
        name = f"test_{uuid4().hex}"
        self.server.create_database(name, template=self.name)
        try:
            yield self.server.url(name)
        finally:
            self.server.drop_database(name)


@cache
def postgres_template(server: "PostgresServer") -> PostgresTemplate:
    """One template for each worker process of the test run."""
    name = f"template_{os.getpid()}"
    server.create_database(name)
    _migrate(server.url(name))
    return PostgresTemplate(server, name)


@cache
def postgres_demonstration(server: "PostgresServer") -> PostgresTemplate:
    """The same with the demonstration."""
    name = f"demonstration_{os.getpid()}"
    server.create_database(name, template=postgres_template(server).name)
    _load_demonstration(server.url(name))
    return PostgresTemplate(server, name)
