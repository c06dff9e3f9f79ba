"""POST /checks: what publishing would come to, without publishing."""

from typing import Any

from schemas.catalogue import CheckedSchema
from tests.build import Client, Registry, description

ADDRESS = "/api/v1/checks"
PARKING = {"publisher": "yunling", "name": "parking", **description()}
WITH_VERSION = {**PARKING, "version": {"number": "v1.0"}}


def log_of(client: Client) -> Any:
    return client.get("/api/v1/events?limit=1000").json["items"]


def test_a_component_that_may_be_published_is_told_with_what_it_still_lacks(registry: Registry):
    yunling = registry.city("yunling")

    answer = yunling.post(ADDRESS, WITH_VERSION)

    assert answer.status_code == 200
    assert CheckedSchema().validate(answer.json) == {}
    assert (answer.json["component"], answer.json["is_new"]) == ("yunling/parking", True)
    assert (answer.json["status"], answer.json["version"]["number"]) == ("listed", "1.0")
    assert any(not item["done"] for item in answer.json["checklist"])


def test_it_tells_what_publishing_then_does(registry: Registry):
    yunling = registry.city("yunling")
    told = yunling.post(ADDRESS, WITH_VERSION).json

    registry.component(yunling, "parking", "1.0")

    found = yunling.get("/api/v1/components/yunling/parking").json
    listed = yunling.get("/api/v1/components/yunling/parking/checklist?limit=100").json["items"]
    assert (told["status"], told["quality"]) == (found["status"], found["quality"])
    assert told["checklist"] == listed


def test_nothing_is_changed_and_nothing_is_logged(registry: Registry):
    yunling = registry.city("yunling")
    before = log_of(yunling)

    yunling.post(ADDRESS, WITH_VERSION)

    assert yunling.get("/api/v1/components/yunling/parking").status_code == 404
    assert log_of(yunling) == before
    registry.component(yunling, "parking", "1.0")


def test_a_new_description_of_what_is_there_is_checked_and_not_taken(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    before = yunling.get("/api/v1/components/yunling/parking")

    answer = yunling.post(ADDRESS, {**PARKING, "tags": ["新"], "version": {"number": "1.1"}})

    assert (answer.json["is_new"], answer.json["version"]["number"]) == (False, "1.1")
    after = yunling.get("/api/v1/components/yunling/parking")
    assert after.headers["ETag"] == before.headers["ETag"]


def refused(client: Client, **changes: Any) -> tuple[int, str, list[str]]:
    answer = client.post(ADDRESS, {**WITH_VERSION, **changes})
    return answer.status_code, answer.json["code"], [error["pointer"] for error in answer.json.get("errors", ())]


def test_what_publishing_would_refuse_is_refused_with_the_place_of_it(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "lights", "1.0")

    assert refused(yunling, kind="gadget", version={"number": 1}) == (
        422,
        "payload_invalid",
        ["/kind", "/version/number"],
    )
    assert refused(yunling, license="no licence") == (422, "payload_invalid", ["/license"])
    assert refused(yunling, version={"number": "newest"}) == (422, "payload_invalid", ["/version/number"])
    assert refused(yunling, name="lights") == (409, "version_taken", [])
    needs = {"number": "1.0", "requires": [{"component": "yunling/nothing"}]}
    assert refused(yunling, version=needs) == (422, "payload_invalid", ["/version/requires/0/component"])


def test_a_name_that_looks_like_another_is_refused(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "smart-parking", "1.0")

    assert refused(yunling, name="smart-park1ng")[:2] == (409, "name_taken")


def test_without_a_version_it_would_be_a_draft(registry: Registry):
    answer = registry.city("yunling").post(ADDRESS, PARKING)

    assert (answer.json["status"], answer.json["version"]) == ("draft", None)


def test_it_is_for_those_who_may_publish(registry: Registry):
    registry.city("yunling")

    assert registry.anyone.post(ADDRESS, WITH_VERSION).status_code == 401
    assert refused(registry.city("haina"))[:2] == (403, "not_your_organisation")
    assert refused(registry.client("yunling", "adoption:write"))[:2] == (403, "scope_missing")
