"""Eight writers commit and roll back while a reader polls the change feed: it misses nothing, and sees it in order.

The control does the same with positions given without the lock, and must go wrong: so the test can.
"""

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import orjson
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from registry.catalogue.actions import publish_version, register_component
from registry.events.queries import list_events
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.organisations.actions import register_organisation
from tests.build import description
from tests.databases import postgres_template

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

WRITERS = 8
TRANSACTIONS = 5
"""Few enough to be over in five seconds on a busy machine: SQLite admits whoever asks, not who has waited longest, and
after that time it refuses who waited.
"""
NAIVE_TRANSACTIONS = 15
PAGE = 7


class ChangedItsMind(Exception):
    """What a writer raises in a unit of work that shall leave nothing behind."""


def write(database: Database, writer: int) -> set[str]:
    """Register and publish in transactions of varied length; the subjects of those that were committed."""
    chance, committed = random.Random(writer), set()
    for nth in range(TRANSACTIONS):
        name = f"writer-{writer}x{nth}x"
        try:
            with database.writing() as session:
                register_component(session, CONSOLE, publisher="yunling", name=name, details=description())
                time.sleep(chance.choice((0, 0, 0.002, 0.01)))
                for release in range(chance.randint(0, 3)):
                    publish_version(session, CONSOLE, component=f"yunling/{name}", number=f"{release}.0")
                if chance.random() < 0.25:
                    raise ChangedItsMind
        except ChangedItsMind:
            continue
        committed.add(f"yunling/{name}")
    return committed


def follow(read: Callable[[int], tuple[list[int], int]], done: threading.Event) -> list[int]:
    """Poll until the writers are done and nothing is left; the positions in the order they were seen."""
    seen: list[int] = []
    after = 0
    while True:
        ended = done.is_set()
        positions, after = read(after)
        seen.extend(positions)
        if ended and not positions:
            return seen


def race(
    write_one: Callable[[int], set[str]], read: Callable[[int], tuple[list[int], int]]
) -> tuple[list[int], set[str]]:
    """What the reader saw, and what the writers had committed in the end."""
    done = threading.Event()
    with ThreadPoolExecutor(WRITERS + 1) as threads:
        reading = threads.submit(follow, read, done)
        try:
            committed = set().union(*threads.map(write_one, range(WRITERS)))
        finally:
            # Also when a writer failed: nobody would ever end the reader otherwise.
            done.set()
        return reading.result(timeout=10), committed


def test_a_polling_reader_misses_nothing_of_eight_writers(database_url: str):
    database = Database(database_url)
    with database.writing() as session:
        register_organisation(session, CONSOLE, slug="yunling", kind="city", name={"en": "Demo"})
    subjects: list[str] = []

    def read(after: int) -> tuple[list[int], int]:
        page = list_events(database, CONSOLE, after=after, limit=PAGE)
        events = [orjson.loads(envelope) for envelope in page.envelopes]
        subjects.extend(event["subject"] for event in events if event["type"] == "component.registered")
        return [event["position"] for event in events], page.next

    seen, committed = race(lambda writer: write(database, writer), read)

    with database.reading() as session:
        recorded = session.scalar(text("SELECT count(*) FROM events"))
    assert seen == list(range(1, (recorded or 0) + 1))
    assert sorted(subjects) == sorted(committed)
    database.dispose()


def test_without_the_lock_a_polling_reader_does_miss_something(postgres: "PostgresServer"):
    with postgres_template(postgres).copy() as url:
        engine = create_engine(url, pool_size=WRITERS + 1)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE naive_events (position bigserial PRIMARY KEY, subject text)"))

        def write_one(writer: int) -> set[str]:
            chance, committed = random.Random(writer), set()
            for nth in range(NAIVE_TRANSACTIONS):
                with Session(engine) as session:
                    subject = f"{writer}/{nth}"
                    session.execute(text("INSERT INTO naive_events (subject) VALUES (:s)"), {"s": subject})
                    time.sleep(chance.choice((0, 0, 0.002, 0.01)))
                    if chance.random() < 0.25:
                        session.rollback()
                        continue
                    session.commit()
                    committed.add(subject)
            return committed

        def read(after: int) -> tuple[list[int], int]:
            query = text("SELECT position FROM naive_events WHERE position > :after ORDER BY position LIMIT :page")
            with engine.connect() as connection:
                positions = list(connection.execute(query, {"after": after, "page": PAGE}).scalars())
            return positions, positions[-1] if positions else after

        seen, committed = race(write_one, read)
        engine.dispose()

    assert len(seen) < len(committed), "the control saw everything: the test above proves nothing"
