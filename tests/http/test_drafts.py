"""POST /components/drafts, POST …/takeover: what is missing is entered by anybody and taken over by its owner."""

import pytest

from tests.build import Client, Registry, description

DRAFTS = "/api/v1/components/drafts"
PARKING = "/api/v1/components/yunling/parking"


def known(**changes: object) -> dict:
    """What somebody else knows of a component: not its licence."""
    told = {"publisher": "yunling", "name": "parking", **description(**changes)}
    return {field: value for field, value in told.items() if field != "license"}


def proposed(registry: Registry) -> tuple[Client, Client]:
    """A city, and another that has entered a component in its place."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    assert haina.post(DRAFTS, known()).status_code == 201
    return yunling, haina


def test_all_see_and_find_what_was_entered_as_a_draft_and_by_whom(registry: Registry):
    registry.city("yunling")

    answer = registry.city("haina").post(DRAFTS, known())

    assert answer.status_code == 201
    assert answer.headers["Location"] == PARKING
    assert (answer.json["status"], answer.json["entered_by"], answer.json["license"]) == (
        "proposed",
        "haina",
        "LicenseRef-Unknown",
    )
    assert registry.anyone.get(PARKING).json == answer.json
    found = registry.anyone.get("/api/v1/components?q=停车&facets=status").json
    assert [item["name"] for item in found["items"]] == ["parking"]
    assert registry.anyone.get("/api/v1/components?status=listed").json["total"] == 0


@pytest.mark.parametrize("kind", ["operating_entity", "assessor", "authority", "city"])
def test_anybody_with_a_token_may_whatever_scopes_it_has(registry: Registry, kind: str):
    registry.city("yunling")
    scope = "organisation:manage" if kind != "authority" else "audit:read"

    assert registry.client("somebody", scope, kind=kind).post(DRAFTS, known()).status_code == 201


def test_nobody_adopts_a_visible_draft(registry: Registry):
    _, haina = proposed(registry)

    answer = haina.post("/api/v1/adoptions", {"adopter": "haina", "component": "yunling/parking", "mode": "new"})

    assert (answer.status_code, answer.json["code"]) == (409, "not_adoptable")


def test_a_visible_draft_is_in_no_figure(registry: Registry):
    proposed(registry)

    overview = registry.anyone.get("/api/v1/statistics/overview").get_data(as_text=True)

    assert "proposed" not in overview


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"publisher": "nowhere"}, "/publisher"),
        ({"publisher": "haina"}, "/publisher"),
        ({"name": "Parking"}, "/name"),
        ({"kind": "wish"}, "/kind"),
        ({"title": {}}, "/title"),
        ({"license": "free as in beer"}, "/license"),
        ({"status": "listed"}, "/status"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    registry.city("yunling")
    haina = registry.city("haina")

    answer = haina.post(DRAFTS, {**known(), **change})

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert answer.json["errors"][0]["pointer"] == pointer


def test_a_name_that_is_there_is_not_entered_again(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")

    answer = registry.city("haina").post(DRAFTS, known(name="park1ng") | {"name": "park1ng"})

    assert (answer.status_code, answer.json["code"]) == (409, "name_taken")


def test_the_publisher_takes_it_over_and_goes_on_as_with_its_own(registry: Registry):
    yunling, _ = proposed(registry)

    taken = yunling.post(f"{PARKING}/takeover")
    hidden = registry.anyone.get(PARKING).status_code
    described = yunling.patch(PARKING, {"license": "MulanPSL-2.0"}, etag=taken.headers["ETag"])
    registry.version(yunling, "yunling/parking", "1.0")
    read = registry.anyone.get(PARKING).json

    assert (taken.status_code, taken.json["status"]) == (200, "draft")
    assert hidden == 404
    assert described.status_code == 200
    assert (read["status"], read["entered_by"]) == ("listed", "haina")


def test_before_it_is_taken_over_nothing_is_published_or_submitted(registry: Registry):
    yunling, _ = proposed(registry)

    answers = [yunling.post(f"{PARKING}/versions", {"number": "1.0"}), yunling.post(f"{PARKING}/submission")]

    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(409, "not_taken_over")] * 2


def test_only_its_publisher_takes_it_over(registry: Registry):
    yunling, haina = proposed(registry)

    assert haina.post(f"{PARKING}/takeover").json["code"] == "not_your_organisation"
    yunling.post(f"{PARKING}/takeover")
    again = yunling.post(f"{PARKING}/takeover")
    assert (again.status_code, again.json["code"]) == (409, "not_proposed")


def test_who_entered_it_corrects_it_until_it_is_taken_over(registry: Registry):
    yunling, haina = proposed(registry)
    etag = haina.get(PARKING).headers["ETag"]

    early = haina.patch(PARKING, {"tags": ["停车"]}, etag=etag)
    other = registry.city("other").patch(PARKING, {"tags": ["占道"]}, etag=early.headers["ETag"])
    yunling.post(f"{PARKING}/takeover")
    late = haina.patch(PARKING, {"tags": ["占道"]}, etag=early.headers["ETag"])

    assert (early.status_code, other.status_code, late.status_code) == (200, 403, 404)


def test_an_administrator_corrects_and_lists_it_once_its_licence_is_known(registry: Registry):
    proposed(registry)
    national = registry.client("national", "platform:admin", "catalogue:write", kind="authority")

    early = national.post(f"{PARKING}/listing", {"decision": "list"})
    etag = national.get(PARKING).headers["ETag"]
    national.patch(PARKING, {"license": "Apache-2.0"}, etag=etag)
    listed = national.post(f"{PARKING}/listing", {"decision": "list"})

    assert (early.status_code, early.json["code"]) == (422, "listing_incomplete")
    assert (listed.status_code, listed.json["status"], listed.json["entered_by"]) == (200, "listed", "haina")


def test_twenty_wait_at_a_time(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    names = [f"part-{nth:02d}" for nth in range(21)]
    answers = [haina.post(DRAFTS, {**known(), "name": name}) for name in names]

    yunling.post(f"/api/v1/components/yunling/{names[0]}/takeover")
    after = haina.post(DRAFTS, {**known(), "name": names[20]})

    assert [answer.status_code for answer in answers] == [201] * 20 + [409]
    assert answers[20].json["code"] == "too_many_proposals"
    assert "20" in answers[20].json["detail"]
    assert after.status_code == 201


def test_the_page_says_what_a_visible_draft_is(registry: Registry):
    proposed(registry)

    page = registry.visitor().get("/components/yunling/parking").get_data(as_text=True)

    assert "Visible draft" in page


def test_somebody_signed_in_enters_what_is_missing_with_a_form(registry: Registry):
    registry.city("yunling")
    visitor = registry.visitor(registry.city("haina"))
    fields = {
        "publisher": "yunling",
        "name": "parking",
        "title_zh": "智慧停车",
        "summary_zh": "接入停车场",
        "kind": "service",
    }

    wrong = visitor.submit("/missing", **{**fields, "publisher": "nowhere"})
    entered = visitor.submit("/missing", **fields)

    assert wrong.status_code == 422
    assert "nowhere" in wrong.get_data(as_text=True)
    assert (entered.status_code, entered.headers["Location"]) == (303, "/components/yunling/parking")
    assert registry.anyone.get(PARKING).json["entered_by"] == "haina"
    assert "Sign in" in registry.visitor().get("/missing").get_data(as_text=True)
