"""kill -9 of a server amid a stream of publishes: what was acknowledged is there, and nothing is half there."""

import random
import threading
import time
from pathlib import Path

import httpx
import orjson
from sqlalchemy import select

from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import find_latest
from registry.events.models import Event
from registry.kit.database import Database
from registry.kit.documents import tag_of
from tests.build import description
from tests.faults.nursery import nursery
from tests.faults.serving import Served, city_token

ROUNDS = 10
"""On each of the two databases."""


class Stream(threading.Thread):
    """Publishes version after version of one component, each under a key of its own, until the server is gone."""

    def __init__(self, server: Served, token: str, component: str, round_number: int) -> None:
        super().__init__()
        self.server, self.token = server, token
        self.path = f"/components/yunling/{component}/versions"
        self.round_number = round_number
        self.answered: dict[str, bytes] = {}
        self.unanswered: list[str] = []

    def run(self) -> None:
        with self.server.client(self.token) as client:
            for nth in range(10_000):
                number = f"{self.round_number}.{nth}"
                try:
                    answer = self.publish(client, number)
                except httpx.TransportError:
                    self.unanswered.append(number)
                    return
                assert answer.status_code == 201
                self.answered[number] = answer.content

    def publish(self, client: httpx.Client, number: str) -> httpx.Response:
        return client.post(self.path, json={"number": number}, headers={"Idempotency-Key": f"{self.path}-{number}"})

    def check(self, server: Served) -> None:
        """Every acknowledged version reads as it was answered, and every request may be sent again."""
        with server.client(self.token) as client:
            for number, body in self.answered.items():
                assert client.get(f"{self.path}/{number}").content == body
            for number in (*self.answered, *self.unanswered):
                again = self.publish(client, number)
                assert again.status_code == 201
                assert again.content == self.answered.get(number, again.content)
                assert client.get(f"{self.path}/{number}").content == again.content
                assert ("Idempotency-Replayed" in again.headers) or number in self.unanswered


def test_a_killed_server_has_lost_nothing_it_acknowledged(database_url: str, tmp_path: Path):
    database = Database(database_url)
    token = city_token(database, "yunling")
    chance = random.Random(20260302)
    names = [f"stream-{letter}x" for letter in "abcd"]
    with nursery(tmp_path / "data", database_url) as servers:
        server = servers.start()
        with server.client(token) as client:
            for name in names:
                registered = client.post("/components", json={"publisher": "yunling", "name": name, **description()})
                assert registered.status_code == 201
        for nth in range(ROUNDS):
            streams = [Stream(server, token, name, nth) for name in names]
            for stream in streams:
                stream.start()
            wait_for_answers(streams, at_least=chance.randint(3, 12))
            time.sleep(chance.uniform(0, 0.02))
            server.kill()
            for stream in streams:
                stream.join()
            server = servers.start()
            for stream in streams:
                stream.check(server)
            check_nothing_is_half_there(database)
        server.kill()
    database.dispose()


def wait_for_answers(streams: list[Stream], at_least: int) -> None:
    """Return when so many publishes have been acknowledged; the next ones are on their way then."""
    end = time.monotonic() + 10.0
    while sum(len(stream.answered) for stream in streams) < at_least:
        assert time.monotonic() < end, "the server does not take publishes"
        time.sleep(0.001)


def check_nothing_is_half_there(database: Database) -> None:
    """Each version has its one event and its document, and each component's document names the latest."""
    with database.reading() as session:
        versions = {
            f"{full_name}/versions/{version.number}": version
            for version, full_name in session.execute(
                select(ComponentVersion, Component.full_name).join(
                    Component, Component.id == ComponentVersion.component_id
                )
            )
        }
        told = session.scalars(select(Event.subject).where(Event.type == "version.published")).all()
        positions = session.scalars(select(Event.position).order_by(Event.position)).all()
        assert sorted(told) == sorted(versions)
        assert list(positions) == list(range(1, len(positions) + 1))
        for version in versions.values():
            assert orjson.loads(version.document)["number"] == version.number
            assert version.etag == tag_of(version.document)
        for component in session.scalars(select(Component)):
            latest = find_latest(session, component.id)
            assert orjson.loads(component.document)["latest_version"] == (latest.number if latest else None)
            assert component.etag == tag_of(component.document)
