"""GET | POST /divisions."""

import pytest

from tests.build import Client, Registry

PROVINCE = {"code": "990000", "name": "示例省", "kind": "province"}
CITY = {"code": "990100", "name": "示例云岭市", "kind": "prefecture_city", "parent_code": "990000"}


def add_both(registry: Registry) -> Client:
    national = registry.administrator()
    for division in (PROVINCE, CITY):
        answer = national.post("/api/v1/divisions", division)
        assert answer.status_code == 201, answer.get_data(as_text=True)
    return national


@pytest.mark.parametrize("query", ["q=云岭", "q=9901", "parent=990000"])
def test_a_division_is_found_by_name_code_and_parent(registry: Registry, query: str):
    add_both(registry)

    found = registry.anyone.get(f"/api/v1/divisions?{query}").json["items"]

    assert [(item["code"], item["parent_code"]) for item in found] == [("990100", "990000")]


def test_signs_of_a_pattern_are_plain_text(registry: Registry):
    add_both(registry)

    assert registry.anyone.get("/api/v1/divisions?q=%25").json["items"] == []
    assert registry.anyone.get("/api/v1/divisions?q=99_1").json["items"] == []


def test_a_code_is_added_once(registry: Registry):
    national = add_both(registry)

    answer = national.post("/api/v1/divisions", CITY)

    assert (answer.status_code, answer.json["code"]) == (409, "division_taken")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"code": "99"}, "/code"),
        ({"code": "99010a"}, "/code"),
        ({"parent_code": "980000"}, "/parent_code"),
        ({"name": " "}, "/name"),
    ],
)
def test_a_wrong_division_is_refused(registry: Registry, change: dict, pointer: str):
    answer = registry.administrator().post("/api/v1/divisions", {**PROVINCE, **change})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_an_organisation_shows_the_name_of_its_division(registry: Registry):
    add_both(registry)
    registry.organisation("yunling", division_code="990100")

    assert registry.anyone.get("/api/v1/organisations/yunling").json["division_name"] == "示例云岭市"
