"""POST | DELETE /components/{publisher}/{name}/deprecation, POST …/retirement."""

from datetime import timedelta

import pytest

from tests.build import START, Registry

ADDRESS = "/api/v1/components/yunling/parking"
WHY = {"reason": "replaced", "message": "请改用新组件", "successor": "yunling/mobility", "sunset_on": "2027-01-01"}


def test_a_deprecated_component_tells_its_successor_and_stays_adoptable(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "mobility", "1.0")
    component = registry.component(yunling, "parking", "1.0")

    answer = yunling.post(f"{ADDRESS}/deprecation", WHY)

    assert (answer.status_code, answer.json["status"]) == (200, "deprecated")
    assert registry.anyone.get(ADDRESS).json["deprecation"] == {**WHY, "deprecated_on": "2026-03-02"}
    assert registry.adoption(haina, component)


def test_a_deprecation_is_taken_back_without_if_match(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    yunling.post(f"{ADDRESS}/deprecation", {"reason": "replaced", "message": "再见"})

    assert yunling.delete(f"{ADDRESS}/deprecation").status_code == 204

    read = registry.anyone.get(ADDRESS).json
    assert (read["status"], read["deprecation"]) == ("listed", None)


@pytest.mark.parametrize("successor", ["yunling/nothing", "yunling/parking", "haina/secret"])
def test_the_successor_must_be_another_component_one_may_see(registry: Registry, successor: str):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    registry.component(registry.city("haina"), "secret")

    answer = yunling.post(f"{ADDRESS}/deprecation", {**WHY, "successor": successor})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/successor")


def test_a_draft_cannot_be_deprecated(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")

    answer = yunling.post(f"{ADDRESS}/deprecation", {"reason": "replaced", "message": "再见"})

    assert (answer.status_code, answer.json["code"]) == (409, "move_not_allowed")


def test_a_retired_component_stays_readable_and_takes_nothing_new(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0")
    running = registry.adoption(haina, component, "approved", "live")
    yunling.post(f"{ADDRESS}/deprecation", {"reason": "old", "message": "再见", "sunset_on": "2026-05-31"})
    registry.clock.set(START + timedelta(days=90))
    yunling, haina = registry.city("yunling"), registry.city("haina")

    answer = yunling.post(f"{ADDRESS}/retirement")

    assert (answer.status_code, answer.json["status"]) == (200, "retired")
    assert registry.anyone.get(ADDRESS).json["status"] == "retired"
    version = yunling.post(f"{ADDRESS}/versions", {"number": "2.0"})
    assert (version.status_code, version.json["code"]) == (409, "component_retired")
    adoption = haina.post("/api/v1/adoptions", {"adopter": "haina", "component": component, "mode": "new"})
    assert (adoption.status_code, adoption.json["code"]) == (409, "not_adoptable")
    assert haina.post(f"/api/v1/adoptions/{running}/transitions", {"to": "suspended"}).status_code == 201
