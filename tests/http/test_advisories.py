"""Advisories: POST …/advisories, PATCH and withdrawal, and who reads what."""

from typing import Any

import pytest

from schemas.advisories import AdvisoryPageSchema, AdvisorySchema
from tests.build import Answer, Client, Registry

COMPONENT = "yunling/parking"
ADDRESS = f"/api/v1/components/{COMPONENT}/advisories"
CRITICAL = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
MEDIUM = "CVSS:4.0/AV:L/AC:L/AT:N/PR:H/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N"
VERSIONS = ("1.0", "1.1", "1.2rc1", "1.2", "2.0")


def advisory(**changes: Any) -> dict[str, Any]:
    """The least an advisory says, and what the test adds or changes."""
    said = {
        "summary": {"zh": "口令泄露", "en": "Passwords leak"},
        "severity": [{"type": "CVSS_V3", "score": CRITICAL}],
        "affected": [{"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "1.1"}, {"fixed": "2.0"}]}]}],
        **changes,
    }
    return {name: value for name, value in said.items() if value is not None}


def events(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"ranges": [{"type": "ECOSYSTEM", "events": [{kind: version} for kind, version in pairs]}]}]


@pytest.fixture
def yunling(registry: Registry) -> Client:
    city = registry.city("yunling")
    registry.component(city, "parking", *VERSIONS)
    return city


def publish(client: Client, **changes: Any) -> Answer:
    answer = client.post(ADDRESS, advisory(**changes))
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return answer


def test_an_advisory_names_exactly_the_versions_it_affects(registry: Registry, yunling: Client):
    answer = publish(yunling, aliases=["CVE-2026-12345"], references=[{"type": "FIX", "url": "https://example.org/1"}])

    assert AdvisorySchema().validate(answer.json) == {}
    assert answer.headers["Location"] == "/api/v1/advisories/SCA-2026-000001"
    read = registry.anyone.get(answer.headers["Location"])
    assert (read.json, read.headers["ETag"]) == (answer.json, answer.headers["ETag"])
    assert read.json["affected_versions"] == ["1.2", "1.2rc1", "1.1"]
    assert (read.json["severity"], read.json["score"], read.json["fixed_in"]) == ("critical", 9.8, ["2.0"])
    assert (read.json["warnings"], read.json["withdrawn"]) == ([], None)


MEANT: list[tuple[dict[str, Any], list[str]]] = [
    ({"affected": events(("introduced", "0"))}, ["2.0", "1.2", "1.2rc1", "1.1", "1.0"]),
    ({"affected": events(("introduced", "1.2"))}, ["2.0", "1.2"]),
    ({"affected": events(("introduced", "0"), ("last_affected", "1.1"))}, ["1.1", "1.0"]),
    ({"affected": events(("introduced", "0"), ("limit", "1.2"))}, ["1.2rc1", "1.1", "1.0"]),
    ({"affected": [{"versions": ["1.0.0", "v2.0"]}]}, ["2.0", "1.0"]),
    ({"affected": [*events(("introduced", "0"), ("fixed", "1.1")), {"versions": ["2.0"]}]}, ["2.0", "1.0"]),
    ({"affected": None, "fixed": "1.2"}, ["1.2rc1", "1.1", "1.0"]),
    ({"affected": events(("introduced", "1.1")), "fixed": ["2.0", "1.2"]}, ["1.2rc1", "1.1"]),
]


def test_ranges_lists_and_the_short_form_mean_the_same_as_in_osv(yunling: Client):
    found = [publish(yunling, **said).json["affected_versions"] for said, _ in MEANT]

    assert found == [affected for _, affected in MEANT]


def test_a_version_published_later_in_an_open_range_is_affected_too(registry: Registry, yunling: Client):
    place = publish(yunling, affected=events(("introduced", "2.0"))).headers["Location"]

    registry.version(yunling, COMPONENT, "2.1")

    assert yunling.get(place).json["affected_versions"] == ["2.1", "2.0"]


def test_a_range_without_a_published_version_and_commits_are_warned_of_and_accepted(yunling: Client):
    entry = events(("introduced", "7.0"))[0]
    commits = {"type": "GIT", "repo": "https://example.org/x.git", "events": [{"introduced": "0"}]}

    answer = publish(yunling, affected=[{"ranges": [*entry["ranges"], commits]}])

    found = [(warning["code"], warning["pointer"]) for warning in answer.json["warnings"]]
    assert found == [("touches_no_version", "/affected/0/ranges/0"), ("not_evaluated", "/affected/0/ranges/1")]
    assert answer.json["affected_versions"] == []


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"affected": None}, "/affected", "Say which versions"),
    ({"affected": []}, "/affected", "between 1 and 50"),
    ({"affected": [{}]}, "/affected/0", "list of versions is needed"),
    ({"affected": [{"versions": ["1.0", "9.9"]}]}, "/affected/0/versions/1", "no such version"),
    ({"affected": [{"versions": ["1.0-SNAPSHOT"]}]}, "/affected/0/versions/0", "PEP 440"),
    ({"affected": events(("fixed", "1.0"))}, "/affected/0/ranges/0/events", "introduced"),
    ({"affected": events(("introduced", "x"))}, "/affected/0/ranges/0/events/0/introduced", "PEP 440"),
    (
        {"affected": events(("introduced", "1.0"), ("fixed", "1.0.0"))},
        "/affected/0/ranges/0/events/1/fixed",
        "not fixed in the same",
    ),
    (
        {"affected": events(("introduced", "0"), ("fixed", "1.1"), ("last_affected", "1.0"))},
        "/affected/0/ranges/0/events",
        "not both",
    ),
    (
        {"affected": [{"ranges": [{"events": [{"introduced": "0", "fixed": "1.0"}]}]}]},
        "/affected/0/ranges/0/events/0",
        "one of",
    ),
    (
        {"affected": [{"ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}]},
        "/affected/0/ranges/0/type",
        "ECOSYSTEM",
    ),
    (
        {"affected": [{"package": {"ecosystem": "SharedComponentRegistry", "name": "a/b"}, "versions": ["1.0"]}]},
        "/affected/0/package/name",
        "one component",
    ),
    ({"affected": [{"package": {"ecosystem": "PyPI", "name": "x"}, "versions": ["1"]}]}, "/affected", "Say which"),
    ({"affected": [{"versions": ["1.0"] * 10_001}]}, "/affected/0/versions", "maximum length 10000"),
    ({"affected": events(("introduced", "0"), *[("fixed", "1.0")] * 500)}, "/affected", "At most 500 events"),
    ({"fixed": "soon"}, "/fixed/0", "PEP 440"),
    ({"severity": "grave"}, "/severity", "Must be one of"),
    ({"severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:Q"}]}, "/severity/0/score", "AV has no value 'Q'"),
    ({"severity": [{"type": "CVSS_V3", "score": MEDIUM}]}, "/severity/0/score", "begins with CVSS:3.0"),
    ({"severity": [{"type": "CVSS_V4", "score": "CVSS:4.0/AV:N"}]}, "/severity/0/score", "Missing metrics: AC"),
    ({"aliases": ["CVE-26-1"]}, "/aliases/0", "Not an identifier"),
    ({"aliases": ["cnnvd-2026"]}, "/aliases/0", "Not an identifier"),
    ({"references": [{"url": "http://example.org"}]}, "/references/0/url", "https"),
    ({"references": [{"type": "RUMOUR", "url": "https://example.org"}]}, "/references/0/type", "Must be one of"),
    ({"credits": [{"type": "FINDER"}]}, "/credits/0/name", "Missing data"),
    ({"summary": None}, "/summary", "Missing data"),
    ({"summary": {"fr": "Fuite"}}, "/summary", "Chinese (zh) or English (en)"),
    ({"priority": 1}, "/priority", "Unknown field"),
]


def test_each_wrong_field_is_named_and_nothing_is_published(yunling: Client):
    answers = [(yunling.post(ADDRESS, advisory(**said)), pointer, about) for said, pointer, about in WRONG]

    for answer, pointer, about in answers:
        assert answer.status_code == 422, (pointer, answer.get_data(as_text=True))
        (error,) = answer.json["errors"]
        assert error["pointer"] == pointer
        assert about in error["detail"]
    assert yunling.get(ADDRESS).json["items"] == []


def test_mistakes_are_told_in_chinese_too(registry: Registry, yunling: Client):
    chinese = Client(registry.app, yunling.token, "zh")
    wrong = advisory(severity=[{"type": "CVSS_V3", "score": "CVSS:3.1/AV:Q"}], affected=[{"versions": ["9.9"]}])

    details = [error["detail"] for error in chinese.post(ADDRESS, wrong).json["errors"]]

    assert details == ["该组件没有此版本，范围也未涵盖它。", "指标 AV 没有取值“Q”。"]


RATED: list[tuple[Any, str | None, float | None]] = [
    ([{"type": "CVSS_V4", "score": MEDIUM}, {"type": "CVSS_V3", "score": CRITICAL}], "critical", 9.8),
    ([{"type": "CVSS_V2", "score": "AV:L/AC:M/Au:N/C:N/I:P/A:C"}], None, None),
    ("high", "high", None),
    (None, None, None),
]


def test_the_highest_score_counts_and_a_plain_word_where_there_is_none(yunling: Client):
    read = [publish(yunling, severity=severity).json for severity, _, _ in RATED]

    assert [(each["severity"], each["score"]) for each in read] == [(level, score) for _, level, score in RATED]


def test_plain_texts_are_taken_as_osv_has_them(yunling: Client):
    read = publish(yunling, summary="口令泄露", details="Change them.").json

    assert (read["summary"], read["details"]) == ({"zh": "口令泄露"}, {"en": "Change them."})


def test_identifiers_count_anew_each_year_and_a_refusal_leaves_no_gap(registry: Registry, yunling: Client):
    first = publish(yunling).json["identifier"]
    yunling.post(ADDRESS, advisory(affected=[{"versions": ["9.9"]}]))
    second = publish(yunling).json["identifier"]
    registry.clock.set(registry.clock.now().replace(year=2027))
    third = publish(registry.client("yunling", "catalogue:write")).json["identifier"]

    assert (first, second, third) == ("SCA-2026-000001", "SCA-2026-000002", "SCA-2027-000001")


def test_the_publisher_and_security_administrators_publish(registry: Registry, yunling: Client):
    roles = {
        "anyone": (registry.anyone, 401, "token_required"),
        "another city": (registry.city("haina"), 403, "not_your_organisation"),
        "without the scope": (registry.client("yunling", "adoption:write"), 403, "scope_missing"),
        "for other components": (registry.client("yunling", "catalogue:write:light*"), 403, "scope_missing"),
        "for this component": (registry.client("yunling", "catalogue:write:park*"), 201, None),
        "security": (registry.client("watch", "security:admin", kind="authority"), 201, None),
    }

    answers = {role: caller.post(ADDRESS, advisory()) for role, (caller, _, _) in roles.items()}

    found = {role: (answer.status_code, answer.json.get("code")) for role, answer in answers.items()}
    assert found == {role: (status, code) for role, (_, status, code) in roles.items()}


def test_what_is_wrong_with_a_hidden_component_is_hidden(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "draft")
    place = yunling.post("/api/v1/components/yunling/draft/advisories", advisory(affected=None, fixed="1.0"))
    own = place.headers["Location"]

    assert yunling.get(own).status_code == 200
    for stranger in (registry.anyone, registry.city("haina")):
        assert stranger.get(own).status_code == 404
        assert stranger.get(f"{own}/osv").status_code == 404
        assert stranger.get("/api/v1/advisories").json["items"] == []
        assert stranger.get("/api/v1/advisories/osv").json["items"] == []
        assert stranger.get("/api/v1/components/yunling/draft/advisories").status_code == 404
        kinds = {event["type"] for event in stranger.get("/api/v1/events?limit=1000").json["items"]}
        assert "advisory.published" not in kinds


def test_a_change_names_the_tag_it_builds_on_and_is_told(registry: Registry, yunling: Client):
    published = publish(yunling)
    place, tag = published.headers["Location"], published.headers["ETag"]
    registry.clock.set(registry.clock.now().replace(hour=9))

    without = yunling.patch(place, {"severity": "low"})
    changed = yunling.patch(place, {"severity": None, "affected": None, "fixed": "1.2"}, etag=tag)
    stale = yunling.patch(place, {"severity": "low"}, etag=tag)

    assert (without.status_code, stale.status_code) == (428, 412)
    assert changed.status_code == 200, changed.get_data(as_text=True)
    assert changed.json["affected_versions"] == ["1.2rc1", "1.1", "1.0"]
    assert (changed.json["severity"], changed.json["fixed_in"]) == (None, ["1.2"])
    assert changed.json["modified_at"] > changed.json["published_at"]
    assert changed.json["summary"] == {"zh": "口令泄露", "en": "Passwords leak"}
    told = [e for e in registry.anyone.get("/api/v1/events?limit=1000").json["items"] if e["type"][:8] == "advisory"]
    assert [event["type"] for event in told] == ["advisory.published", "advisory.updated"]
    assert told[0]["data"] == {
        "advisory": "SCA-2026-000001",
        "component": COMPONENT,
        "severity": "critical",
        "fixed_in": ["2.0"],
    }


def test_a_patch_that_changes_nothing_is_not_told(registry: Registry, yunling: Client):
    published = publish(yunling, fixed="1.2", aliases=["CVE-2026-12345"], details={"en": "More"})

    again = yunling.patch(published.headers["Location"], {"fixed": ["1.2"]}, etag=published.headers["ETag"])

    assert again.json == published.json
    kinds = [event["type"] for event in registry.anyone.get("/api/v1/events?limit=1000").json["items"]]
    assert "advisory.updated" not in kinds


def test_a_withdrawn_advisory_is_kept_with_its_reason_and_affects_nothing(registry: Registry, yunling: Client):
    place = publish(yunling).headers["Location"]

    withdrawn = yunling.post(f"{place}/withdrawal", {"reason": "误报"})
    again = yunling.post(f"{place}/withdrawal", {"reason": "误报"})
    changed = yunling.patch(place, {"severity": "low"}, etag=withdrawn.headers["ETag"])

    assert withdrawn.json["withdrawn"] == {"at": "2026-03-02T04:00:00.000Z", "reason": "误报"}
    assert [answer.json["code"] for answer in (again, changed)] == ["advisory_withdrawn"] * 2
    assert registry.anyone.get(place).json["withdrawn"]["reason"] == "误报"
    assert registry.anyone.get(f"/api/v1/components/{COMPONENT}/versions/1.1/advisories").json["items"] == []
    assert yunling.delete(place, etag=withdrawn.headers["ETag"]).status_code == 405


def test_only_who_may_publish_changes_and_withdraws(registry: Registry, yunling: Client):
    published = publish(yunling)
    place, tag = published.headers["Location"], published.headers["ETag"]
    haina, watch = registry.city("haina"), registry.client("watch", "security:admin", kind="authority")

    assert haina.patch(place, {"severity": "low"}, etag=tag).status_code == 403
    assert haina.post(f"{place}/withdrawal", {"reason": "x"}).status_code == 403
    assert registry.anyone.post(f"{place}/withdrawal", {"reason": "x"}).status_code == 401
    assert watch.post(f"{place}/withdrawal", {"reason": "x"}).status_code == 200


def test_a_version_lists_what_affects_it_the_gravest_first(registry: Registry, yunling: Client):
    publish(yunling, severity="low", affected=[{"versions": ["1.1"]}])
    publish(yunling)
    publish(yunling, severity=None, affected=[{"versions": ["1.0"]}])
    place = f"/api/v1/components/{COMPONENT}/versions"

    found = registry.anyone.get(f"{place}/1.1/advisories").json
    first = registry.anyone.get(f"{place}/1.1/advisories?limit=1").json
    second = registry.anyone.get(f"{place}/1.1/advisories?limit=1&cursor={first['next']}").json

    assert AdvisoryPageSchema().validate(found) == {}
    assert [item["severity"] for item in found["items"]] == ["critical", "low"]
    assert [*first["items"], *second["items"]] == found["items"]
    assert [item["severity"] for item in registry.anyone.get(f"{place}/1.0/advisories").json["items"]] == [None]
    assert registry.anyone.get(f"{place}/latest/advisories").json["items"] == []
    assert registry.anyone.get(f"{place}/9.9/advisories").status_code == 404


NARROWED = [
    ("", [3, 2, 1]),
    ("severity=critical", [1]),
    ("severity=critical&severity=low", [2, 1]),
    ("component=haina/lights", [3]),
    ("publisher=yunling", [2, 1]),
    ("since=2026-03-02", [3, 2, 1]),
    ("since=2026-03-02T05:00:00Z", [3, 2]),
    ("since=2027-01-01", []),
]


def test_the_list_is_newest_first_and_narrows(registry: Registry, yunling: Client):
    haina = registry.city("haina")
    registry.component(haina, "lights", "1.0")
    publish(yunling)
    registry.clock.set(registry.clock.now().replace(hour=6))
    publish(yunling, severity="low")
    haina.post("/api/v1/components/haina/lights/advisories", advisory(severity="medium"))

    for query, found in NARROWED:
        items = registry.anyone.get(f"/api/v1/advisories?{query}").json["items"]
        assert [item["identifier"] for item in items] == [f"SCA-2026-{number:06}" for number in found], query


def test_a_wrong_argument_is_named(registry: Registry):
    for query in ("severity=grave", "since=yesterday", "since=2026-02-30", "sort=age"):
        assert registry.anyone.get(f"/api/v1/advisories?{query}").status_code == 422


def test_pages_neither_skip_nor_repeat_while_advisories_come(registry: Registry, yunling: Client):
    for _ in range(3):
        publish(yunling)
    first = yunling.get("/api/v1/advisories?limit=2").json

    publish(yunling)
    second = yunling.get(f"/api/v1/advisories?limit=2&cursor={first['next']}").json

    found = [item["identifier"][-1] for item in (*first["items"], *second["items"])]
    assert (found, second["next"]) == (["3", "2", "1"], None)


def test_an_advisory_that_is_not_there_is_not_found(registry: Registry, yunling: Client):
    assert yunling.get("/api/v1/advisories/SCA-2026-000009").status_code == 404
    assert yunling.post("/api/v1/components/yunling/nothing/advisories", advisory()).status_code == 404


def test_the_components_document_does_not_change_by_an_advisory(registry: Registry, yunling: Client):
    before = registry.anyone.get(f"/api/v1/components/{COMPONENT}")

    publish(yunling)

    assert registry.anyone.get(f"/api/v1/components/{COMPONENT}").headers["ETag"] == before.headers["ETag"]


def test_a_component_that_is_merged_leaves_its_advisories_to_be_read(registry: Registry, yunling: Client):
    place = publish(yunling).headers["Location"]
    registry.component(yunling, "kerbs", "1.0")
    answer = registry.administrator().post(f"/api/v1/components/{COMPONENT}/merge", {"into": "yunling/kerbs"})
    assert answer.status_code == 200, answer.get_data(as_text=True)

    assert registry.anyone.get(place).json["affected_versions"] == ["1.2", "1.2rc1", "1.1"]
    assert registry.anyone.get("/api/v1/advisories").json["items"][0]["component"] == COMPONENT
