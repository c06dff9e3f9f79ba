"""POST /organisations/drafts, POST /organisations/{slug}/approval, and the form that does the same."""

import pytest

from registry.organisations.actions.drafting import MOST_DRAFTS
from tests.build import Registry

NEW = {"slug": "jiangyu", "kind": "city", "name": {"zh": "江屿市", "en": "Jiangyu"}}
DRAFTS = "/api/v1/organisations/drafts"


def test_anybody_with_a_token_enters_a_missing_organisation_and_everybody_sees_who_it_was(registry: Registry):
    builder = registry.entity("builder")

    answer = builder.post(DRAFTS, {**NEW, "size_band": "medium", "profile": {"about": {"zh": "沿江城市"}}})

    assert answer.status_code == 201
    assert answer.headers["Location"] == "/api/v1/organisations/jiangyu"
    read = registry.anyone.get("/api/v1/organisations/jiangyu").json
    assert (read["status"], read["entered_by"], read["size_band"]) == ("draft", "builder", "medium")
    assert [item["slug"] for item in registry.anyone.get("/api/v1/organisations?status=draft").json["items"]] == [
        "jiangyu"
    ]


def test_nobody_enters_a_draft_without_a_token(registry: Registry):
    answer = registry.anyone.post(DRAFTS, NEW)

    assert (answer.status_code, answer.json["code"]) == (401, "token_required")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"slug": "drafts"}, "/slug"),
        ({"slug": "Jiangyu"}, "/slug"),
        ({"name": {}}, "/name"),
        ({"kind": "town"}, "/kind"),
        ({"division_code": "999999"}, "/division_code"),
        ({"size_band": "huge"}, "/size_band"),
        ({"kind": "operating_entity", "size_band": "medium"}, "/size_band"),
        ({"kind": "assessor", "profile": {"genes": {"economy": ["制造业"]}}}, "/profile/genes"),
        ({"profile": {"links": [{"title": "x", "url": "javascript:alert(1)"}]}}, "/profile/links/0/url"),
        ({"profile": {"genes": {"weather": ["wet"]}}}, "/profile/genes/weather"),
        ({"uscc": "91350211M000100Y46"}, "/uscc"),
        ({"class": "leading"}, "/class"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    answer = registry.city("yunling").post(DRAFTS, {**NEW, **change})

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}


def test_a_slug_that_is_taken_is_refused(registry: Registry):
    yunling = registry.city("yunling")

    answer = yunling.post(DRAFTS, {**NEW, "slug": "yun-ling"})

    assert (answer.status_code, answer.json["code"]) == (409, "slug_taken")


def test_an_organisation_has_a_bounded_number_of_open_drafts(registry: Registry):
    yunling, haina, national = registry.city("yunling"), registry.city("haina"), registry.administrator()
    for nth in range(MOST_DRAFTS):
        assert yunling.post(DRAFTS, {**NEW, "slug": f"town{nth}"}).status_code == 201

    refused = yunling.post(DRAFTS, NEW)
    assert (refused.status_code, refused.json["code"]) == (409, "too_many_drafts")
    assert haina.post(DRAFTS, {**NEW, "slug": "elsewhere"}).status_code == 201

    national.post("/api/v1/organisations/town0/approval")
    assert yunling.post(DRAFTS, NEW).status_code == 201


def test_an_administrator_approves_a_draft_and_issues_the_first_token_with_which_its_owner_takes_it_over(
    registry: Registry,
):
    registry.city("yunling").post(DRAFTS, NEW)
    national = registry.administrator()
    asked = {"organisation": "jiangyu", "scopes": ["organisation:manage"]}

    early = national.post("/api/v1/tokens", asked)
    approved = national.post("/api/v1/organisations/jiangyu/approval")
    issued = national.post("/api/v1/tokens", asked)

    assert (early.status_code, early.json["code"]) == (409, "not_in_force")
    assert (approved.status_code, approved.json["status"], approved.json["entered_by"]) == (
        200,
        "registered",
        "yunling",
    )
    assert issued.status_code == 201


def test_only_administrators_approve_and_only_drafts(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    yunling.post(DRAFTS, NEW)

    assert yunling.post("/api/v1/organisations/jiangyu/approval").status_code == 403
    assert registry.anyone.post("/api/v1/organisations/jiangyu/approval").status_code == 401
    answer = national.post("/api/v1/organisations/yunling/approval")
    assert (answer.status_code, answer.json["code"]) == (409, "not_draft")
    assert national.post("/api/v1/organisations/nowhere/approval").status_code == 404


def test_a_draft_takes_part_in_nothing(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    registry.component(yunling, "parking", "1.0")
    yunling.post(DRAFTS, NEW)
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例"}})

    for address, body in (
        ("adoptions", {"adopter": "jiangyu", "component": "yunling/parking", "mode": "new"}),
        ("clusters/river/members", {"member": "jiangyu"}),
        ("organisations", {**NEW, "slug": "jiangyu-parks", "unit": "department", "parent": "jiangyu"}),
        ("organisations/jiangyu/members", {"login": "wang", "display_name": "王", "role": "publisher"}),
        ("organisations/jiangyu/classes", {"class": "leading"}),
    ):
        answer = national.post(f"/api/v1/{address}", body)
        assert answer.status_code in {403, 409, 422}, address
    assert registry.anyone.get("/api/v1/organisations/jiangyu/classes").json["items"] == []


def test_every_step_is_one_event(registry: Registry):
    registry.city("yunling").post(DRAFTS, NEW)
    registry.administrator().post("/api/v1/organisations/jiangyu/approval")

    told = registry.anyone.get("/api/v1/events?limit=1000").json["items"]

    about = [event["type"] for event in told if event["subject"] == "jiangyu"]
    assert about == ["organisation.drafted", "organisation.approved"]


def test_the_form_enters_a_draft_and_leads_to_its_page(registry: Registry):
    visitor = registry.visitor(registry.city("yunling"))

    answer = visitor.submit(
        "/missing-organisation",
        slug="jiangyu",
        kind="city",
        unit="city",
        name_zh="江屿市",
        size_band="medium",
        gene_geography="沿江，islands",
        link_url="https://jiangyu.example.org",
    )

    assert (answer.status_code, answer.headers["Location"]) == (303, "/organisations/jiangyu")
    page = visitor.get("/organisations/jiangyu").get_data(as_text=True)
    assert "Draft, not confirmed" in page
    assert "on a river" in page
    assert "https://jiangyu.example.org" in page


def test_the_form_shows_what_is_wrong_and_keeps_what_was_typed(registry: Registry):
    visitor = registry.visitor(registry.city("yunling"), language="zh")

    answer = visitor.submit("/missing-organisation", slug="Jiangyu", kind="city", unit="city", name_zh="江屿市")

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "标识须以小写字母开头" in page
    assert 'value="江屿市"' in page
    assert registry.anyone.get("/api/v1/organisations/jiangyu").status_code == 404


def test_who_is_not_signed_in_is_led_to_sign_in(registry: Registry):
    page = registry.visitor().get("/missing-organisation").get_data(as_text=True)

    assert "/sign-in?next=/missing-organisation" in page
    assert 'name="slug"' not in page
