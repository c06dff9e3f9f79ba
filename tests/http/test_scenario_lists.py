"""GET | POST /organisations/{slug}/scenarios, GET | PATCH | DELETE …/{code}, GET /organisations/{slug}/coverage."""

from datetime import timedelta
from typing import Any

import pytest

from registry.scenarios.queries import scenarios_without_supply
from tests.build import START, Registry
from tests.http.scenario_scene import API, coverage, listed

LIST = f"{API}/organisations/haina/scenarios"
COMMON = {"code": "traffic", "name": {"zh": "交通疏堵", "en": "Easing traffic"}, "domain": "A4"}


def test_a_city_lists_what_it_needs_and_reads_which_parts_of_the_solution_run(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    parking = registry.component(yunling, "parking", "1.0", "2.0")
    spec = registry.component(yunling, "places", "1.0", kind="dataset_spec")
    made = listed(
        haina,
        "haina",
        data_items=[{"name": "泊位", "holder": "交通局", "source": spec}, {"name": "流量", "holder": "公安局"}],
        departments=["交通局", "公安局"],
        solution=[{"component": parking, "specifier": " >=1 , <2"}, {"component": spec}],
        due_on="2026-12-31",
        priority="high",
    )
    registry.adoption(haina, parking, "approved", "pilot", version="1.0")

    found = haina.get(made.headers["Location"]).json

    assert (made.status_code, found["solution"][0]["specifier"]) == (201, "<2,>=1")
    assert [(part["component"], part["state"], part["version"]) for part in found["solution"]] == [
        (parking, "pilot", "1.0"), (spec, "missing", None),
    ]  # fmt: skip
    assert found["coverage"] == {"state": "pilot", "parts": 2, "live": 0, "pilot": 1}
    assert [row["source"] for row in found["data_items"]] == [spec, None]
    assert (found["scenario"], found["code"], found["listed_on"]) == (None, "parking", "2026-03-02")
    assert registry.city("third").get(LIST).json["items"] == [found]
    told = haina.get(f"{API}/events?after=0&types=scenario_item.added").json["items"]
    assert [event["data"] for event in told] == [{"organisation": "haina", "scenario": "parking"}]
    assert registry.anyone.get(f"{API}/events?after=0&types=scenario_item.added").json["items"] == []


def test_what_runs_on_its_behalf_covers_a_city_and_the_figure_tells_formula_inputs_and_records(registry: Registry):
    haina = registry.city("haina")
    registry.administrator().post(f"{API}/scenarios", COMMON)
    with_unit = registry.client("haina-east", "adoption:write", unit="district", parent="haina")
    parking = registry.component(registry.city("yunling"), "parking", "1.0", "2.0")
    listed(haina, "haina", solution=[{"component": parking, "specifier": ">=2"}])
    listed(haina, "haina", scenario="traffic", solution=[{"component": parking}])
    registry.adoption(with_unit, parking, "approved", "live", version="1.0")

    found = coverage(haina, "haina")

    assert (found["rate"], found["indicator"], found["period_from"]) == ("50.00", "L2P1-A2", "2026-01-01")
    assert found["inputs"] == {"scenarios": 2, "covered": 1, "fully_covered": 1, "added": 2, "removed": 0}
    assert [(row["code"], row["state"]) for row in found["records"]] == [("parking", "none"), ("traffic", "full")]
    assert found["records"][0]["solution"][0]["state"] == "other_version"
    assert set(found["formula"]) == {"zh", "en"}
    assert haina.get(f"{LIST}/traffic").json["name"] == COMMON["name"]


def test_a_past_day_stays_as_it_was_and_what_is_removed_still_counts_in_its_period(registry: Registry):
    haina = registry.city("haina")
    parking = registry.component(registry.city("yunling"), "parking", "1.0")
    first = listed(haina, "haina", solution=[{"component": parking}])
    listed(haina, "haina", code="flood", name={"zh": "内涝"})
    assert coverage(haina, "haina")["rate"] == "0.00"
    registry.clock.set(START + timedelta(days=10))
    adoption = registry.adoption(haina, parking, "approved", "live")
    changed = haina.patch(f"{LIST}/parking", {"solution": []}, etag=haina.get(f"{LIST}/parking").headers["ETag"])
    assert (first.status_code, changed.status_code) == (201, 200)
    haina.post(f"{API}/adoptions/{adoption}/transitions", {"to": "suspended"})
    changed = haina.patch(f"{LIST}/parking", {"solution": [{"component": parking}]}, etag=changed.headers["ETag"])
    registry.clock.set(START + timedelta(days=20))
    haina.post(f"{API}/adoptions/{adoption}/transitions", {"to": "live"})
    tag = haina.get(f"{LIST}/flood").headers["ETag"]
    gone = haina.call("DELETE", f"{LIST}/flood", query_string={"reason": "并入其他场景"}, headers={"If-Match": tag})

    assert gone.status_code == 204
    assert haina.get(f"{LIST}/flood").status_code == 404
    days = {days: coverage(haina, "haina", as_of=(START + timedelta(days=days)).date().isoformat())
            for days in (-1, 0, 10, 20)}  # fmt: skip
    assert [days[nth]["rate"] for nth in (-1, 0, 10, 20)] == [None, "0.00", "0.00", "50.00"]
    assert days[20]["inputs"] == {"scenarios": 2, "covered": 1, "fully_covered": 1, "added": 2, "removed": 1}
    removed = days[20]["records"][0]
    assert (removed["code"], removed["removed_on"], removed["removal_reason"]) == (
        "flood",
        "2026-03-22",
        "并入其他场景",
    )
    registry.clock.set(START + timedelta(days=400))
    haina = registry.city("haina")
    next_year = coverage(haina, "haina")
    assert [(row["code"], row["counted_for"]) for row in next_year["records"]] == [("parking", "held_at_start")]
    assert listed(haina, "haina", code="flood", name={"zh": "内涝"}).status_code == 201


def test_one_scenario_of_a_city_is_featured_and_that_alone_others_may_know(registry: Registry):
    haina, builder = registry.city("haina"), registry.entity()
    listed(haina, "haina", is_featured=True, departments=["交通局"])
    listed(haina, "haina", code="flood", name={"zh": "内涝"})
    tag = haina.get(f"{LIST}/flood").headers["ETag"]

    second = haina.patch(f"{LIST}/flood", {"is_featured": True}, etag=tag)
    third = listed(haina, "haina", code="third", name={"zh": "示例"}, is_featured=True)

    for refused in (second, third):
        assert (refused.status_code, refused.json["code"]) == (409, "another_featured")
        assert refused.json["featured"] == "parking"
    for client in (registry.anyone, builder):
        (shown,) = client.get(LIST).json["items"]
        assert (shown["code"], shown["name"]["en"], shown["is_featured"]) == ("parking", "Parking", True)
        assert {shown[name] for name in ("needs", "solution", "coverage", "status")} == {None}
        assert shown["departments"] is None
        assert client.get(f"{LIST}/flood").status_code == 404
        assert client.get(f"{LIST}?status=planned").json["items"] == []
    assert registry.anyone.get(f"{API}/organisations/haina/coverage").status_code == 401
    assert builder.get(f"{API}/organisations/haina/coverage").json["code"] == "landscape_hidden"


def test_a_component_that_a_reader_may_not_see_has_no_name(registry: Registry):
    haina, third = registry.city("haina"), registry.city("third")
    national = registry.administrator()
    national.post(f"{API}/clusters", {"slug": "bay", "name": {"zh": "示例群"}})
    national.post(f"{API}/clusters/bay/members", {"member": "haina"})
    draft = registry.component(haina, "inner", visible_to_clusters=["bay"])
    listed(haina, "haina", solution=[{"component": draft}])

    assert haina.get(f"{LIST}/parking").json["solution"][0]["component"] == draft
    assert third.get(f"{LIST}/parking").json["solution"][0]["component"] is None
    assert coverage(third, "haina")["records"][0]["solution"][0]["component"] is None


REFUSED: list[tuple[dict[str, Any], str]] = [
    ({"solution": [{"component": "yunling/parking", "specifier": ">2,<1"}]}, "/solution/0/specifier"),
    ({"solution": [{"component": "yunling/parking", "specifier": "about 2"}]}, "/solution/0/specifier"),
    ({"solution": [{"component": "yunling/none"}]}, "/solution/0/component"),
    ({"solution": [{"component": "yunling/parking"}] * 2}, "/solution/1/component"),
    ({"data_items": [{"name": "泊位", "holder": "局", "source": "yunling/parking"}]}, "/data_items/0/source"),
    ({"scenario": "nothing"}, "/scenario"),
    ({"code": "traffic"}, "/code"),
    ({"scenario": "traffic", "code": "traffic"}, "/code"),
    ({"code": "Not good"}, "/code"),
    ({"domain": "Z9"}, "/domain"),
    ({"needs": {}}, "/needs"),
    ({"priority": "top"}, "/priority"),
    ({"due_on": "2026-13-01"}, "/due_on"),
]


def test_what_a_list_declines(registry: Registry):
    haina, yunling = registry.city("haina"), registry.city("yunling")
    registry.component(yunling, "parking", "1.0")
    registry.administrator().post(f"{API}/scenarios", COMMON)

    for changes, pointer in REFUSED:
        refused = listed(haina, "haina", **changes)
        assert refused.status_code == 422, changes
        assert [error["pointer"] for error in refused.json["errors"]] == [pointer], changes
    nameless = haina.post(LIST, {"needs": {"zh": "示例"}})
    assert [error["pointer"] for error in nameless.json["errors"]] == ["/scenario"]
    assert listed(haina, "haina", scenario="traffic").status_code == 201
    assert listed(haina, "haina", scenario="traffic").json["code"] == "already_listed"
    assert listed(yunling, "haina").json["code"] == "not_your_organisation"
    assert listed(registry.client("haina", "adoption:write"), "haina").json["code"] == "scope_missing"
    assert listed(registry.anyone, "haina").status_code == 401
    registry.entity()
    assert registry.anyone.get(f"{API}/organisations/builder/scenarios").status_code == 404
    assert coverage(haina, "haina", as_of="2026-03-03")["errors"][0]["pointer"] == "/as_of"

    place = f"{LIST}/traffic"
    tag = haina.get(place).headers["ETag"]
    assert haina.patch(place, {"status": "in_use"}).status_code == 428
    assert haina.patch(place, {"name": {"zh": "另名"}}, etag=tag).json["errors"][0]["pointer"] == "/name"
    assert haina.patch(place, {"status": "in_use"}, etag=tag).json["status"] == "in_use"
    assert haina.patch(place, {"status": "paused"}, etag=tag).status_code == 412
    assert haina.delete(place, etag=tag).status_code == 422
    unsaid = haina.call("DELETE", f"{place}?reason=x")
    assert unsaid.status_code == 428


def test_what_nothing_in_the_catalogue_answers_is_found(registry: Registry):
    haina = registry.city("haina")
    parking = registry.component(registry.city("yunling"), "parking", "1.0")
    listed(haina, "haina", solution=[{"component": parking}])
    listed(haina, "haina", code="later", name={"zh": "示例"}, solution=[{"component": parking, "specifier": ">=2"}])
    listed(haina, "haina", code="nothing", name={"zh": "示例"})

    with registry.database.reading() as session:
        found = [(row.listed.code, len(row.lacking)) for row in scenarios_without_supply(session)]

    assert found == [("later", 1), ("nothing", 0)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_refusals_are_in_the_callers_language(registry: Registry, language: str):
    haina = registry.city("haina")
    listed(haina, "haina")
    haina.language = language

    said = listed(haina, "haina").json["detail"]

    assert ("清单" in said) is (language == "zh")
