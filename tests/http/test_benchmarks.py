"""GET | POST /organisations/{slug}/badges, /components/{publisher}/{name}/badges, POST /badges/{id}/revocation."""

from datetime import timedelta
from uuid import uuid4

from tests.build import START, Registry

CITY = "/api/v1/organisations/yunling/badges"
WHY = {"kind": "benchmark", "reason": "示例：停车一张网覆盖全市。", "until": "2026-12-31"}


def test_a_city_and_a_component_are_held_up_with_a_reason_for_a_time(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    component = registry.component(yunling, "parking", "1.0")
    tag = registry.anyone.get(f"/api/v1/components/{component}").headers["ETag"]
    place = f"/api/v1/components/{component}/badges"

    city = national.post(CITY, WHY)
    held = national.post(place, {**WHY, "from": "2026-04-01"})

    assert (city.status_code, city.json["status"], city.json["from"]) == (201, "in_force", "2026-03-02")
    assert (held.json["component"], held.json["organisation"], held.json["status"]) == (component, None, "upcoming")
    assert registry.anyone.get(CITY).json["items"] == [city.json]
    assert registry.anyone.get(place).json["items"] == [held.json]
    assert registry.anyone.get(f"/api/v1/components/{component}").headers["ETag"] == tag
    registry.clock.set(START + timedelta(days=305))
    assert [each["status"] for each in registry.anyone.get(CITY).json["items"]] == ["ended"]


def test_it_is_revoked_with_a_reason_and_stays_on_record(registry: Registry):
    registry.city("yunling")
    national = registry.administrator()
    place = f"/api/v1/badges/{national.post(CITY, WHY).json['id']}/revocation"

    silent = national.post(place, {})
    revoked = national.post(place, {"reason": "示例：数据不实"})
    again = national.post(place, {"reason": "示例"})
    anew = national.post(CITY, WHY)

    assert silent.status_code == 422
    assert (revoked.json["status"], revoked.json["revocation"]) == ("revoked", "示例：数据不实")
    assert (again.status_code, again.json["code"]) == (409, "benchmark_over")
    assert (anew.status_code, len(registry.anyone.get(CITY).json["items"])) == (201, 2)
    assert national.post(f"/api/v1/badges/{uuid4()}/revocation", {"reason": "x"}).status_code == 404


def test_one_is_in_force_at_a_time_and_it_ends_after_it_begins(registry: Registry):
    registry.city("yunling")
    national = registry.administrator()
    assert national.post(CITY, WHY).status_code == 201

    overlapping = national.post(CITY, {**WHY, "from": "2026-12-31", "until": "2027-12-31"})
    following = national.post(CITY, {**WHY, "from": "2027-01-01", "until": "2027-12-31"})
    backwards = national.post(CITY, {**WHY, "from": "2028-02-01", "until": "2028-01-31"})
    past = national.post(CITY, {**WHY, "from": "2025-01-01", "until": "2025-12-31"})

    assert (overlapping.status_code, overlapping.json["code"]) == (409, "benchmark_in_force")
    assert following.status_code == 201
    for answer in (backwards, past):
        assert [error["pointer"] for error in answer.json["errors"]] == ["/until"]


def test_only_administrators_hold_anybody_up(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    component = registry.component(yunling, "parking", "1.0")
    made = national.post(CITY, WHY).json["id"]

    for place, body in (
        (CITY, WHY),
        (f"/api/v1/components/{component}/badges", WHY),
        (f"/api/v1/badges/{made}/revocation", {"reason": "x"}),
    ):
        assert [client.post(place, body).status_code for client in (yunling, registry.anyone)] == [403, 401]
    assert national.post("/api/v1/organisations/nobody/badges", WHY).status_code == 404
    assert national.post("/api/v1/components/yunling/nothing/badges", WHY).status_code == 404


def test_what_a_hidden_component_is_held_up_for_is_hidden(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    registry.component(yunling, "draft")
    place = "/api/v1/components/yunling/draft/badges"
    assert national.post(place, WHY).status_code == 201

    assert registry.anyone.get(place).status_code == 404
    assert len(yunling.get(place).json["items"]) == 1
    types = {event["type"] for event in registry.anyone.get("/api/v1/events").json["items"]}
    assert "benchmark.granted" not in types
