"""POST /components/{publisher}/{name}/submission, POST …/listing: with the listing review off and on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from registry.kit.clock import SimulatedClock
from registry.kit.policy import Policy
from tests.build import Registry

ADDRESS = "/api/v1/components/yunling/parking"


@pytest.fixture
def reviewing(database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Registry]:
    """A registry whose listings are reviewed."""
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(listing_review=True)) as opened:
        yield opened


def test_without_review_a_submission_lists_at_once(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")

    answer = yunling.post(f"{ADDRESS}/submission")

    assert (answer.status_code, answer.json["status"]) == (200, "listed")
    assert registry.anyone.get(ADDRESS).status_code == 200


def test_with_review_the_first_version_waits_for_the_reviewer(reviewing: Registry):
    yunling = reviewing.city("yunling")

    reviewing.component(yunling, "parking", "1.0")

    assert yunling.get(ADDRESS).json["status"] == "in_review"
    assert reviewing.anyone.get(ADDRESS).status_code == 404
    assert reviewing.anyone.get("/api/v1/components?q=停车").json["total"] == 0


def test_the_reviewer_lists(reviewing: Registry):
    yunling = reviewing.city("yunling")
    reviewing.component(yunling, "parking", "1.0")

    answer = reviewing.administrator().post(f"{ADDRESS}/listing", {"decision": "list"})

    assert (answer.status_code, answer.json["status"]) == (200, "listed")
    assert reviewing.anyone.get("/api/v1/components?q=停车").json["total"] == 1


def test_the_reviewer_returns_with_reasons_and_the_owner_submits_again(reviewing: Registry):
    yunling, national = reviewing.city("yunling"), reviewing.administrator()
    reviewing.component(yunling, "parking", "1.0")

    bare = national.post(f"{ADDRESS}/listing", {"decision": "return"})
    returned = national.post(f"{ADDRESS}/listing", {"decision": "return", "reasons": "请补充文档"})
    again = yunling.post(f"{ADDRESS}/submission")

    assert (bare.status_code, bare.json["errors"][0]["pointer"]) == (422, "/reasons")
    assert (returned.json["status"], returned.json["returned_reasons"]) == ("draft", "请补充文档")
    assert again.json["status"] == "in_review"


def test_the_owner_does_not_list_its_own(reviewing: Registry):
    yunling = reviewing.city("yunling")
    reviewing.component(yunling, "parking", "1.0")

    answer = yunling.post(f"{ADDRESS}/listing", {"decision": "list"})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")


def test_with_review_a_component_in_review_cannot_be_adopted(reviewing: Registry):
    yunling = reviewing.city("yunling")
    component = reviewing.component(yunling, "parking", "1.0")

    answer = yunling.post("/api/v1/adoptions", {"adopter": "yunling", "component": component, "mode": "new"})

    assert (answer.status_code, answer.json["code"]) == (409, "not_adoptable")


def test_what_is_listed_already_is_refused_with_what_is_possible(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")

    answer = yunling.post(f"{ADDRESS}/submission")

    assert (answer.status_code, answer.json["code"]) == (409, "move_not_allowed")
    assert "deprecated" in answer.json["detail"]


@pytest.mark.parametrize("decision", ["list", "return"])
def test_a_reviewer_decides_on_nothing_that_was_not_submitted(reviewing: Registry, decision: str):
    """Not on a draft, which is its owner's to show, nor on what is deprecated: it would come back by the side door."""
    yunling, national = reviewing.city("yunling"), reviewing.administrator()
    body = {"decision": decision, "reasons": "试试"}
    reviewing.component(yunling, "parking")

    draft = national.post(f"{ADDRESS}/listing", body)
    yunling.post(f"{ADDRESS}/submission")
    national.post(f"{ADDRESS}/listing", {"decision": "list"})
    yunling.post(f"{ADDRESS}/deprecation", {"reason": "replaced", "message": "再见"})
    deprecated = national.post(f"{ADDRESS}/listing", body)

    assert [(answer.status_code, answer.json["code"]) for answer in (draft, deprecated)] == [(409, "not_in_review")] * 2
    assert yunling.get(ADDRESS).json["status"] == "deprecated"
