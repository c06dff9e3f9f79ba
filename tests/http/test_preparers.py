"""POST | GET /organisations/{slug}/preparers, DELETE …/{entity}; what an entity may do with a draft of a city."""

import pytest

from tests.build import Client, Registry, description

ADDRESS = "/api/v1/organisations/yunling/preparers"
PARKING = "/api/v1/components/yunling/parking"
NEW = {"publisher": "yunling", "name": "parking", **description()}


def admitted(registry: Registry) -> tuple[Client, Client]:
    """A city, and an entity that may prepare for it."""
    yunling, builder = registry.city("yunling"), registry.entity()
    assert yunling.post(ADDRESS, {"entity": "builder"}).status_code == 201
    return yunling, builder


def test_a_city_admits_an_entity_and_sees_who_prepares_for_it(registry: Registry):
    yunling, builder = registry.city("yunling"), registry.entity()

    answer = yunling.post(ADDRESS, {"entity": "builder"})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{ADDRESS}/builder"
    assert answer.json == {
        "owner": "yunling",
        "entity": "builder",
        "name": {"zh": "示例·builder", "en": "Demo builder"},
        "since": "2026-03-02",
    }
    assert yunling.get(ADDRESS).json["items"] == [answer.json]
    assert builder.get(ADDRESS).json["items"] == [answer.json]


def test_others_do_not_see_who_prepares_for_a_city(registry: Registry):
    admitted(registry)

    assert registry.city("haina").get(ADDRESS).json["items"] == []
    assert registry.entity("rival").get(ADDRESS).json["items"] == []
    assert registry.anyone.get(ADDRESS).status_code == 401
    assert len(registry.administrator().get(ADDRESS).json["items"]) == 1


def test_an_entity_is_admitted_once(registry: Registry):
    yunling, _ = admitted(registry)

    again = yunling.post(ADDRESS, {"entity": "builder"})

    assert (again.status_code, again.json["code"]) == (409, "already_preparer")


@pytest.mark.parametrize("entity", ["haina", "nowhere", "assessor"])
def test_only_operating_entities_prepare(registry: Registry, entity: str):
    yunling = registry.city("yunling")
    registry.city("haina"), registry.assessor()

    answer = yunling.post(ADDRESS, {"entity": entity})

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/entity"


def test_nobody_admits_for_another_city(registry: Registry):
    registry.city("yunling"), registry.entity()

    answer = registry.city("haina").post(ADDRESS, {"entity": "builder"})

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_an_entity_writes_the_draft_and_is_named_as_who_prepared_it(registry: Registry):
    yunling, builder = admitted(registry)

    answer = builder.post("/api/v1/components", NEW)

    assert answer.status_code == 201
    assert (answer.json["status"], answer.json["prepared_by"]) == ("draft", "builder")
    assert builder.get(PARKING).json == yunling.get(PARKING).json == answer.json
    assert registry.anyone.get(PARKING).status_code == 404
    assert registry.entity("rival").get(PARKING).status_code == 404


def test_an_entity_describes_and_publishes_and_hands_in_but_lists_nothing(registry: Registry):
    _, builder = admitted(registry)
    etag = builder.post("/api/v1/components", NEW).headers["ETag"]

    described = builder.patch(PARKING, {"tags": ["停车"]}, etag=etag)
    first = builder.post(f"{PARKING}/versions", {"number": "1.0"})
    second = builder.post(f"{PARKING}/versions", {"number": "1.1"})
    still_draft = builder.get(PARKING).json["status"]
    handed_in = builder.post(f"{PARKING}/submission")

    assert (described.status_code, first.status_code, second.status_code) == (200, 201, 201)
    assert still_draft == "draft"
    assert (handed_in.status_code, handed_in.json["status"]) == (200, "prepared")
    assert registry.anyone.get(PARKING).status_code == 404


def test_once_handed_in_it_is_the_citys(registry: Registry):
    yunling, builder = admitted(registry)
    builder.post("/api/v1/components", NEW)
    handed_in = builder.post(f"{PARKING}/submission")

    answers = [
        builder.patch(PARKING, {"tags": ["停车"]}, etag=handed_in.headers["ETag"]),
        builder.post(f"{PARKING}/versions", {"number": "1.0"}),
        builder.post(f"{PARKING}/submission"),
    ]

    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(409, "waits_for_owner")] * 3
    assert yunling.patch(PARKING, {"tags": ["停车"]}, etag=handed_in.headers["ETag"]).status_code == 200


@pytest.mark.parametrize("step", ["sign-off", "deprecation", "retirement", "confirmation", "takeover"])
def test_what_only_the_owner_decides_is_refused_to_the_entity(registry: Registry, step: str):
    _, builder = admitted(registry)
    builder.post("/api/v1/components", NEW)
    builder.post(f"{PARKING}/submission")
    body = {"sign-off": {"decision": "sign"}, "deprecation": {"reason": "x", "message": "y"}}.get(step)

    answer = builder.post(f"{PARKING}/{step}", body)

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_an_entity_that_was_not_admitted_registers_nothing_for_a_city(registry: Registry):
    registry.city("yunling")

    answer = registry.entity().post("/api/v1/components", NEW)

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_with_the_right_everything_ends_at_once(registry: Registry):
    yunling, builder = admitted(registry)
    etag = builder.post("/api/v1/components", NEW).headers["ETag"]

    ended = yunling.delete(f"{ADDRESS}/builder")

    assert ended.status_code == 204
    assert builder.get(PARKING).status_code == 404
    assert builder.patch(PARKING, {"tags": ["停车"]}, etag=etag).status_code == 404
    assert builder.post(f"{PARKING}/submission").status_code == 404
    assert builder.post("/api/v1/components", {**NEW, "name": "lights"}).status_code == 403
    assert yunling.get(PARKING).json["prepared_by"] == "builder"
    assert yunling.delete(f"{ADDRESS}/builder").status_code == 404


def test_both_sides_read_of_it_in_the_log(registry: Registry):
    _, builder = admitted(registry)
    builder.post("/api/v1/components", NEW)

    told = [event["type"] for event in builder.get("/api/v1/events").json["items"]]

    assert "preparer.admitted" in told
    assert "component.registered" in told
    assert "component.registered" not in str(registry.entity("rival").get("/api/v1/events").json)
