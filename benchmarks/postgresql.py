"""The same reading on PostgreSQL, told beside the goal, where the server's programs are installed."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.reading import HELLO, cost_of, microseconds
from benchmarks.report import Line, interleaved
from benchmarks.world import World, address_of
from tests.postgres import PostgresFolder, find_postgres, start_postgres

FEW = 1000
"""One component is read by its name: a few of them will do."""


def measure_postgresql(world: World) -> Iterator[Line]:
    """One component, by the time of the web workers; what the database's own processes use is not in it."""
    if find_postgres() is None:
        yield Line("PostgreSQL is not installed: left out", "", "", None, "")
        return
    folder = PostgresFolder()
    try:
        server = start_postgres(folder.path)
        server.create_database("benchmark")
        with tempfile.TemporaryDirectory(prefix="registry-bench-") as data, ExitStack() as stack:
            url = server.url("benchmark")
            other = World(Path(data), min(FEW, world.components), world.rounds, world.seconds, stack, url)
            other.fill()
            address = address_of(other.components // 2)
            found = interleaved(
                world.rounds, hello=cost_of(world, HELLO, "/"), whole=cost_of(other, "wsgi:app", address)
            )
    finally:
        folder.close()
    hello, whole = found["hello"], found["whole"]
    what = "one component on PostgreSQL, CPU / raw WSGI"
    yield Line(what, microseconds(hello), microseconds(whole), whole / hello, "")
