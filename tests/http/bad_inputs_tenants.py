"""One city reaching for what is another's."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from werkzeug.test import TestResponse

from tests.http.bad_inputs_requests import registration
from tests.http.bad_inputs_scenarios import drives
from tests.http.bad_inputs_scene import Scene

COMPONENTS = "/api/v1/components"
HIDDEN = f"{COMPONENTS}/yunling/hidden"


@drives("tenant-001")
def _reading_a_draft(scene: Scene) -> Iterator[TestResponse]:
    hidden, unknown = (scene.send(scene.haina, "GET", f"{COMPONENTS}/yunling/{name}") for name in ("hidden", "nosuch"))
    assert hidden.get_data(as_text=True).replace("hidden", "nosuch") == unknown.get_data(as_text=True)
    yield hidden


@drives("tenant-002")
def _listing_drafts(scene: Scene) -> Iterator[TestResponse]:
    listed = scene.send(scene.haina, "GET", f"{COMPONENTS}?publisher=yunling&status=draft&facets=status")
    assert listed.get_json()["items"] == []
    assert listed.get_json()["total"] == 0
    assert scene.send(scene.haina, "GET", f"{COMPONENTS}?city=A").status_code == 422
    yield from ()


@drives("tenant-003", "tenant-004")
def _changing_and_removing_a_draft(scene: Scene) -> Iterator[TestResponse]:
    tag = scene.yunling.get(HIDDEN).headers["ETag"]
    yield scene.send(scene.haina, "PATCH", HIDDEN, {"title": {"en": "Mine"}}, headers={"If-Match": tag})
    yield scene.send(scene.haina, "DELETE", HIDDEN, headers={"If-Match": tag})


@drives("tenant-005", "tenant-006")
def _publishing_and_yanking(scene: Scene) -> Iterator[TestResponse]:
    versions = f"{COMPONENTS}/yunling/water-gauge/versions"
    yield scene.send(scene.haina, "POST", versions, {"number": "2.0"})
    yield scene.send(scene.haina, "POST", f"{versions}/1.0.0/yank", {"reason": "other"})


@drives("tenant-009")
def _searching_for_what_is_only_in_a_draft(scene: Scene) -> Iterator[TestResponse]:
    for words in ("zyzzyva", "秘藏", "hidden"):
        for caller in (scene.haina, scene.anyone):
            found = scene.send(caller, "GET", f"{COMPONENTS}?q={words}&facets=publisher,status").get_json()
            assert found["total"] == 0
            assert all(not counts for counts in found["facets"].values())
            suggested = scene.send(caller, "GET", f"{COMPONENTS}/suggestions?q={words[:4]}").get_json()
            assert not {"Zyzzyva", "秘藏", "hidden", "yunling/hidden"} & {*suggested["completions"]}
            assert suggested["corrected"] is None
    yield from ()


@drives("tenant-013")
def _moving_another_citys_adoption(scene: Scene) -> Iterator[TestResponse]:
    adoption = scene.registry.adoption(scene.haina, scene.component("1.0.0"))
    yield scene.send(scene.yunling, "POST", f"/api/v1/adoptions/{adoption}/transitions", {"to": "approved"})


@drives("tenant-017")
def _adopting_over_and_over(scene: Scene) -> Iterator[TestResponse]:
    component, rounds = scene.component("1.0.0"), 20
    for _ in range(rounds):
        scene.registry.adoption(scene.haina, component, "approved", "pilot", "live", "retired")
    scene.registry.adoption(scene.haina, component, "approved", "pilot")
    assert scene.send(scene.yunling, "GET", f"{COMPONENTS}/{component}/reuse").get_json()["adopters"] == 1
    with scene.registry.database.reading() as session:
        told = session.scalar(text("SELECT count(*) FROM events WHERE subject LIKE :s"), {"s": f"{component}/adopt%"})
    assert told == rounds * 5 + 3
    yield from ()


@drives("tenant-019")
def _acting_for_a_city_that_has_merged(scene: Scene) -> Iterator[TestResponse]:
    """Its tokens end with it; who acts for the successor acts for what was its own."""
    merging = scene.registry.city("merging")
    component = scene.component("1.0.0")
    adoption = scene.registry.adoption(merging, component, "approved")
    merged = scene.registry.administrator().post("/api/v1/organisations/merging/merge", {"into": "yunling"})
    assert merged.status_code == 200
    move = f"/api/v1/adoptions/{adoption}/transitions"
    refused = scene.send(merging, "POST", move, {"to": "live"})
    assert refused.status_code == 401
    assert scene.send(scene.yunling, "POST", move, {"to": "live"}).status_code == 201
    yield refused


@drives("tenant-020", "tenant-021", "tenant-022", "tenant-023", "tenant-024")
def _fields_that_are_not_the_callers(scene: Scene) -> Iterator[TestResponse]:
    for field, value in (
        ("id", 1),
        ("city", "B"),
        ("status", "listed"),
        ("created_at", "2000-01-01T00:00:00Z"),
        ("downloads", 1_000_000),
        ("owner", {"role": "admin"}),
    ):
        answer = scene.send(scene.yunling, "POST", COMPONENTS, {**registration(scene), field: value})
        assert [error["pointer"] for error in answer.get_json()["errors"]] == [f"/{field}"]
        yield answer


@drives("tenant-025")
def _making_oneself_an_administrator(scene: Scene) -> Iterator[TestResponse]:
    yield scene.send(scene.yunling, "PATCH", "/api/v1/users/me", {"role": "system_admin"})
    member = {"login": "me", "display_name": "Me", "role": "administrator"}
    refused = scene.send(scene.yunling, "POST", "/api/v1/organisations/yunling/members", member)
    assert refused.status_code == 403


@drives("tenant-027", "audit-001")
def _rewriting_the_log(scene: Scene) -> Iterator[TestResponse]:
    for method in ("DELETE", "PATCH", "PUT"):
        yield scene.send(scene.administrator, method, "/api/v1/events/1", {})
    for statement in ("DELETE FROM events WHERE position = 1", "UPDATE events SET type = 'x' WHERE position = 1"):
        before = scene.state()
        with pytest.raises(DBAPIError), scene.registry.database.writing() as session:
            session.execute(text(statement))
        assert scene.state() == before


@drives("tenant-029")
def _an_auditor_changing_people(scene: Scene) -> Iterator[TestResponse]:
    auditor = scene.registry.client("auditor", "audit:read", kind="authority")
    member = {"login": "me", "display_name": "Me", "role": "manager"}
    yield scene.send(auditor, "POST", "/api/v1/organisations/yunling/members", member)


@drives("tenant-033")
def _one_name_in_the_address_and_another_in_the_body(scene: Scene) -> Iterator[TestResponse]:
    body = {"number": "3.0", "component": "haina/water-gauge"}
    yield scene.send(scene.yunling, "POST", f"{COMPONENTS}/yunling/water-gauge/versions", body)


@drives("tenant-034")
def _asking_for_what_is_inside(scene: Scene) -> Iterator[TestResponse]:
    yield scene.send(scene.haina, "GET", f"{COMPONENTS}?include=owner.tokens")


@drives("tenant-035")
def _counting_through_ids(scene: Scene) -> Iterator[TestResponse]:
    for number in (1, 2, 3, 100):
        for place in ("components/yunling", "adoptions", "tokens", "organisations"):
            yield scene.send(scene.haina, "GET", f"/api/v1/{place}/{number}")
