"""GET | POST /organisations/{slug}/classes."""

from datetime import timedelta

from tests.build import START, Registry

ADDRESS = "/api/v1/organisations/yunling/classes"
GROUNDS = {
    "stage": {"zh": "起步"},
    "foundation": {"zh": "有统一平台"},
    "endowment": {"zh": "文旅"},
    "evidence": ["示例文件"],
}


def test_a_class_is_assigned_with_its_three_factors_evidence_and_assigner(registry: Registry):
    registry.city("yunling")

    answer = registry.administrator().post(ADDRESS, {"class": "foundational", **GROUNDS})

    assert answer.status_code == 201
    assert {name: answer.json[name] for name in GROUNDS} == GROUNDS
    assert (answer.json["assigned_by"], answer.json["valid_from"]) == ("national", "2026-03-02")
    assert registry.anyone.get("/api/v1/organisations/yunling").json["class"] == "foundational"


def test_the_class_before_ends_and_stays_on_record(registry: Registry):
    registry.city("yunling", city_class="foundational")
    registry.clock.set(START + timedelta(days=30))

    registry.administrator().post(ADDRESS, {"class": "progressing"})

    held = registry.anyone.get(ADDRESS).json["items"]
    assert [(row["class"], row["valid_from"], row["valid_to"]) for row in held] == [
        ("progressing", "2026-04-01", None),
        ("foundational", "2026-03-02", "2026-04-01"),
    ]


def test_a_new_class_begins_after_the_present_one(registry: Registry):
    registry.city("yunling", city_class="foundational")

    answer = registry.administrator().post(ADDRESS, {"class": "leading", "valid_from": "2026-03-02"})

    assert (answer.status_code, answer.json["code"]) == (409, "class_not_later")


def test_a_class_does_not_begin_in_the_future(registry: Registry):
    registry.city("yunling")

    answer = registry.administrator().post(ADDRESS, {"class": "leading", "valid_from": "2026-03-03"})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/valid_from")


def test_only_cities_are_put_into_classes(registry: Registry):
    registry.entity("yunling")

    answer = registry.administrator().post(ADDRESS, {"class": "leading"})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/class")


def test_a_city_does_not_put_itself_into_a_class(registry: Registry):
    answer = registry.city("yunling").post(ADDRESS, {"class": "leading"})

    assert (answer.status_code, answer.json["code"]) == (403, "scope_missing")
