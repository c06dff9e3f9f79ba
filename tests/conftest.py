"""What every test may ask for: a registry on each database, its clients, and a clock that stands still."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from registry.kit.clock import SimulatedClock
from tests.build import START, Registry
from tests.databases import SqliteTemplate, postgres_demonstration, postgres_template

pytest_plugins = ["tests.postgres", "tests.compiling"]

MEMORY = Path("/dev/shm")  # noqa: S108 — shared memory, which pytest divides among users itself
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2 * 2**30 and "TMPDIR" not in os.environ:
    # Each write of the embedded database waits for the disk, some 3 ms: in memory the tests take a third of the time.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_collection_finish() -> None:
    """What was imported stays: the collector of garbage need not look through it, in half a second, every few tests."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """A migrated SQLite file that each test copies."""
    return SqliteTemplate.make(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty, migrated database of its own: every test that asks runs on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_template")
        yield template.copy(tmp_path / "data")
        return
    with postgres_template(request.getfixturevalue("postgres")).copy() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_demonstration(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    """A SQLite file with the demonstration that each test copies."""
    return sqlite_template.with_demonstration(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(params=["sqlite", "postgresql"])
def demonstration_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of its own with the demonstration in it, on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        template: SqliteTemplate = request.getfixturevalue("sqlite_demonstration")
        yield template.copy(tmp_path / "data")
        return
    with postgres_demonstration(request.getfixturevalue("postgres")).copy(tmp_path / "data") as url:
        yield url


@pytest.fixture
def clock() -> SimulatedClock:
    """A clock that stands at the start of the tests' time until it is set."""
    return SimulatedClock(START)


@pytest.fixture
def registry(database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Registry]:
    """A registry with nothing in it: see `tests.build.Registry` for what can be done with it."""
    with Registry.open(database_url, tmp_path / "data", clock) as opened:
        yield opened


@pytest.fixture
def demonstration(demonstration_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Registry]:
    """A registry with the demonstration."""
    with Registry.open(demonstration_url, tmp_path / "data", clock) as opened:
        yield opened


@pytest.fixture
def session(registry: Registry) -> Iterator[Session]:
    """A unit of work that writes; what it did is rolled back unless the test commits."""
    with registry.database.open_writing() as opened:
        yield opened
