"""POST /components, GET | PATCH | DELETE /components/{publisher}/{name}."""

import pytest

from tests.build import Registry, description

ADDRESS = "/api/v1/components/yunling/parking"


def test_a_city_registers_a_component_as_a_draft(registry: Registry):
    yunling = registry.city("yunling")

    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "parking", **description()})

    assert answer.status_code == 201
    assert answer.headers["Location"] == "/api/v1/components/yunling/parking"
    assert answer.json["status"] == "draft"


def test_a_draft_is_hidden_from_everybody_else(registry: Registry):
    registry.component(registry.city("yunling"), "parking")
    haina = registry.city("haina")

    assert haina.get(ADDRESS).status_code == 404
    assert registry.anyone.get(ADDRESS).status_code == 404
    for below in ("versions", "reuse", "checklist", "dependents"):
        assert haina.get(f"{ADDRESS}/{below}").status_code == 404
    assert haina.post(f"{ADDRESS}/versions", {"number": "1.0"}).status_code == 404


def test_the_first_version_lists_a_component_and_search_finds_it_at_once(registry: Registry):
    yunling = registry.city("yunling")

    registry.component(yunling, "parking", "1.0.0")

    assert registry.anyone.get(ADDRESS).json["status"] == "listed"
    assert [item["name"] for item in yunling.get("/api/v1/components?q=停车").json["items"]] == ["parking"]


WHOLE = description(
    description={"zh": "详细说明", "en": "In detail"},
    kind="service",
    domains=["A1", "C3"],
    actions=["digital_life"],
    scenarios=["城市停车"],
    tags=["停车"],
    cost_model="shared_maintenance",
    repository_url="https://example.org/parking.git",
    documentation_url="https://example.org/docs",
    platforms=["web", "linux"],
    security_level=3,
    maintenance={"type": "contract", "maintainer": "示例公司", "support_until": "2028-12-31"},
    based_on="haina/parking",
    hosting=["government_cloud", "saas"],
    contacts=[{"name": "停车组", "email": "parking@example.org", "phone": "0000", "affiliation": "示例局"}],
    features={"zh": ["找车位"], "en": ["Finds a space"]},
    ip_owner="示例市",
    sharing_scope="province",
    environment={"os": "Linux", "cpu": ["x86-64", "鲲鹏"]},
    data_grade="important",
    standards=["GB/T 1"],
    contributors=["示例大学"],
)


def test_everything_said_of_a_component_is_read_back(registry: Registry):
    registry.component(registry.city("haina"), "parking", "1.0")
    registry.component(registry.city("yunling"), "parking", "1.0", **WHOLE)

    read = registry.anyone.get(ADDRESS).json

    assert {name: read[name] for name in WHOLE} == WHOLE


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": "Parking"}, "/name"),
        ({"name": "park ing"}, "/name"),
        ({"name": "parking-"}, "/name"),
        ({"name": "latest"}, "/name"),
        ({"name": "停车"}, "/name"),
        ({"name": "parking\u200b"}, "/name"),
        ({"publisher": "nowhere"}, "/publisher"),
        ({"title": {"it": "Parcheggio"}}, "/title"),
        ({"title": {"zh": "  "}}, "/title/zh"),
        ({"title": {"zh": "停\u202e车"}}, "/title/zh"),
        ({"title": {"zh": "停\x07车"}}, "/title/zh"),
        ({"title": {"zh": "停" * 201}}, "/title/zh"),
        ({"summary": None}, "/summary"),
        ({"kind": "gadget"}, "/kind"),
        ({"domains": ["A4", "Z9"]}, "/domains/1"),
        ({"actions": ["sleep"]}, "/actions/0"),
        ({"license": "MIT License"}, "/license"),
        ({"cost_model": "expensive"}, "/cost_model"),
        ({"repository_url": "javascript:alert(1)"}, "/repository_url"),
        ({"security_level": 5}, "/security_level"),
        ({"security_level": 1.5}, "/security_level"),
        ({"security_level": True}, "/security_level"),
        ({"security_level": "3"}, "/security_level"),
        ({"maintenance": {"type": "contract", "support_until": "2028-W52-7"}}, "/maintenance/support_until"),
        ({"hosting": ["moon"]}, "/hosting/0"),
        ({"contacts": [{"email": "a@example.org"}]}, "/contacts/0/name"),
        ({"status": "listed"}, "/status"),
        ({"is_demo": True}, "/is_demo"),
        ({"adopters": 9}, "/adopters"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(registry: Registry, change: dict, pointer: str):
    yunling = registry.city("yunling")

    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "parking", **description(), **change})

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}
    assert yunling.get(ADDRESS).status_code == 404


def test_every_missing_field_is_named_at_once(registry: Registry):
    answer = registry.city("yunling").post("/api/v1/components", {"publisher": "yunling"})

    named = {error["pointer"] for error in answer.json["errors"]}
    assert named == {"/name", "/title", "/summary", "/kind", "/license"}


def test_a_licence_is_kept_in_its_canonical_spelling(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0", license="mulanpsl-2.0 or apache-2.0")

    assert registry.anyone.get(ADDRESS).json["license"] == "MulanPSL-2.0 OR Apache-2.0"


@pytest.mark.parametrize("name", ["parking", "park-ing", "park1ng"])
def test_a_name_that_is_taken_or_looks_like_one_is_refused(registry: Registry, name: str):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")

    answer = yunling.post("/api/v1/components", {"publisher": "yunling", "name": name, **description()})

    assert (answer.status_code, answer.json["code"]) == (409, "name_taken")


def test_a_city_publishes_in_its_own_name_only(registry: Registry):
    yunling, _ = registry.city("yunling"), registry.city("haina")

    answer = yunling.post("/api/v1/components", {"publisher": "haina", "name": "parking", **description()})

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_a_city_publishes_for_a_unit_of_its_own(registry: Registry):
    yunling = registry.city("yunling")
    registry.organisation("yunling-traffic", unit="department", parent="yunling")

    answer = yunling.post("/api/v1/components", {"publisher": "yunling-traffic", "name": "parking", **description()})

    assert answer.status_code == 201


def test_a_token_narrowed_to_names_registers_and_publishes_those_only(registry: Registry):
    yunling = registry.client("yunling", "catalogue:write:parking-*")

    meters = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "parking-meters", **description()})
    release = yunling.post("/api/v1/components/yunling/parking-meters/versions", {"number": "1.0"})
    lights = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "street-lights", **description()})

    assert (meters.status_code, release.status_code) == (201, 201)
    assert (lights.status_code, lights.json["code"]) == (403, "scope_missing")


def test_a_patch_changes_what_it_names_and_null_removes(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", tags=["停车"], ip_owner="示例市")
    etag = yunling.get(ADDRESS).headers["ETag"]

    answer = yunling.patch(ADDRESS, {"title": {"en": None, "zh": "停车一张网"}, "ip_owner": None}, etag=etag)

    assert answer.status_code == 200
    assert answer.json["title"] == {"zh": "停车一张网"}
    assert "ip_owner" not in answer.json
    assert answer.json["tags"] == ["停车"]
    assert answer.headers["ETag"] != etag
    assert registry.anyone.get(ADDRESS).json == answer.json


@pytest.mark.parametrize(
    ("patch", "pointer"),
    [
        ({"title": None}, "/title"),
        ({"kind": "gadget"}, "/kind"),
        ({"name": "other"}, "/name"),
        ({"publisher": "haina"}, "/publisher"),
        ({"status": "retired"}, "/status"),
        ({"domains": ["Z9"]}, "/domains/0"),
    ],
)
def test_a_patch_that_breaks_the_description_changes_nothing(registry: Registry, patch: dict, pointer: str):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    before = yunling.get(ADDRESS)

    answer = yunling.patch(ADDRESS, patch, etag=before.headers["ETag"])

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}
    assert yunling.get(ADDRESS).get_data() == before.get_data()


def test_an_adoption_does_not_spoil_the_publishers_if_match(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0")
    etag = yunling.get(ADDRESS).headers["ETag"]

    registry.adoption(haina, component, "approved", "live")

    assert yunling.patch(ADDRESS, {"tags": ["停车"]}, etag=etag).status_code == 200


def test_a_removed_component_is_gone_and_its_name_is_never_free_again(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")

    removed = yunling.delete(ADDRESS, etag=yunling.get(ADDRESS).headers["ETag"])

    assert removed.status_code == 204
    assert registry.anyone.get(ADDRESS).status_code == 410
    assert yunling.get("/api/v1/components?q=停车").json["total"] == 0
    again = yunling.post("/api/v1/components", {"publisher": "yunling", "name": "parking", **description()})
    assert (again.status_code, again.json["code"]) == (409, "name_taken")


def test_a_component_another_city_ever_began_to_adopt_cannot_be_removed(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0")
    registry.adoption(haina, component, "retired")

    answer = yunling.delete(ADDRESS, etag=yunling.get(ADDRESS).headers["ETag"])

    assert (answer.status_code, answer.json["code"]) == (409, "component_in_use")


def test_a_component_others_require_cannot_be_removed(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    navigation = registry.component(yunling, "navigation")
    registry.version(yunling, navigation, "1.0", requires=[{"component": "yunling/parking", "specifier": ">=1"}])

    answer = yunling.delete(ADDRESS, etag=yunling.get(ADDRESS).headers["ETag"])

    assert (answer.status_code, answer.json["code"]) == (409, "component_in_use")


def test_ones_own_adoption_does_not_hinder_the_removal(registry: Registry):
    yunling = registry.city("yunling")
    registry.adoption(yunling, registry.component(yunling, "parking", "1.0"))

    assert yunling.delete(ADDRESS, etag=yunling.get(ADDRESS).headers["ETag"]).status_code == 204


def test_the_checklist_says_what_a_description_still_lacks(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0", contacts=[{"name": "停车组"}])

    items = {item["field"]: item["done"] for item in registry.anyone.get(f"{ADDRESS}/checklist").json["items"]}

    assert (items["license"], items["summary/zh"], items["documents/deployment_guide"]) == (True, True, False)
