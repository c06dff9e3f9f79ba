"""POST /adoptions/{id}/update-responses: advice is taken note of, or put off for a reason."""

from datetime import timedelta
from typing import Any

import pytest

from schemas.updates import UpdateRespondedSchema
from tests.build import START, Answer, Client, Registry

UPDATES = "/api/v1/organisations/haina/updates"


class Scene:
    """Haina runs parking 1.0 of Yunling."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.yunling, self.haina = registry.city("yunling"), registry.city("haina")
        registry.component(self.yunling, "parking", "1.0", "1.1")
        self.adoption = registry.adoption(self.haina, "yunling/parking", "approved", "live", version="1.0")

    def warn(self, severity: str) -> str:
        said = {"summary": "Leak", "severity": severity, "affected": [{"ranges": [{"events": [{"introduced": "0"}]}]}]}
        identifier: str = self.yunling.post("/api/v1/components/yunling/parking/advisories", said).json["identifier"]
        return identifier

    def respond(self, client: Client | None = None, **said: Any) -> Answer:
        sent = {"code": "behind", "about": "1.1", "response": "acknowledged", **said}
        return (client or self.haina).post(f"/api/v1/adoptions/{self.adoption}/update-responses", sent)

    def advice(self, query: str = "") -> list[dict[str, Any]]:
        return [advice for update in self.haina.get(UPDATES + query).json["items"] for advice in update["advice"]]

    def later(self, days: int) -> None:
        self.registry.clock.set(START + timedelta(days=days))


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return Scene(registry)


def test_what_is_taken_note_of_stays_with_a_mark(scene: Scene):
    answer = scene.respond(reason="With the next maintenance window.")

    assert answer.status_code == 201
    assert UpdateRespondedSchema().validate(answer.json) == {}
    assert answer.json["adoption"] == scene.adoption
    (advice,) = scene.advice()
    assert advice["response"] == {
        "response": "acknowledged",
        "until_on": None,
        "reason": "With the next maintenance window.",
        "recorded_at": "2026-03-02T04:00:00.000Z",
    }


def test_what_is_put_off_is_out_of_sight_and_comes_back_by_itself(scene: Scene):
    scene.respond(response="snoozed", until_on="2026-03-12", reason="Tender runs.")

    assert scene.advice() == []
    (hidden,) = scene.advice("?include=snoozed")
    assert (hidden["response"]["response"], hidden["response"]["until_on"]) == ("snoozed", "2026-03-12")
    scene.later(9)
    assert scene.advice() == []
    scene.later(10)
    assert [advice["code"] for advice in scene.advice()] == ["behind"]


def test_the_rest_stays_where_one_piece_of_advice_is_put_off(scene: Scene):
    identifier = scene.warn("high")
    scene.respond(response="snoozed", until_on="2026-03-12", reason="Tender runs.")

    assert [advice["about"] for advice in scene.advice()] == [identifier]


def test_a_newer_version_is_advice_anew(scene: Scene):
    scene.respond(response="snoozed", until_on="2026-05-12", reason="Tender runs.")
    scene.registry.version(scene.yunling, "yunling/parking", "1.2")

    (advice,) = scene.advice()

    assert (advice["about"], advice["response"]) == ("1.2", None)


def test_an_advisory_that_is_amended_is_advice_anew(scene: Scene):
    identifier = scene.warn("high")
    scene.respond(code="advisory", about=identifier, response="snoozed", until_on="2026-03-20", reason="Off-line.")
    scene.later(1)
    present = scene.yunling.get(f"/api/v1/advisories/{identifier}")
    change = scene.yunling.patch(
        f"/api/v1/advisories/{identifier}", {"severity": "critical"}, etag=present.headers["ETag"]
    )
    assert change.status_code == 200, change.get_data(as_text=True)

    (advice,) = [advice for advice in scene.advice() if advice["code"] == "advisory"]

    assert (advice["severity"], advice["response"]) == ("critical", None)


def test_a_later_response_takes_the_place_of_the_one_before(scene: Scene):
    scene.respond(response="snoozed", until_on="2026-03-12", reason="Tender runs.")
    scene.respond()

    (advice,) = scene.advice()

    assert (advice["response"]["response"], advice["response"]["until_on"]) == ("acknowledged", None)


def test_it_is_told_without_the_reason(scene: Scene):
    scene.respond(response="snoozed", until_on="2026-03-12", reason="Tender runs.")

    (event,) = scene.haina.get("/api/v1/events?types=adoption.advice_handled").json["items"]

    told = {key: event["data"][key] for key in ("code", "about", "response", "until_on")}
    assert told == {"code": "behind", "about": "1.1", "response": "snoozed", "until_on": "2026-03-12"}
    assert "reason" not in event["data"]


@pytest.mark.parametrize(
    ("said", "status", "expected"),
    [
        ({"about": "1.0"}, 409, "advice_not_there"),
        ({"code": "yanked"}, 409, "advice_not_there"),
        ({"code": "nonsense"}, 422, "/code"),
        ({"response": "snoozed", "reason": "x"}, 422, "/until_on"),
        ({"response": "snoozed", "until_on": "2026-03-12"}, 422, "/reason"),
        ({"response": "snoozed", "until_on": "2026-03-02", "reason": "x"}, 422, "/until_on"),
        ({"response": "snoozed", "until_on": "2026-06-01", "reason": "x"}, 422, "snooze_too_long"),
        ({"until_on": "2026-03-12"}, 422, "/until_on"),
    ],
)
def test_what_is_declined(scene: Scene, said: dict[str, Any], status: int, expected: str):
    answer = scene.respond(**said)

    found = [answer.json["code"], *(error["pointer"] for error in answer.json.get("errors", ()))]
    assert answer.status_code == status
    assert expected in found


def test_ninety_days_ahead_are_granted(scene: Scene):
    answer = scene.respond(response="snoozed", until_on="2026-05-31", reason="x")

    assert answer.status_code == 201


def test_a_critical_advisory_is_not_put_off_beyond_the_day_it_is_due(scene: Scene):
    identifier = scene.warn("critical")
    said: dict[str, Any] = {"code": "advisory", "about": identifier, "response": "snoozed", "reason": "x"}

    on_the_day = scene.respond(**said, until_on="2026-03-09")
    beyond = scene.respond(**said, until_on="2026-03-10")

    assert on_the_day.status_code == 201
    assert (beyond.status_code, beyond.json["code"]) == (409, "not_snoozable")
    assert "2026-03-09" in beyond.json["detail"]


@pytest.mark.parametrize(
    ("role", "status"), [("anyone", 401), ("publisher", 403), ("other city", 403), ("entity", 403), ("machine", 403)]
)
def test_only_those_who_hold_the_adoption_respond(scene: Scene, role: str, status: int):
    registry = scene.registry
    client = {
        "anyone": lambda: registry.anyone,
        "publisher": lambda: scene.yunling,
        "other city": lambda: registry.city("lingu"),
        "entity": lambda: registry.entity(),
        "machine": lambda: registry.client("haina", "catalogue:write"),
    }[role]()

    assert scene.respond(client).status_code == status
