"""The real server while large files pass: its memory stays as it was, and its readers are not kept waiting."""

import hashlib
import io
import random
import socket
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from registry.kit.database import Database
from tests.build import description
from tests.databases import SqliteTemplate
from tests.faults.serving import Server, city_token, serving

PIECE = 1024 * 1024
LARGE = 64 * PIECE
GROWTH = 40 * PIECE
"""How much a worker may grow by while a file passes: less than the file."""
PLACES = 2


@dataclass
class Scene:
    """A server with a published version, and its folder of files that come in."""

    server: Server
    token: str
    address: str
    incoming: Path

    def put(self, filename: str, content: bytes) -> httpx.Response:
        with self.server.client(self.token) as client:
            return client.put(f"{self.address}/{filename}", content=content, timeout=60)

    def begin(self, filename: str, announced: int, sent: bytes) -> socket.socket:
        """An upload that has sent so much and no more."""
        connection = socket.create_connection(("127.0.0.1", self.server.port), timeout=10)
        head = (
            f"PUT /api/v1{self.address}/{filename} HTTP/1.1",
            f"Host: 127.0.0.1:{self.server.port}",
            f"Authorization: Bearer {self.token}",
            f"Content-Length: {announced}",
            "",
            "",
        )
        connection.sendall("\r\n".join(head).encode() + sent)
        return connection

    def coming_in(self) -> int:
        return len(list(self.incoming.glob("*")))

    def listed(self) -> list[str]:
        with self.server.client() as client:
            return [item["filename"] for item in client.get(self.address).json()["items"]]

    def memory(self) -> int:
        """What would come free if the worker ended."""
        leader = self.server.process.pid
        children = Path(f"/proc/{leader}/task/{leader}/children").read_text(encoding="utf-8").split()
        return max(_unique_bytes(int(pid)) for pid in children)


def _unique_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Private_"))


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 20.0
    while not happened():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def scene(sqlite_template: SqliteTemplate, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """What passes through a server does not depend on its database: the embedded one serves."""
    data = tmp_path_factory.mktemp("transfers")
    url = sqlite_template.copy(data)
    database = Database(url)
    token = city_token(database, "yunling")
    database.dispose()
    with serving(data, url, REGISTRY_TRANSFERS=str(PLACES)) as server:
        with server.client(token) as client:
            client.post("/components", json={"publisher": "yunling", "name": "parking", **description()})
            answer = client.post("/components/yunling/parking/versions", json={"number": "1.0"})
            assert answer.status_code == 201
        address = "/components/yunling/parking/versions/1.0/artifacts"
        yield Scene(server, token, address, data / "artifacts" / "incoming")


def test_memory_stays_as_it_was_while_a_large_file_passes(scene: Scene):
    content = random.Random(1).randbytes(PIECE) * (LARGE // PIECE)
    scene.put("small.bin", content[:1000])
    before = scene.memory()
    seen: list[int] = []

    with scene.server.client(scene.token) as client:
        pieces = watched((content[start : start + PIECE] for start in range(0, LARGE, PIECE)), scene, seen)
        added = client.put(f"{scene.address}/large.bin", content=pieces, headers={"Content-Length": str(LARGE)})
        assert added.status_code == 201
        found = hashlib.sha256()
        with client.stream("GET", f"{scene.address}/large.bin") as answer:
            for piece in watched(answer.iter_bytes(PIECE), scene, seen):
                found.update(piece)

    assert found.digest() == hashlib.sha256(content).digest()
    assert max(*seen, scene.memory()) - before < GROWTH


def watched(pieces: Iterable[bytes], scene: Scene, seen: list[int]) -> Iterator[bytes]:
    """The pieces, with a look at the server's memory at every eighth."""
    for nth, piece in enumerate(pieces):
        if nth % 8 == 0:
            seen.append(scene.memory())
        yield piece


def test_a_zip_bomb_passes_as_the_bytes_it_is(scene: Scene):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(200_000_000))
    before = scene.memory()

    assert scene.put("bomb.zip", packed.getvalue()).status_code == 201
    assert scene.memory() - before < GROWTH


def test_an_upload_that_is_cut_off_leaves_nothing(scene: Scene):
    with closing(scene.begin("cut.bin", 1000, b"only a part")):
        wait_until(lambda: scene.coming_in() == 1)
    wait_until(lambda: scene.coming_in() == 0)

    assert "cut.bin" not in scene.listed()


def test_who_sends_slowly_keeps_neither_readers_nor_writers_waiting(scene: Scene):
    with ExitStack() as stack:
        for nth in range(PLACES):
            stack.enter_context(closing(scene.begin(f"slow{nth}.bin", 1000, b"only a part")))
        wait_until(lambda: scene.coming_in() == PLACES)

        refused = scene.put("one-more.bin", b"content")
        assert (refused.status_code, refused.json()["code"]) == (503, "transfers_busy")
        assert "Retry-After" in refused.headers
        with scene.server.client(scene.token) as client:
            assert client.get("/components/yunling/parking").status_code == 200
            published = client.post("/components/yunling/parking/versions", json={"number": "2.0"})
            assert published.status_code == 201
    wait_until(lambda: scene.coming_in() == 0)
    assert scene.put("one-more.bin", b"content").status_code == 201


def test_who_reads_slowly_holds_a_place_only_until_it_goes(scene: Scene):
    scene.put("wide.bin", bytes(16_000_000))
    asked = f"GET /api/v1{scene.address}/wide.bin HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with ExitStack() as stack:
        for _ in range(PLACES):
            slow = stack.enter_context(closing(socket.create_connection(("127.0.0.1", scene.server.port), timeout=10)))
            slow.sendall(asked)
            assert slow.recv(1000).startswith(b"HTTP/1.1 200")
        with scene.server.client() as client:
            assert client.get(f"{scene.address}/wide.bin").status_code == 503
            assert client.get("/components/yunling/parking").status_code == 200

    def answers() -> bool:
        with scene.server.client() as client:
            return client.get(f"{scene.address}/wide.bin").status_code == 200

    wait_until(answers)


def test_an_upload_on_its_way_is_finished_when_the_service_is_told_to_end(scene: Scene):
    """The last one: the server is gone after it."""
    content = bytes(3_000_000)
    with closing(scene.begin("last.bin", len(content), content[:1_000_000])) as connection:
        wait_until(lambda: scene.coming_in() == 1)
        scene.server.process.terminate()
        time.sleep(0.5)
        connection.sendall(content[1_000_000:])
        answer = connection.recv(1000)
    scene.server.process.wait(20)

    assert answer.startswith(b"HTTP/1.1 201")
    assert scene.coming_in() == 0
