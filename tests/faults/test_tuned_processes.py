"""What an administrator adjusts at one process holds in every other within a second, and no search fails meanwhile."""

import time
from pathlib import Path

import httpx

from registry.accounts.actions import issue_token
from registry.kit.actor import CONSOLE
from registry.kit.database import Database
from registry.organisations.actions import register_organisation
from tests.faults.nursery import nursery
from tests.faults.serving import Served, city_token
from tests.faults.test_several_processes import publish

HOLDS_WITHIN_SECONDS = 1.0
A_LOOK_SECONDS = 0.5
"""What a loaded machine may take for the search that notices, beside the second that is promised."""


def administrator_token(database: Database) -> str:
    with database.writing() as session:
        register_organisation(session, CONSOLE, slug="national", kind="authority", name={"en": "National"})
        return issue_token(session, CONSOLE, organisation="national", scopes=["platform:admin"])[1]


def names(server: Served, words: str, token: str | None = None) -> list[str]:
    with server.client(token) as client:
        answer = client.get("/components", params={"q": words})
        assert answer.status_code == 200, answer.text
        return [item["name"] for item in answer.json()["items"]]


def enter(server: Served, token: str, address: str, json: dict[str, object]) -> httpx.Response:
    with server.client(token) as client:
        answer = client.post(address, json=json)
        assert answer.status_code == 201, answer.text
        return answer


def test_a_synonym_holds_in_the_other_process_within_a_second_and_for_its_author_at_once(
    database_url: str, tmp_path: Path
):
    database = Database(database_url)
    city, administrator = city_token(database, "yunling"), administrator_token(database)
    with nursery(tmp_path / "data", database_url) as servers:
        one, other = servers.start(), servers.start()
        publish(one, city, "obsidian")
        assert names(other, "Wuyaoshi") == []

        enter(one, administrator, "/search/synonyms", {"words": ["obsidian", "Wuyaoshi"]})
        entered = time.monotonic()
        at_once = names(other, "Wuyaoshi", administrator)
        while not names(other, "Wuyaoshi"):
            assert time.monotonic() - entered < HOLDS_WITHIN_SECONDS + A_LOOK_SECONDS

    assert at_once == ["obsidian"]
    database.dispose()


def test_searches_go_on_while_a_new_name_has_the_index_fed_anew(database_url: str, tmp_path: Path):
    database = Database(database_url)
    city, administrator = city_token(database, "yunling"), administrator_token(database)
    with nursery(tmp_path / "data", database_url) as servers:
        one, other = servers.start(), servers.start()
        publish(one, city, "obsidian")
        names(other, "obsidian", city)

        for nth, word in enumerate(("黑曜石库", "黑曜石场", "黑曜石站")):
            enter((one, other)[nth % 2], administrator, "/search/dictionary", {"word": word})
            found = [names(server, "obsidian") for server in (one, other) for _ in range(10)]
            assert found == [["obsidian"]] * 20
    database.dispose()
