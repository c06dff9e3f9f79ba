"""`check` and `collect`: what an operator does about the files of versions."""

import hashlib
import os
import time
from pathlib import Path

from registry.artifacts.actions import add_file, place
from registry.artifacts.storage import Storage
from registry.catalogue.actions import publish_version, register_component
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.organisations.actions import register_organisation
from tests.build import description
from tests.cli.conftest import Shell

TWO_DAYS_AGO = time.time() - 2 * 86400


def kept(storage: Storage, content: bytes) -> Path:
    digest = hashlib.sha256(content).hexdigest()
    assert storage.folder is not None
    return storage.folder / "sha256" / digest[:2] / digest


def fill(shell: Shell) -> Storage:
    """A version with a file, and bytes that nothing names."""
    storage = Storage((Path(shell.environment["REGISTRY_DATA"]) / "artifacts").as_uri())
    database = Database(shell.environment["REGISTRY_DATABASE_URL"])
    with database.writing() as session:
        register_organisation(session, CONSOLE, slug="yunling", kind="city", name={"en": "Yunling"})
        register_component(session, CONSOLE, publisher="yunling", name="parking", details=description())
        publish_version(session, CONSOLE, component="yunling/parking", number="1.0")
        add_file(
            session,
            CONSOLE,
            storage,
            component="yunling/parking",
            number="1.0",
            filename="a.zip",
            received=storage.receive([b"named"], limit=100),
            media_type="application/zip",
        )
    with database.writing() as session:
        place(session, storage, storage.receive([b"loose"], limit=100)).stored_at = database.clock.now().replace(
            year=2020
        )
    os.utime(kept(storage, b"loose"), (TWO_DAYS_AGO, TWO_DAYS_AGO))
    cut_off = Path(storage.receive([b"cut off"], limit=100).place)
    os.utime(cut_off, (TWO_DAYS_AGO, TWO_DAYS_AGO))
    database.dispose()
    return storage


def test_collecting_removes_what_nothing_names_and_says_how_much(shell: Shell):
    storage = fill(shell)

    assert shell.json("collect") == {"leftovers": 1, "blobs": 1}
    assert "Removed 0 files" in shell.done("collect")
    assert kept(storage, b"named").exists()
    assert not kept(storage, b"loose").exists()


def test_checking_reads_the_files_where_it_is_asked_to(shell: Shell):
    storage = fill(shell)
    kept(storage, b"named").write_bytes(b"NAMED")

    assert shell.done("check")
    told = shell.run("check", "--bytes")
    assert (told.exit_code, "the storage holds other bytes" in told.stderr) == (1, True)
