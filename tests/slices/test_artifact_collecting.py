"""Collecting: what nothing refers to goes, what something refers to cannot."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from registry.artifacts.actions import add_file, collect, place
from registry.artifacts.models import Blob, StorageUse
from registry.artifacts.storage import Received, Storage
from registry.kit.actor import CONSOLE
from registry.kit.clock import SystemClock
from registry.operations.checking_artifacts import wrong_artifacts
from registry.publishing.models import StagedArtifact, StagedVersion
from tests.build import Registry

NOW = timedelta(0)


@pytest.fixture
def storage(registry: Registry) -> Storage:
    found: Storage = registry.app.extensions["registry.artifacts"]
    # What the storage says of its files' age is the machine's time.
    registry.clock.set(SystemClock().now() + timedelta(seconds=2))
    return found


def received(storage: Storage, content: bytes) -> Received:
    return storage.receive([content], limit=1000)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def added(registry: Registry, storage: Storage, name: str, content: bytes) -> None:
    city = registry.city("yunling")
    component = registry.component(city, name, "1.0")
    with registry.database.writing() as session:
        add_file(
            session,
            CONSOLE,
            storage,
            component=component,
            number="1.0",
            filename="a.zip",
            received=received(storage, content),
            media_type="application/zip",
        )


def placed(registry: Registry, storage: Storage, content: bytes) -> None:
    with registry.database.writing() as session:
        place(session, storage, received(storage, content))


def test_what_a_version_names_stays(registry: Registry, storage: Storage):
    added(registry, storage, "parking", b"named")

    assert collect(registry.database, storage, grace=NOW) == (0, 0)
    assert storage.has(digest_of(b"named"))


def test_bytes_whose_row_nothing_refers_to_go_with_it(registry: Registry, storage: Storage):
    placed(registry, storage, b"loose")

    assert collect(registry.database, storage, grace=NOW) == (0, 1)
    assert not storage.has(digest_of(b"loose"))
    with registry.database.reading() as session:
        assert session.scalars(select(Blob)).all() == []


def test_bytes_without_a_row_go(registry: Registry, storage: Storage):
    storage.keep(received(storage, b"its transaction was rolled back"))

    assert collect(registry.database, storage, grace=NOW).blobs == 1
    assert collect(registry.database, storage, grace=NOW).blobs == 0


def test_what_waits_with_a_staged_version_stays(registry: Registry, storage: Storage):
    placed(registry, storage, b"staged")
    city = registry.city("yunling")
    registry.component(city, "parking", "1.0")
    with registry.database.writing() as session:
        moment = registry.clock.now()
        staged = StagedVersion(
            component_id=1,
            number="2.0",
            sort_key=b"2",
            payload={},
            staged_by="token:1",
            staged_at=moment,
            expires_at=moment,
        )
        session.add(staged)
        session.flush()
        session.add(
            StagedArtifact(
                staged_id=staged.id,
                filename="a.zip",
                filename_key="a.zip",
                role="package",
                media_type="application/zip",
                size=6,
                blob_digest=digest_of(b"staged"),
            )
        )

    assert collect(registry.database, storage, grace=NOW).blobs == 0
    assert storage.has(digest_of(b"staged"))


def test_what_is_young_stays(registry: Registry, storage: Storage):
    placed(registry, storage, b"loose")
    storage.keep(received(storage, b"without a row"))
    received(storage, b"still coming in")

    assert collect(registry.database, storage) == (0, 0)
    assert collect(registry.database, storage, grace=NOW) == (1, 2)


def test_leftovers_of_uploads_go_and_other_files_stay(registry: Registry, storage: Storage):
    left = received(storage, b"cut off")
    foreign = storage.incoming / "README"
    foreign.write_text("somebody's", encoding="utf-8")

    assert collect(registry.database, storage, grace=NOW).leftovers == 1
    assert not Path(left.place).exists()
    assert foreign.exists()


def test_a_recount_names_files_that_are_gone_or_cut_short(registry: Registry, storage: Storage):
    added(registry, storage, "parking", b"named")
    digest = digest_of(b"named")
    assert storage.folder is not None
    place = storage.folder / "sha256" / digest[:2] / digest

    def told(*, reads_bytes: bool = False) -> list[str]:
        with registry.database.reading() as session:
            return list(wrong_artifacts(session, storage, reads_bytes=reads_bytes))

    assert told(reads_bytes=True) == []
    place.write_bytes(b"nam")
    assert told() == [f"sha256:{digest}: the storage holds 3 bytes instead of 5"]
    place.unlink()
    assert told() == [f"sha256:{digest}: the storage does not hold its 5 bytes"]


def test_the_use_of_an_organisation_is_the_sum_of_its_files(registry: Registry, storage: Storage):
    added(registry, storage, "parking", b"one")
    added(registry, storage, "bridges", b"three")

    with registry.database.reading() as session:
        assert [(use.bytes, use.files) for use in session.scalars(select(StorageUse))] == [(8, 2)]
