"""GET | POST /organisations/{slug}/subscriptions, GET | PATCH | DELETE /subscriptions/{id}, …/confirmation, …/messages.

The channel is a real program, as an operator would set one up for a gateway of short messages.
"""

import json
import re
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.kit.clock import SimulatedClock
from tests.build import START, Client, Registry

PLACE = "/api/v1/organisations/haina/subscriptions"
WANTED = {"channel": "sms", "address": "+8613800000000", "language": "en"}

GATEWAY = """\
import json, pathlib, sys
said = json.load(sys.stdin)
place = pathlib.Path(__file__).parent
answer = json.loads((place / "answer.json").read_text())
with (place / "sent.jsonl").open("a") as file:
    file.write(json.dumps(said) + "\\n")
print(answer["says"].replace("{address}", said["address"]))
sys.exit(answer["code"])
"""


class Gateway:
    """A little program that writes down what it is given, and answers as a test asks it to."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.program = place / "gateway.py"
        self.program.write_text(GATEWAY)
        self.program.chmod(self.program.stat().st_mode | stat.S_IXUSR)
        self.answers(0)

    @property
    def command(self) -> str:
        return f"{sys.executable} {self.program}"

    def answers(self, code: int, says: str = "") -> None:
        (self.place / "answer.json").write_text(json.dumps({"code": code, "says": says}))

    @property
    def sent(self) -> list[dict[str, Any]]:
        sent = self.place / "sent.jsonl"
        return [json.loads(line) for line in sent.read_text().splitlines()] if sent.exists() else []

    @property
    def code(self) -> str:
        """The newest code that was sent."""
        codes: list[str] = [found for each in self.sent for found in re.findall(r"\b\d{8}\b", each["text"])]
        return codes[-1]


@pytest.fixture
def gateway(tmp_path: Path) -> Gateway:
    place = tmp_path / "gateway"
    place.mkdir()
    return Gateway(place)


@pytest.fixture
def texting(database_url: str, tmp_path: Path, clock: SimulatedClock, gateway: Gateway) -> Iterator[Registry]:
    """A registry that sends short messages."""
    options: dict[str, Any] = {"sms_program": gateway.command, "public_url": "https://registry.example"}
    with Registry.open(database_url, tmp_path / "data", clock, **options) as opened:
        yield opened


def post_all(registry: Registry) -> int:
    registry.app.extensions["registry.notifications"].current()
    tried: int = registry.app.extensions["registry.notifications.messages"].deliver()
    return tried


def asked(client: Client, **wishes: Any) -> str:
    answer = client.post(PLACE, {**WANTED, **wishes})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    identifier: str = answer.json["id"]
    return identifier


def confirmed(registry: Registry, gateway: Gateway, client: Client, **wishes: Any) -> str:
    identifier = asked(client, **wishes)
    post_all(registry)
    answer = client.post(f"/api/v1/subscriptions/{identifier}/confirmation", {"code": gateway.code})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return identifier


def yanked(registry: Registry, haina: Client) -> None:
    yunling = registry.city("yunling")
    component = registry.component(yunling, "parking", "1.0", "1.1")
    registry.adoption(haina, component, version="1.0")
    answer = yunling.post(f"/api/v1/components/{component}/versions/1.0/yank", {"reason": "security"})
    assert answer.status_code < 300


def test_a_program_of_the_operator_is_given_each_message_as_json(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    identifier = confirmed(texting, gateway, haina)
    yanked(texting, haina)

    assert post_all(texting) == 1

    told = gateway.sent[-1]
    assert (told["channel"], told["address"], told["language"]) == ("sms", "+8613800000000", "en")
    assert told["subject"].startswith("[High] Smart parking")
    assert [notice["kind"] for notice in told["notices"]] == ["version_yanked"]
    assert told["notices"][0]["address"] == "https://registry.example/components/yunling/parking/versions/1.0"
    [message] = haina.get(f"/api/v1/subscriptions/{identifier}/messages").json["items"]
    assert message == {
        "id": told["id"],
        "status": "sent",
        "notices": 1,
        "failure": None,
        "at": "2026-03-02T04:00:00.000Z",
    }


def test_what_the_program_says_decides_whether_it_is_tried_again(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    identifier = confirmed(texting, gateway, haina)
    yanked(texting, haina)
    gateway.answers(75, "busy with {address}\nlater")
    assert post_all(texting) == 1
    assert post_all(texting) == 0, "not before its time"
    found = haina.get(f"/api/v1/subscriptions/{identifier}").json
    assert (found["status"], found["last_failure"]) == ("active", "busy with … later")

    texting.clock.set(START + timedelta(minutes=1))
    gateway.answers(1, "no such number {address}")
    assert post_all(texting) == 1

    found = haina.get(f"/api/v1/subscriptions/{identifier}").json
    assert (found["status"], found["last_failure"]) == ("paused", "no such number …")
    assert gateway.sent[-1]["id"] == gateway.sent[-2]["id"], "the same message under the same id"


def test_a_program_that_is_not_there_is_tried_again(database_url: str, tmp_path: Path, clock: SimulatedClock):
    with Registry.open(database_url, tmp_path / "data", clock, im_program="/nowhere/at-all") as registry:
        haina = registry.city("haina")
        identifier = asked(haina, channel="im", address="duty.haina")

        assert post_all(registry) == 1

        assert "No such file" in haina.get(f"/api/v1/subscriptions/{identifier}").json["last_failure"]


def test_a_code_is_good_for_a_day_and_for_five_attempts(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    identifier = asked(haina)
    post_all(texting)
    place = f"/api/v1/subscriptions/{identifier}/confirmation"
    wrong = f"{(int(gateway.code) + 1) % 10**8:08d}"
    for left in (4, 3, 2, 1, 0):
        answer = haina.post(place, {"code": wrong})
        assert (answer.status_code, answer.json["code"]) == (422, "code_wrong")
        assert f"{left} attempts are left" in answer.json["detail"]

    spent = haina.post(place, {"code": gateway.code})

    assert (spent.status_code, spent.json["code"]) == (409, "code_spent")


def test_another_code_can_be_asked_for_a_little_later_and_the_first_is_void(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    identifier = asked(haina)
    post_all(texting)
    first = gateway.code
    hurried = haina.post(PLACE, WANTED)
    assert (hurried.status_code, hurried.json["code"]) == (429, "code_on_its_way")
    texting.clock.set(START + timedelta(minutes=11))

    assert asked(haina) == identifier
    post_all(texting)

    place = f"/api/v1/subscriptions/{identifier}/confirmation"
    assert gateway.code != first
    assert haina.post(place, {"code": first}).status_code == 422
    assert haina.post(place, {"code": f" {gateway.code[:4]} {gateway.code[4:]} "}).json["status"] == "active"
    assert haina.post(PLACE, WANTED).json["code"] == "subscription_taken"


def test_an_address_that_nobody_confirms_is_forgotten_after_a_day(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    identifier = asked(haina)
    post_all(texting)
    texting.clock.set(START + timedelta(hours=24))
    late = haina.post(f"/api/v1/subscriptions/{identifier}/confirmation", {"code": gateway.code})
    assert late.json["code"] == "code_spent"

    texting.app.extensions["registry.sweeper"].sweep()

    assert haina.get(PLACE).json["items"] == []


def test_what_came_before_an_address_was_confirmed_is_not_sent(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    yanked(texting, haina)
    texting.app.extensions["registry.notifications"].current()

    confirmed(texting, gateway, haina)

    assert post_all(texting) == 0


def test_preferences_are_changed_with_the_tag_that_was_read(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    place = f"/api/v1/subscriptions/{confirmed(texting, gateway, haina)}"
    tag = haina.get(place).headers["ETag"]

    changed = haina.patch(place, {"digest": "weekly", "kinds": ["version_yanked"], "is_active": False}, etag=tag)

    assert changed.status_code == 200
    assert [changed.json[key] for key in ("digest", "kinds", "status")] == ["weekly", ["version_yanked"], "paused"]
    assert haina.patch(place, {"digest": "daily"}, etag=tag).status_code == 412
    assert haina.patch(place, {"digest": "daily"}).status_code == 428
    fresh = changed.headers["ETag"]
    assert haina.patch(place, {"digest": "hourly"}, etag=fresh).json["errors"][0]["pointer"] == "/digest"
    assert haina.patch(place, {"address": "+861"}, etag=fresh).json["errors"][0]["pointer"] == "/address"


def test_one_that_was_not_confirmed_cannot_be_switched_on(texting: Registry):
    haina = texting.city("haina")
    place = f"/api/v1/subscriptions/{asked(haina)}"

    answer = haina.patch(place, {"is_active": True}, etag=haina.get(place).headers["ETag"])

    assert (answer.status_code, answer.json["code"]) == (409, "subscription_unconfirmed")


def test_what_is_ended_is_gone_with_its_address(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    identifier = confirmed(texting, gateway, haina)
    yanked(texting, haina)
    post_all(texting)

    assert haina.delete(f"/api/v1/subscriptions/{identifier}").status_code == 204

    assert haina.get(f"/api/v1/subscriptions/{identifier}").status_code == 404
    assert haina.get(PLACE).json["items"] == []
    rows = texting.database.fetch("SELECT count(*) FROM notice_messages")
    assert rows[0][0] == 0


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"channel": "pigeon"}, "/channel"),
    ({"address": "not a number"}, "/address"),
    ({"address": "+86138\r\nBcc: x"}, "/address"),
    ({"address": ""}, "/address"),
    ({"language": "fr"}, "/language"),
    ({"kinds": ["gossip"]}, "/kinds/0"),
    ({"urgency": "extreme"}, "/urgency"),
    ({"digest": "hourly"}, "/digest"),
    ({"secret": "x"}, "/secret"),
]


def test_a_wrong_field_is_named(texting: Registry):
    haina = texting.city("haina")

    for change, pointer in WRONG:
        answer = haina.post(PLACE, {**WANTED, **change})
        assert answer.status_code == 422, change
        assert answer.json["errors"][0]["pointer"] == pointer


def test_only_who_manages_an_organisation_sees_its_addresses(texting: Registry):
    haina, yunling = texting.city("haina"), texting.city("yunling")
    place = f"/api/v1/subscriptions/{asked(haina)}"
    clerk = texting.client("haina", "adoption:write")

    assert texting.anyone.get(PLACE).status_code == 401
    for address in (PLACE, place, f"{place}/messages"):
        assert clerk.get(address).status_code == 403
    assert yunling.get(PLACE).status_code == 403
    assert yunling.post(PLACE, {**WANTED, "address": "+8612345"}).status_code == 403
    for address in (place, f"{place}/messages"):
        assert yunling.get(address).status_code == 404
    assert yunling.delete(place).status_code == 404
    assert yunling.post(f"{place}/confirmation", {"code": "1"}).status_code == 404
    log = haina.get("/api/v1/events?after=0").get_data(as_text=True)
    assert "subscription.added" in log
    assert "13800000000" not in log


def test_messages_are_forgotten_after_ninety_days(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    confirmed(texting, gateway, haina)
    yanked(texting, haina)
    post_all(texting)
    texting.clock.set(START + timedelta(days=89))
    texting.app.extensions["registry.sweeper"].sweep()
    assert texting.database.fetch("SELECT count(*) FROM notice_messages")[0][0] == 1
    texting.clock.set(START + timedelta(days=91))

    texting.app.extensions["registry.sweeper"].sweep()

    assert texting.database.fetch("SELECT count(*) FROM notice_messages")[0][0] == 0


def test_everything_is_done_on_the_page_too(texting: Registry, gateway: Gateway):
    haina = texting.city("haina")
    visitor = texting.visitor(haina)
    wrong = visitor.submit("/subscriptions", act="subscribe", channel="sms", address="home")
    assert wrong.status_code == 422
    assert "Must be a number of 5 to 15 digits." in wrong.get_data(as_text=True)

    added = visitor.submit(
        "/subscriptions", act="subscribe", channel="sms", address="+8613800000000", language="en", digest="daily"
    )
    post_all(texting)

    assert added.status_code == 303
    [row] = haina.get(PLACE).json["items"]
    assert "To be confirmed" in visitor.get("/subscriptions").get_data(as_text=True)
    slip = visitor.submit("/subscriptions", act="confirm", subscription=row["id"], code="1")
    assert slip.status_code == 422
    assert "4 attempts are left" in slip.get_data(as_text=True)
    assert visitor.submit("/subscriptions", act="confirm", subscription=row["id"], code=gateway.code).status_code == 303
    page = visitor.get("/subscriptions").get_data(as_text=True)
    [tag] = re.findall(r'name="etag" value="([^"]*)"', page)
    changed = visitor.submit(
        "/subscriptions",
        act="change",
        subscription=row["id"],
        etag=tag.replace("&#34;", '"'),
        language="zh",
        urgency="high",
        digest="weekly",
        kinds="version_yanked",
        is_active="true",
    )
    assert changed.status_code == 303
    [row] = haina.get(PLACE).json["items"]
    told = [row[key] for key in ("language", "urgency", "digest", "kinds", "status")]
    assert told == ["zh", "high", "weekly", ["version_yanked"], "active"]
    assert visitor.submit("/subscriptions", act="remove", subscription=row["id"]).status_code == 303
    assert visitor.submit("/subscriptions", act="dance").status_code == 404
    assert haina.get(PLACE).json["items"] == []


def test_a_page_without_a_way_to_send_says_so(registry: Registry):
    page = registry.visitor(registry.city("haina")).get("/subscriptions").get_data(as_text=True)

    assert "This registry sends no messages" in page
