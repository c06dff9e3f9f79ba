"""GET /statistics/records: what stands behind a figure."""

import pytest

from tests.build import Client, Registry

ADDRESS = "/api/v1/statistics/records"


def records(client: Client, query: str) -> list[dict[str, object]]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, object]] = answer.get_json()["items"]
    return items


@pytest.fixture
def reused(registry: Registry) -> Registry:
    """A component of a leading city on two platforms that two foundational cities run; it runs another one itself."""
    yunling = registry.city("yunling", city_class="leading")
    parking = registry.component(yunling, "parking", "1.0.0", domains=["A4"], platforms=["web", "linux"])
    own = registry.component(yunling, "map", "1.0.0", domains=["A1"])
    registry.adoption(yunling, own, "approved", "live")
    for slug in ("shaquan", "lingu"):
        registry.adoption(registry.city(slug, city_class="foundational"), parking, "approved", "pilot")
    return registry


def test_behind_running_reuse_stand_the_adoptions_with_city_component_and_state(reused: Registry):
    found = records(reused.city("lingu"), "figure=running_reuse")

    assert {(each["city"], each["component"], each["state"]) for each in found} == {
        ("shaquan", "yunling/parking", "pilot"),
        ("lingu", "yunling/parking", "pilot"),
    }
    assert reused.city("lingu").get(f"/api/v1/adoptions/{found[0]['adoption']}").status_code == 200


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("dimension=flow&key=leading/foundational", 2),
        ("dimension=flow&key=foundational/leading", 0),
        ("dimension=city_class&key=foundational", 2),
        ("dimension=province&key=unknown", 2),
        ("dimension=domain&key=A4", 2),
        ("dimension=version&key=unknown", 2),
        ("dimension=platform&key=web", 2),
        ("dimension=platform&key=we", 0),
        ("dimension=component&key=yunling/parking", 2),
        ("dimension=component&key=yunling/nothing", 0),
        ("dimension=city&key=lingu", 1),
        ("dimension=cities&key=yunling/lingu", 1),
        ("city_class=foundational", 2),
    ],
)
def test_a_cell_has_as_many_records_as_it_counts(reused: Registry, cell: str, number: int):
    assert len(records(reused.administrator(), f"figure=running_reuse&{cell}")) == number


def test_every_figure_of_the_overview_has_as_many_records_as_it_says(reused: Registry):
    administrator = reused.administrator()
    figures = {
        figure["code"]: figure["value"]
        for figure in administrator.get("/api/v1/statistics/overview").get_json()["figures"]
    }

    counted = ("components_listed", "components_retired", "versions_published", "adoptions_in_force", "running_reuse")
    for code in counted:
        assert len(records(administrator, f"figure={code}&limit=100")) == figures[code], code


def test_components_are_for_everybody_and_adoptions_are_not(reused: Registry):
    assert {each["component"] for each in records(reused.anyone, "figure=components_listed")} == {
        "yunling/parking",
        "yunling/map",
    }
    assert reused.anyone.get(f"{ADDRESS}?figure=running_reuse").status_code == 401
    assert reused.entity().get(f"{ADDRESS}?figure=running_reuse").status_code == 403
    assert reused.assessor().get(f"{ADDRESS}?figure=reusing_cities").status_code == 403


def test_pages_follow_one_another_and_a_cursor_belongs_to_its_question(reused: Registry):
    lingu = reused.city("lingu")
    first = lingu.get(f"{ADDRESS}?figure=running_reuse&limit=1").get_json()
    second = lingu.get(f"{ADDRESS}?figure=running_reuse&limit=1&cursor={first['next']}").get_json()

    assert (len(first["items"]), len(second["items"]), second["next"]) == (1, 1, None)
    assert first["items"] != second["items"]
    assert lingu.get(f"{ADDRESS}?figure=openings&limit=1&cursor={first['next']}").status_code == 422


def test_a_past_day_has_the_records_of_that_day(reused: Registry):
    assert records(reused.administrator(), "figure=running_reuse&as_of=2026-03-01") == []


def test_a_component_hidden_from_who_asks_is_counted_and_not_named(reused: Registry):
    administrator = reused.administrator()
    administrator.post("/api/v1/clusters", {"slug": "delta", "name": {"zh": "示例城市群"}})
    for slug in ("yunling", "lingu"):
        administrator.post("/api/v1/clusters/delta/members", {"member": slug})
    yunling, lingu = reused.city("yunling"), reused.city("lingu")
    reused.component(yunling, "hidden", "1.0.0", visible_to_clusters=["delta"], domains=["A6"])
    reused.adoption(lingu, "yunling/hidden", "approved", "pilot")

    def named(client: Client) -> set[object]:
        return {each["component"] for each in records(client, "figure=running_reuse&dimension=domain&key=A6")}

    assert (named(lingu), named(reused.city("shaquan"))) == ({"yunling/hidden"}, {None})


@pytest.mark.parametrize(
    "query",
    [
        "",
        "figure=nothing",
        "figure=running_reuse&dimension=flow",
        "figure=running_reuse&key=a",
        "figure=running_reuse&dimension=nothing&key=a",
        "figure=running_reuse&as_of=2099-01-01",
    ],
)
def test_what_has_no_records_is_refused(registry: Registry, query: str):
    assert registry.administrator().get(f"{ADDRESS}?{query}").status_code == 422
