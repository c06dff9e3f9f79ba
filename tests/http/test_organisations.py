"""GET | POST /organisations, GET /organisations/{slug}."""

import pytest

from tests.build import Registry

NEW = {"slug": "yunling", "kind": "city", "name": {"zh": "云岭市", "en": "Yunling"}}


def test_an_administrator_registers_a_city_that_everybody_may_read(registry: Registry):
    answer = registry.administrator().post("/api/v1/organisations", NEW)

    assert answer.status_code == 201
    assert answer.headers["Location"] == "/api/v1/organisations/yunling"
    read = registry.anyone.get("/api/v1/organisations/yunling")
    assert read.json == answer.json
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert (read.json["unit"], read.json["class"], read.json["uscc"]) == ("city", None, None)


def test_a_city_registers_its_districts_departments_and_operators(registry: Registry):
    yunling = registry.city("yunling")

    for unit in ("district", "county", "department", "city_operator"):
        body = {**NEW, "slug": f"yunling-{unit.replace('_', '-')}", "unit": unit, "parent": "yunling"}
        answer = yunling.post("/api/v1/organisations", body)
        assert (answer.status_code, answer.json["parent"], answer.json["unit"]) == (201, "yunling", unit)

    below = registry.anyone.get("/api/v1/organisations?parent=yunling").json["items"]
    assert len(below) == 4


@pytest.mark.parametrize(
    "wanted",
    [
        {"kind": "authority"},
        {"kind": "operating_entity"},
        {"kind": "assessor"},
        {"kind": "city"},
        {"kind": "city", "unit": "city"},
        {"kind": "city", "unit": "city", "class": "leading"},
    ],
)
def test_a_city_registers_nothing_but_units_below_itself(registry: Registry, wanted: dict):
    """An authority or a second city of one's own making would see and do what its maker may not."""
    yunling = registry.city("yunling")

    answer = yunling.post("/api/v1/organisations", {**NEW, "slug": "upstart", "parent": "yunling", **wanted})

    assert answer.status_code == 403
    assert registry.anyone.get("/api/v1/organisations/upstart").status_code == 404


def test_an_operating_entity_registers_no_city_to_look_through_its_eyes(registry: Registry):
    builder = registry.entity("builder")

    body = {**NEW, "slug": "window", "unit": "department", "parent": "builder"}
    answer = builder.post("/api/v1/organisations", body)

    assert answer.status_code == 403


def test_a_city_registers_nothing_below_another(registry: Registry):
    yunling, _ = registry.city("yunling"), registry.city("haina")

    answer = yunling.post("/api/v1/organisations", {**NEW, "slug": "hn-dept", "unit": "department", "parent": "haina"})

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


@pytest.mark.parametrize("slug", ["yunling", "yun-ling", "yunl1ng"])
def test_a_slug_that_is_taken_or_looks_like_one_is_refused(registry: Registry, slug: str):
    registry.city("yunling")

    answer = registry.administrator().post("/api/v1/organisations", {**NEW, "slug": slug})

    assert (answer.status_code, answer.json["code"]) == (409, "slug_taken")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"slug": "Yunling"}, "/slug"),
        ({"slug": "yun--ling"}, "/slug"),
        ({"slug": "yunling\n"}, "/slug"),
        ({"slug": "api"}, "/slug"),
        ({"slug": "y"}, "/slug"),
        ({"slug": "уunling"}, "/slug"),  # the first letter is Cyrillic
        ({"kind": "town"}, "/kind"),
        ({"name": {}}, "/name"),
        ({"name": {"it": "Monte"}}, "/name"),
        ({"name": "云岭"}, "/name"),
        ({"division_code": "999999"}, "/division_code"),
        ({"uscc": "91350211M000100Y44"}, "/uscc"),
        ({"entity_types": ["build_implement"]}, "/entity_types"),
        ({"parent": "nowhere"}, "/parent"),
        ({"class": "best"}, "/class"),
        ({"mayor": "somebody"}, "/mayor"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    answer = registry.administrator().post("/api/v1/organisations", {**NEW, **change})

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}
    assert registry.anyone.get("/api/v1/organisations/yunling").status_code == 404


def test_a_credit_code_is_stored_in_one_spelling_and_belongs_to_one_organisation(registry: Registry):
    national = registry.administrator()
    entity = {"kind": "operating_entity", "name": {"zh": "示例建设"}, "entity_types": ["build_implement"]}

    first = national.post("/api/v1/organisations", {**entity, "slug": "one", "uscc": " 91350211m000100y46 "})
    again = national.post("/api/v1/organisations", {**entity, "slug": "two", "uscc": "91350211M000100Y46"})

    assert (first.status_code, first.json["uscc"]) == (201, "91350211M000100Y46")
    assert (again.status_code, again.json["code"]) == (409, "credit_code_taken")


def test_the_list_narrows_by_kind_and_pages_by_slug(registry: Registry):
    for slug in ("aa-city", "bb-city", "cc-city"):
        registry.organisation(slug)
    registry.organisation("builder", "operating_entity")

    first = registry.anyone.get("/api/v1/organisations?kind=city&limit=2")
    second = registry.anyone.get(f"/api/v1/organisations?kind=city&limit=2&cursor={first.json['next']}")

    assert [item["slug"] for item in first.json["items"]] == ["aa-city", "bb-city"]
    assert [item["slug"] for item in second.json["items"]] == ["cc-city"]
    assert second.json["next"] is None
