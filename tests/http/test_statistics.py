"""GET /statistics/overview."""

from typing import Any

import pytest

from registry.statistics.following import StatisticsFollower
from schemas.statistics import OverviewSchema
from tests.build import Client, Registry

ADDRESS = "/api/v1/statistics/overview"


def figures(client: Client) -> dict[str, dict[str, Any]]:
    return {figure["code"]: figure for figure in client.get(ADDRESS).get_json()["figures"]}


def cells(figure: dict[str, Any], dimension: str) -> dict[str, tuple[int | None, int | None]]:
    return {cell["key"]: (cell["value"], cell["fewer_than"]) for cell in figure["by"][dimension]}


@pytest.fixture
def reused(registry: Registry) -> Registry:
    """A leading city with two components: three other cities run one of them, it runs the other itself."""
    administrator = registry.administrator()
    for code, parent in (("990100", None), ("990101", "990100"), ("990200", None)):
        body = {"code": code, "name": f"示例{code}", "kind": "province", **({"parent_code": parent} if parent else {})}
        assert administrator.post("/api/v1/divisions", body).status_code == 201
    yunling = registry.city("yunling", city_class="leading", division_code="990200")
    parking = registry.component(yunling, "parking", "1.0.0", domains=["A4", "A5"])
    registry.component(yunling, "sign-on", "2.0.0", kind="service", domains=["A1"])
    registry.component(yunling, "draft-only")
    for slug in ("shaquan", "lingu"):
        city = registry.city(slug, city_class="foundational", division_code="990101")
        registry.adoption(city, parking, "approved", "pilot")
    haina = registry.city("haina")
    registry.adoption(haina, parking, "approved", "live", version="1.0.0")
    registry.adoption(yunling, "yunling/sign-on", "approved", "live", version="2.0.0")
    registry.adoption(haina, "yunling/sign-on")
    return registry


def test_an_empty_registry_has_figures_of_nothing(registry: Registry):
    answer = registry.anyone.get(ADDRESS)

    values = {figure["code"]: figure["value"] for figure in answer.get_json()["figures"]}
    assert answer.status_code == 200
    assert values.pop("external_reuse_rate") is None
    assert set(values.values()) == {0}


def test_totals_tell_what_was_published_adopted_and_reused(reused: Registry):
    values = {code: figure["value"] for code, figure in figures(reused.anyone).items()}

    assert values == {
        "components_listed": 2,
        "components_retired": 0,
        "versions_published": 2,
        "adoptions_in_force": 5,
        "adoptions_version_unknown": 3,
        "running_reuse": 3,
        "calls": 0,
        "openings": 0,
        "reusing_cities": 3,
        "publishing_cities": 1,
        "components_reused": 1,
        "external_reuse_rate": 50.0,
    }


def test_a_city_is_told_every_breakdown_exactly(reused: Registry):
    running = figures(reused.city("haina"))["running_reuse"]

    assert cells(running, "city_class")["foundational"] == (2, None)
    assert cells(running, "city_class")["unclassified"] == (1, None)
    assert cells(running, "flow")["leading/foundational"] == (2, None)
    assert cells(running, "province") == {"990100": (2, None), "unknown": (1, None)}
    assert cells(running, "version") == {"known": (1, None), "unknown": (2, None)}


def test_nobody_else_is_told_what_could_point_at_a_city(reused: Registry):
    for client in (reused.anyone, reused.entity(), reused.assessor()):
        running = figures(client)["running_reuse"]

        for dimension in ("city_class", "flow", "province"):
            assert {cell for cell in cells(running, dimension).values() if cell != (0, None)} == {(None, 5)}
        assert cells(running, "domain")["A4"] == (3, None)
        assert cells(running, "domain")["A5"] == (0, None)


def test_figures_follow_what_has_just_happened(reused: Registry):
    before = figures(reused.anyone)["running_reuse"]["value"]
    adoption = reused.city("haina").get("/api/v1/adoptions?adopter=haina&stage=live").get_json()["items"][0]["id"]

    reused.city("haina").post(f"/api/v1/adoptions/{adoption}/transitions", {"to": "retired"})

    assert (before, figures(reused.anyone)["running_reuse"]["value"]) == (3, 2)


def test_a_class_changed_moves_the_flows_of_both_sides(reused: Registry):
    national = reused.administrator()
    figures(national)
    reused.clock.set(reused.clock.now().replace(day=9))

    national.post("/api/v1/organisations/yunling/classes", {"class": "progressing"})
    national.post("/api/v1/organisations/haina/classes", {"class": "foundational"})

    flows = cells(figures(national)["running_reuse"], "flow")
    assert {key: cell[0] for key, cell in flows.items() if cell[0]} == {"progressing/foundational": 3}


def test_what_is_not_measured_is_said_and_not_made_up(registry: Registry):
    document = registry.anyone.get(ADDRESS).get_json()

    assert document["not_yet"] == []
    assert figures(registry.anyone)["calls"]["value"] == 0
    assert "政府" in document["note"]["zh"]


def test_demonstration_data_says_so(registry: Registry):
    registry.component(registry.city("shili", is_demo=True), "parking", "1.0")

    assert registry.anyone.get(ADDRESS).get_json()["demonstration"] == {"components": 1, "adoptions": 0}


def test_the_answer_is_as_documented_and_of_a_position_and_a_day(reused: Registry):
    document = reused.anyone.get(ADDRESS).get_json()

    assert OverviewSchema().validate(document) == {}
    assert document["as_of"] == "2026-03-02"
    assert document["position"] == reused.anyone.get("/api/v1/events?after=0").get_json()["next"]


def test_unchanged_figures_are_not_sent_again(reused: Registry):
    etag = reused.anyone.get(ADDRESS).headers["ETag"]

    assert reused.anyone.get(ADDRESS, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize(
    ("argument", "pointer"),
    [
        ("anything=1", "/anything"),
        ("as_of=2026-02-30", "/as_of"),
        ("as_of=2027-01-01", "/as_of"),
        ("as_of=2026-03-02&known_at=2026-03-01T00:00:00Z", "/known_at"),
    ],
)
def test_what_cannot_be_asked_is_refused(registry: Registry, argument: str, pointer: str):
    answer = registry.anyone.get(f"{ADDRESS}?{argument}")

    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, pointer)


def test_a_reader_does_not_bring_figures_forward_where_a_thread_does(reused: Registry):
    figures(reused.anyone)
    follower: StatisticsFollower = reused.app.extensions["registry.statistics"]
    follower.is_followed = True

    reused.component(reused.city("haina"), "map", "1.0")

    assert figures(reused.anyone)["components_listed"]["value"] == 2
    follower.catch_up()
    assert figures(reused.anyone)["components_listed"]["value"] == 3
