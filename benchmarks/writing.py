"""Writing: importing many, publishing one, and how soon it is found."""

import http.client
import json
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from benchmarks import corpus
from benchmarks.report import Line, at_least, interleaved, percentile
from benchmarks.servers import run
from benchmarks.world import World
from registry.accounts.actions import issue_token
from registry.catalogue.actions import publish_version
from registry.catalogue.models import ComponentVersion
from registry.catalogue.versioning import read_version
from registry.kit.actor import CONSOLE
from registry.kit.clock import now_of
from registry.kit.database import Database

# How much is written for each second of a round.
_PUBLISHED_PER_SECOND = 70
_SHOWN_PER_SECOND = 7


def measure_import(world: World) -> Iterator[Line]:
    """The whole command `import`, from start to end; once, since it fills the registry that all else is measured on."""
    if world.import_seconds is None:
        yield Line("bulk import: filled by an earlier run", "", "", None, "")
        return
    rate = world.components / world.import_seconds
    yield Line("bulk import, components/s", "", f"{rate:,.0f}/s", None, "≥ 2,000/s", rate >= 2000)


def measure_index(world: World) -> Iterator[Line]:
    """The whole command `reindex`."""
    rate = world.components / run(world.environment, "reindex")
    yield Line("index rebuild, components/s", "", f"{rate:,.0f}/s", None, "")


def measure_publishing(world: World) -> Iterator[Line]:
    """The action in a transaction of its own against one plain row through the ORM, each waiting for the disk."""
    with world.database() as database:
        numbers = iter(range(10_000_000))
        count = max(5, round(world.seconds * _PUBLISHED_PER_SECOND))
        found = interleaved(
            world.rounds,
            plain=partial(_rate, partial(_insert_plainly, database, numbers), count),
            action=partial(_rate, partial(_publish, database, numbers), count),
        )
    ratio = found["action"] / found["plain"]
    floor, figure = f"{found['plain']:,.0f}/s", f"{found['action']:,.0f}/s"
    yield Line("publish_version / plain ORM insert", floor, figure, ratio, *at_least(0.5, ratio))


def _rate(write: "partial[None]", count: int) -> float:
    started = time.perf_counter()
    for _ in range(count):
        write()
    return count / (time.perf_counter() - started)


def _publish(database: Database, numbers: Iterator[int]) -> None:
    number = next(numbers)
    made = corpus.component(number % 100)
    with database.writing() as session:
        publish_version(session, CONSOLE, component=f"{made['publisher']}/{made['name']}", number=f"9.{number}")


def _insert_plainly(database: Database, numbers: Iterator[int]) -> None:
    number = next(numbers)
    reading = read_version(f"8.{number}")
    with database.writing() as session:
        session.add(
            ComponentVersion(
                component_id=1 + number % 100,
                number=reading.number,
                sort_key=reading.sort_key,
                is_prerelease=False,
                notes={},
                platforms=[],
                published_at=now_of(session),
                document=b"{}",
                etag="",
            )
        )


def measure_visibility(world: World) -> Iterator[Line]:
    """From the answer to a publication until the component is found by its title."""
    with world.database() as database, database.writing() as session:
        _, secret = issue_token(session, CONSOLE, organisation=corpus.PUBLISHERS[0], scopes=["catalogue:write"])
    served = world.server()
    taken: dict[str, list[float]] = {"anybody": [], "its writer": []}
    for nth in range(max(4, round(world.rounds * world.seconds * _SHOWN_PER_SECOND))):
        word = f"zq{time.time_ns():x}q{nth}"
        _register(served.port, secret, word)
        who, asked_with = ("its writer", secret) if nth % 2 else ("anybody", None)
        taken[who].append(_found_after(served.port, word, asked_with))
    for name, times in taken.items():
        median, slow = percentile(times, 0.5), percentile(times, 0.99)
        figure = f"{median:.0f} / {slow:.0f} ms"
        yield Line(f"written to found by {name}, median / p99", "", figure, None, "≤ 1 s", slow <= 1000)


def _register(port: int, secret: str, word: str) -> None:
    publisher, name = corpus.PUBLISHERS[0], f"fresh-{word}"
    described = {key: value for key, value in corpus.component(0).items() if key != "version"}
    _call(port, "POST", "/api/v1/components", secret, {**described, "name": name, "title": {"en": f"Fresh {word}"}})
    _call(port, "POST", f"/api/v1/components/{publisher}/{name}/versions", secret, {"number": "1.0"})


def _found_after(port: int, word: str, secret: str | None) -> float:
    started = time.perf_counter()
    while not _call(port, "GET", f"/api/v1/components?q={word}", secret)["total"]:
        assert time.perf_counter() - started < 10, f"{word} was not found within 10 s"
    return (time.perf_counter() - started) * 1000


def _call(port: int, method: str, path: str, secret: str | None, body: Any = None) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {secret}"} if secret else {})
    connection.request(method, path, json.dumps(body) if body is not None else None, headers)
    answer = connection.getresponse()
    content = json.loads(answer.read())
    connection.close()
    assert answer.status < 300, content
    return content
