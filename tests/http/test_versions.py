"""GET | POST /components/{publisher}/{name}/versions, GET …/versions/{number}."""

from datetime import timedelta

import pytest

from tests.build import START, Client, Registry

ADDRESS = "/api/v1/components/yunling/parking/versions"


def publish(registry: Registry, *numbers: str) -> Client:
    yunling = registry.city("yunling")
    registry.component(yunling, "parking", *numbers)
    return yunling


def numbers_of(registry: Registry, query: str = "") -> list[str]:
    return [item["number"] for item in registry.anyone.get(f"{ADDRESS}?{query}").json["items"]]


def test_a_version_is_published_with_its_notes_and_what_it_requires(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "2.0")
    registry.component(yunling, "parking")
    body = {
        "number": "1.0",
        "notes": {"zh": "首个版本", "en": "First"},
        "requires": [{"component": "yunling/maps", "specifier": ">=1.5, <3"}],
        "platforms": ["linux"],
    }

    answer = yunling.post(ADDRESS, body)

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{ADDRESS}/1.0"
    read = registry.anyone.get(f"{ADDRESS}/1.0")
    assert read.json == answer.json
    assert read.json["notes"] == body["notes"]
    assert read.json["requires"] == [{"component": "yunling/maps", "specifier": "<3,>=1.5"}]
    assert registry.anyone.get(f"{ADDRESS}/1.0/dependencies").json["items"] == read.json["requires"]


@pytest.mark.parametrize("number", ["1.0", "1.0.0.0", "v1.0", "1", "01.0"])
def test_a_version_is_published_once_in_whatever_spelling(registry: Registry, number: str):
    yunling = publish(registry, "1.0")
    before = registry.anyone.get(f"{ADDRESS}/1.0").get_data()

    answer = yunling.post(ADDRESS, {"number": number, "notes": {"zh": "换掉"}})

    assert (answer.status_code, answer.json["code"]) == (409, "version_taken")
    assert registry.anyone.get(f"{ADDRESS}/1.0").get_data() == before


@pytest.mark.parametrize(
    ("number", "suggestion"),
    [("1.0.0-SNAPSHOT", "1.0.0.dev0"), ("2.1.RELEASE", "2.1"), ("1.0+city", "1.0"), ("版本2.1", "2.1")],
)
def test_a_refused_spelling_is_answered_with_a_valid_one(registry: Registry, number: str, suggestion: str):
    yunling = publish(registry)

    answer = yunling.post(ADDRESS, {"number": number})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/number")
    assert suggestion in answer.json["errors"][0]["detail"]
    assert yunling.get(ADDRESS).json["items"] == []


def test_one_canonical_spelling_is_stored_and_the_original_kept_as_label(registry: Registry):
    publish(registry, "v1.0.0-RC.1")

    read = registry.anyone.get(f"{ADDRESS}/1.0.0rc1").json

    assert (read["number"], read["label"], read["is_prerelease"]) == ("1.0.0rc1", "v1.0.0-RC.1", True)


@pytest.mark.parametrize("spelling", ["v1.4", "1.4.0.0", "1.04"])
def test_other_spellings_lead_to_the_canonical_address(registry: Registry, spelling: str):
    publish(registry, "1.4")

    answer = registry.anyone.get(f"{ADDRESS}/{spelling}")

    assert (answer.status_code, answer.headers["Location"]) == (308, f"{ADDRESS}/1.4")


@pytest.mark.parametrize("number", ["9.9", "not-a-version", "1.0+local", "%00", "9" * 70])
def test_a_version_that_is_not_there_is_not_found(registry: Registry, number: str):
    publish(registry, "1.0")

    answer = registry.anyone.get(f"{ADDRESS}/{number}")

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("published", "latest"),
    [
        (("1.0", "1.10", "1.9"), "1.10"),
        (("2.0", "1.9.9"), "2.0"),  # a late fix of an old line is not the latest
        (("1.0", "2.0rc1"), "1.0"),
        (("1.0a1", "1.0b2"), "1.0b2"),
        (("1.0", "1.0.post1"), "1.0.post1"),
        (("2024.1", "1!1.0"), "1!1.0"),
    ],
)
def test_latest_is_the_greatest_stable_version(registry: Registry, published: tuple, latest: str):
    publish(registry, *published)

    assert registry.anyone.get(f"{ADDRESS}/latest").json["number"] == latest
    assert registry.anyone.get("/api/v1/components/yunling/parking").json["latest_version"] == latest


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["2.0rc1", "1.10", "1.9", "1.2"]),
        ("specifier=%3E%3D1.9", ["2.0rc1", "1.10", "1.9"]),
        ("specifier=%3E%3D1.9&prereleases=false", ["1.10", "1.9"]),
        ("specifier=~%3D1.9", ["1.10", "1.9"]),
        ("specifier=!%3D1.9%2C%3C2&yanked=false", ["1.10"]),
        ("yanked=false", ["2.0rc1", "1.10", "1.9"]),
    ],
)
def test_the_list_is_ordered_by_version_and_narrows(registry: Registry, query: str, numbers: list):
    yunling = publish(registry, "1.9", "1.10", "2.0rc1", "1.2")
    yunling.post(f"{ADDRESS}/1.2/yank", {"reason": "invalid"})

    assert numbers_of(registry, query) == numbers


@pytest.mark.parametrize("query", ["specifier=newest", "specifier=%3E%3D1%00", "prereleases=maybe", "limit=0"])
def test_a_question_that_cannot_be_asked_is_a_422(registry: Registry, query: str):
    publish(registry, "1.0")

    answer = registry.anyone.get(f"{ADDRESS}?{query}")

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == f"/{query.split('=')[0]}"


@pytest.mark.parametrize("query", ["", "&specifier=%3E0"])
def test_pages_neither_skip_nor_repeat_while_versions_are_published(registry: Registry, query: str):
    yunling = publish(registry, "1.0", "2.0", "3.0", "4.0")
    first = registry.anyone.get(f"{ADDRESS}?limit=2{query}").json

    registry.version(yunling, "yunling/parking", "5.0")
    registry.version(yunling, "yunling/parking", "1.5")
    second = registry.anyone.get(f"{ADDRESS}?limit=10{query}&cursor={first['next']}").json

    assert [item["number"] for item in first["items"]] == ["4.0", "3.0"]
    assert [item["number"] for item in second["items"]] == ["2.0", "1.5", "1.0"]


@pytest.mark.parametrize(
    ("requires", "pointer"),
    [
        ([{"component": "yunling/nothing"}], "/requires/0/component"),
        ([{"component": "yunling/parking"}], "/requires/0/component"),
        ([{"component": "haina/secret"}], "/requires/0/component"),
        ([{"component": "yunling/maps"}, {"component": "yunling/maps"}], "/requires/1/component"),
        ([{"component": "yunling/maps", "specifier": "newest"}], "/requires/0/specifier"),
        ([{"component": "yunling/maps", "version": "1"}], "/requires/0/version"),
    ],
)
def test_a_wrong_requirement_is_named_at_its_place(registry: Registry, requires: list, pointer: str):
    yunling = publish(registry)
    registry.component(yunling, "maps", "1.0")
    registry.component(registry.city("haina"), "secret")

    answer = yunling.post(ADDRESS, {"number": "1.0", "requires": requires})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_another_city_publishes_no_version_of_it(registry: Registry):
    publish(registry, "1.0")

    answer = registry.city("haina").post(ADDRESS, {"number": "2.0"})

    assert (answer.status_code, answer.json["code"]) == (403, "not_your_organisation")


def test_the_day_of_publication_is_the_clocks(registry: Registry):
    registry.clock.set(START + timedelta(days=1))
    publish(registry, "1.0")

    assert registry.anyone.get(f"{ADDRESS}/1.0").json["published_at"] == "2026-03-03T04:00:00.000Z"
