"""Idempotency-Key: a request repeated has one effect and one answer."""

from datetime import timedelta

import pytest

from tests.build import START, Client, Registry, description

COMPONENTS = "/api/v1/components"
PARKING = {"publisher": "yunling", "name": "parking", **description()}
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


def test_the_same_request_gets_the_first_answer_again(registry: Registry):
    yunling = registry.city("yunling")

    first = yunling.post(COMPONENTS, PARKING, headers=KEY)
    again = yunling.post(COMPONENTS, PARKING, headers=KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.get_data() == first.get_data()
    for name in ("ETag", "Location", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    listed = [event for event in yunling.get("/api/v1/events").json["items"] if event["type"] == "component.registered"]
    assert len(listed) == 1


@pytest.mark.parametrize(
    ("address", "body"),
    [(COMPONENTS, {**PARKING, "tags": ["other"]}), (f"{COMPONENTS}/yunling/parking/submission", None)],
)
def test_the_same_key_with_another_request_is_a_422(registry: Registry, address: str, body: dict | None):
    yunling = registry.city("yunling")
    yunling.post(COMPONENTS, PARKING, headers=KEY)

    answer = yunling.post(address, body, headers=KEY)

    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_reused")
    assert yunling.get(f"{COMPONENTS}/yunling/parking").json["status"] == "draft"


def test_a_failure_is_not_kept(registry: Registry):
    yunling = registry.city("yunling")

    refused = yunling.post(COMPONENTS, {**PARKING, "kind": "gadget"}, headers=KEY)
    done = yunling.post(COMPONENTS, PARKING, headers=KEY)

    assert (refused.status_code, done.status_code) == (422, 201)


def test_one_callers_key_says_nothing_of_anothers(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    yunling.post(COMPONENTS, PARKING, headers=KEY)

    answer = haina.post(COMPONENTS, {**PARKING, "publisher": "haina"}, headers=KEY)

    assert (answer.status_code, answer.json["publisher"]) == (201, "haina")


def test_a_secret_is_not_shown_again(registry: Registry):
    yunling = registry.city("yunling")
    body = {"scopes": ["catalogue:write"]}

    first = yunling.post("/api/v1/tokens", body, headers=KEY)
    again = yunling.post("/api/v1/tokens", body, headers=KEY)

    assert (again.status_code, again.json["code"]) == (409, "secret_already_shown")
    assert first.json["token"] not in again.get_data(as_text=True)
    assert len(yunling.get("/api/v1/tokens").json["items"]) == 2


def test_a_key_is_forgotten_after_a_day(registry: Registry):
    yunling = registry.city("yunling")
    yunling.post(COMPONENTS, PARKING, headers=KEY)
    registry.clock.set(START + timedelta(hours=24))

    answer = yunling.post(COMPONENTS, PARKING, headers=KEY)

    assert (answer.status_code, answer.json["code"]) == (409, "name_taken")


def test_who_lost_the_right_gets_no_answer_from_before(registry: Registry):
    yunling = registry.city("yunling")
    issued = yunling.post("/api/v1/tokens", {"scopes": ["catalogue:write"]}).json
    robot = Client(registry.app, issued["token"])
    robot.post(COMPONENTS, PARKING, headers=KEY)
    yunling.delete(f"/api/v1/tokens/{issued['id']}")

    assert robot.post(COMPONENTS, PARKING, headers=KEY).status_code == 401


@pytest.mark.parametrize("key", ["", "x" * 256, "with space", "\t"])
def test_a_key_that_is_none_is_a_400(registry: Registry, key: str):
    answer = registry.city("yunling").post(COMPONENTS, PARKING, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json["code"]) == (400, "idempotency_key_invalid")


def test_an_answer_without_a_body_is_repeated_too(registry: Registry):
    registry.city("yunling")
    national = registry.administrator()
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})

    for _ in range(2):
        answer = national.post("/api/v1/clusters/river/members", {"member": "yunling"}, headers=KEY)
        assert (answer.status_code, answer.get_data()) == (204, b"")
