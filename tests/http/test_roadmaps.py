"""GET | PUT /organisations/{slug}/roadmap."""

from datetime import timedelta
from typing import Any

import pytest

from tests.build import START, Answer, Client, Registry
from tests.http.scenario_scene import API, listed

ROAD = f"{API}/organisations/haina/roadmap"


def plan(city: Client, *items: dict[str, Any], etag: str | None = None) -> Answer:
    tag = etag or city.get(ROAD).headers["ETag"]
    return city.call("PUT", ROAD, {"items": list(items)}, headers={"If-Match": tag})


def entry(component: str, planned_on: str, **more: Any) -> dict[str, Any]:
    return {"scenario": "parking", "component": component, "planned_on": planned_on, **more}


def test_a_roadmap_tells_what_is_planned_begun_late_and_live(registry: Registry):
    haina, yunling = registry.city("haina"), registry.city("yunling")
    names = [registry.component(yunling, name, "1.0", "2.0") for name in ("gate", "guide", "lamp", "map")]
    listed(haina, "haina")
    made = plan(
        haina, *(entry(name, "2026-03-31", specifier="<2") for name in names[:3]), entry(names[3], "2026-09-30")
    )
    registry.clock.set(START + timedelta(days=10))
    registry.adoption(haina, names[0], "approved", "live", version="1.0")
    registry.adoption(haina, names[1], "approved", "live", version="2.0")
    begun = haina.get(ROAD).json["items"]
    registry.clock.set(START + timedelta(days=39))

    late = registry.city("third").get(ROAD).json["items"]

    assert made.status_code == 200
    assert [(row["status"], row["slippage_days"]) for row in made.json["items"]] == [("planned", 0)] * 4
    assert [row["status"] for row in begun] == ["live", "begun", "planned", "planned"]
    told = [(row["status"], row["stage"], row["reached_on"], row["slippage_days"]) for row in late]
    assert told == [
        ("live", "live", "2026-03-12", -19),
        ("late", "live", None, 10),
        ("late", None, None, 10),
        ("planned", None, None, 0),
    ]
    assert [row["version"] for row in late] == ["1.0", "2.0", None, None]


def test_a_day_that_is_moved_keeps_the_first_one_even_when_taken_out_meanwhile(registry: Registry):
    haina = registry.city("haina")
    gate = registry.component(registry.city("yunling"), "gate", "1.0")
    listed(haina, "haina")
    first = plan(haina, entry(gate, "2026-03-31"))
    registry.clock.set(START + timedelta(days=5))
    plan(haina)
    registry.clock.set(START + timedelta(days=9))

    moved = plan(haina, entry(gate, "2026-04-30"))

    assert first.json["items"][0]["first_planned_on"] == "2026-03-31"
    (row,) = moved.json["items"]
    assert (row["planned_on"], row["first_planned_on"], row["slippage_days"]) == ("2026-04-30", "2026-03-31", 30)
    registry.clock.set(START + timedelta(days=70))
    kept = plan(haina, entry(gate, "2026-04-30"))
    assert (kept.status_code, kept.json["items"][0]["status"]) == (200, "late")
    told = haina.get(f"{API}/events?after=0&types=roadmap.changed").json["items"]
    assert [event["data"]["items"] for event in told] == [1, 0, 1, 1]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"scenario": "none"}, "/items/0/scenario"),
        ({"component": "a/b"}, "/items/0/component"),
        ({"specifier": ">2,<1"}, "/items/0/specifier"),
        ({"planned_on": "2026-03-01"}, "/items/0/planned_on"),
        ({"planned_on": "soon"}, "/items/0/planned_on"),
    ],
)
def test_what_a_roadmap_declines(registry: Registry, change: dict[str, str], pointer: str):
    haina = registry.city("haina")
    gate = registry.component(haina, "gate", "1.0")
    listed(haina, "haina")

    refused = plan(haina, {**entry(gate, "2026-03-31"), **change})

    assert (refused.status_code, [error["pointer"] for error in refused.json["errors"]]) == (422, [pointer])


def test_who_may_plan_and_who_may_read_the_plan(registry: Registry):
    haina, third = registry.city("haina"), registry.city("third")
    gate = registry.component(haina, "gate", "1.0")
    listed(haina, "haina")
    tag = haina.get(ROAD).headers["ETag"]

    assert haina.call("PUT", ROAD, {"items": []}).status_code == 428
    assert plan(third, etag=tag).json["code"] == "not_your_organisation"
    twice = plan(haina, entry(gate, "2026-03-31"), entry(gate, "2026-04-30"))
    assert twice.json["errors"][0]["pointer"] == "/items/1"
    assert plan(haina, entry(gate, "2026-03-31")).status_code == 200
    assert plan(haina, etag=tag).status_code == 412
    assert registry.anyone.get(ROAD).status_code == 401
    assert registry.entity().get(ROAD).json["code"] == "landscape_hidden"
