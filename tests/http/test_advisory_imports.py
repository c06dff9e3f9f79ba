"""POST /advisories/imports, GET /advisories/{identifier}/osv, GET /advisories/osv."""

import json
from typing import Any

from schemas.advisories import AdvisoryImportSchema, OsvRecordPageSchema
from tests.build import Answer, Client, Registry
from tests.http.test_advisories import ADDRESS, COMPONENT, CRITICAL, advisory, events

IMPORTS = "/api/v1/advisories/imports"
LINES = {"Content-Type": "application/x-ndjson"}


def record(**changes: Any) -> dict[str, Any]:
    """A record of OSV from elsewhere, and what the test adds or changes."""
    name = changes.pop("name", COMPONENT)
    entry = {"package": {"ecosystem": "SharedComponentRegistry", "name": name}, **events(("introduced", "1.1"))[0]}
    return {
        "schema_version": "1.7.4",
        "id": "CVE-2026-12345",
        "modified": "2026-03-01T00:00:00Z",
        "published": "2026-02-01T00:00:00Z",
        "summary": "Passwords leak",
        "severity": [{"type": "CVSS_V3", "score": CRITICAL}],
        "affected": [entry],
        **changes,
    }


def publisher(registry: Registry) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", "1.1", "2.0")
    return yunling


def send(client: Client, text: str, headers: dict[str, str] | None = None) -> Answer:
    sent = headers or {"Content-Type": "application/json"}
    return client.call("POST", IMPORTS, data=text.encode(), headers=sent)


def results(answer: Answer) -> list[str]:
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert AdvisoryImportSchema().validate(answer.json) == {}
    return [each["result"] for each in answer.json["records"]]


def test_a_record_is_created_then_unchanged_then_updated_and_an_older_one_ignored(registry: Registry):
    yunling = publisher(registry)

    newer = record(modified="2026-03-01T10:00:00Z", severity=[], summary="Worse")
    sent = [record(), record(), newer, record(summary="Old news")]
    found = [results(yunling.post(IMPORTS, each))[0] for each in sent]

    assert found == ["created", "unchanged", "updated", "unchanged"]
    read = registry.anyone.get("/api/v1/advisories/CVE-2026-12345").json
    assert (read["summary"], read["severity"], read["affected_versions"]) == ({"en": "Worse"}, None, ["2.0", "1.1"])
    assert (read["published_at"], read["modified_at"]) == ("2026-02-01T00:00:00.000Z", "2026-03-01T10:00:00.000Z")
    kinds = [e["type"] for e in registry.anyone.get("/api/v1/events?limit=1000").json["items"] if "advis" in e["type"]]
    assert kinds == ["advisory.published", "advisory.updated"]


def test_a_withdrawn_record_withdraws_and_a_newer_one_brings_it_back(registry: Registry):
    yunling = publisher(registry)
    yunling.post(IMPORTS, record())
    place = f"/api/v1/components/{COMPONENT}/versions/1.1/advisories"

    gone = record(modified="2026-03-01T01:00:00Z", withdrawn="2026-03-01T01:00:00Z")
    assert results(yunling.post(IMPORTS, gone)) == ["updated"]
    assert yunling.get(place).json["items"] == []
    assert yunling.get("/api/v1/advisories/CVE-2026-12345").json["withdrawn"]["at"] == "2026-03-01T01:00:00.000Z"

    assert results(yunling.post(IMPORTS, record(modified="2026-03-01T02:00:00Z"))) == ["updated"]
    assert len(yunling.get(place).json["items"]) == 1
    kinds = [e["type"] for e in registry.anyone.get("/api/v1/events?limit=1000").json["items"] if "advis" in e["type"]]
    assert kinds == ["advisory.published", "advisory.withdrawn", "advisory.updated"]


def test_each_record_of_a_list_stands_by_itself_and_mistakes_are_told_by_line(registry: Registry):
    yunling = publisher(registry)
    wrong = record(id="CVE-2026-2222", affected=[{**record()["affected"][0], "versions": ["1.0", "9.9"]}])
    wrong["affected"][0]["ranges"][0]["events"] = [{"introduced": "2.0"}, {"fixed": "3.0"}]
    text = json.dumps([record(), wrong, record(id="CVE-2026-3333", modified="today")], indent=1)

    answer = send(yunling, text)

    assert results(answer) == ["created", "refused", "refused"]
    first, second, third = answer.json["records"]
    assert (first["line"], first["component"]) == (2, COMPONENT)
    lines = text.split("\n")
    assert "{" in lines[second["line"] - 1]
    (problem,) = second["problems"]
    assert problem["pointer"] == "/affected/0/versions/1"
    assert '"9.9"' in lines[problem["line"] - 1]
    (problem,) = third["problems"]
    assert problem["pointer"] == "/modified"
    assert '"today"' in lines[problem["line"] - 1]
    assert answer.json["refused"] == 2
    told = [event["subject"] for event in registry.anyone.get("/api/v1/events?types=advisory.published").json["items"]]
    assert told == [f"{COMPONENT}/advisories/CVE-2026-12345"], "what is refused takes nothing back but itself"
    assert len(registry.anyone.get("/api/v1/advisories").json["items"]) == 1


def test_records_may_come_one_on_each_line(registry: Registry):
    yunling = publisher(registry)
    lines = [json.dumps(record()), "", "{broken", json.dumps({**record(id="CVE-2026-4444"), "affected": 7})]

    answer = send(yunling, "\n".join(lines), LINES)

    assert results(answer) == ["created", "refused", "refused"]
    assert [each["line"] for each in answer.json["records"]] == [1, 3, 4]
    assert "syntax error" in answer.json["records"][1]["problems"][0]["detail"]
    assert answer.json["records"][2]["problems"][0]["pointer"] == "/affected"


def test_what_cannot_be_imported_says_why(registry: Registry):
    yunling, haina = publisher(registry), registry.city("haina")
    registry.component(haina, "lights", "1.0")
    registry.component(haina, "draft")
    haina.post(IMPORTS, record(id="CVE-2026-9999", name="haina/lights"))
    both = [*record()["affected"], *record(name="haina/lights")["affected"]]
    cases = {
        "/affected/0/package/name": record(name="yunling/nothing"),
        "/affected/0/package/name ": record(name="haina/draft"),
        "": record(name="haina/lights"),
        "/affected": record(affected=both),
        "/affected ": record(affected=[{"package": {"ecosystem": "PyPI", "name": "x"}, "versions": ["1"]}]),
        "/id": record(id="SCA-2026-000001"),
        "/id ": record(id="CVE-2026-9999"),
        "/modified": record(modified="2027-01-01T00:00:00Z"),
        "/severity/0/score": record(severity=[{"type": "CVSS_V3", "score": "CVSS:3.1/AV:Q"}]),
        "/schema_version": record(schema_version="2.0"),
        "/affected/0/package": record(affected=[{"versions": ["1.0"]}]),
    }

    for pointer, wrong in cases.items():
        answer = yunling.post(IMPORTS, wrong)
        assert results(answer) == ["refused"], wrong
        assert answer.json["records"][0]["problems"][0]["pointer"] == pointer.strip()
    assert yunling.get(ADDRESS).json["items"] == []


def test_hostile_bodies_are_refused_whole(registry: Registry):
    yunling = publisher(registry)
    deep = '{"a":' * 100 + "1" + "}" * 100
    doubled = '{"id": "CVE-2026-1111", "id": "CVE-2026-2222"}'
    many = json.dumps(record(affected=[{**record()["affected"][0], "versions": ["1.0"] * 10_001}]))

    for text in ("", "{", deep, doubled, "[1,]", '"\\ud800"', "NaN"):
        assert send(yunling, text).status_code in {400, 422}, text
    assert send(yunling, "[" + "[]," * 400_000 + "[]]").status_code == 413
    assert send(yunling, "x", {"Content-Type": "text/csv"}).status_code == 415
    assert results(send(yunling, many)) == ["refused"]
    assert results(send(yunling, "[]")) == []
    assert results(send(yunling, "[7, null]")) == ["refused", "refused"]


def test_importing_is_for_publishers_and_security_administrators(registry: Registry):
    publisher(registry)
    watch = registry.client("watch", "security:admin", kind="authority")

    assert registry.anyone.post(IMPORTS, record()).status_code == 401
    assert registry.client("haina", "adoption:write").post(IMPORTS, record()).status_code == 403
    (refused,) = registry.city("haina").post(IMPORTS, record()).json["records"]
    assert "another organisation" in refused["problems"][0]["detail"]
    assert results(watch.post(IMPORTS, record())) == ["created"]


def test_what_is_exported_is_imported_as_unchanged_and_elsewhere_as_the_same(registry: Registry):
    yunling = publisher(registry)
    told = advisory(affected=events(("introduced", "1.0")), fixed="2.0", severity="high", aliases=["CNVD-2026-12345"])
    own = yunling.post(ADDRESS, told).headers["Location"]
    place = yunling.post(ADDRESS, told).headers["Location"]
    yunling.post(f"{place}/withdrawal", {"reason": "误报"})
    yunling.post(IMPORTS, record(database_specific={"cwe_ids": ["CWE-1"]}))

    page = registry.anyone.get("/api/v1/advisories/osv").json
    again = yunling.post(IMPORTS, page["items"])

    assert OsvRecordPageSchema().validate(page) == {}
    assert results(again) == ["unchanged"] * 3
    assert registry.anyone.get("/api/v1/advisories/osv").json == page
    assert page["items"][0]["withdrawn"]
    exported = registry.anyone.get(f"{own}/osv").json
    assert exported["affected"][0]["versions"] == ["1.0", "1.1"]
    as_another = {**exported, "id": "CITY-2026-1", "modified": "2026-03-02T04:00:00.000Z"}
    assert results(yunling.post(IMPORTS, as_another)) == ["created"]
    assert registry.anyone.get("/api/v1/advisories/CITY-2026-1/osv").json == as_another


def test_the_name_a_component_had_before_leads_to_it(registry: Registry):
    yunling, haina = publisher(registry), registry.city("haina")
    yunling.post(f"/api/v1/components/{COMPONENT}/transfer", {"to": "haina"})
    accepted = haina.post(f"/api/v1/components/{COMPONENT}/transfer", {"accept": True})
    assert accepted.status_code < 300, accepted.get_data(as_text=True)

    (found,) = haina.post(IMPORTS, record()).json["records"]

    assert (found["result"], found["component"]) == ("created", "haina/parking")
