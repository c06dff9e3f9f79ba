"""Editions of a taxonomy: drafting, changing, activating, and what becomes of the components."""

from collections.abc import Sequence
from typing import Any

import pytest

from tests.build import Answer, Client, Registry, description

DOMAINS = "/api/v1/taxonomies/domains"
ADDRESS = f"{DOMAINS}/releases"


def concepts(registry: Registry, *without: str) -> list[dict[str, Any]]:
    present = registry.anyone.get(DOMAINS).json["concepts"]
    return [concept for concept in present if concept["code"] not in without]


def added(code: str) -> dict[str, Any]:
    return {"code": code, "group": "A", "name": {"zh": f"新 {code}", "en": f"New {code}"}}


def draft(registry: Registry, dropped: Sequence[str], new: Sequence[str], **replaced: list[str]) -> Client:
    """An edition 2027-01 without some concepts and with others; who may activate it."""
    national = registry.administrator()
    left = [*concepts(registry, *dropped), *(added(code) for code in new)]
    body = {"edition": "2027-01", "notes": {"zh": "拆分交通"}, "concepts": left, "replaced": replaced}
    answer = national.post(ADDRESS, body)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return national


def activate(caller: Client) -> Answer:
    return caller.post(f"{ADDRESS}/2027-01/activation")


def domains_of(registry: Registry, component: str) -> list[str]:
    found: list[str] = registry.administrator().get(f"/api/v1/components/{component}").json["domains"]
    return found


def test_a_draft_changes_nothing_until_it_is_activated(registry: Registry):
    draft(registry, ["A4"], ["A8"], A4=["A8"])

    assert "A4" in [concept["code"] for concept in registry.anyone.get(DOMAINS).json["concepts"]]
    listed = registry.anyone.get(ADDRESS).json["items"]
    assert [(row["edition"], row["status"], row["concept_count"]) for row in listed] == [
        ("2024-05", "current", 12),
        ("2027-01", "draft", 12),
    ]
    previewed = registry.anyone.get(f"{DOMAINS}?edition=2027-01").json
    assert "A8" in [concept["code"] for concept in previewed["concepts"]]
    assert registry.anyone.get(f"{DOMAINS}/concepts/A8").status_code == 404


def test_activating_supersedes_the_edition_before_which_stays_readable(registry: Registry):
    national = draft(registry, ["A4"], ["A8", "A9"], A4=["A8", "A9"])

    answer = activate(national)

    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert (answer.json["superseded"], answer.json["replaced"]) == ("2024-05", {"A4": ["A8", "A9"]})
    assert registry.anyone.get(DOMAINS).json["edition"] == "2027-01"
    assert [row["status"] for row in registry.anyone.get(ADDRESS).json["items"]] == ["superseded", "current"]
    old = registry.anyone.get(f"{DOMAINS}?edition=2024-05").json
    assert "A4" in [concept["code"] for concept in old["concepts"]]


def test_components_follow_with_one_event_each_and_the_others_stay_untouched(registry: Registry):
    yunling = registry.city("yunling")
    moved = registry.component(yunling, "parking", "1.0", domains=["A1", "A4", "A5"])
    both = registry.component(yunling, "signals", domains=["A5", "A4"])
    other = registry.component(yunling, "maps", "1.0", domains=["A1"])
    untouched = registry.anyone.get(f"/api/v1/components/{other}").headers["ETag"]
    national = draft(registry, ["A4", "A5"], ["A8"], A4=["A8", "A1"], A5=["A8"])
    before = national.get("/api/v1/events?limit=1000").json["next"]

    answer = activate(national)

    assert answer.json["components"] == 2
    assert domains_of(registry, moved) == ["A1", "A8"]
    assert domains_of(registry, both) == ["A8", "A1"]
    assert registry.anyone.get(f"/api/v1/components/{other}").headers["ETag"] == untouched
    events = national.get(f"/api/v1/events?after={before}&limit=1000").json["items"]
    told = [event for event in events if event["type"] == "component.reclassified"]
    assert [event["subject"] for event in told] == [moved, both]
    assert told[0]["data"]["from"] == ["A4", "A5"]
    assert told[0]["data"]["to"] == ["A8", "A1"]
    assert [event["type"] for event in events if event["type"].startswith("taxonomy.")] == ["taxonomy.released"]
    # A draft's fate is for its parties alone.
    assert [event["audience"] for event in told] == ["public", "parties"]


def test_the_search_follows_too(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0", domains=["A4"])
    activate(draft(registry, ["A4"], ["A8"], A4=["A8"]))

    found = {code: registry.anyone.get(f"/api/v1/components?domain={code}").json["total"] for code in ("A4", "A8")}

    assert found == {"A4": 0, "A8": 1}


def test_what_is_in_use_and_without_a_replacement_stops_the_activation_and_nothing_has_moved(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", "1.0", domains=["A4"])
    registry.component(yunling, "signals", "1.0", domains=["A4", "A5"])
    national = draft(registry, ["A4", "A5", "A6"], ["A8"], A5=["A8"])

    answer = activate(national)

    assert (answer.status_code, answer.json["code"]) == (409, "concepts_in_use")
    assert "A4 (2)" in answer.json["detail"] and "A6" not in answer.json["detail"]
    assert registry.anyone.get(DOMAINS).json["edition"] == "2024-05"
    assert domains_of(registry, "yunling/signals") == ["A4", "A5"]


def test_what_nobody_uses_may_go_without_a_replacement_and_a_removed_component_does_not_count(registry: Registry):
    yunling = registry.city("yunling")
    component = registry.component(yunling, "parking", domains=["A4"])
    tag = yunling.get(f"/api/v1/components/{component}").headers["ETag"]
    yunling.delete(f"/api/v1/components/{component}", etag=tag)

    assert activate(draft(registry, ["A4"], [])).json["components"] == 0


def test_afterwards_descriptions_are_checked_against_the_new_edition(registry: Registry):
    yunling = registry.city("yunling")
    activate(draft(registry, ["A4"], ["A8"], A4=["A8"]))
    body = {"publisher": "yunling", "name": "parking"}

    old = yunling.post("/api/v1/components", {**body, **description(domains=["A4"])})
    new = yunling.post("/api/v1/components", {**body, **description(domains=["A8"])})

    assert [error["pointer"] for error in old.json["errors"]] == ["/domains/0"]
    assert new.status_code == 201


def test_a_concept_that_is_gone_says_when_it_went_and_what_took_its_place(registry: Registry):
    activate(draft(registry, ["A4"], ["A8"], A4=["A8", "A5"]))

    gone = registry.anyone.get(f"{DOMAINS}/concepts/A4").json
    new = registry.anyone.get(f"{DOMAINS}/concepts/A8").json

    assert (gone["since"], gone["edition"], gone["gone_in"]) == ("2024-05", "2024-05", "2027-01")
    assert [place["code"] for place in gone["replaced_by"]] == ["A8", "A5"]
    assert (new["since"], new["gone_in"]) == ("2027-01", None)


def test_replacements_are_followed_through_later_editions(registry: Registry):
    national = draft(registry, ["A4"], ["A8"], A4=["A8"])
    activate(national)
    later = [*concepts(registry, "A8"), added("A9")]
    national.post(ADDRESS, {"edition": "2028-01", "concepts": later, "replaced": {"A8": ["A9", "A5"]}})
    national.post(f"{ADDRESS}/2028-01/activation")

    gone = registry.anyone.get(f"{DOMAINS}/concepts/A4").json

    assert [place["code"] for place in gone["replaced_by"]] == ["A9", "A5"]


def test_a_draft_changes_under_its_tag_and_a_released_edition_never(registry: Registry):
    national = draft(registry, ["A4"], ["A8"], A4=["A8"])
    address = f"{ADDRESS}/2027-01"
    tag = national.get(address).headers["ETag"]

    changed = national.patch(address, {"notes": {"zh": "改写"}}, etag=tag)
    stale = national.patch(address, {"notes": {"zh": "再改"}}, etag=tag)
    activate(national)
    late = national.patch(address, {"notes": {"zh": "再改"}}, etag=changed.headers["ETag"])

    assert (changed.status_code, changed.json["notes"]["zh"]) == (200, "改写")
    assert changed.json["replaced"] == {"A4": ["A8"]}
    assert (stale.status_code, stale.json["code"]) == (412, "stale")
    assert (late.status_code, late.json["code"]) == (409, "edition_released")
    again = activate(national)
    assert (again.status_code, again.json["code"]) == (409, "edition_released")


def test_a_draft_can_be_thrown_away_and_its_name_is_free_again(registry: Registry):
    national = draft(registry, ["A4"], [])
    tag = national.get(f"{ADDRESS}/2027-01").headers["ETag"]
    taken = national.post(ADDRESS, {"edition": "2027-01", "concepts": concepts(registry)})

    gone = national.delete(f"{ADDRESS}/2027-01", etag=tag)

    assert (taken.status_code, taken.json["code"]) == (409, "edition_taken")
    assert gone.status_code == 204
    assert national.get(f"{ADDRESS}/2027-01").status_code == 404
    draft(registry, ["A4"], [])


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"concepts": []}, "/concepts"),
        ({"concepts": [added("A8"), added("A8")]}, "/concepts/1/code"),
        ({"concepts": [added("a b")]}, "/concepts/0/code"),
        ({"concepts": [{**added("A8"), "broader": "A7"}]}, "/concepts/0/broader"),
        ({"concepts": [{**added("A8"), "broader": "A8"}]}, "/concepts/0/broader"),
        ({"replaced": {"A1": ["A1"]}}, "/replaced/A1"),
        ({"replaced": {"A4": ["A9"]}}, "/replaced/A4/0"),
        ({"replaced": {"A4": []}}, "/replaced/A4"),
        ({"edition": "2027 年"}, "/edition"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_a_mistake_in_an_edition_is_named(registry: Registry, change: dict, pointer: str):
    national = registry.administrator()
    body = {"edition": "2027-01", "concepts": [added("A1"), added("A2")], **change}

    answer = national.post(ADDRESS, body)

    assert answer.status_code == 422, answer.get_data(as_text=True)
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_only_administrators_release_a_national_taxonomy(registry: Registry):
    draft(registry, ["A4"], [])

    for outsider in (registry.city("yunling"), registry.entity(), registry.assessor()):
        assert activate(outsider).status_code == 403
        assert outsider.post(ADDRESS, {"edition": "x", "concepts": [added("A1")]}).status_code == 403
    assert activate(registry.anyone).status_code == 401


def test_a_scenario_is_told_under_the_domain_that_took_the_place_of_its_own(registry: Registry):
    national = draft(registry, ["A4"], ["A8"], A4=["A8", "A1"])
    national.post("/api/v1/scenarios", {"code": "parking", "name": {"zh": "停车难"}, "domain": "A4"})

    activate(national)

    assert registry.anyone.get("/api/v1/scenarios").json["items"][0]["domain"] == "A8"


def test_a_scenario_names_a_domain_that_is_there(registry: Registry):
    answer = registry.administrator().post(
        "/api/v1/scenarios", {"code": "parking", "name": {"zh": "停车难"}, "domain": "Z9"}
    )

    assert [error["pointer"] for error in answer.json["errors"]] == ["/domain"]
