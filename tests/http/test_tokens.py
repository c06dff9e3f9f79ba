"""GET | POST /tokens, DELETE /tokens/{id}."""

from datetime import timedelta

import pytest

from tests.build import START, Client, Registry

ADDRESS = "/api/v1/tokens"


def with_token(registry: Registry, token: str) -> Client:
    return Client(registry.app, token)


def test_a_token_is_shown_once_and_acts_for_its_organisation(registry: Registry):
    yunling = registry.city("yunling")

    answer = yunling.post(ADDRESS, {"scopes": ["catalogue:write"], "label": "ci"})

    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    assert registry.component(with_token(registry, answer.json["token"]), "parking")
    listed = yunling.get(ADDRESS)
    assert answer.json["token"] not in listed.get_data(as_text=True)
    assert answer.json["id"] in {item["id"] for item in listed.json["items"]}


@pytest.mark.parametrize(("days", "until"), [(None, 90), (1, 1), (365, 365)])
def test_a_token_expires_after_ninety_days_unless_said(registry: Registry, days: int | None, until: int):
    yunling = registry.city("yunling")
    body = {"scopes": ["organisation:manage"], **({"days": days} if days else {})}
    token = with_token(registry, yunling.post(ADDRESS, body).json["token"])

    registry.clock.set(START + timedelta(days=until, seconds=-1))
    before = token.get(ADDRESS).status_code
    registry.clock.set(START + timedelta(days=until))

    assert (before, token.get(ADDRESS).status_code) == (200, 401)


def test_a_revoked_token_is_refused_at_once_and_revoking_needs_no_if_match(registry: Registry):
    yunling = registry.city("yunling")
    issued = yunling.post(ADDRESS, {"scopes": ["catalogue:write"]}).json

    for _ in range(2):
        assert yunling.delete(f"{ADDRESS}/{issued['id']}").status_code == 204

    answer = with_token(registry, issued["token"]).post("/api/v1/components", {})
    assert (answer.status_code, answer.json["code"]) == (401, "token_invalid")


@pytest.mark.parametrize("scopes", [["catalogue:write"], ["assessment:write"], ["organisation:manage"]])
def test_a_token_may_end_itself(registry: Registry, scopes: list):
    yunling = registry.city("yunling")
    issuer = registry.client("yunling", *ALL, "assessment:write")
    issued = issuer.post(ADDRESS, {"scopes": scopes}).json

    assert with_token(registry, issued["token"]).delete(f"{ADDRESS}/{issued['id']}").status_code == 204
    assert yunling.delete(f"{ADDRESS}/{issued['id']}").status_code == 204


ALL = ("catalogue:write", "adoption:write", "organisation:manage")


def test_another_citys_token_does_not_exist(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    issued = yunling.post(ADDRESS, {"scopes": ["catalogue:write"]}).json

    assert haina.delete(f"{ADDRESS}/{issued['id']}").status_code == 404
    assert haina.get(f"{ADDRESS}?organisation=yunling").status_code == 403
    assert haina.post(ADDRESS, {"scopes": ["catalogue:write"], "organisation": "yunling"}).status_code == 403
    assert registry.component(with_token(registry, issued["token"]), "parking")


@pytest.mark.parametrize(
    ("scopes", "status", "code"),
    [
        (["platform:admin"], 403, "scope_not_grantable"),
        (["security:admin"], 403, "scope_not_grantable"),
        (["audit:read"], 403, "scope_not_grantable"),
        (["assessment:write"], 403, "scope_not_grantable"),  # its issuer does not hold it
        (["catalogue:write", "platform:admin"], 403, "scope_not_grantable"),
        (["platform:admin", "audit:read"], 403, "administrators_disjoint"),
        (["everything"], 422, "payload_invalid"),
        ([], 422, "payload_invalid"),
    ],
)
def test_nobody_grants_more_than_they_hold(registry: Registry, scopes: list, status: int, code: str):
    yunling = registry.city("yunling")
    before = len(yunling.get(ADDRESS).json["items"])

    answer = yunling.post(ADDRESS, {"scopes": scopes})

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert len(yunling.get(ADDRESS).json["items"]) == before


def test_an_operating_entity_is_never_given_a_governments_scope(registry: Registry):
    registry.entity("builder")
    national = registry.client("national", "platform:admin", "organisation:manage", "adoption:write", kind="authority")

    answer = national.post(ADDRESS, {"scopes": ["adoption:write"], "organisation": "builder"})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_not_grantable")


@pytest.mark.parametrize("days", [0, 366, -1, 1.5, "90", None])
def test_the_term_is_one_to_365_days(registry: Registry, days: object):
    answer = registry.city("yunling").post(ADDRESS, {"scopes": ["catalogue:write"], "days": days})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/days")


INVALID = (
    "Bearer",
    "Bearer x",
    "Basic dXNlcjpwYXNz",
    "Bearer cityreg_" + "a" * 49,
    "Bearer one, Bearer two",
    "bearer\tcityreg_x",
)


@pytest.mark.parametrize("address", ["/api/v1/components", "/api/v1/organisations", "/api/v1/taxonomies", ADDRESS])
def test_a_token_that_is_none_is_refused_everywhere_also_where_none_is_needed(registry: Registry, address: str):
    for header in INVALID:
        answer = registry.anyone.get(address, headers={"Authorization": header})

        assert (answer.status_code, answer.json["code"]) == (401, "token_invalid"), header
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_missing_scope_is_named(registry: Registry):
    answer = registry.client("yunling", "adoption:write").post("/api/v1/components", {})

    assert answer.status_code == 403
    assert "catalogue:write" in answer.json["detail"]
    assert 'scope="catalogue:write"' in answer.headers["WWW-Authenticate"]
