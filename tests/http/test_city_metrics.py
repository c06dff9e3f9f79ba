"""GET /metrics/cities/{slug}."""

from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.statistics import CityMetricsSchema
from tests.build import Client, Registry

ADDRESS = "/api/v1/metrics/cities/yunling"


def metrics(client: Client, address: str = ADDRESS) -> dict[str, dict[str, Any]]:
    return {metric["code"]: metric for metric in client.get(address).get_json()["metrics"]}


def inputs(metric: dict[str, Any]) -> dict[str, float]:
    return {entry["key"]: entry["value"] for entry in metric["inputs"]}


def go_live(registry: Registry, adopter: Client, component: str, *, approved: str, live: str) -> str:
    """An adoption with the days of its life said; its id."""
    identifier = registry.adoption(adopter, component, on=approved)
    for stage, day in (("approved", approved), ("live", live)):
        moved = adopter.post(f"/api/v1/adoptions/{identifier}/transitions", {"to": stage, "on": day})
        assert moved.status_code == 201, moved.get_data(as_text=True)
    return identifier


@pytest.fixture
def yunling(registry: Registry) -> Client:
    return registry.city("yunling", city_class="leading")


def test_a_city_without_anything_has_a_reason_where_it_has_no_value(registry: Registry, yunling: Client):
    found = metrics(yunling)

    assert {code: metric["value"] for code, metric in found.items()} == {
        "L1P1-A1": 0,
        "L1P1-A2": None,
        "L1P1-A3": None,
        "L2P1-A5": None,
        "L2P1-A7": None,
    }
    assert all(set(metric["reason"]) == {"zh", "en"} for metric in found.values() if metric["value"] is None)


def test_supply_counts_own_components_and_the_cities_that_run_them(registry: Registry, yunling: Client):
    registry.component(yunling, "parking", "1.0.0")
    registry.component(yunling, "sign-on", "2.0.0")
    registry.component(yunling, "only-beta", "1.0b1")
    haina = registry.city("haina")
    registry.organisation("haina-traffic", unit="department", parent="haina")
    adoption = registry.adoption(haina, "yunling/parking", "approved", "pilot")
    registry.adoption(registry.client("haina-traffic", "adoption:write"), "yunling/parking", "approved", "live")
    registry.adoption(haina, "yunling/sign-on", "approved")

    found = metrics(yunling)

    assert (found["L1P1-A1"]["value"], found["L1P1-A2"]["value"], found["L1P1-A3"]["value"]) == (2, 50.0, 1)
    assert found["L1P1-A1"]["records"]["components"] == ["yunling/parking", "yunling/sign-on"]
    assert inputs(found["L1P1-A2"]) == {"components_in_force": 2, "components_reused": 1}
    assert found["L1P1-A2"]["records"]["components"] == ["yunling/parking"]
    assert adoption in found["L1P1-A3"]["records"]["adoptions"]
    assert inputs(found["L1P1-A3"]) == {"cities": 1, "adoptions_running": 2}


def test_uptake_measures_the_days_to_go_live_in_the_period(registry: Registry, yunling: Client):
    haina = registry.city("haina")
    for name, approved, live in (
        ("map", "2026-01-05", "2026-01-15"),
        ("pay", "2026-01-05", "2026-02-04"),
        ("old", "2025-11-01", "2025-12-31"),
    ):
        registry.component(haina, name, "1.0")
        go_live(registry, yunling, f"haina/{name}", approved=approved, live=live)

    found = metrics(yunling)["L2P1-A5"]

    assert found["value"] == 20
    assert inputs(found) == {"went_live": 2, "fewest_days": 10, "most_days": 30}
    assert metrics(yunling, f"{ADDRESS}?period=2025Q4")["L2P1-A5"]["value"] == 60


def test_retention_looks_at_what_is_twelve_months_old(registry: Registry, yunling: Client):
    haina = registry.city("haina")
    for name in ("map", "pay"):
        registry.component(haina, name, "1.0")
    kept = go_live(registry, yunling, "haina/map", approved="2025-01-01", live="2025-02-01")
    gone = go_live(registry, yunling, "haina/pay", approved="2025-01-01", live="2025-02-01")
    yunling.post(f"/api/v1/adoptions/{gone}/transitions", {"to": "retired", "on": "2025-12-01"})

    found = metrics(yunling)["L2P1-A7"]

    assert found["value"] == 50.0
    assert found["records"]["adoptions"] == sorted([kept, gone])


def test_adoptions_are_counted_by_their_stage_on_the_day_of_the_period(registry: Registry, yunling: Client):
    registry.component(registry.city("haina"), "map", "1.0")
    registry.component(yunling, "own", "1.0")
    go_live(registry, yunling, "haina/map", approved="2025-11-01", live="2026-02-01")
    registry.adoption(yunling, "yunling/own", "approved", "live")

    now, then = yunling.get(ADDRESS).get_json(), yunling.get(f"{ADDRESS}?period=2025").get_json()

    assert {s["key"]: (s["value"], s["external"]) for s in now["stages"] if s["value"]} == {"live": (2, 1)}
    assert {s["key"]: (s["value"], s["external"]) for s in then["stages"] if s["value"]} == {"approved": (1, 1)}
    assert (now["as_of"], then["as_of"]) == ("2026-03-02", "2025-12-31")


def test_a_day_begins_at_midnight_in_shanghai(registry: Registry, yunling: Client):
    registry.clock.set(datetime(2026, 3, 31, 16, 30, tzinfo=UTC))
    registry.component(yunling, "parking", "1.0")

    assert yunling.get(ADDRESS).get_json()["as_of"] == "2026-04-01"
    assert metrics(yunling, f"{ADDRESS}?period=2026Q1")["L1P1-A1"]["value"] == 0
    assert metrics(yunling, f"{ADDRESS}?period=2026Q2")["L1P1-A1"]["value"] == 1


def test_the_answer_is_as_documented(registry: Registry, yunling: Client):
    registry.component(yunling, "parking", "1.0")

    document = yunling.get(f"{ADDRESS}?period=2026H1").get_json()

    assert CityMetricsSchema().validate(document) == {}
    assert document["period"] == {"code": "2026H1", "from": "2026-01-01", "to": "2026-06-30"}
    assert (document["city"], document["class"], document["is_demo"]) == ("yunling", "leading", False)


@pytest.mark.parametrize("role", ["city", "administrator"])
def test_cities_and_administrators_may_read_it(registry: Registry, yunling: Client, role: str):
    client = registry.city("haina") if role == "city" else registry.administrator()

    assert client.get(ADDRESS).status_code == 200


def test_nobody_else_may(registry: Registry, yunling: Client):
    assert registry.anyone.get(ADDRESS).status_code == 401
    assert registry.entity().get(ADDRESS).status_code == 403
    assert registry.assessor().get(ADDRESS).status_code == 403


@pytest.mark.parametrize("slug", ["nowhere", "yunling-traffic", "builder"])
def test_only_a_city_has_metrics(registry: Registry, yunling: Client, slug: str):
    registry.organisation("yunling-traffic", unit="department", parent="yunling")
    registry.organisation("builder", kind="operating_entity")

    assert yunling.get(f"/api/v1/metrics/cities/{slug}").status_code == 404


@pytest.mark.parametrize("query", ["period=2026H3", "period=", "period=2027", "period=2026-01..", "as_of=2026-01-01"])
def test_a_period_that_is_none_is_refused(registry: Registry, yunling: Client, query: str):
    answer = yunling.get(f"{ADDRESS}?{query}")

    assert answer.status_code == 422
    assert answer.get_json()["errors"][0]["pointer"] == f"/{query.split('=')[0]}"
