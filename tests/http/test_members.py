"""GET | POST /organisations/{slug}/members, DELETE …/{login}."""

import pytest

from tests.build import Registry

ADDRESS = "/api/v1/organisations/yunling/members"
WANG = {"login": "wang", "display_name": "王某", "role": "publisher"}


def test_a_city_gives_and_ends_roles(registry: Registry):
    yunling = registry.city("yunling")

    added = yunling.post(ADDRESS, WANG)
    listed = yunling.get(ADDRESS).json["items"]
    ended = yunling.delete(f"{ADDRESS}/wang")

    assert added.status_code == 201
    assert listed == [{**WANG, "valid_from": "2026-03-02"}]
    assert ended.status_code == 204
    assert yunling.get(ADDRESS).json["items"] == []
    assert yunling.delete(f"{ADDRESS}/wang").status_code == 404


def test_a_role_is_given_once_and_may_be_given_again_after_it_ended(registry: Registry):
    yunling = registry.city("yunling")
    yunling.post(ADDRESS, WANG)

    again = yunling.post(ADDRESS, WANG)
    yunling.delete(f"{ADDRESS}/wang")
    later = yunling.post(ADDRESS, WANG)

    assert (again.status_code, again.json["code"]) == (409, "role_taken")
    assert later.status_code == 201


def test_members_are_shown_to_their_own_organisation_only(registry: Registry):
    registry.city("yunling").post(ADDRESS, WANG)

    assert registry.anyone.get(ADDRESS).status_code == 401
    assert registry.city("haina").get(ADDRESS).status_code == 403
    assert registry.entity().get(ADDRESS).status_code == 403
    assert registry.city("haina").post(ADDRESS, {**WANG, "login": "li-si"}).status_code == 403
    assert registry.city("haina").delete(f"{ADDRESS}/wang").status_code == 403


@pytest.mark.parametrize("role", ["administrator", "security_administrator", "auditor"])
def test_no_city_makes_an_administrator(registry: Registry, role: str):
    answer = registry.city("yunling").post(ADDRESS, {**WANG, "role": role})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"role": "king"}, "/role"), ({"login": ""}, "/login"), ({"display_name": "\u202e"}, "/display_name")],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    answer = registry.city("yunling").post(ADDRESS, {**WANG, **change})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
