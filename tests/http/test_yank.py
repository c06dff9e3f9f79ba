"""POST | DELETE /components/{publisher}/{name}/versions/{number}/yank."""

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/components/yunling/parking/versions"


def yanked(registry: Registry) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", "1.1")
    answer = yunling.post(f"{ADDRESS}/1.1/yank", {"reason": "security", "message": "请退回 1.0"})
    assert answer.status_code == 200
    return yunling


def test_a_yanked_version_is_still_read_and_says_why(registry: Registry):
    yanked(registry)

    told = registry.anyone.get(f"{ADDRESS}/1.1").json["yanked"]

    assert (told["reason"], told["message"], told["at"]) == ("security", "请退回 1.0", "2026-03-02T04:00:00.000Z")


def test_a_yanked_version_is_not_the_latest(registry: Registry):
    yanked(registry)

    assert registry.anyone.get(f"{ADDRESS}/latest").json["number"] == "1.0"
    assert registry.anyone.get("/api/v1/components/yunling/parking").json["latest_version"] == "1.0"


def test_a_yanked_version_is_never_chosen_for_a_new_adoption(registry: Registry):
    yanked(registry)
    body = {"adopter": "haina", "component": "yunling/parking", "mode": "new"}
    haina = registry.city("haina")

    answer = haina.post("/api/v1/adoptions", {**body, "version": "1.1"})

    assert (answer.status_code, answer.json["code"]) == (409, "version_yanked")
    assert haina.post("/api/v1/adoptions", {**body, "version": "latest"}).json["version"] == "1.0"


def test_who_runs_a_version_goes_on_with_it_after_the_yank(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    component = registry.component(yunling, "parking", "1.0")
    identifier = registry.adoption(haina, component, "approved", version="1.0")

    yunling.post(f"{ADDRESS}/1.0/yank", {"reason": "other"})
    moved = haina.post(f"/api/v1/adoptions/{identifier}/transitions", {"to": "live", "version": "1.0"})

    assert (moved.status_code, moved.json["version"]) == (201, "1.0")


def test_a_yank_is_taken_back_without_if_match_and_leaves_the_version_as_it_was(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    before = registry.anyone.get(f"{ADDRESS}/1.0").get_data()
    yunling.post(f"{ADDRESS}/1.0/yank", {"reason": "other"})

    assert yunling.delete(f"{ADDRESS}/1.0/yank").status_code == 204

    assert registry.anyone.get(f"{ADDRESS}/1.0").get_data() == before
    assert registry.anyone.get(f"{ADDRESS}/latest").status_code == 200


def test_a_yanked_number_is_not_free_again(registry: Registry):
    answer = yanked(registry).post(ADDRESS, {"number": "1.1"})

    assert (answer.status_code, answer.json["code"]) == (409, "version_taken")


def test_where_everything_is_yanked_there_is_no_latest(registry: Registry):
    yanked(registry).post(f"{ADDRESS}/1.0/yank", {"reason": "invalid"})

    assert registry.anyone.get(f"{ADDRESS}/latest").status_code == 404
    assert registry.anyone.get("/api/v1/components/yunling/parking").json["latest_version"] is None


@pytest.mark.parametrize(
    ("number", "body", "status"),
    [
        ("1.1", {"reason": "other"}, 409),
        ("9.9", {"reason": "other"}, 404),
        ("1.0", {"reason": "mood"}, 422),
        ("1.0", {"message": "没有理由"}, 422),
    ],
)
def test_a_yank_that_makes_no_sense_is_refused(registry: Registry, number: str, body: dict, status: int):
    assert yanked(registry).post(f"{ADDRESS}/{number}/yank", body).status_code == status
