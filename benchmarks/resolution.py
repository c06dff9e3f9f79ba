"""Resolving a thousand requirements over ten thousand components of twenty versions, reading included."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import insert

from benchmarks.report import Line, interleaved
from benchmarks.world import World
from registry.app import open_database
from registry.catalogue.models import Component, ComponentVersion, Requirement
from registry.catalogue.versioning import read_version
from registry.kit.actor import ANONYMOUS, CONSOLE
from registry.kit.clock import now_of
from registry.kit.database import Database
from registry.operations.starting import prepare
from registry.organisations.actions import register_organisation
from registry.resolution.answering import answer_document
from registry.resolution.ranges import read_range
from registry.settings import Settings
from tests.postgres import PostgresFolder, find_postgres, start_postgres

COMPONENTS: Final = 10_000
VERSIONS: Final = 20
REQUIREMENTS: Final = 1_000
LIMIT_SECONDS: Final = 2.0
NUMBERS: Final = [f"{1 + place // 5}.{place % 5}" for place in range(VERSIONS)]
"""1.0 to 4.4."""


def measure_resolution(world: World) -> Iterator[Line]:
    """The whole answer but for HTTP, with nothing remembered from before. The catalogue is smaller where the others
    are: its figure then says little.
    """
    size = min(COMPONENTS, world.components)
    with tempfile.TemporaryDirectory(prefix="registry-bench-") as folder:
        yield from _measured(world, f"sqlite:///{folder}/registry.sqlite3", size, "SQLite")
    if find_postgres() is None:
        yield Line("resolution on PostgreSQL: not installed, left out", "", "", None, "")
        return
    server_folder = PostgresFolder()
    try:
        server = start_postgres(server_folder.path)
        server.create_database("resolution")
        yield from _measured(world, server.url("resolution"), size, "PostgreSQL")
    finally:
        server_folder.close()


def _measured(world: World, url: str, size: int, engine: str) -> Iterator[Line]:
    wanted = min(REQUIREMENTS, size // 2)
    with _filled(url, size) as database:
        for name, question in (
            ("open", _question(size, wanted, [""])),
            ("narrow", _question(size, wanted, ["", "<4", ">=2.1,<4.3"])),
        ):
            pins = len(_answer(database, question)["pins"])
            found = interleaved(
                world.rounds,
                read=partial(_read_all, database),
                answer=partial(_seconds, database, question, time.perf_counter),
                computing=partial(_seconds, database, question, time.process_time),
            )
            what = f"resolve {wanted:,} ({name}) on {engine}"
            floor, figure = f"{found['read']:.2f} s", f"{found['answer']:.2f} s"
            yield Line(what, floor, figure, found["answer"] / found["read"], "< 2 s", found["answer"] < LIMIT_SECONDS)
            yield Line(f"  its processor time; {pins:,} pins", "", f"{found['computing']:.2f} s", None, "")


def _question(size: int, wanted: int, specifiers: list[str]) -> list[dict[str, str]]:
    chance = Random(9)
    chosen = chance.sample(range(size), wanted)
    return [{"component": f"yunling/c{number}", "specifier": chance.choice(specifiers)} for number in chosen]


def _answer(database: Database, question: list[dict[str, str]]) -> dict[str, Any]:
    with database.reading() as session:
        return answer_document(session, ANONYMOUS, requirements=question)


def _seconds(database: Database, question: list[dict[str, str]], clock: Callable[[], float]) -> float:
    read_range.cache_clear()
    started = clock()
    _answer(database, question)
    return clock() - started


def _read_all(database: Database) -> float:
    """The floor: the driver hands over all versions and nobody looks at them."""
    started = time.perf_counter()
    database.fetch("SELECT component_id, id, number, sort_key, is_prerelease, yanked_at FROM component_versions")
    return time.perf_counter() - started


@contextmanager
def _filled(url: str, size: int) -> Iterator[Database]:
    """A catalogue in which a component needs up to three others: some at the same major version, some from a version
    on, some below one."""
    database = open_database(Settings(data=Path(tempfile.gettempdir()), database_url=url, secret=""))
    try:
        prepare(database)
        with database.writing() as session:
            name = {"zh": "示例·云岭", "en": "Demo Yunling"}
            publisher = register_organisation(session, CONSOLE, slug="yunling", kind="city", name=name)
            now, connection = now_of(session), session.connection()
            connection.execute(insert(Component), [_component(publisher.id, number, now) for number in range(size)])
            connection.execute(
                insert(ComponentVersion), [one for number in range(size) for one in _versions(number, now)]
            )
            connection.execute(insert(Requirement), list(_requirements(size)))
            # As the database does by itself some time after so much was written.
            connection.exec_driver_sql("ANALYZE")
        yield database
    finally:
        database.dispose()


def _component(publisher_id: int, number: int, now: Any) -> dict[str, Any]:
    return {
        "id": number + 1,
        "publisher_id": publisher_id,
        "name": f"c{number}",
        "name_skeleton": f"c{number}",
        "full_name": f"yunling/c{number}",
        "status": "listed",
        "details": {},
        "created_at": now,
        "updated_at": now,
    }


def _versions(number: int, now: Any) -> Iterator[dict[str, Any]]:
    for place, text in enumerate(NUMBERS):
        yield {
            "id": number * VERSIONS + place + 1,
            "component_id": number + 1,
            "number": text,
            "sort_key": read_version(text).sort_key,
            "is_prerelease": False,
            "published_at": now,
        }


def _requirements(size: int) -> Iterator[dict[str, Any]]:
    chance = Random(4)
    for number in range(size - 4):
        needed = chance.sample(range(number + 1, min(size, number + 2000)), chance.randint(0, 3))
        for place in range(VERSIONS):
            for other in needed:
                version_id = number * VERSIONS + place + 1
                yield {"version_id": version_id, "component_id": other + 1, "specifier": _specifier(chance, place)}


def _specifier(chance: Random, place: int) -> str:
    since = NUMBERS[max(0, place - chance.randint(2, 12))]
    below = NUMBERS[min(VERSIONS - 1, 12 + chance.randint(0, 7))]
    return chance.choice(
        (f">={since}", f">={since}", f"<{below}", f">={NUMBERS[chance.randint(0, 9)]},<5", f"!={since}")
    )
