"""Every connection to the database is cut at once, as when it is restarted behind the service."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import psycopg

from registry.kit.database import Database
from tests.build import description
from tests.databases import postgres_template
from tests.faults.nursery import nursery
from tests.faults.serving import city_token
from tests.faults.together import at_once

if TYPE_CHECKING:
    from tests.postgres import PostgresServer

COMPONENT = "/components/yunling/parking"
READERS = 4


def cut_all_connections(url: str) -> int:
    """End every other connection to this database; how many there were."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        ended = connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return len(ended.fetchall())


def publish(client: httpx.Client, number: str) -> httpx.Response:
    """Publish a version under a key that is its number."""
    return client.post(f"{COMPONENT}/versions", json={"number": number}, headers={"Idempotency-Key": number})


def check_answered_or_told_to_come_again(answer: httpx.Response, expected: int) -> bool:
    """Whether it was answered; if it was not, it must say so in the one right way."""
    if answer.status_code == expected:
        return True
    assert answer.status_code == 503, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert int(answer.headers["Retry-After"]) >= 1
    return False


def test_cut_connections_cost_one_answer_each_at_most(postgres: "PostgresServer", tmp_path: Path):
    with postgres_template(postgres).copy() as url:
        database = Database(url)
        token = city_token(database, "yunling")
        database.dispose()
        with nursery(tmp_path / "data", url) as servers, servers.start().client(token) as client:
            registration = {"publisher": "yunling", "name": "parking", **description()}
            assert client.post("/components", json=registration).status_code == 201
            for nth in range(5):
                at_once(*[lambda: client.get(COMPONENT)] * READERS)
                assert cut_all_connections(url) > 0

                began = time.monotonic()
                reads = at_once(*[lambda: client.get(COMPONENT)] * READERS)
                searched = client.get("/components?q=parking")
                written = publish(client, f"{nth}.0")

                assert time.monotonic() - began < 2.0
                for answer in (*reads, searched):
                    check_answered_or_told_to_come_again(answer, 200)
                if not check_answered_or_told_to_come_again(written, 201):
                    assert publish(client, f"{nth}.0").status_code == 201
                assert client.get(COMPONENT).json()["latest_version"] == f"{nth}.0"
