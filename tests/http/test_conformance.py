"""Claims that a version conforms to a standard: made, verified, rejected, withdrawn."""

from typing import Any

import pytest

from tests.build import Answer, Client, Registry

VERSION = "/api/v1/components/yunling/parking/versions/1.0"
ADDRESS = f"{VERSION}/conformance"
REPORT = {
    "title": "检测报告 2026-17",
    "url": "https://lab.example.org/17",
    "digest": f"sha-256:{'0a' * 32}",
    "issued_on": "2026-02-01",
}


def claim(publisher: Client, standard: str = "GB/T 28181", **more: Any) -> str:
    """Claim conformance of the version; the address of the claim."""
    answer = publisher.post(ADDRESS, {"standard": standard, **more})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return str(answer.headers["Location"])


def decide(caller: Client, address: str, decision: str = "verified", **more: Any) -> Answer:
    return caller.post(f"{address}/verification", {"decision": decision, **more})


@pytest.fixture
def yunling(registry: Registry) -> Client:
    """A city with a published component."""
    city = registry.city("yunling")
    registry.component(city, "parking", "1.0")
    return city


def test_a_publisher_claims_that_a_version_conforms_with_the_report_that_shows_it(registry: Registry, yunling: Client):
    address = claim(yunling, "gbt28181", clauses="4, 5.1–5.4", report=REPORT)

    told = registry.anyone.get(address).json

    assert (told["standard"], told["code"], told["status"]) == ("gb-t-28181-2022", "GB/T 28181-2022", "claimed")
    assert (told["clauses"], told["report"], told["verification"]) == ("4, 5.1–5.4", REPORT, None)
    assert registry.anyone.get(ADDRESS).json["items"] == [told]


def test_an_assessor_verifies_it_and_the_log_says_so(registry: Registry, yunling: Client):
    address = claim(yunling)

    answer = decide(registry.assessor(), address, note="抽测二十路", report=REPORT)

    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert answer.json["status"] == "verified"
    seen = answer.json["verification"]
    assert (seen["by"], seen["note"], seen["report"]) == ("assessor", "抽测二十路", REPORT)
    events = registry.anyone.get("/api/v1/events?limit=1000").json["items"]
    told = [event for event in events if event["type"].startswith("conformance.")]
    assert [event["type"] for event in told] == ["conformance.claimed", "conformance.verified"]
    assert told[1]["data"]["verifier"] == "assessor"
    assert told[1]["subject"].startswith("yunling/parking/versions/1.0/conformance/")


def test_a_rejection_says_why_and_the_publisher_may_claim_anew(registry: Registry, yunling: Client):
    assessor = registry.assessor()
    address = claim(yunling, report=REPORT)

    mute = decide(assessor, address, "rejected")
    rejected = decide(assessor, address, "rejected", note="信令不符合 9.1")
    again = claim(yunling, clauses="9.1")

    assert [error["pointer"] for error in mute.json["errors"]] == ["/note"]
    assert (rejected.json["status"], rejected.json["verification"]["note"]) == ("rejected", "信令不符合 9.1")
    assert again == address
    told = registry.anyone.get(address).json
    assert (told["status"], told["clauses"], told["report"], told["verification"]) == ("claimed", "9.1", None, None)


def test_a_claim_stands_once_and_belongs_to_its_version(registry: Registry, yunling: Client):
    claim(yunling)
    registry.version(yunling, "yunling/parking", "2.0")

    twice = yunling.post(ADDRESS, {"standard": "GB/T 28181-2022"})
    newer = registry.anyone.get(ADDRESS.replace("1.0", "2.0")).json["items"]

    assert (twice.status_code, twice.json["code"]) == (409, "claim_taken")
    assert newer == []


def test_a_withdrawn_claim_is_over_for_verifiers_and_free_for_its_publisher(registry: Registry, yunling: Client):
    address = claim(yunling)

    assert yunling.delete(address).status_code == 204
    assert yunling.delete(address).status_code == 204
    late = decide(registry.assessor(), address)

    assert registry.anyone.get(address).json["status"] == "withdrawn"
    assert (late.status_code, late.json["code"]) == (409, "claim_ended")
    assert claim(yunling) == address
    events = registry.anyone.get("/api/v1/events?limit=1000").json["items"]
    assert [event["type"] for event in events].count("conformance.withdrawn") == 1


def test_a_verifier_may_correct_what_was_verified(registry: Registry, yunling: Client):
    address = claim(yunling)
    decide(registry.assessor(), address)

    answer = decide(registry.assessor("second"), address, "rejected", note="复测不符")

    assert (answer.json["status"], answer.json["verification"]["by"]) == ("rejected", "second")


def test_only_the_publisher_claims_and_withdraws(registry: Registry, yunling: Client):
    address = claim(yunling)

    for outsider in (registry.city("haina"), registry.entity()):
        answer = outsider.post(ADDRESS, {"standard": "RFC 6749"})
        assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")
        assert outsider.delete(address).status_code == 403
    assert registry.assessor().post(ADDRESS, {"standard": "RFC 6749"}).json["code"] == "scope_missing"
    assert registry.anyone.post(ADDRESS, {"standard": "RFC 6749"}).status_code == 401


def test_a_publisher_whose_rights_have_ended_claims_no_more(registry: Registry, yunling: Client):
    (token,) = [row["id"] for row in yunling.get("/api/v1/tokens").json["items"]]
    yunling.delete(f"/api/v1/tokens/{token}")

    assert yunling.post(ADDRESS, {"standard": "RFC 6749"}).status_code == 401


def test_nobody_verifies_what_is_its_own_or_what_it_supplies(registry: Registry, yunling: Client):
    builder = registry.client("builder", "assessment:write", kind="assessor")
    details = {"contributors": ["builder"]}
    tag = yunling.get("/api/v1/components/yunling/parking").headers["ETag"]
    yunling.patch("/api/v1/components/yunling/parking", details, etag=tag)
    address = claim(yunling)
    own = registry.client("yunling", "assessment:write")

    interested = decide(builder, address)
    city = decide(own, address)

    assert (interested.status_code, interested.json["code"]) == (403, "verifier_interested")
    assert (city.status_code, city.json["code"]) == (403, "not_an_assessor")
    assert registry.anyone.get(address).json["status"] == "claimed"


def test_an_administrator_verifies_or_enters_what_an_assessor_found(registry: Registry, yunling: Client):
    registry.assessor("lab")
    national = registry.administrator()
    first, second = claim(yunling), claim(yunling, "RFC 3261")

    own = decide(national, first)
    entered = decide(national, second, verifier="lab", report=REPORT)
    unfit = decide(national, first, verifier="yunling")

    assert own.json["verification"]["by"] == "national"
    assert entered.json["verification"]["by"] == "lab"
    assert unfit.json["code"] == "not_an_assessor"


def test_an_authority_does_not_verify_what_it_published_itself(registry: Registry):
    national = registry.client("national", "platform:admin", "catalogue:write", kind="authority")
    registry.component(national, "forms", "1.0")
    registry.assessor("lab")
    place = "/api/v1/components/national/forms/versions/1.0/conformance"
    address = national.post(place, {"standard": "RFC 6749"}).headers["Location"]

    for verifier in ({}, {"verifier": "lab"}):
        assert decide(national, address, **verifier).json["code"] == "verifier_interested"


def test_an_assessor_speaks_for_itself_only(registry: Registry, yunling: Client):
    registry.assessor("lab")

    answer = decide(registry.assessor(), claim(yunling), verifier="lab")

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/standard"),
        ({"standard": "GB/T 99999"}, "/standard"),
        ({"standard": "RFC 6749", "report": {"title": "x", "digest": "md5:1"}}, "/report/digest"),
        ({"standard": "RFC 6749", "report": {}}, "/report/title"),
        ({"standard": "RFC 6749", "status": "verified"}, "/status"),
    ],
)
def test_a_wrong_field_of_a_claim_is_named(registry: Registry, yunling: Client, body: dict, pointer: str):
    answer = yunling.post(ADDRESS, body)

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_the_claims_of_a_draft_are_hidden_with_it(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps")
    place = "/api/v1/components/yunling/maps/versions/1.0/conformance"

    for outsider in (registry.anyone, registry.city("haina")):
        assert outsider.get(place).status_code == 404


def test_what_is_claimed_and_declared_is_found_with_and_without_the_year(registry: Registry, yunling: Client):
    registry.component(yunling, "video", "1.0", standards=["GB/T 28181-2022"], title={"zh": "视频网关"})
    claim(yunling)

    def names(query: str) -> set[str]:
        answer = yunling.get(f"/api/v1/components?{query}")
        return {item["name"] for item in answer.json["items"]}

    assert names("standard=gb-t-28181") == {"parking", "video"}
    assert names("standard=GB/T 28181-2022") == {"parking", "video"}
    assert names("standard=gb-t-22239") == set()
    assert names("conformance=claimed") == {"parking"}
    assert names("conformance=verified") == set()
    assert names("q=GB/T 28181") == {"parking", "video"}
    assert names("q=28181") == {"parking", "video"}
    assert names("q=gbt28181") == {"parking", "video"}
    assert names("q=GB/T28181-2022") == {"parking", "video"}


def test_the_search_follows_verification_and_withdrawal(registry: Registry, yunling: Client):
    address = claim(yunling)
    assessor = registry.assessor()

    decide(assessor, address)
    verified = yunling.get("/api/v1/components?conformance=verified").json["total"]
    yunling.delete(address)
    withdrawn = yunling.get("/api/v1/components?standard=gb-t-28181").json["total"]

    assert (verified, withdrawn) == (1, 0)
