"""Files to and from a real server over a connection that breaks off."""

import hashlib
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import Registry
from tests.cli.conftest import Shell
from tests.cli.serving import listening, passed_on, served
from tests.databases import SqliteTemplate

VERSION = ("yunling/parking", "1.0")
CONTENT = bytes(range(256)) * 8000


@pytest.fixture(scope="module")
def server(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server with a version of a component, and a token of its publisher."""
    folder = tmp_path_factory.mktemp("far")
    url = sqlite_template.copy(folder / "data")
    with Registry.open(url, folder / "data", SimulatedClock(datetime.now(UTC))) as registry:
        city = registry.city("yunling")
        registry.component(city, "parking", "1.0")
    environment = {"REGISTRY_DATA": str(folder / "data"), "REGISTRY_DATABASE_URL": url}
    with served(environment, folder / "log") as address:
        yield address, city.token or ""


def shell_at(address: str, token: str, folder: Path) -> Shell:
    return Shell({"REGISTRY_TOKEN": token, "REGISTRY_TIMEOUT": "5"}, folder, ("--url", address))


class Breaking:
    """Passes requests on, and breaks off the first answer of a kind: after some bytes, or before any."""

    def __init__(self, url: str, method: bytes, after: int) -> None:
        self.url, self.method, self.after = url, method, after
        self.seen: list[bytes] = []

    def __call__(self, connection: socket.socket, request: bytes, _number: int) -> None:
        answer = passed_on(request, self.url)
        if request.startswith(self.method) and b"/artifacts/" in request.split(b"\r\n")[0]:
            self.seen.append(request.split(b"\r\n\r\n")[0])
            if len(self.seen) == 1:
                answer = answer[: self.after]
        connection.sendall(answer)


def test_a_file_whose_answer_was_lost_is_sent_again_and_there_once(server: tuple[str, str], tmp_path: Path):
    file = tmp_path / "sent.zip"
    file.write_bytes(CONTENT)
    breaking = Breaking(server[0], b"PUT", 0)

    with listening(breaking) as address:
        [added] = shell_at(address, server[1], tmp_path).json("artifacts", "add", *VERSION, str(file))

    assert len(breaking.seen) == 2
    assert added["digest"] == f"sha256:{hashlib.sha256(CONTENT).hexdigest()}"
    listed = shell_at(*server, tmp_path).json("artifacts", "list", *VERSION)
    assert [row["filename"] for row in listed].count("sent.zip") == 1


def test_a_fetch_that_breaks_off_goes_on_with_the_bytes_it_lacks(server: tuple[str, str], tmp_path: Path):
    file, target = tmp_path / "wanted.zip", tmp_path / "fetched.zip"
    file.write_bytes(CONTENT)
    shell_at(*server, tmp_path).done("artifacts", "add", *VERSION, str(file))
    breaking = Breaking(server[0], b"GET", 900_000)

    with listening(breaking) as address:
        said = shell_at(address, server[1], tmp_path).json(
            "artifacts", "get", *VERSION, "wanted.zip", "--output", str(target)
        )

    assert target.read_bytes() == CONTENT
    assert said["fetched"] is True
    asked = re.search(rb"(?i)range: bytes=(\d+)-", breaking.seen[1])
    assert asked is not None
    assert 800_000 < int(asked[1]) < 900_000
