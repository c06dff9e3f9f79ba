"""Collecting while the same bytes are uploaded again: whoever is first, a row never names bytes that are gone."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from registry.artifacts import actions
from registry.artifacts.actions import adding, collect, collecting
from registry.artifacts.models import Artifact, Blob, StorageUse
from registry.artifacts.storage import Storage
from registry.kit.clock import SystemClock
from registry.kit.database import Database
from tests.build import Registry
from tests.faults.together import at_once

ROUNDS = 12
CONTENT = b"the same bytes, again and again"


class Slow(Storage):
    """The storage with its steps drawn out, so that what can come in between does."""

    def __init__(self, url: str, entered: threading.Barrier) -> None:
        super().__init__(url)
        self._entered = entered

    def keep(self, received: object) -> None:
        self._meet()
        super().keep(received)  # type: ignore[arg-type]

    def forget_incoming(self, before: datetime) -> int:
        """What is coming in is young, which alone protects it; here the grace is nothing."""
        return 0

    def delete(self, digest: str) -> None:
        self._meet()
        super().delete(digest)

    def _meet(self) -> None:
        try:
            # Both sides are between looking and doing at the same time, unless a lock forbids it.
            self._entered.wait(0.05)
        except threading.BrokenBarrierError:
            self._entered.reset()


def race(registry: Registry, storage: Storage) -> int:
    """Rounds in which a row was left that names no bytes."""
    lost = 0
    for _ in range(ROUNDS):
        loose(registry.database, storage)
        upload = threading.Thread(target=place_again, args=(registry.database, storage))
        sweep = threading.Thread(target=collect, args=(registry.database, storage), kwargs={"grace": timedelta(0)})
        for thread in (upload, sweep):
            thread.start()
        for thread in (upload, sweep):
            thread.join()
        with registry.database.writing() as session:
            for blob in session.scalars(select(Blob)):
                lost += not storage.has(blob.digest)
                session.delete(blob)
    return lost


def loose(database: Database, storage: Storage) -> None:
    """Bytes in the storage that no row names: what a transaction that was rolled back leaves."""
    Storage.keep(storage, storage.receive([CONTENT], limit=1000))


def place_again(database: Database, storage: Storage) -> None:
    received = storage.receive([CONTENT], limit=1000)
    with database.writing() as session:
        actions.place(session, storage, received)


@pytest.fixture
def puts(registry: Registry) -> Callable[..., list[int]]:
    """The statuses of files that are sent to one version at the same moment, least first."""
    city = registry.city("yunling")
    address = f"/api/v1/components/{registry.component(city, 'parking', '1.0')}/versions/1.0/artifacts"

    def put(*files: tuple[str, bytes]) -> list[int]:
        calls = [partial(city.call, "PUT", f"{address}/{name}", data=content) for name, content in files]
        return sorted(answer.status_code for answer in at_once(*calls))

    return put


def test_of_two_who_give_the_same_file_at_once_both_have_given_it(puts: Callable[..., list[int]]):
    assert puts(*[("a.zip", b"same")] * 4) == [200, 200, 200, 201]


def test_of_two_who_want_the_same_name_at_once_one_gets_it(puts: Callable[..., list[int]]):
    assert puts(*[("a.zip", f"{nth}".encode()) for nth in range(4)]) == [201, 409, 409, 409]


def test_files_that_come_at_once_are_all_listed_and_counted(registry: Registry, puts: Callable[..., list[int]]):
    assert puts(*[(f"{nth}.zip", f"{nth}".encode()) for nth in range(6)]) == [201] * 6
    with registry.database.reading() as session:
        assert sorted(session.scalars(select(Artifact.manifest))) == [2, 3, 4, 5, 6, 7]
        assert session.scalars(select(StorageUse.bytes)).all() == [6]


def test_a_quota_is_not_outrun(registry: Registry, monkeypatch: pytest.MonkeyPatch):
    city = registry.city("yunling")
    names = [registry.component(city, name, "1.0") for name in ("parking", "bridges", "lights")]
    narrow = replace(registry.app.extensions["registry"].settings.policy, organisation_bytes_max=25)
    monkeypatch.setitem(registry.database._info, "policy", narrow)

    calls = [
        partial(
            city.call, "PUT", f"/api/v1/components/{name}/versions/1.0/artifacts/a.zip", data=name[-4:].encode() * 3
        )
        for name in names
    ]

    assert sorted(answer.status_code for answer in at_once(*calls)) == [201, 201, 413]


@pytest.fixture
def slow(registry: Registry) -> Slow:
    registry.clock.set(SystemClock().now() + timedelta(seconds=5))
    return Slow(registry.app.extensions["registry.artifacts"].url, threading.Barrier(2))


def test_bytes_that_are_named_meanwhile_are_never_removed(registry: Registry, slow: Slow):
    assert race(registry, slow) == 0


def test_without_the_lock_they_are(registry: Registry, slow: Slow, monkeypatch: pytest.MonkeyPatch):
    """The control: what the lock is for does happen without it. SQLite has its writer lock and needs no other."""
    if registry.database.is_sqlite:
        pytest.skip("one writer at a time, always")
    held: Callable[..., None] = lambda session, digest: None  # noqa: E731 — what stands in for the lock
    monkeypatch.setattr(adding, "hold_digest", held)
    monkeypatch.setattr(collecting, "hold_digest", held)

    assert race(registry, slow) > 0
