"""POST /applications/{id}/decisions and what is done with an item: delegation, resubmission, withdrawal."""

from datetime import timedelta

import pytest

from tests.build import START, Client, Registry
from tests.http.application_scene import ADDRESS, LIGHTS, PARKING, Office, steps_of


def sweep(registry: Registry) -> int:
    return int(registry.app.extensions["registry.sweeper"].sweep())


def test_approved_by_all_an_item_begins_as_an_adoption(registry: Registry):
    office = Office.open(registry)
    configuration = {"environment": {"network": "政务外网"}, "handover": {"to": "市停车办"}}
    told = {"component": PARKING, "mode": "replace", "version": "1.0", "scenario": "医院停车", "operator": "haina"}
    application = office.submitted({**told, "configuration": configuration})

    item = office.approved(application)

    assert (item["status"], item["decides"]) == ("approved", None)
    adoption = office.clerk.get(f"/api/v1/adoptions/{item['adoption']}").json
    assert (adoption["stage"], adoption["adopter"], adoption["version"]) == ("approved", "haina", "1.0")
    assert (adoption["mode"], adoption["scenario"], adoption["operator"]) == ("replace", "医院停车", "haina")
    assert (adoption["environment"], adoption["handover"]) == (configuration["environment"], configuration["handover"])
    assert [step["stage"] for step in adoption["history"]] == ["planned", "approved"]
    assert office.clerk.get(f"{ADDRESS}/{application}").json["status"] == "closed"


def test_items_are_decided_separately_and_the_application_closes_with_the_last(registry: Registry):
    office = Office.open(registry)
    registry.component(office.clerk, "own", "1.0")
    application = office.submitted(PARKING, LIGHTS, "haina/own")

    office.decide(office.approver, application, "reject", item=1, note="预算不足")
    office.approved(application, 2)
    before = office.clerk.get(f"{ADDRESS}/{application}").json
    office.decide(office.approver, application, item=3)
    after = office.clerk.get(f"{ADDRESS}/{application}").json

    assert [item["status"] for item in before["items"]] == ["rejected", "approved", "in_review"]
    assert (before["status"], before["closed_at"]) == ("open", None)
    # Of its own city's component nobody else is asked.
    assert (after["items"][2]["status"], after["status"]) == ("approved", "closed")
    assert steps_of(before["items"][0]) == ["city rejected", "publisher skipped"]
    assert before["items"][0]["steps"][0]["note"] == "预算不足"


def test_whoever_submitted_does_not_decide(registry: Registry):
    office = Office.open(registry)
    submitted = office.submitted()
    manager = registry.member("haina", "wang", "manager")
    other_token = registry.member("haina", "wang", "manager")
    by_person = office.submitted(LIGHTS, client=manager)

    for client, application in ((office.clerk, submitted), (manager, by_person), (other_token, by_person)):
        answer = office.decide(client, application)
        assert (answer.status_code, answer.json["code"]) == (403, "second_person_needed")
        assert "other" in answer.json["detail"]
    assert office.decide(manager, submitted).status_code == 200
    assert office.decide(office.approver, by_person).status_code == 200


def test_only_approvers_and_managers_decide_for_the_city(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()
    adopter = registry.member("haina", "zhao", "adopter")
    writer = registry.member("haina", "sun", "publisher")

    assert office.decide(adopter, application).json["code"] == "approver_needed"
    assert office.decide(writer, application).json["code"] == "scope_missing"
    assert office.decide(office.publisher, application).status_code == 404


def test_a_unit_applies_and_its_city_decides(registry: Registry):
    office = Office.open(registry)
    registry.organisation("haina-parks", unit="department", parent="haina")
    parks = registry.client("haina-parks", "adoption:write")
    colleague = registry.client("haina-parks", "adoption:write")
    application = office.submitted(client=parks, applicant="haina-parks")

    refused = office.decide(colleague, application)
    decided = office.decide(office.approver, application)

    assert refused.json["code"] == "not_your_organisation"
    assert decided.json["items"][0]["decides"] == "yunling"


def test_a_publisher_decides_with_the_right_to_publish_that_component(registry: Registry):
    office = Office.open(registry)
    application = office.submitted(PARKING, LIGHTS)
    for item in (1, 2):
        office.decide(office.approver, application, item=item)
    narrow = registry.client("yunling", "catalogue:write:parking*")

    assert office.decide(narrow, application, item=1).status_code == 200
    assert office.decide(narrow, application, item=2).json["code"] == "scope_missing"
    assert office.decide(registry.client("yunling", "adoption:write"), application, item=2).status_code == 200


@pytest.mark.parametrize("decision", ["return", "reject"])
def test_to_return_or_reject_takes_a_reason(registry: Registry, decision: str):
    office = Office.open(registry)
    application = office.submitted()

    answer = office.decide(office.approver, application, decision)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/note")
    assert office.item(application)["status"] == "in_review"


def test_a_step_is_decided_once_and_by_whoever_it_stands_at(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()
    office.decide(office.approver, application)

    again = office.decide(office.approver, application)
    office.decide(office.publisher, application)
    late = office.decide(office.approver, application)

    assert (again.status_code, again.json["code"]) == (403, "not_your_organisation")
    assert (late.status_code, late.json["code"]) == (409, "item_not_open")
    assert office.decide(office.approver, application, item=7).status_code == 404


def test_a_returned_item_is_changed_submitted_again_and_keeps_its_history(registry: Registry):
    office = Office.open(registry)
    application = office.submitted({"component": PARKING, "mode": "new", "scenario": "医院停车", "trial_days": 9})
    office.decide(office.approver, application)
    office.decide(office.publisher, application, "return", note="请注明版本")
    place = f"{ADDRESS}/{application}/items/1/resubmission"
    changes = {"version": "1.1", "scenario": None, "configuration": {"environment": {"hosting": "政务云"}}}

    closed = office.clerk.get(f"{ADDRESS}/{application}").json["status"]
    again = registry.member("haina", "zhao", "adopter").post(place, {"changes": changes})
    item = again.json["items"][0]

    assert closed == "open"
    assert (item["status"], item["version"], item["scenario"], item["decides"]) == ("in_review", "1.1", None, "haina")
    assert item["configuration"] == changes["configuration"]
    assert item["trial"]["days"] == 9
    assert steps_of(item) == ["city approved", "publisher returned", "city open", "publisher waiting"]
    assert item["steps"][1]["note"] == "请注明版本"
    assert office.decide(registry.member("haina", "zhao", "adopter"), application).status_code == 403
    assert office.approved(application)["status"] == "approved"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"version": "9.9"}, "/changes/version"),
        ({"operator": "nobody"}, "/changes/operator"),
        ({"component": LIGHTS}, "/changes/component"),
        ({"mode": None}, "/changes/mode"),
        (
            {"configuration": {"environment": {"network": "token=abcdef12345"}}},
            "/changes/configuration/environment/network",
        ),
    ],
)
def test_a_wrong_change_is_named(registry: Registry, changes: dict, pointer: str):
    office = Office.open(registry)
    application = office.submitted()
    office.decide(office.approver, application, "return", note="示例")

    answer = office.clerk.post(f"{ADDRESS}/{application}/items/1/resubmission", {"changes": changes})

    assert (answer.status_code, [error["pointer"] for error in answer.json["errors"]]) == (422, [pointer])
    assert office.item(application)["status"] == "returned"


def test_only_what_was_returned_is_submitted_again_and_only_by_the_applicant(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()
    place = f"{ADDRESS}/{application}/items/1/resubmission"

    early = office.clerk.post(place, {"changes": {}})
    office.decide(office.approver, application)
    office.decide(office.publisher, application, "return", note="示例")
    foreign = office.publisher.post(place, {"changes": {}})

    assert (early.status_code, early.json["code"]) == (409, "item_not_open")
    assert foreign.json["code"] == "not_your_organisation"


def test_an_item_is_withdrawn_until_it_is_decided(registry: Registry):
    office = Office.open(registry)
    application = office.submitted(PARKING, LIGHTS)
    place = f"{ADDRESS}/{application}/items"

    first = office.clerk.post(f"{place}/1/withdrawal", {"note": "改用其他方案"})
    office.decide(office.approver, application, "return", item=2, note="示例")
    second = office.clerk.post(f"{place}/2/withdrawal", {})
    again = office.clerk.post(f"{place}/2/withdrawal", {})

    assert (first.json["items"][0]["status"], first.json["status"]) == ("withdrawn", "open")
    assert first.json["items"][0]["withdrawal_note"] == "改用其他方案"
    assert second.json["status"] == "withdrawn"
    assert (again.status_code, again.json["code"]) == (409, "item_not_open")
    assert office.publisher.post(f"{place}/1/withdrawal", {}).status_code == 404


def test_a_member_to_whom_a_step_was_delegated_decides_it(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()
    place = f"{ADDRESS}/{application}/items/1/delegation"
    adopter = registry.member("haina", "zhao", "adopter")

    before = office.decide(adopter, application)
    delegated = office.approver.post(place, {"login": "zhao"})
    after = office.decide(adopter, application)

    assert (before.status_code, delegated.status_code, after.status_code) == (403, 200, 200)
    assert delegated.json["items"][0]["steps"][0]["is_delegated"] is True
    assert "zhao" not in delegated.get_data(as_text=True)


def test_a_step_is_delegated_by_who_decides_it_to_a_member_who_may(registry: Registry):
    office = Office.open(registry)
    registry.member("haina", "sun", "publisher"), registry.member("yunling", "qian", "manager")
    clerk = registry.member("haina", "zhou", "manager")
    application = office.submitted(client=clerk)
    place = f"{ADDRESS}/{application}/items/1/delegation"

    for login in ("sun", "qian", "nobody", "zhou"):
        answer = office.approver.post(place, {"login": login})
        assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/login"), login
    assert clerk.post(place, {"login": "li"}).json["code"] == "second_person_needed"
    assert registry.member("haina", "zhao", "adopter").post(place, {"login": "li"}).status_code == 403


def test_what_cannot_begin_is_not_decided_and_nothing_is_half_done(registry: Registry):
    office = Office.open(registry)
    application = office.submitted(PARKING, LIGHTS)
    for item in (1, 2):
        office.decide(office.approver, application, item=item)
    registry.adoption(office.clerk, PARKING)
    office.publisher.post(f"/api/v1/components/{LIGHTS}/retirement")
    told = len(office.events())

    taken, retired = (office.decide(office.publisher, application, item=item) for item in (1, 2))

    for answer, because in ((taken, "adoption_taken"), (retired, "not_adoptable")):
        assert (answer.status_code, answer.json["code"], answer.json["because"]) == (409, "item_cannot_begin", because)
    assert [office.item(application, item)["status"] for item in (1, 2)] == ["in_review", "in_review"]
    assert office.item(application)["decides"] == "yunling"
    assert len(office.events()) == told
    assert office.decide(office.publisher, application, "reject", note="示例").status_code == 200


def test_a_policy_that_is_not_met_stands_in_the_way_unless_an_exception_was_applied_for(registry: Registry):
    office = Office.open(registry)
    manager = registry.client("haina", "organisation:manage")
    policy = {"licenses": ["Apache-2.0"]}
    manager.call("PUT", "/api/v1/organisations/haina/policy", policy, headers={"If-None-Match": "*"})
    plain, excepted = {"component": PARKING, "mode": "new"}, {"component": LIGHTS, "mode": "new", "trial_days": 5}
    application = office.submitted(plain, {**excepted, "policy_exception": "示例理由"})
    office.decide(office.approver, application)

    refused = office.decide(office.publisher, application)
    begun = office.approved(application, 2)

    assert (refused.json["code"], refused.json["because"]) == ("item_cannot_begin", "policy_not_met")
    adoption = office.clerk.get(f"/api/v1/adoptions/{begun['adoption']}").json
    assert (adoption["stage"], adoption["history"][0]["note"]) == ("pilot", "示例理由")


def test_another_publisher_decides_once_the_component_is_its_own(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()
    heir = registry.city("heir")
    place = f"/api/v1/components/{PARKING}/transfer"
    assert office.publisher.post(place, {"to": "heir"}).status_code == 201
    assert heir.post(place, {"accept": True}).status_code == 200

    office.decide(office.approver, application)

    item = office.item(application)
    assert (item["decides"], item["component"]) == ("heir", "heir/parking")
    assert office.decide(heir, application).status_code == 200
    assert office.item(application)["status"] == "approved"


def told(client: Client) -> list[str]:
    """Types of events about applications, with who decides then."""
    events = client.get("/api/v1/events?after=0&limit=1000").json["items"]
    return [
        f"{event['type'].removeprefix('application.')} {event['data']['decides'] or '-'}"
        for event in events
        if event["type"].startswith("application.")
    ]


def test_each_change_is_told_to_those_it_concerns(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()
    office.approver.post(f"{ADDRESS}/{application}/items/1/delegation", {"login": "li"})
    office.approved(application)

    assert told(office.clerk) == [
        "submitted haina",
        "delegated haina",
        "item_decided yunling",
        "step_opened yunling",
        "item_decided -",
        "closed -",
    ]
    assert told(office.publisher) == ["step_opened yunling", "item_decided -"]
    assert told(registry.city("other")) == told(registry.entity()) == told(registry.anyone) == []
    decided = office.events(office.publisher)[-1]["data"]
    assert {"applicant", "beneficiary", "item", "component", "decides", "decided_by", "decision"} <= set(decided)
    begun = [event["type"] for event in office.events(types="adoption.")]
    assert begun == ["adoption.begun", "adoption.moved"]


def test_a_step_that_is_due_is_told_of_once_before_and_once_when_overdue(registry: Registry):
    office = Office.open(registry)
    office.submitted()
    due = []
    for days in range(12):
        # Swept twice a day, as it is every hour: nobody is told twice.
        registry.clock.set(START + timedelta(days=days))
        sweep(registry), sweep(registry)
        due.append(len([event for event in office.events() if event["type"] == "application.step_due"]))

    # Submitted on Monday the 2nd, due on Monday the 9th: told on Friday the 6th, and on Tuesday the 10th.
    assert due == [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]
    last = office.events()[-1]["data"]
    assert (last["decides"], last["due_on"], last["step"]) == ("haina", "2026-03-09", "city")


def test_what_is_decided_in_time_is_not_due(registry: Registry):
    office = Office.open(registry)
    office.approved(office.submitted())
    registry.clock.set(START + timedelta(days=40))

    sweep(registry)

    assert "application.step_due" not in {event["type"] for event in office.events()}


def test_an_item_is_not_decided_twice_at_once(registry: Registry):
    office = Office.open(registry)
    application = office.submitted()
    office.decide(office.approver, application)
    first = office.decide(office.publisher, application)
    second = office.decide(office.publisher, application)

    assert (first.status_code, second.status_code) == (200, 409)
    assert len(office.clerk.get("/api/v1/adoptions").json["items"]) == 1
