"""kill -9 of a server amid publishing and uploading: what was acknowledged is there, and nothing is half there."""

import hashlib
import random
import threading
import time
from datetime import timedelta
from pathlib import Path

import httpx
from sqlalchemy import func, select

from registry.artifacts.actions import collect
from registry.artifacts.models import Artifact, StorageUse
from registry.artifacts.storage import Storage
from registry.catalogue.models import Manifest
from registry.events.models import Event
from registry.kit.database import Database
from registry.operations.checking_artifacts import wrong_artifacts
from tests.build import description
from tests.faults.nursery import nursery
from tests.faults.serving import Served, city_token

ROUNDS = 25
"""On each of the two databases."""
SIZE = 300_000


def content_of(name: str) -> bytes:
    return random.Random(name).randbytes(SIZE)


class Releases(threading.Thread):
    """Publishes version after version, each with two files, until the server is gone."""

    def __init__(self, server: Served, token: str, component: str, round_number: int) -> None:
        super().__init__()
        self.server, self.token = server, token
        self.path = f"/components/yunling/{component}/versions"
        self.round_number = round_number
        self.kept: list[str] = []
        self.unanswered: list[str] = []

    def run(self) -> None:
        with self.server.client(self.token) as client:
            for nth in range(1000):
                number = f"{self.round_number}.{nth}"
                try:
                    self.publish(client, number)
                    for letter in "ab":
                        self.put(client, f"{self.path}/{number}/artifacts/{letter}.zip")
                except httpx.TransportError:
                    return

    def publish(self, client: httpx.Client, number: str) -> None:
        key = {"Idempotency-Key": f"{self.path}-{number}"}
        assert client.post(self.path, json={"number": number}, headers=key).status_code == 201

    def put(self, client: httpx.Client, address: str) -> None:
        self.unanswered.append(address)
        assert client.put(address, content=content_of(address)).status_code in {200, 201}
        self.unanswered.remove(address)
        self.kept.append(address)

    def check(self, server: Served) -> None:
        """Every acknowledged file is there as it was sent, and one without an answer may be sent again."""
        with server.client(self.token) as client:
            for address in (*self.unanswered, *self.kept):
                if address in self.unanswered:
                    before = client.get(address)
                    assert before.status_code == 404 or before.content == content_of(address)
                    assert client.put(address, content=content_of(address)).status_code == (
                        201 if before.status_code == 404 else 200
                    )
                assert client.get(address).content == content_of(address)


def test_a_killed_server_has_lost_no_file_it_acknowledged(database_url: str, tmp_path: Path):
    database = Database(database_url)
    token = city_token(database, "yunling")
    chance = random.Random(20260302)
    names = ["files-ax", "files-bx", "files-cx"]
    cut_off = 0
    with nursery(tmp_path / "data", database_url) as servers:
        server = servers.start()
        storage = Storage((tmp_path / "data" / "artifacts").as_uri())
        with server.client(token) as client:
            for name in names:
                registered = client.post("/components", json={"publisher": "yunling", "name": name, **description()})
                assert registered.status_code == 201
        for nth in range(ROUNDS):
            releases = [Releases(server, token, name, nth) for name in names]
            for release in releases:
                release.start()
            wait_for_files(releases, at_least=chance.randint(1, 3))
            time.sleep(chance.uniform(0, 0.03))
            server.kill()
            for release in releases:
                release.join()
            cut_off += len(list(storage.incoming.glob("*")))
            server = servers.start()
            for release in releases:
                release.check(server)
        server.kill()
    check_nothing_is_half_there(database, storage)
    assert cut_off > 0, "no round met an upload on its way: nothing was tried"
    assert collected(database, storage) > 0
    assert list(storage.incoming.glob("*")) == []
    check_nothing_is_half_there(database, storage)
    database.dispose()


def wait_for_files(releases: list[Releases], at_least: int) -> None:
    """Return when so many files have been acknowledged; the next ones are on their way then."""
    end = time.monotonic() + 20.0
    while sum(len(release.kept) for release in releases) < at_least:
        assert time.monotonic() < end, "the server does not take files"
        time.sleep(0.001)


def collected(database: Database, storage: Storage) -> int:
    return collect(database, storage, grace=timedelta(seconds=-5)).leftovers


def check_nothing_is_half_there(database: Database, storage: Storage) -> None:
    """Each file has its bytes, its one event, its manifest and its place in the sum, and nothing else has."""
    with database.reading() as session:
        assert list(wrong_artifacts(session, storage, reads_bytes=True)) == []
        artifacts = session.scalars(select(Artifact)).all()
        told = session.scalars(select(Event.subject).where(Event.type == "artifact.added")).all()
        assert len(told) == len(set(told)) == len(artifacts)
        assert session.scalar(select(func.count()).select_from(Manifest)) == len(artifacts)
        use = session.scalars(select(StorageUse)).one()
        assert (use.files, use.bytes) == (len(artifacts), len(artifacts) * SIZE)
        assert hashlib.sha256(b"".join(storage.open(artifacts[0].digest))).hexdigest() == artifacts[0].digest
