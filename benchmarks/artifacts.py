"""Files of two gigabytes in and out: what a worker's memory does meanwhile, and how long its readers wait."""

import http.client
import multiprocessing
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from benchmarks import corpus
from benchmarks.report import Line, percentile
from benchmarks.servers import Served
from benchmarks.world import World, address_of
from registry.accounts.actions import issue_token
from registry.kit.actor import CONSOLE

SIZE: Final = 2_000_000_000
"""In a whole run of three seconds a round; less in a shorter one."""
PIECE: Final = bytes(range(256)) * 4096
QUIET_SECONDS: Final = 3.0
GROWTH_MB: Final = 64
"""How much a worker may grow by, however large the file."""


class Seen(NamedTuple):
    """What was seen while something went on: how long each read took, and the workers' memory in MB."""

    seconds: float
    reads: list[float]
    peak_mb: float


def measure_artifacts(world: World) -> Iterator[Line]:
    """One file up and down through the server that ships, each beside a reader of one component."""
    server, size = world.server(), round(SIZE * min(1.0, world.seconds / 3))
    address, token = _version(world, server)
    before = server.memory_mb()
    quiet = _watched(server, partial(time.sleep, QUIET_SECONDS))
    up = _watched(server, partial(_upload, server.port, address, token, size))
    down = _watched(server, partial(_download, server.port, address, size))
    for what, seen in (("up", up), ("down", down)):
        yield Line(f"{size / 1e6:,.0f} MB {what}", "", f"{size / 1e6 / seen.seconds:,.0f} MB/s", None, "")
        grown = seen.peak_mb - before
        figure = f"{before:.0f} → {seen.peak_mb:.0f} MB"
        yield Line(f"USS of a worker meanwhile ({what})", "", figure, None, f"+{GROWTH_MB} MB", grown < GROWTH_MB)
        for share in (0.5, 0.99):
            calm, busy = (percentile(found.reads, share) * 1000 for found in (quiet, seen))
            named = f"a reader meanwhile ({what}), p{share * 100:.0f}"
            yield Line(named, f"{calm:.2f} ms", f"{busy:.2f} ms", busy / calm, "")
    yield Line("USS of a worker afterwards", f"{before:.0f} MB", f"{server.memory_mb():.0f} MB", None, "")


def _version(world: World, server: Served) -> tuple[str, str]:
    """The address of a file of a version that exists, and the token to put it there."""
    publisher = corpus.component(1)["publisher"]
    with world.database() as database, database.writing() as session:
        _, token = issue_token(session, CONSOLE, organisation=publisher, scopes=("catalogue:write",))
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    number = f"1.{time.time_ns()}"
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request("POST", f"{address_of(1)}/versions", f'{{"number": "{number}"}}', headers)
    answer = connection.getresponse()
    if answer.status != 201:
        raise RuntimeError(answer.read().decode())
    connection.close()
    return f"{address_of(1)}/versions/{number}/artifacts/large.bin", token


def _watched(server: Served, work: Callable[[], None]) -> Seen:
    """Do something in a process of its own, and read one component again and again until it is done."""
    process = multiprocessing.get_context("spawn").Process(target=work)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    reads: list[float] = []
    peak, started = 0.0, time.perf_counter()
    process.start()
    while process.is_alive():
        began = time.perf_counter()
        connection.request("GET", address_of(1))
        connection.getresponse().read()
        reads.append(time.perf_counter() - began)
        peak = max(peak, server.memory_mb())
        time.sleep(0.01)
    seconds = time.perf_counter() - started
    if process.exitcode:
        raise RuntimeError("The transfer failed.")
    connection.close()
    return Seen(seconds, reads, peak)


def _upload(port: int, address: str, token: str, size: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    headers = {"Authorization": f"Bearer {token}", "Content-Length": str(size)}
    connection.request("PUT", address, _pieces(size), headers)
    answer = connection.getresponse()
    if answer.status != 201:
        raise RuntimeError(answer.read().decode())


def _pieces(size: int) -> Iterator[bytes]:
    while size > 0:
        yield PIECE[:size]
        size -= len(PIECE)


def _download(port: int, address: str, size: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", address)
    answer = connection.getresponse()
    received = 0
    while piece := answer.read(1 << 20):
        received += len(piece)
    if received != size:
        raise RuntimeError(f"{received} bytes instead of {size}")
