"""Reports on the security of components (等保, 密评): added, asked for, lent, fetched."""

import hashlib

import pytest

from tests.build import START, Answer, Client, Registry

API = "/api/v1"
REPORTS = f"{API}/components/yunling/parking/security-reports"
FILE = b"%PDF-1.7 assessed"
ABOUT = "kind=classified_protection&level=3&title=Level+3&issuer=Demo+laboratory&issued_on=2026-01-05"


@pytest.fixture
def owner(registry: Registry) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    return yunling


def add(owner: Client, about: str = ABOUT) -> Answer:
    return owner.call("PUT", f"{REPORTS}/report.pdf?{about}", data=FILE)


def ask(city: Client, identifier: str) -> Answer:
    return city.post(f"{API}/security-reports/{identifier}/requests", {"reason": "示例"})


def decide(owner: Client, request: Answer, decision: str = "approve", **more: str) -> Answer:
    return owner.post(f"{API}/report-requests/{request.json['id']}/decisions", {"decision": decision, **more})


def test_a_city_that_was_lent_a_report_fetches_just_these_bytes(registry: Registry, owner: Client):
    haina = registry.city("haina")
    identifier = add(owner).json["id"]

    before = haina.get(f"{API}/security-reports/{identifier}/file")
    decided = decide(owner, ask(haina, identifier))
    after = haina.get(f"{API}/security-reports/{identifier}/file")

    assert (before.status_code, before.json["code"]) == (403, "report_not_lent")
    assert (decided.status_code, decided.json["status"], decided.json["until_on"]) == (201, "approved", "2027-03-02")
    assert (after.status_code, after.data) == (200, FILE)
    assert haina.get(REPORTS).json["items"][0]["sha256"] == hashlib.sha256(FILE).hexdigest()


def test_that_there_is_a_report_is_known_to_cities_and_to_nobody_else(registry: Registry, owner: Client):
    identifier = add(owner).json["id"]

    listed = registry.city("haina").get(REPORTS).json["items"]

    assert [(row["title"], row["may_fetch"], row["request"]) for row in listed] == [("Level 3", False, None)]
    for stranger, status in ((registry.anyone, 401), (registry.entity(), 403), (registry.assessor(), 403)):
        assert stranger.get(REPORTS).status_code == status
        assert stranger.get(f"{API}/security-reports/{identifier}/file").status_code == status


def test_what_was_lent_ends_with_its_day(registry: Registry, owner: Client):
    haina = registry.city("haina")
    identifier = add(owner).json["id"]
    decide(owner, ask(haina, identifier), until_on="2026-03-02")

    registry.clock.set(START.replace(day=3))

    assert haina.get(f"{API}/security-reports/{identifier}/file").json["code"] == "report_not_lent"


def test_declined_it_may_be_asked_for_again(registry: Registry, owner: Client):
    haina = registry.city("haina")
    identifier = add(owner).json["id"]
    request = ask(haina, identifier)

    twice = ask(haina, identifier)
    declined = decide(owner, request, "decline", note="示例")
    late = decide(owner, request)

    assert (twice.status_code, twice.json["code"]) == (409, "report_requested")
    assert (declined.json["status"], late.json["code"]) == ("declined", "request_closed")
    assert ask(haina, identifier).status_code == 201


def test_what_is_withdrawn_is_lent_no_more(registry: Registry, owner: Client):
    haina = registry.city("haina")
    identifier = add(owner).json["id"]
    decide(owner, ask(haina, identifier))

    withdrawn = owner.delete(f"{API}/security-reports/{identifier}")

    assert withdrawn.status_code == 204
    assert haina.get(REPORTS).json["items"] == []
    assert haina.get(f"{API}/security-reports/{identifier}/file").status_code == 403


def test_only_the_publisher_adds_and_lends(registry: Registry, owner: Client):
    haina, shawan = registry.city("haina"), registry.city("shawan")
    request = ask(haina, add(owner).json["id"])

    added = haina.call("PUT", f"{REPORTS}/own.pdf?{ABOUT}", data=FILE)

    assert (added.status_code, added.json["code"]) == (403, "not_your_organisation")
    assert decide(haina, request).json["code"] == "not_your_organisation"
    assert decide(shawan, request).status_code == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [("&issued_on=2027-01-01", "/issued_on"), ("&version=9.9", "/version")],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(registry: Registry, owner: Client, change: str, pointer: str):
    about = ABOUT.replace("&issued_on=2026-01-05", "") + change if "issued_on" in change else ABOUT + change

    answer = add(owner, about)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert owner.get(REPORTS).json["items"] == []


def test_the_owner_and_the_city_see_the_request_and_nobody_else(registry: Registry, owner: Client):
    haina = registry.city("haina")
    identifier = ask(haina, add(owner).json["id"]).json["id"]

    seen = [client.get(f"{API}/report-requests?status=open").json["items"] for client in (owner, haina)]

    assert [[row["id"] for row in rows] for rows in seen] == [[identifier], [identifier]]
    assert registry.city("shawan").get(f"{API}/report-requests").json["items"] == []
    assert registry.city("shawan").get(f"{API}/report-requests/{identifier}").status_code == 404
