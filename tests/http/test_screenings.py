"""GET | POST /screenings, GET | DELETE /screenings/{number}."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.build import Client, Registry, Visitor

ADDRESS = "/api/v1/screenings"
PROJECT = {
    "title": "全市停车诱导项目",
    "summary": "把路边泊位和停车场的空位发布给市民，先离场后付费。",
    "features": ["泊位一张图", "先离场后付费"],
}
COMPONENT = {
    "title": {"zh": "智慧停车", "en": "Smart parking"},
    "summary": {"zh": "把泊位和停车场的空位放到一张图上。", "en": "All bays and car parks on one map."},
    "features": {"zh": ["全市泊位一张图", "先离场后付费"], "en": ["One map of all bays", "Leave first, pay later"]},
    "scenarios": ["找车位"],
}


def publish(registry: Registry, **changes: object) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", **{**COMPONENT, **changes})
    registry.component(
        yunling, "marriage", "1.0", title={"zh": "婚姻登记", "en": "Marriage"}, summary={"zh": "预约颁证。"}
    )
    return yunling


def keep(client: Client, **changes: object) -> dict[str, Any]:
    answer = client.post(ADDRESS, {**PROJECT, "keep": True, **changes})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    found: dict[str, Any] = answer.json
    return found


def test_anyone_learns_what_exists_already_and_nothing_is_stored(registry: Registry):
    publish(registry)
    national = registry.administrator()
    before = national.get("/api/v1/events?limit=1000").json["next"]

    answer = registry.anyone.post(ADDRESS, PROJECT)

    assert answer.status_code == 200
    assert answer.json["found"] == "overlapping"
    (candidate,) = answer.json["candidates"]
    assert (candidate["component"], candidate["level"]) == ("yunling/parking", "overlapping")
    passages = {passage["project"]["text"]: passage["component"]["text"] for passage in candidate["passages"]}
    assert passages["泊位一张图"] == "全市泊位一张图"
    assert national.get("/api/v1/events?limit=1000").json["next"] == before
    assert national.get(ADDRESS).json["items"] == []


def test_an_english_project_finds_it_too_and_something_else_finds_nothing(registry: Registry):
    publish(registry)
    english = {"title": "City parking map", "summary": "Show all bays on one map; drivers leave first and pay later."}

    found = registry.anyone.post(ADDRESS, english).json
    lacking = registry.anyone.post(ADDRESS, {"title": "殡葬服务", "features": {"zh": ["骨灰寄存"]}}).json

    assert [each["component"] for each in found["candidates"]] == ["yunling/parking"]
    assert (lacking["found"], lacking["candidates"]) == ("nothing", [])


def test_a_copy_is_a_near_duplicate(registry: Registry):
    publish(registry)
    copy = {key: COMPONENT[key] for key in ("title", "summary", "features")}

    (candidate,) = registry.anyone.post(ADDRESS, copy).json["candidates"]

    assert (candidate["level"], candidate["similarity"], candidate["resemblance"]) == ("near_duplicate", 1.0, 1.0)


def test_who_runs_it_is_named_to_cities_and_administrators_and_counted_for_others(registry: Registry):
    publish(registry)
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/parking", "approved", "live")

    for client in (haina, registry.administrator()):
        (told,) = client.post(ADDRESS, PROJECT).json["candidates"]
        assert (told["adopters"], [city["slug"] for city in told["cities"]]) == (1, ["haina"])
    for client in (registry.anyone, registry.entity(), registry.assessor()):
        (told,) = client.post(ADDRESS, PROJECT).json["candidates"]
        assert (told["adopters"], told["fewer_than"], told["cities"]) == (None, 5, None)


def test_a_draft_is_not_there_for_anybody(registry: Registry):
    registry.component(registry.city("yunling"), "parking", **COMPONENT)

    assert registry.anyone.post(ADDRESS, PROJECT).json["candidates"] == []


def test_what_only_a_cluster_may_see_others_do_not_find(registry: Registry):
    national = registry.administrator()
    yunling, haina, far = registry.city("yunling"), registry.city("haina"), registry.city("far")
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "江群"}})
    for member in ("yunling", "haina"):
        national.post("/api/v1/clusters/river/members", {"member": member})
    registry.component(yunling, "parking", "1.0", **COMPONENT, sharing_scope="cluster", visible_to_clusters=["river"])

    assert [each["component"] for each in haina.post(ADDRESS, PROJECT).json["candidates"]] == ["yunling/parking"]
    for outsider in (far, registry.anyone, registry.entity()):
        assert outsider.post(ADDRESS, PROJECT).json["candidates"] == []
    kept = keep(haina)
    certificate = registry.anyone.get(f"{ADDRESS}/{kept['number']}?code={kept['verification_code']}").json
    assert (len(kept["candidates"]), certificate["candidates"]) == (1, [])


def test_a_kept_screening_is_numbered_and_frozen(registry: Registry):
    yunling = publish(registry)
    haina = registry.city("haina")

    answer = haina.post(ADDRESS, {**PROJECT, "keep": True, "project": "2026-017"})
    tag = yunling.get("/api/v1/components/yunling/parking").headers["ETag"]
    yunling.patch("/api/v1/components/yunling/parking", {"title": {"zh": "别的"}}, etag=tag)

    kept = answer.json
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{ADDRESS}/S-2026-000001"
    assert (kept["number"], kept["organisation"], kept["project"]) == ("S-2026-000001", "haina", "2026-017")
    assert (kept["status"], kept["decision"], kept["title"]) == ("open", None, {"zh": PROJECT["title"]})
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", kept["verification_code"])
    assert kept["position"] > 0
    read = haina.get(answer.headers["Location"])
    assert read.json == kept
    assert read.headers["ETag"] == answer.headers["ETag"]
    assert read.json["candidates"][0]["title"] == COMPONENT["title"]


def test_numbers_have_no_gap_and_begin_anew_with_the_year(registry: Registry):
    publish(registry)
    haina = registry.city("haina")

    first = keep(haina)["number"]
    assert haina.post(ADDRESS, {**PROJECT, "keep": True, "organisation": "nowhere"}).status_code == 422
    second = keep(haina)["number"]
    # Eight in the evening of the last day in UTC is the new year in Shanghai.
    registry.clock.set(datetime(2026, 12, 31, 20, 0, tzinfo=UTC))
    third = keep(registry.city("haina"))["number"]

    assert [first, second, third] == ["S-2026-000001", "S-2026-000002", "S-2027-000001"]


def test_keeping_needs_a_token_and_an_organisation_of_ones_own(registry: Registry):
    publish(registry)
    haina, national = registry.city("haina"), registry.administrator()

    anonymous = registry.anyone.post(ADDRESS, {**PROJECT, "keep": True})
    other = haina.post(ADDRESS, {**PROJECT, "keep": True, "organisation": "yunling"})
    for_another = keep(national, organisation="haina")

    assert (anonymous.status_code, anonymous.json["code"]) == (401, "token_required")
    assert (other.status_code, other.json["code"]) == (403, "not_your_organisation")
    assert for_another["organisation"] == "haina"


def test_a_screening_is_its_organisations_and_the_administrators(registry: Registry):
    publish(registry)
    haina, other, national = registry.city("haina"), registry.city("other"), registry.administrator()
    number = keep(haina)["number"]
    keep(other)

    assert [each["organisation"] for each in haina.get(ADDRESS).json["items"]] == ["haina"]
    assert [each["organisation"] for each in national.get(ADDRESS).json["items"]] == ["other", "haina"]
    assert [each["number"] for each in national.get(f"{ADDRESS}?organisation=haina").json["items"]] == [number]
    assert national.get(f"{ADDRESS}?status=decided").json["items"] == []
    assert registry.anyone.get(ADDRESS).status_code == 401
    for outsider in (other, registry.entity(), registry.anyone):
        assert outsider.get(f"{ADDRESS}/{number}").status_code == 404


def test_who_has_the_code_reads_the_certificate_without_small_counts_and_names(registry: Registry):
    publish(registry)
    haina = registry.city("haina")
    registry.adoption(haina, "yunling/parking", "approved", "live")
    kept = keep(haina)
    address = f"{ADDRESS}/{kept['number']}"

    found = registry.anyone.get(f"{address}?code={kept['verification_code'].lower().replace('-', '')}").json

    assert {**found, "candidates": []} == {**kept, "candidates": []}
    (told,) = found["candidates"]
    assert (told["adopters"], told["fewer_than"], told["cities"]) == (None, 5, None)
    assert kept["candidates"][0]["cities"][0]["slug"] == "haina"
    for wrong in ("", "0000-0000-0000-0000", "x" * 40, "停"):
        assert registry.anyone.get(address, query_string={"code": wrong}).status_code == 404


def test_an_open_screening_is_withdrawn_by_who_asked(registry: Registry):
    publish(registry)
    haina, other = registry.city("haina"), registry.city("other")
    address = f"{ADDRESS}/{keep(haina)['number']}"

    refused = other.delete(address)
    first, second = haina.delete(address), haina.delete(address)

    assert refused.status_code == 404
    assert first.status_code == 204
    assert (second.status_code, second.json["code"]) == (409, "screening_closed")
    assert haina.get(address).json["status"] == "withdrawn"
    types = [event["type"] for event in haina.get("/api/v1/events?limit=1000").json["items"]]
    assert types[-2:] == ["screening.kept", "screening.withdrawn"]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": ""}, "/title/en"),
        ({"title": "停" * 201}, "/title/zh"),
        ({"title": {"fr": "Parking"}}, "/title"),
        ({"title": 7}, "/title"),
        ({"summary": "停" * 2001}, "/summary/zh"),
        ({"features": ["停车"] * 51}, "/features/zh"),
        ({"features": [7]}, "/features/en/0"),
        ({"features": {"zh": ["停" * 501]}}, "/features/zh/0"),
        ({"keep": "yes"}, "/keep"),
        ({"unknown": 1}, "/unknown"),
    ],
)
def test_what_is_asked_is_bounded(registry: Registry, change: dict, pointer: str):
    answer = registry.anyone.post(ADDRESS, {**PROJECT, **change})

    assert answer.status_code == 422
    assert pointer in {error["pointer"] for error in answer.json["errors"]}


def test_the_greatest_description_is_answered(registry: Registry):
    publish(registry)
    text = "".join(chr(0x4E00 + nth % 20_000) for nth in range(500))

    answer = registry.anyone.post(
        ADDRESS, {"title": "停车", "summary": text * 4, "features": [text] * 50, "description": text * 20}
    )

    assert answer.status_code == 200


def test_the_form_shows_passages_side_by_side_and_needs_no_token(registry: Registry):
    publish(registry)
    form: dict[str, Any] = {
        "title": PROJECT["title"],
        "summary": PROJECT["summary"],
        "features": "- 泊位一张图\n2. 先离场后付费",
    }

    page = registry.visitor().submit("/screenings", **form).get_data(as_text=True)
    empty = Visitor(registry.app, "zh").submit("/screenings", title=" ")

    assert "What is wanted exists" in page
    assert "全市<mark>泊位一张图</mark>" in page
    assert 'href="/components/yunling/parking"' in page
    assert empty.status_code == 422
    assert "此项必填。" in empty.get_data(as_text=True)


def test_somebody_signed_in_keeps_it_and_prints_the_certificate(registry: Registry):
    publish(registry)
    haina = registry.city("haina")
    visitor = registry.visitor(haina)

    sent = visitor.submit("/screenings", title=PROJECT["title"], summary=PROJECT["summary"], keep="yes", project="P-7")
    page = visitor.get(sent.headers["Location"]).get_data(as_text=True)
    kept = haina.get(ADDRESS).json["items"][0]

    assert (sent.status_code, sent.headers["Location"]) == (303, "/screenings/S-2026-000001")
    assert kept["verification_code"] in page
    assert "P-7" in page
    assert "S-2026-000001" in visitor.get("/screenings").get_data(as_text=True)
    assert registry.visitor().get("/screenings/S-2026-000001").status_code == 404


def test_a_certificate_is_verified_by_number_and_code(registry: Registry):
    publish(registry)
    kept = keep(registry.city("haina"))
    visitor = registry.visitor()

    right = visitor.get(f"/screenings/verify?number=s-2026-000001&code={kept['verification_code'].lower()}")
    forged = visitor.get("/screenings/verify?number=S-2026-000001&code=0000-0000-0000-0000")
    mistyped = visitor.get("/screenings/verify?number=S-2026-000001&code=1234")

    assert right.status_code == 303
    assert kept["verification_code"] in visitor.get(right.headers["Location"]).get_data(as_text=True)
    assert forged.status_code == 404
    assert "was not issued here" in forged.get_data(as_text=True)
    assert "mistyped" in mistyped.get_data(as_text=True)
    assert visitor.get("/screenings/verify").status_code == 200
