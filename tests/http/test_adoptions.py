"""GET | POST /adoptions, GET /adoptions/{id}."""

from uuid import uuid4

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/adoptions"
NEW = {"adopter": "haina", "component": "yunling/parking", "mode": "new"}


def publish(registry: Registry) -> tuple[Client, Client]:
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0", "1.1")
    return yunling, haina


def test_an_adoption_begins_as_planned_and_keeps_all_it_was_told(registry: Registry):
    _, haina = publish(registry)
    registry.entity("builder")
    told = {"mode": "replace", "version": "1.0", "scenario": "医院停车", "operator": "builder", "on": "2026-02-01"}

    answer = haina.post(ADDRESS, {**NEW, **told})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{ADDRESS}/{answer.json['id']}"
    read = haina.get(answer.headers["Location"]).json
    assert read == answer.json
    assert (read["stage"], read["stage_since"], read["mode"]) == ("planned", "2026-02-01", "replace")
    assert (read["version"], read["scenario"], read["operator"]) == ("1.0", "医院停车", "builder")
    assert read["next_stages"] == ["approved", "retired"]
    assert [step["stage"] for step in read["history"]] == ["planned"]


def test_the_version_may_be_unknown(registry: Registry):
    _, haina = publish(registry)

    assert haina.post(ADDRESS, NEW).json["version"] is None


def test_one_adoption_of_a_component_is_in_force_at_a_time(registry: Registry):
    _, haina = publish(registry)
    first = registry.adoption(haina, "yunling/parking")

    second = haina.post(ADDRESS, NEW)
    haina.post(f"{ADDRESS}/{first}/transitions", {"to": "retired"})
    third = haina.post(ADDRESS, NEW)

    assert (second.status_code, second.json["code"]) == (409, "adoption_taken")
    assert third.status_code == 201


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"adopter": "nowhere"}, "/adopter"),
        ({"adopter": "builder"}, "/adopter"),
        ({"component": "yunling/nothing"}, "/component"),
        ({"component": "yunling/draft"}, "/component"),
        ({"version": "9.9"}, "/version"),
        ({"version": "newest"}, "/version"),
        ({"mode": "steal"}, "/mode"),
        ({"operator": "nowhere"}, "/operator"),
        ({"operator": "assessor"}, "/operator"),
        ({"on_behalf_of": "nowhere"}, "/on_behalf_of"),
        ({"on": "2026-03-03"}, "/on"),
        ({"on": "2026-02-30"}, "/on"),
        ({"stage": "live"}, "/stage"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_begins(registry: Registry, change: dict, pointer: str):
    yunling, _ = publish(registry)
    registry.component(yunling, "draft")
    registry.entity("builder"), registry.assessor("assessor")
    caller = registry.administrator() if change.get("adopter") else registry.client("haina", "adoption:write")
    if change.get("adopter"):
        caller = registry.client("national", "platform:admin", "adoption:write", kind="authority")

    answer = caller.post(ADDRESS, {**NEW, **change})

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert caller.get(ADDRESS).json["items"] == []


def test_a_city_adopts_for_itself_only(registry: Registry):
    yunling, _ = publish(registry)

    answer = yunling.post(ADDRESS, NEW)

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_landscapes_are_hidden_from_entities_assessors_and_the_public(registry: Registry):
    _, haina = publish(registry)
    identifier = registry.adoption(haina, "yunling/parking", "approved", "live")

    # An assessor who was told the id of one adoption reads that one, to confirm it; never a list.
    outsiders = ((registry.anyone, 401, 404), (registry.entity(), 403, 404), (registry.assessor(), 403, 200))
    for outsider, listing, one in outsiders:
        assert outsider.get(ADDRESS).status_code == listing
        assert outsider.get(f"{ADDRESS}?adopter=haina").status_code == listing
        assert outsider.get(f"{ADDRESS}/{identifier}").status_code == one
    for insider in (haina, registry.city("other"), registry.administrator()):
        assert insider.get(f"{ADDRESS}/{identifier}").status_code == 200


@pytest.mark.parametrize(
    ("query", "cities"),
    [
        ("", ["third", "second", "first"]),
        ("adopter=first", ["first"]),
        ("component=yunling/parking", ["third", "second", "first"]),
        ("component=yunling/nothing", []),
        ("version=1.0", ["first"]),
        ("stage=live", ["second"]),
        ("operator=builder", ["third"]),
        ("stage=live&adopter=first", []),
    ],
)
def test_the_list_narrows(registry: Registry, query: str, cities: list):
    publish(registry)
    registry.entity("builder")
    registry.adoption(registry.city("first"), "yunling/parking", version="1.0")
    registry.adoption(registry.city("second"), "yunling/parking", "approved", "live", version="1.1")
    registry.adoption(registry.city("third"), "yunling/parking", operator="builder")

    items = registry.administrator().get(f"{ADDRESS}?{query}").json["items"]

    assert [item["adopter"] for item in items] == cities


def test_pages_neither_skip_nor_repeat_while_cities_adopt(registry: Registry):
    publish(registry)
    for name in ("first", "second", "third"):
        registry.adoption(registry.city(name), "yunling/parking")
    national = registry.administrator()
    first = national.get(f"{ADDRESS}?limit=2").json

    registry.adoption(registry.city("fourth"), "yunling/parking")
    second = national.get(f"{ADDRESS}?limit=2&cursor={first['next']}").json

    assert [item["adopter"] for item in first["items"] + second["items"]] == ["third", "second", "first"]


def test_an_adoption_that_is_not_there_is_not_found(registry: Registry):
    _, haina = publish(registry)

    assert haina.get(f"{ADDRESS}/{uuid4()}").status_code == 404
    assert haina.get(f"{ADDRESS}/1").status_code == 404
