"""kill -9 of processes that follow the log and send mail: everybody is told exactly once, and every message arrives."""

import random
import re
import time
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from registry.kit.clock import SystemClock
from registry.kit.database import Database
from registry.notifications.courier import Courier, open_channels
from registry.notifications.following import NoticeFollower
from registry.notifications.models import Notice, Subscription
from registry.notifications.secrets import code_of
from registry.organisations.models import Organisation
from tests.build import description
from tests.faults.nursery import nursery
from tests.faults.serving import Served, city_token
from tests.mailbox import mailbox

ROUNDS = 6
VERSIONS = 5
"""Published in each round."""


class LaterClock(SystemClock):
    """The time after every lease has ended."""

    def now(self) -> datetime:
        return super().now() + timedelta(hours=1)


def test_killed_processes_tell_everybody_exactly_once_and_lose_no_message(database_url: str, tmp_path: Path):
    database = Database(database_url)
    token = city_token(database, "yunling")
    adopters = [f"city-{letter}x" for letter in "abc"]
    tokens = {slug: city_token(database, slug) for slug in adopters}
    chance = random.Random(20260302)
    with mailbox() as box:
        settings = {
            "REGISTRY_SMTP_URL": box.url,
            "REGISTRY_MAIL_FROM": "notices@registry.example",
            "REGISTRY_PUBLIC_URL": "https://registry.example",
        }
        with nursery(tmp_path / "data", database_url, **settings) as servers:
            one, other = servers.start(), servers.start()
            set_up(database, one, token, tokens)
            for nth in range(ROUNDS):
                with other.client(token) as client:
                    for number in range(VERSIONS):
                        published = client.post(
                            "/components/yunling/parking/versions", json={"number": f"{nth + 1}.{number}"}
                        )
                        assert published.status_code == 201
                time.sleep(chance.uniform(0, 0.6))
                one.kill()
                one, other = other, servers.start()
            one.kill()
            other.kill()
        finish(database_url, box.url)

        assert told(database) == {
            slug: [f"{nth + 1}.{number}" for nth in range(ROUNDS) for number in range(VERSIONS)] for slug in adopters
        }
        by_message: dict[str, list[str]] = {}
        for nth, mail in enumerate(box.messages):
            numbers = re.findall(r"parking\) (\d+\.\d+) was published", box.text_of(nth))
            if numbers:
                known = by_message.setdefault(str(mail["Message-ID"]), numbers)
                assert known == numbers, "what is sent again is the same under the same name"
        everything = [f"{nth + 1}.{number}" for nth in range(ROUNDS) for number in range(VERSIONS)]
        assert [number for numbers in by_message.values() for number in numbers] == everything, "in order"
    database.dispose()


def set_up(database: Database, server: Served, token: str, adopters: dict[str, str]) -> None:
    """A component that three cities adopt; the first has a subscription that is confirmed."""
    with server.client(token) as client:
        body = {"publisher": "yunling", "name": "parking", **description()}
        assert client.post("/components", json=body).status_code == 201
        assert client.post("/components/yunling/parking/versions", json={"number": "0.9"}).status_code == 201
    for slug, secret in adopters.items():
        with server.client(secret) as client:
            wanted = {"adopter": slug, "component": "yunling/parking", "mode": "new"}
            assert client.post("/adoptions", json=wanted).status_code == 201
    slug, secret = next(iter(adopters.items()))
    with server.client(secret) as client:
        kinds = {"language": "en", "kinds": ["version_published"]}
        asked = {"channel": "email", "address": "duty@a.example", **kinds}
        row = client.post(f"/organisations/{slug}/subscriptions", json=asked).json()
        with database.reading() as session:
            nonce = session.scalars(select(Subscription.confirmation)).one()
        code = code_of("only for tests", UUID(row["id"]), nonce or "")
        confirmed = client.post(f"/subscriptions/{row['id']}/confirmation", json={"code": code})
        assert confirmed.json()["status"] == "active"


def finish(database_url: str, smtp_url: str) -> None:
    """Whoever comes after the last crash does what is left."""
    database = Database(database_url, clock=LaterClock())
    NoticeFollower(database).catch_up()
    channels = open_channels(smtp_url, "notices@registry.example", "", "")
    Courier(database, channels, secret="only for tests", root="https://registry.example").deliver()
    database.dispose()


def told(database: Database) -> dict[str, list[str]]:
    """The versions that each city was told of, in the order in which it was."""
    found: dict[str, list[str]] = {}
    with database.reading() as session:
        rows = session.execute(
            select(Organisation.slug, Notice.about)
            .join(Organisation, Organisation.id == Notice.organisation_id)
            .where(Notice.kind == "version_published")
            .order_by(Notice.id)
        )
        for slug, about in rows:
            found.setdefault(slug, []).append(about.rsplit("/", 1)[1])
    return found
