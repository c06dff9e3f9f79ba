"""GET /statistics/savings, /coverage and /first-publishers."""

from typing import Any

import pytest

from schemas import figures as wire
from tests.build import Client, Registry
from tests.http.statistics_scene import Scene, build


@pytest.fixture
def scene(registry: Registry) -> Scene:
    return build(registry)


def values(document: Any) -> dict[str, Any]:
    return {figure["code"]: figure["value"] for figure in document["figures"]}


def cost(scene: Scene, client: Client, name: str, baseline: str, actual: str, *, verify: bool = False) -> None:
    place = f"/api/v1/adoptions/{scene.adoptions[name]}/cost"
    body = {"baseline": baseline, "actual": actual, "currency": "CNY", "baseline_kind": "award"}
    said = client.call("PUT", place, body, headers={"If-None-Match": "*"})
    assert said.status_code in {200, 201}, said.get_data(as_text=True)
    if verify:
        decided = scene.registry.administrator().post(f"{place}/decisions", {"decision": "verify"})
        assert decided.status_code < 300, decided.get_data(as_text=True)


def test_savings_count_what_was_verified_and_show_the_rest_apart(scene: Scene):
    cost(scene, scene.shaquan, "shaquan-parking", "100000.00", "40000.00", verify=True)
    cost(scene, scene.haina, "haina-sign-on", "50000.00", "80000.50", verify=True)
    scene.at("2026-08-10")
    cost(scene, scene.lingu, "lingu-parking", "70000.00", "10000.00")
    document = scene.read(scene.haina, "savings")

    assert wire.ReuseSavingsSchema().validate(document) == {}
    assert {row["domain"]: (row["saving"], row["low"], row["high"], row["verified"], row["unverified"])
            for row in document["rows"]} == {
        "A1": ("-30000.50", "-30000.50", "-30000.50", 1, 0),
        "A4": ("60000.00", "60000.00", "120000.00", 1, 1),
    }  # fmt: skip
    (total,) = document["totals"]
    assert (total["saving"], total["low"], total["high"]) == ("29999.50", "29999.50", "89999.50")
    assert (total["baseline"], total["actual"], total["cities"]) == ("150000.00", "120000.50", 2)
    assert values(document) == {"costs_verified": 2, "costs_unverified": 1, "costs_rejected": 0}
    assert "上限" in document["figures"][0]["formula"]["zh"]
    assert values(scene.read(scene.haina, "savings", as_of="2026-08-09"))["costs_unverified"] == 0
    assert values(scene.read(scene.haina, "savings", as_of="2026-07-31"))["costs_verified"] == 0
    assert values(scene.read(scene.haina, "savings", city_class="foundational"))["costs_verified"] == 1
    assert [row["domain"] for row in scene.read(scene.haina, "savings", domain="A4")["rows"]] == ["A4"]


def test_others_read_no_amount_of_fewer_than_five_cities(scene: Scene):
    cost(scene, scene.shaquan, "shaquan-parking", "100000.00", "40000.00", verify=True)
    few = scene.read(scene.registry.anyone, "savings")
    for number in range(4):
        slug = f"more-{number}"
        city = scene.registry.city(slug)
        scene.adopt(city, slug, "yunling/parking", "approved", "live")
        cost(scene, city, slug, "100000.00", "40000.00", verify=True)
    many = scene.read(scene.registry.anyone, "savings")

    amounts = ("saving", "low", "high", "baseline", "actual")
    assert [[row[name] for name in amounts] for row in (*few["rows"], *few["totals"], *many["rows"])] == [
        [None] * 5
    ] * 3
    assert (many["totals"][0]["saving"], many["totals"][0]["high"]) == ("300000.00", "300000.00")
    assert (few["totals"][0]["cities"], many["totals"][0]["cities"]) == (None, 5)


def test_scenarios_are_reused_supplied_or_without(scene: Scene):
    administrator = scene.registry.administrator()
    for code, zh, domain in (
        ("parking-guidance", "停车诱导", "A4"),
        ("one-login", "一次登录", "A1"),
        ("night-bus", "夜间公交", "A4"),
    ):
        body = {"code": code, "name": {"zh": zh}, "domain": domain}
        made = administrator.post("/api/v1/scenarios", body)
        assert made.status_code == 201, made.get_data(as_text=True)
    scene.registry.component(scene.yunling, "guidance", "1.0.0", domains=["A4"], scenarios=["停车诱导"])
    scene.registry.component(scene.haina, "login", "1.0.0", domains=["A1"], scenarios=["one-login"])
    scene.adopt(scene.haina, "haina-guidance", "yunling/guidance", "approved", "pilot")
    demand = {"organisation": "lingu", "title": {"zh": "夜间公交"}, "domains": ["A4"], "scenario": "night-bus"}
    asked = scene.lingu.post("/api/v1/demands", demand)
    assert asked.status_code == 201, asked.get_data(as_text=True)
    document = scene.read(scene.registry.anyone, "coverage")

    assert wire.ScenarioSuppliesSchema().validate(document) == {}
    assert {row["scenario"]: (row["state"], row["components"], row["open_demands"]) for row in document["rows"]} == {
        "one-login": ("supplied", 1, 0),
        "night-bus": ("none", 0, 1),
        "parking-guidance": ("reused", 1, 0),
    }
    assert values(document) == {
        "scenarios_supplied": pytest.approx(66.6667),
        "scenarios_reused": pytest.approx(33.3333),
        "scenarios_without": 1,
        "lists_covered": None,
        "demands_open": 1,
        "demands_without_supply": 1,
    }
    of_past = {row["scenario"]: row["state"] for row in scene.read(scene.haina, "coverage", as_of="2026-07-31")["rows"]}
    assert set(of_past.values()) == {"none"}
    assert [row["scenario"] for row in scene.read(scene.haina, "coverage", domain="A1")["rows"]] == ["one-login"]


def test_who_came_first_and_how_often_it_was_taken_up(scene: Scene):
    scene.at("2026-08-02")
    scene.registry.component(scene.haina, "garages", "1.0.0", domains=["A4"])
    scene.adopt(scene.lingu, "lingu-garages", "haina/garages", "approved", "live")
    document = scene.read(scene.haina, "first-publishers")

    assert wire.FirstPublishersSchema().validate(document) == {}
    assert [
        (row["domain"], row["kind"], row["component"], row["components"], row["running_first"], row["running_later"])
        for row in document["rows"]
    ] == [
        ("A1", "service", "yunling/sign-on", 2, 1, 1),
        ("A4", "application", "yunling/parking", 3, 2, 1),
    ]
    assert [(row["publisher"], row["capabilities"], row["running"]) for row in document["leaders"]] == [
        ("yunling", 2, 3)
    ]
    assert values(document) == {"capabilities": 2, "first_share": 60}
    past = scene.read(scene.haina, "first-publishers", as_of="2026-03-05")
    assert [(row["components"], row["running_first"]) for row in past["rows"]] == [(2, 0), (2, 0)]
    others = scene.read(scene.registry.anyone, "first-publishers")
    assert {(row["running_first"], row["running_first_fewer_than"]) for row in others["rows"]} == {(None, 5)}
    of_class = scene.read(scene.haina, "first-publishers", city_class="progressing")
    assert [row["component"] for row in of_class["rows"]] == ["haina/maps", "haina/garages"]
