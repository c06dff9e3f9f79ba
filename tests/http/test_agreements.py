"""GET | POST /agreements, GET /agreements/{number} and /agreements/current."""

from datetime import timedelta

import pytest

from tests.build import START, Registry

ADDRESS = "/api/v1/agreements"
TEXT = {"zh": "示例条款"}
NEW = {
    "title": {"zh": "新协议"},
    "publisher_duties": [TEXT],
    "adopter_duties": [TEXT],
    "dispute_steps": [TEXT],
    "delist_notice_days": 60,
    "effective_on": "2026-04-01",
}


def test_the_service_comes_with_one_in_both_languages_and_everybody_reads_it(registry: Registry):
    shipped = registry.anyone.get(f"{ADDRESS}/current").json

    assert (shipped["number"], shipped["delist_notice_days"]) == (1, 90)
    for duties in ("publisher_duties", "adopter_duties", "dispute_steps"):
        assert len(shipped[duties]) >= 3
        assert all(set(duty) == {"zh", "en"} for duty in shipped[duties])
    assert registry.anyone.get(ADDRESS).json["items"] == [shipped]
    assert registry.anyone.get(f"{ADDRESS}/1").json == shipped


def test_another_version_is_in_force_from_its_day_on(registry: Registry):
    published = registry.administrator().post(ADDRESS, NEW)

    before = registry.anyone.get(f"{ADDRESS}/current").json["number"]
    registry.clock.set(START + timedelta(days=30))
    after = registry.anyone.get(f"{ADDRESS}/current").json

    assert (published.status_code, published.headers["Location"]) == (201, f"{ADDRESS}/2")
    assert (before, after["number"]) == (1, 2)
    assert after == registry.anyone.get(f"{ADDRESS}/2").json == {"number": 2, **NEW}
    assert [entry["number"] for entry in registry.anyone.get(ADDRESS).json["items"]] == [2, 1]
    told = registry.anyone.get("/api/v1/events?after=0&types=agreement.published").json["items"]
    assert [event["data"] for event in told] == [{"number": 2, "effective_on": "2026-04-01"}]


def test_of_two_for_the_same_day_the_later_one_is_in_force(registry: Registry):
    national = registry.administrator()
    for days in (10, 20):
        national.post(ADDRESS, {**NEW, "effective_on": "2026-03-02", "delist_notice_days": days})

    assert registry.anyone.get(f"{ADDRESS}/current").json["delist_notice_days"] == 20


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"effective_on": "2026-03-01"}, "/effective_on"),
        ({"publisher_duties": []}, "/publisher_duties"),
        ({"dispute_steps": [{"fr": "non"}]}, "/dispute_steps/0"),
        ({"delist_notice_days": -1}, "/delist_notice_days"),
        ({"title": {}}, "/title"),
        ({"number": 7}, "/number"),
    ],
)
def test_a_wrong_field_is_named(registry: Registry, change: dict, pointer: str):
    answer = registry.administrator().post(ADDRESS, {**NEW, **change})

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_only_administrators_publish_one_and_nobody_changes_one(registry: Registry):
    assert registry.city("haina").post(ADDRESS, NEW).status_code == 403
    assert registry.anyone.post(ADDRESS, NEW).status_code == 401
    assert registry.administrator().patch(f"{ADDRESS}/1", {"title": {"zh": "x"}}).status_code == 405
    assert registry.anyone.get(f"{ADDRESS}/9").status_code == 404
    assert registry.anyone.get(f"{ADDRESS}/latest").status_code == 404


def test_the_page_shows_it_in_the_readers_language(registry: Registry):
    chinese = registry.visitor(language="zh").get("/agreement").get_data(as_text=True)
    english = registry.visitor().get("/agreement").get_data(as_text=True)
    first = registry.visitor().get("/agreement/1")

    assert "下架前" in chinese
    assert "before it is delisted" in english
    assert first.status_code == 200
    assert registry.visitor().get("/agreement/9").status_code == 404
