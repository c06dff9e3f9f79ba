"""POST /organisations/{slug}/merge: a dated successor, rows stay, the old address leads on."""

import pytest

from tests.build import Registry

HAINA = "/api/v1/organisations/haina"


def test_a_merged_organisation_leads_to_its_successor_on_the_api_and_on_pages(registry: Registry):
    registry.organisation("haina")
    registry.organisation("yunling")

    answer = registry.administrator().post(f"{HAINA}/merge", {"into": "yunling", "on": "2026-02-01"})

    assert answer.status_code == 200
    assert (answer.json["status"], answer.json["successor"], answer.json["succeeded_on"]) == (
        "merged",
        "yunling",
        "2026-02-01",
    )
    for address, successor in (
        (HAINA, "/api/v1/organisations/yunling"),
        ("/organisations/haina", "/organisations/yunling"),
    ):
        moved = registry.anyone.get(address)
        assert (moved.status_code, moved.headers["Location"]) == (308, successor)


def test_a_chain_of_mergers_leads_to_its_end(registry: Registry):
    national = registry.administrator()
    for slug in ("haina", "yunling", "jiangyu"):
        registry.organisation(slug)
    national.post(f"{HAINA}/merge", {"into": "yunling"})
    national.post("/api/v1/organisations/yunling/merge", {"into": "jiangyu"})

    assert registry.anyone.get(HAINA).headers["Location"] == "/api/v1/organisations/jiangyu"


def test_the_tokens_and_browsers_of_a_merged_organisation_end_at_once(registry: Registry):
    haina = registry.city("haina")
    visitor = registry.visitor(haina)
    registry.organisation("yunling")
    registry.administrator().post(f"{HAINA}/merge", {"into": "yunling"})

    answer = haina.get("/api/v1/components")

    assert (answer.status_code, answer.json["code"]) == (401, "token_invalid")
    assert "/sign-in?next=/missing-organisation" in visitor.get("/missing-organisation").get_data(as_text=True)
    issued = registry.administrator().post("/api/v1/tokens", {"organisation": "haina", "scopes": ["catalogue:write"]})
    assert (issued.status_code, issued.json["code"]) == (409, "not_in_force")


def test_who_acts_for_the_successor_acts_for_what_was_the_others(registry: Registry):
    haina, yunling = registry.city("haina"), registry.city("yunling")
    registry.component(haina, "parking", "1.0")
    before = yunling.post("/api/v1/components/haina/parking/versions", {"number": "2.0"})
    registry.administrator().post(f"{HAINA}/merge", {"into": "yunling"})

    after = yunling.post("/api/v1/components/haina/parking/versions", {"number": "2.0"})

    assert (before.status_code, after.status_code) == (403, 201)
    assert registry.anyone.get("/api/v1/components/haina/parking").json["publisher"] == "haina"


def test_a_draft_merges_into_the_one_that_was_there_already(registry: Registry):
    yunling = registry.city("yunling")
    yunling.post("/api/v1/organisations/drafts", {"slug": "yunling-city", "kind": "city", "name": {"zh": "云岭市"}})

    answer = registry.administrator().post("/api/v1/organisations/yunling-city/merge", {"into": "yunling"})

    assert answer.json["status"] == "merged"
    found = registry.anyone.get("/api/v1/organisations?q=云岭市").json["items"]
    assert [item["slug"] for item in found if item["status"] != "registered"] == []


@pytest.mark.parametrize(
    ("slug", "into"),
    [
        ("haina", "haina"),  # itself
        ("haina", "builder"),  # another kind
        ("haina", "yunling-parks"),  # another sort of unit
        ("merged", "yunling"),  # merged already
        ("yunling", "merged"),  # into one that is gone: a ring would be possible
        ("haina", "draft"),
    ],
)
def test_what_cannot_be_merged_is_refused(registry: Registry, slug: str, into: str):
    national, yunling = registry.administrator(), registry.city("yunling")
    for city in ("haina", "merged"):
        registry.organisation(city)
    registry.organisation("builder", "operating_entity")
    registry.organisation("yunling-parks", unit="department", parent="yunling")
    yunling.post("/api/v1/organisations/drafts", {"slug": "draft", "kind": "city", "name": {"zh": "草稿"}})
    national.post("/api/v1/organisations/merged/merge", {"into": "yunling"})

    answer = national.post(f"/api/v1/organisations/{slug}/merge", {"into": into})

    assert (answer.status_code, answer.json["code"]) == (409, "not_mergeable")


def test_a_real_organisation_is_never_merged_into_a_made_up_one(registry: Registry):
    registry.organisation("haina")
    registry.organisation("demo-city", is_demo=True)

    answer = registry.administrator().post(f"{HAINA}/merge", {"into": "demo-city"})

    assert (answer.status_code, answer.json["code"]) == (409, "not_mergeable")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [({"into": "nowhere"}, "/into"), ({"into": "yunling", "on": "2026-03-03"}, "/on"), ({}, "/into")],
)
def test_a_wrong_field_is_named(registry: Registry, body: dict, pointer: str):
    registry.organisation("haina")
    registry.organisation("yunling")

    answer = registry.administrator().post(f"{HAINA}/merge", body)

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}


def test_only_administrators_merge(registry: Registry):
    haina, _ = registry.city("haina"), registry.city("yunling")

    assert haina.post(f"{HAINA}/merge", {"into": "yunling"}).status_code == 403
    assert registry.anyone.post(f"{HAINA}/merge", {"into": "yunling"}).status_code == 401
    assert registry.anyone.get(HAINA).status_code == 200


def test_a_slug_is_never_free_again(registry: Registry):
    national = registry.administrator()
    registry.organisation("haina")
    registry.organisation("yunling")
    national.post(f"{HAINA}/merge", {"into": "yunling"})

    for address in ("organisations", "organisations/drafts"):
        answer = national.post(f"/api/v1/{address}", {"slug": "haina", "kind": "city", "name": {"zh": "海纳"}})
        assert (answer.status_code, answer.json["code"]) == (409, "slug_taken")


def test_a_merged_organisation_is_found_only_by_its_status(registry: Registry):
    registry.organisation("haina")
    registry.organisation("yunling")
    national = registry.administrator()
    national.post(f"{HAINA}/merge", {"into": "yunling"})

    found = {
        query: [item["slug"] for item in national.get(f"/api/v1/organisations?kind=city{query}").json["items"]]
        for query in ("", "&status=merged")
    }

    assert found == {"": ["yunling"], "&status=merged": ["haina"]}


def test_the_merger_is_one_event_with_its_day(registry: Registry):
    registry.organisation("haina")
    registry.organisation("yunling")
    registry.administrator().post(f"{HAINA}/merge", {"into": "yunling"})

    told = [
        event for event in registry.anyone.get("/api/v1/events?limit=1000").json["items"] if event["subject"] == "haina"
    ]

    assert [event["type"] for event in told] == ["organisation.registered", "organisation.merged"]
    assert told[-1]["data"] == {"slug": "haina", "into": "yunling", "on": "2026-03-02"}
