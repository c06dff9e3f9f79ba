"""GET /metrics/cities/{slug}."""

from datetime import UTC, datetime
from typing import Any

import pytest

from schemas.statistics import CityMetricsSchema
from tests.build import Client, Registry

ADDRESS = "/api/v1/metrics/cities/yunling"

PAPERS = [{"kind": kind, "url": f"https://example.org/{kind}"} for kind in ("interface", "deployment_guide")]
WELL_SAID = {"scenarios": ["停车"], "features": {"zh": ["一", "二", "三"]}, "documents": PAPERS}
"""With title, summaries and licence just 60 points of documentation."""

SIGN_ON = {
    "title": {"zh": "统一身份认证", "en": "Single sign-on"},
    "summary": {"zh": "一次登录，通办各项业务。", "en": "One sign-on for every service."},
    "features": {"zh": ["口令", "证书", "扫码"]},
}


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


def confirmed(publisher: Client, adoption: str) -> str:
    """The publisher says that it is so: without that an adoption is worth nothing."""
    answer = publisher.post(f"/api/v1/adoptions/{adoption}/confirmations", {"verdict": "confirmed"})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return adoption


def reasons(metric: dict[str, Any]) -> dict[str, str]:
    return {entry["id"]: entry["reason"] for entry in metric["exclusions"]}


def test_a_city_without_anything_has_a_reason_where_it_has_no_value(registry: Registry, yunling: Client):
    found = metrics(yunling)

    counts = {code for code, metric in found.items() if metric["value"] == 0}
    assert counts == {"L1P1-A1", "L1P1-A4", "L1P1-A6", "L2P1-A1", "L3P1-A1", "L3P1-A1R", "L3P1-A3", "L6P1-A1"}
    others = [metric for metric in found.values() if metric["value"] is None]
    assert len(others) + len(counts) == len(found) == 31
    assert all(set(metric["reason"]) == {"zh", "en"} and metric["reason_code"] for metric in others)


def test_supply_counts_well_documented_components_and_the_cities_that_effectively_run_them(
    registry: Registry, yunling: Client
):
    registry.component(yunling, "parking", "1.0.0", **WELL_SAID)
    registry.component(yunling, "sign-on", "2.0.0", **{**WELL_SAID, **SIGN_ON})
    registry.component(yunling, "only-beta", "1.0b1", **WELL_SAID)
    registry.component(yunling, "bare", "1.0", title={"zh": "热线派单", "en": "Hotline"})
    haina = registry.city("haina")
    registry.organisation("haina-traffic", unit="department", parent="haina")
    traffic = registry.client("haina-traffic", "adoption:write")
    proved = confirmed(yunling, registry.adoption(haina, "yunling/parking", "approved", "live"))
    unproved = registry.adoption(traffic, "yunling/parking", "approved", "live")
    registry.adoption(haina, "yunling/sign-on", "approved")

    found = metrics(yunling)

    assert (found["L1P1-A1"]["value"], found["L1P1-A2"]["value"], found["L1P1-A3"]["value"]) == (2, 50.0, 1)
    assert found["L1P1-A1"]["records"]["components"] == ["yunling/parking", "yunling/sign-on"]
    assert reasons(found["L1P1-A1"]) == {
        "yunling/only-beta": "no_stable_version",
        "yunling/bare": "documentation_below_60",
    }
    assert inputs(found["L1P1-A2"]) == {"components_in_force": 2, "components_reused": 1}
    assert found["L1P1-A3"]["records"]["adoptions"] == [proved]
    assert reasons(found["L1P1-A3"]) == {unproved: "unverified"}
    assert inputs(found["L1P1-A3"]) == {"cities": 1, "adoptions_running": 2}
    assert found["L4P1-A1"]["value"] == 60


def test_credit_is_what_an_assessment_finds_on_both_sides(registry: Registry, yunling: Client):
    haina = registry.city("haina", city_class="foundational")
    registry.component(yunling, "parking", "1.0", **WELL_SAID)
    confirmed(yunling, registry.adoption(haina, "yunling/parking", "approved", "live"))

    given, taken = metrics(yunling), metrics(haina, ADDRESS.replace("yunling", "haina"))

    # 0.2 on one of the 61 days from 1 January to 2 March.
    assert given["L1P1-A4"]["value"] == taken["L2P1-A1"]["value"] == round(0.2 / 61, 4)
    assert given["L3P1-A1"]["value"] == taken["L3P1-A1R"]["value"] == round(0.2 / 61, 4)
    assert taken["L2P1-A4"]["value"] == 0.25
    assert given["L4P1-A5"]["reason_code"] == "no_rating"


def test_near_duplicates_count_once(registry: Registry, yunling: Client):
    registry.component(yunling, "parking", "1.0", **WELL_SAID)
    registry.component(yunling, "parking-again", "1.0", **WELL_SAID)

    found = metrics(yunling)["L1P1-A1"]

    assert (found["value"], reasons(found)) == (1, {"yunling/parking-again": "near_duplicate"})


def test_a_component_counts_by_its_status_on_the_day(registry: Registry, yunling: Client):
    registry.clock.set(datetime(2025, 11, 3, 4, 0, tzinfo=UTC))
    registry.component(yunling, "parking", "1.0", **WELL_SAID)
    registry.clock.set(datetime(2026, 3, 2, 4, 0, tzinfo=UTC))
    retired = yunling.post("/api/v1/components/yunling/parking/retirement")
    assert retired.status_code < 300, retired.get_data(as_text=True)

    assert metrics(yunling, f"{ADDRESS}?period=2025Q4")["L1P1-A1"]["value"] == 1
    assert reasons(metrics(yunling)["L1P1-A1"]) == {"yunling/parking": "not_on_shelf"}


def test_currency_and_advisories_look_at_the_version_that_runs(registry: Registry, yunling: Client):
    haina = registry.city("haina")
    registry.component(haina, "map", "1.0", **WELL_SAID)
    adoption = registry.adoption(yunling, "haina/map", "approved", "live", version="1.0")
    registry.clock.set(datetime(2026, 3, 3, 4, 0, tzinfo=UTC))
    told = {
        "summary": {"en": "Passwords leak"},
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [{"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}],
    }
    advised = haina.post("/api/v1/components/haina/map/advisories", told)
    before = metrics(yunling)["L2P1-A6"]
    registry.clock.set(datetime(2026, 3, 20, 4, 0, tzinfo=UTC))
    after, theirs = metrics(yunling), metrics(haina, ADDRESS.replace("yunling", "haina"))

    assert before["value"] == 1
    assert advised.status_code == 201, advised.get_data(as_text=True)
    assert (after["L2P1-A6"]["value"], reasons(after["L2P1-A6"])) == (0, {adoption: "critical_advisory_overdue"})
    assert (after["L4P1-A4"]["value"], reasons(after["L4P1-A4"])) == (0, {adoption: "acted_on_late"})
    assert list(reasons(theirs["L4P1-A4"]).values()) == ["fixed_late"]


def test_gaps_are_counted_and_named_only_to_who_may_see_them(registry: Registry, yunling: Client):
    gap = {"problem": "security", "title": "x", "domain": "A7", "severity": "low", "due_on": "2026-03-02", "basis": "y"}
    address = "/api/v1/organisations/yunling/gaps"
    done = yunling.post(address, gap).json["id"]
    yunling.post(f"{address}/{done}/closing", {"evidence": [{"title": "x", "url": "https://example.org/x"}]})
    aside = yunling.post(address, gap).json["id"]
    yunling.post(f"{address}/{aside}/closing", {"reason": "y"})

    own, others = metrics(yunling)["L5P1-A4"], metrics(registry.city("haina"))["L5P1-A4"]

    assert (own["value"], own["records"]["others"]) == (50.0, [{"kind": "gap", "id": done}])
    assert reasons(own) == {aside: "set_aside"}
    assert (others["value"], others["records"]["others"], others["exclusions"]) == (50.0, [], [])


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
    registry.component(yunling, "parking", "1.0", **WELL_SAID)

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
