"""Who is told of what cities do together: pairings, purchases, demands, scenarios, projects, cases, benchmarks."""

from typing import Any

import pytest

from tests.build import Registry
from tests.slices.test_who_is_told import Scene, done

PAIRING: dict[str, Any] = {"pairing": "p", "helper": "elder", "helped": "newer"}
PURCHASE: dict[str, Any] = {
    "purchase": "p",
    "organiser": "elder",
    "member": "newer",
    "members": ["newer", "unsure"],
    "supplier": "builder",
}
TITLE = {"zh": "示例", "en": "Demo"}
DEMAND: dict[str, Any] = {"demand": "d", "asked_by": "elder", "title": TITLE}
RESPONSE = {"organisation": "elder", "entity": "builder", "scenario": "baths"}


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return Scene(registry)


@pytest.mark.parametrize(
    "type",
    [
        "pairing.proposed",
        "pairing.accepted",
        "pairing.declined",
        "pairing.activity_planned",
        "pairing.activity_evidenced",
        "pairing.activity_confirmed",
        "pairing.activity_cancelled",
        "pairing.result_told",
        "pairing.funded",
        "pairing.completion_stated",
        "pairing.completed",
    ],
)
def test_of_what_one_side_of_a_pairing_does_the_other_is_told(scene: Scene, type: str):
    assert scene.happens(type, by="elder", **PAIRING) == {type.replace(".", "_"): {"newer"}}


@pytest.mark.parametrize("owed", ["evidence", "result"])
def test_of_what_a_pairing_owes_both_sides_are_told(scene: Scene, owed: str):
    told = scene.happens("pairing.activity_due", owed=owed, **PAIRING)

    assert told == {"pairing_activity_due": {"elder", "newer"}}


@pytest.mark.parametrize(
    ("type", "by", "told"),
    [
        ("purchase.joined", "newer", {"elder"}),
        ("purchase.left", "newer", {"elder"}),
        ("purchase.called_off", "newer", {"elder"}),
        ("purchase.due", None, {"elder"}),
        ("purchase.changed", "elder", {"newer", "unsure"}),
        ("purchase.closed", "elder", {"newer", "unsure"}),
        ("purchase.cancelled", "elder", {"newer", "unsure"}),
        ("purchase.agreed", "elder", {"newer", "unsure"}),
    ],
)
def test_of_a_joint_purchase_organiser_and_members_tell_one_another(
    scene: Scene, type: str, by: str | None, told: set[str]
):
    assert scene.happens(type, by=by, **PURCHASE) == {type.replace(".", "_"): told}


@pytest.mark.parametrize(
    ("type", "data", "told"),
    [
        ("demand.became_common", DEMAND, {"elder"}),
        ("demand.offered", DEMAND, {"elder"}),
        ("scenario_response.submitted", RESPONSE, {"elder"}),
        ("scenario_response.decided", {**RESPONSE, "status": "shortlisted"}, {"builder"}),
        ("scenario_response.decided", {**RESPONSE, "status": "declined"}, {"builder"}),
        ("project.milestone_overdue", {"organisation": "elder", "project": "p", "due_on": "2026-03-01"}, {"elder"}),
        ("project.evaluated", {"organisation": "elder", "project": "p"}, {"elder"}),
        ("case.submitted", {"organisation": "elder", "organiser": "province", "case": "c"}, {"province"}),
        ("case.decided", {"organisation": "elder", "case": "c", "status": "selected"}, {"elder"}),
        ("case.decided", {"organisation": "elder", "case": "c", "status": "not_selected"}, {"elder"}),
        ("case.promoted", {"organisation": "elder", "case": "c"}, {"elder"}),
        ("benchmark.granted", {"organisation": "elder", "until": "2027-01-01"}, {"elder"}),
        ("benchmark.revoked", {"organisation": "elder"}, {"elder"}),
    ],
)
def test_of_what_concerns_one_that_one_is_told(scene: Scene, type: str, data: dict[str, Any], told: set[str]):
    assert scene.happens(type, **data) == {type.replace(".", "_"): told}


def test_of_what_becomes_of_a_demand_those_who_second_it_and_offer_for_it_are_told(scene: Scene):
    asker, seconder = scene.cities["elder"], scene.cities["newer"]
    place = done(asker.post("/api/v1/demands", {"title": TITLE, "domains": ["A4"]}))["id"]
    place = f"/api/v1/demands/{place}"
    done(seconder.call("PUT", f"{place}/seconds/newer", json={}, headers={"If-None-Match": "*"}))
    scene.told()

    tag = asker.get(place).headers["ETag"]
    done(asker.patch(place, {"title": {"en": "Said otherwise"}}, etag=tag))
    assert scene.told() == {"demand_described": {"newer"}}

    first = done(scene.yunling.post(f"{place}/fulfilment", {"component": "yunling/parking"}))["id"]
    assert scene.told() == {"demand_offered": {"elder"}}
    done(asker.post(f"{place}/fulfilment/{first}/answer", {"accepted": False, "note": "示例"}))
    assert scene.told() == {"demand_offer_declined": {"yunling"}}

    done(asker.post(f"{place}/closing", {"reason": "示例"}))
    assert scene.told() == {"demand_closed": {"newer"}}
    asker.call("DELETE", f"{place}/closing")
    assert scene.told() == {"demand_reopened": {"newer"}}

    second = done(scene.yunling.post(f"{place}/fulfilment", {"component": "yunling/parking"}))["id"]
    scene.told()
    done(asker.post(f"{place}/fulfilment/{second}/answer", {"accepted": True, "note": "示例"}))
    assert scene.told() == {"demand_fulfilled": {"newer", "yunling"}}
