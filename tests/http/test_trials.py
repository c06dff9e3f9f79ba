"""POST /applications/{id}/items/{n}/trial."""

from datetime import timedelta
from typing import Any

import pytest

from tests.build import START, Answer, Client, Registry
from tests.http.application_scene import ADDRESS, PARKING, Office

TRIED = {"component": PARKING, "mode": "new", "version": "1.0", "trial_days": 30}
"""Approved on 2 March, it ends on 1 April."""


def tried(registry: Registry) -> tuple[Office, str]:
    office = Office.open(registry)
    application = office.submitted(TRIED)
    office.approved(application)
    return office, application


def record(client: Client, application: str, result: str, **more: Any) -> Answer:
    return client.post(f"{ADDRESS}/{application}/items/1/trial", {"result": result, **more})


def adoption_of(office: Office, application: str) -> dict[str, Any]:
    return dict(office.clerk.get(f"/api/v1/adoptions/{office.item(application)['adoption']}").json)


def due(office: Office) -> list[dict[str, Any]]:
    return [event["data"] for event in office.events(types="adoption.trial_due")]


def sweep_on(office: Office, days: int) -> None:
    office.registry.clock.set(START + timedelta(days=days))
    office.registry.app.extensions["registry.sweeper"].sweep()


def test_what_is_tried_begins_as_a_pilot_that_ends(registry: Registry):
    office, application = tried(registry)

    adoption = adoption_of(office, application)

    assert (adoption["stage"], adoption["trial_ends_on"]) == ("pilot", "2026-04-01")
    assert [step["stage"] for step in adoption["history"]] == ["planned", "approved", "pilot"]
    assert office.item(application)["trial"] == {"days": 30, "ends_on": "2026-04-01", "result": None, "note": None}


def test_passed_it_is_live(registry: Registry):
    office, application = tried(registry)

    answer = record(office.clerk, application, "passed", note="运行稳定")

    assert answer.status_code == 200
    assert answer.json["items"][0]["trial"] == {"days": 30, "ends_on": None, "result": "passed", "note": "运行稳定"}
    adoption = adoption_of(office, application)
    assert (adoption["stage"], adoption["trial_ends_on"], adoption["history"][-1]["note"]) == ("live", None, "运行稳定")
    assert record(office.clerk, application, "failed", note="x").json["code"] == "no_trial_running"


def test_failed_it_ends_with_why(registry: Registry):
    office, application = tried(registry)

    silent = record(office.clerk, application, "failed")
    answer = record(office.clerk, application, "failed", note="接口不稳定")

    assert (silent.status_code, silent.json["errors"][0]["pointer"]) == (422, "/note")
    assert answer.status_code == 200
    adoption = adoption_of(office, application)
    assert (adoption["stage"], adoption["history"][-1]["note"]) == ("retired", "接口不稳定")


def test_extended_it_ends_later_and_may_still_pass(registry: Registry):
    office, application = tried(registry)

    extended = record(office.clerk, application, "extended", until_on="2026-06-30")
    passed = record(office.clerk, application, "passed")

    assert extended.json["items"][0]["trial"]["ends_on"] == "2026-06-30"
    assert passed.json["items"][0]["trial"]["result"] == "passed"
    kinds = [event["type"] for event in office.events(types="adoption.")]
    assert kinds == ["adoption.begun", "adoption.moved", "adoption.moved", "adoption.trial_extended", "adoption.moved"]


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"result": "extended"}, "/until_on"),
        ({"result": "extended", "until_on": "2026-04-01"}, "/until_on"),
        ({"result": "extended", "until_on": "2026-07-01"}, "/until_on"),
        ({"result": "passed", "until_on": "2026-05-01"}, "/until_on"),
        ({"result": "perhaps"}, "/result"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, more: dict, pointer: str):
    office, application = tried(registry)

    answer = record(office.clerk, application, **more)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert adoption_of(office, application)["stage"] == "pilot"


def test_only_who_holds_the_adoption_says_what_came_of_it(registry: Registry):
    office, application = tried(registry)

    assert record(office.publisher, application, "passed").json["code"] == "not_your_organisation"
    assert record(registry.city("other"), application, "passed").status_code == 404
    assert record(registry.entity(), application, "passed").status_code in {403, 404}
    assert record(registry.anyone, application, "passed").status_code == 401


def test_without_a_trial_there_is_no_result(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()

    before = record(office.clerk, application, "passed")
    office.approved(application)
    after = record(office.clerk, application, "passed")

    assert [answer.json["code"] for answer in (before, after)] == ["no_trial_running", "no_trial_running"]


def test_its_body_is_told_once_a_week_before_the_end_and_once_after_it(registry: Registry):
    office, _ = tried(registry)

    counts = []
    for days in (0, 22, 23, 24, 29, 30, 31, 40):
        sweep_on(office, days)
        counts.append(len(due(office)))

    assert counts == [0, 0, 1, 1, 1, 1, 2, 2]
    assert [event["is_over"] for event in due(office)] == [False, True]
    assert {event["trial_ends_on"] for event in due(office)} == {"2026-04-01"}


def test_after_an_extension_it_is_told_anew(registry: Registry):
    office, application = tried(registry)
    sweep_on(office, 25)
    record(office.clerk, application, "extended", until_on="2026-05-01")

    sweep_on(office, 40)
    before = len(due(office))
    sweep_on(office, 55)

    assert (before, len(due(office))) == (1, 2)


def test_a_trial_with_a_result_is_not_due(registry: Registry):
    office, application = tried(registry)
    record(office.clerk, application, "passed")

    sweep_on(office, 60)

    assert due(office) == []
