"""No room left for the database: writes are refused for the time being, reads go on, nothing acknowledged is lost."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from registry.kit.database import Database
from tests.build import description
from tests.databases import SqliteTemplate
from tests.faults.nursery import ForkedServer, nursery
from tests.faults.serving import city_token

VERSIONS = "/components/yunling/parking/versions"
NOTES = "x" * 15_000
"""Release notes long enough that the room is soon used up."""


@dataclass
class Scarcity:
    """A way to take the room from a server, and to give it back."""

    take: Callable[[ForkedServer], None]
    give_back: Callable[[ForkedServer], None]


@contextmanager
def a_full_disk(folder: Path) -> Iterator[Scarcity]:
    """The folder is a small file system in memory, which a filler file uses up; only root may mount one."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", "size=8m", "tmpfs"]
    if subprocess.run(["mount", *options, folder], capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small file system is not allowed here; the limit on file sizes is tried instead")
    filler = folder / "filler"

    def fill(_server: ForkedServer) -> None:
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))

    try:
        yield Scarcity(fill, lambda _server: filler.unlink())
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def a_limit_on_file_sizes(folder: Path) -> Iterator[Scarcity]:
    """The server may write no file beyond a size that its database has reached already: needs no rights at all."""
    folder.mkdir()

    def limit(server: ForkedServer, size: int) -> None:
        _soft, hard = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (size, hard))

    yield Scarcity(lambda server: limit(server, 64 * 1024), lambda server: limit(server, resource.RLIM_INFINITY))


@pytest.mark.parametrize("scarce", [a_full_disk, a_limit_on_file_sizes])
def test_a_database_without_room_refuses_writes_and_goes_on_reading(
    scarce: Callable[[Path], AbstractContextManager[Scarcity]], sqlite_template: SqliteTemplate, tmp_path: Path
):
    with scarce(tmp_path / "small") as room:
        url = sqlite_template.copy(tmp_path / "small")
        database = Database(url)
        token = city_token(database, "yunling")
        with nursery(tmp_path / "data", url) as servers, (server := servers.start()).client(token) as client:
            body = {"publisher": "yunling", "name": "parking", **description()}
            assert client.post("/components", json=body).status_code == 201
            acknowledged = {number: publish(client, number) for number in ("1.0", "1.1")}

            room.take(server)
            refused = publish_until_refused(client, acknowledged)

            assert refused.status_code == 503
            assert refused.headers["Content-Type"] == "application/problem+json"
            assert int(refused.headers["Retry-After"]) >= 1
            assert client.get("/components/yunling/parking").status_code == 200
            assert client.get("/components?q=parking").status_code == 200

            room.give_back(server)
            again = publish(client, refused.request.headers["Idempotency-Key"])

            assert again.status_code == 201
            acknowledged[again.json()["number"]] = again
            for number, answer in acknowledged.items():
                assert client.get(f"{VERSIONS}/{number}").content == answer.content
            listed = client.get(VERSIONS, params={"limit": 100}).json()["items"]
            assert {item["number"] for item in listed} == acknowledged.keys()
        database.dispose()


def publish(client: httpx.Client, number: str) -> httpx.Response:
    """Publish a version under a key that is its number."""
    return client.post(VERSIONS, json={"number": number, "notes": {"en": NOTES}}, headers={"Idempotency-Key": number})


def publish_until_refused(client: httpx.Client, acknowledged: dict[str, httpx.Response]) -> httpx.Response:
    """Publish until the last room is used up; adds what was acknowledged, gives back the first refusal."""
    for nth in range(1000):
        answer = publish(client, f"2.{nth}")
        if answer.status_code != 201:
            return answer
        acknowledged[answer.json()["number"]] = answer
    raise AssertionError("the room was never used up")
