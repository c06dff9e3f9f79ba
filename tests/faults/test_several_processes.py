"""Two servers on one folder and one database: each finds what the other published, whichever writes the index."""

import shutil
import time
from pathlib import Path
from typing import Any

import httpx

from registry.kit.actor import ANONYMOUS
from registry.kit.database import Database
from registry.search.engine import SearchEngine
from registry.search.queries import search_components
from tests.build import description
from tests.faults.nursery import nursery
from tests.faults.serving import Served, city_token

FOUND_WITHIN_SECONDS = 1.0
TAKEN_OVER_WITHIN_SECONDS = 3.0
"""Who stands by looks once a second whether the writer of the index is still there."""


def publish(server: Served, token: str, name: str) -> None:
    """Register a component and publish its first version, which lists it."""
    with server.client(token) as client:
        body = {"publisher": "yunling", "name": name, **description(title={"en": f"Gauge {name}"})}
        assert client.post("/components", json=body).status_code == 201
        assert client.post(f"/components/yunling/{name}/versions", json={"number": "1.0"}).status_code == 201


def seconds_until_found(server: Served, words: str, at_most: float) -> float:
    """How long somebody without a token waits until a search finds it."""
    began = time.monotonic()
    with server.client() as client:
        while True:
            found = client.get("/components", params={"q": words}).json()["items"]
            waited = time.monotonic() - began
            if any(words in item["name"] for item in found):
                return waited
            assert waited < at_most, f"'{words}' is not found after {waited:.2f} s"
            time.sleep(0.01)


def test_each_process_finds_what_the_other_published(database_url: str, tmp_path: Path):
    database = Database(database_url)
    token = city_token(database, "yunling")
    with nursery(tmp_path / "data", database_url) as servers:
        one, other = servers.start(), servers.start()
        for nth, (writer, reader) in enumerate(((one, other), (other, one), (one, other), (other, one))):
            publish(writer, token, f"amber-{nth}x")

            assert seconds_until_found(reader, f"amber-{nth}x", FOUND_WITHIN_SECONDS) < FOUND_WITHIN_SECONDS
    database.dispose()


def test_when_the_writer_of_the_index_dies_the_other_takes_over(database_url: str, tmp_path: Path):
    database = Database(database_url)
    token = city_token(database, "yunling")
    with nursery(tmp_path / "data", database_url) as servers:
        older, younger = servers.start(), servers.start()
        publish(older, token, "basalt-0x")
        # Whichever of the two holds the writer, one of these deaths is the writer's.
        for nth in (1, 2):
            older.kill()
            publish(younger, token, f"basalt-{nth}x")

            seconds_until_found(younger, f"basalt-{nth}x", TAKEN_OVER_WITHIN_SECONDS)
            older, younger = younger, servers.start()
        with younger.client() as client:
            found = client.get("/components", params={"q": "basalt", "sort": "name"}).json()["items"]
    assert [item["name"] for item in found] == ["basalt-0x", "basalt-1x", "basalt-2x"]
    database.dispose()


def test_a_deleted_index_is_built_again_with_the_same_hits(database_url: str, tmp_path: Path):
    database = Database(database_url)
    token = city_token(database, "yunling")
    index = tmp_path / "data" / "index"
    with nursery(tmp_path / "data", database_url) as servers:
        server = servers.start()
        for nth in range(5):
            publish(server, token, f"cobalt-{nth}x")
        seconds_until_found(server, "cobalt-4x", FOUND_WITHIN_SECONDS)
        before = hits(server.client())
        server.kill()
        shutil.rmtree(index)

        assert SearchEngine(database, index).rebuild() == 5

        assert hits(servers.start().client()) == before
    with database.reading() as session:
        assert search_components(session, SearchEngine(database, index), ANONYMOUS, words="cobalt").result.total == 5
    database.dispose()


def hits(caller: httpx.Client) -> Any:
    """What a search finds, with its counts. By name: of equals in relevance none is before the other."""
    with caller as client:
        asked = {"q": "cobalt gauge", "sort": "name", "facets": "kind,publisher"}
        return client.get("/components", params=asked).json()
