"""POST /components/{publisher}/{name}/sign-off and what follows: an entity prepares, the owner signs, the administrator
lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from registry.kit.policy import Policy
from tests.build import Client, Registry, description

PARKING = "/api/v1/components/yunling/parking"
SIGN = {"decision": "sign"}


@pytest.fixture
def reviewing(database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Registry]:
    """A registry where listings are reviewed."""
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(listing_review=True)) as opened:
        yield opened


def prepared(registry: Registry, **details: object) -> tuple[Client, Client]:
    """A city, and an entity that has handed in a component for it."""
    yunling, builder = registry.city("yunling"), registry.entity()
    yunling.post("/api/v1/organisations/yunling/preparers", {"entity": "builder"})
    body = {"publisher": "yunling", "name": "parking", **description(**details)}
    assert builder.post("/api/v1/components", body).status_code == 201
    assert builder.post(f"{PARKING}/versions", {"number": "1.0"}).status_code == 201
    assert builder.post(f"{PARKING}/submission").json["status"] == "prepared"
    return yunling, builder


def test_without_review_the_owners_signature_lists(registry: Registry):
    yunling, _ = prepared(registry)

    answer = yunling.post(f"{PARKING}/sign-off", SIGN)

    assert (answer.status_code, answer.json["status"]) == (200, "listed")
    assert registry.anyone.get("/api/v1/components?q=停车").json["total"] == 1


def test_with_review_it_goes_on_to_the_administrator(reviewing: Registry):
    yunling, _ = prepared(reviewing)

    signed = yunling.post(f"{PARKING}/sign-off", SIGN)
    listed = reviewing.administrator().post(f"{PARKING}/listing", {"decision": "list"})

    assert signed.json["status"] == "in_review"
    assert (listed.json["status"], listed.json["prepared_by"]) == ("listed", "builder")


def test_an_administrator_lists_nothing_that_the_owner_has_not_signed(reviewing: Registry):
    prepared(reviewing)

    answer = reviewing.administrator().post(f"{PARKING}/listing", {"decision": "list"})

    assert (answer.status_code, answer.json["code"]) == (409, "not_in_review")


def test_the_owner_returns_it_with_reasons_and_the_entity_hands_it_in_again(registry: Registry):
    yunling, builder = prepared(registry)

    bare = yunling.post(f"{PARKING}/sign-off", {"decision": "return", "reasons": " "})
    returned = yunling.post(f"{PARKING}/sign-off", {"decision": "return", "reasons": "请补充文档"})
    seen = builder.get(PARKING)
    corrected = builder.patch(PARKING, {"tags": ["停车"]}, etag=seen.headers["ETag"])
    again = builder.post(f"{PARKING}/submission")

    assert (bare.status_code, bare.json["errors"][0]["pointer"]) == (422, "/reasons")
    assert returned.json["status"] == "draft"
    assert seen.json["returned_reasons"] == "请补充文档"
    assert corrected.status_code == 200
    assert again.json["status"] == "prepared"


def test_what_the_administrator_returns_the_entity_may_correct(reviewing: Registry):
    yunling, builder = prepared(reviewing)
    yunling.post(f"{PARKING}/sign-off", SIGN)

    reviewing.administrator().post(f"{PARKING}/listing", {"decision": "return", "reasons": "许可证不清"})

    assert builder.get(PARKING).json["returned_reasons"] == "许可证不清"
    assert builder.post(f"{PARKING}/submission").json["status"] == "prepared"


def test_an_administrator_does_not_sign_in_the_owners_place(registry: Registry):
    prepared(registry)
    national = registry.client("national", "platform:admin", "catalogue:write", kind="authority")

    answer = national.post(f"{PARKING}/sign-off", SIGN)

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_only_what_was_prepared_is_signed(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")

    answer = yunling.post(f"{PARKING}/sign-off", SIGN)

    assert (answer.status_code, answer.json["code"]) == (409, "not_prepared")


def test_another_city_neither_sees_nor_signs(registry: Registry):
    prepared(registry)

    assert registry.city("haina").post(f"{PARKING}/sign-off", SIGN).status_code == 404


def test_within_a_cluster_the_owners_signature_suffices_also_with_review(reviewing: Registry):
    yunling, _ = prepared(reviewing, sharing_scope="cluster")

    assert yunling.post(f"{PARKING}/sign-off", SIGN).json["status"] == "listed"


def province(registry: Registry, code: str, *, city: str) -> None:
    national = registry.administrator()
    national.post("/api/v1/divisions", {"code": code, "name": f"示例省{code}", "kind": "province"})
    national.post(
        "/api/v1/divisions", {"code": city, "name": f"示例市{city}", "kind": "prefecture_city", "parent_code": code}
    )


def test_what_is_shared_within_a_province_its_authority_lists_and_no_other_ones(reviewing: Registry):
    province(reviewing, "990000", city="990100")
    province(reviewing, "980000", city="980100")
    yunling = reviewing.city("yunling", division_code="990100")
    reviewing.component(yunling, "parking", "1.0", sharing_scope="province")
    own = reviewing.client("province-99", "platform:admin", kind="authority", division_code="990000")
    other = reviewing.client("province-98", "platform:admin", kind="authority", division_code="980000")

    refused = other.post(f"{PARKING}/listing", {"decision": "list"})
    listed = own.post(f"{PARKING}/listing", {"decision": "list"})

    assert (refused.status_code, refused.json["code"]) == (403, "not_your_route")
    assert "the authority of its province" in refused.json["detail"]
    assert listed.json["status"] == "listed"


def test_what_is_shared_nationwide_no_province_lists(reviewing: Registry):
    province(reviewing, "990000", city="990100")
    yunling = reviewing.city("yunling", division_code="990100")
    reviewing.component(yunling, "parking", "1.0")
    own = reviewing.client("province-99", "platform:admin", kind="authority", division_code="990000")
    own.language = "zh"

    refused = own.post(f"{PARKING}/listing", {"decision": "return", "reasons": "试试"})

    assert (refused.status_code, refused.json["code"]) == (403, "not_your_route")
    assert "国家级主管部门" in refused.json["detail"]
    assert reviewing.administrator().post(f"{PARKING}/listing", {"decision": "list"}).status_code == 200


def test_nobody_reviews_what_its_own_organisation_publishes(reviewing: Registry):
    national = reviewing.client("national", "platform:admin", "catalogue:write", kind="authority")
    reviewing.component(national, "rules", "1.0")
    address = "/api/v1/components/national/rules/listing"

    own = national.post(address, {"decision": "list"})
    other = reviewing.client("second", "platform:admin", kind="authority").post(address, {"decision": "list"})

    assert (own.status_code, own.json["code"]) == (403, "own_review")
    assert other.json["status"] == "listed"
