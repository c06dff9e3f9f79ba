"""GET /statistics/deals: what cities paid for components that are alike."""

from typing import Any

import pytest

from schemas.deals import DealPageSchema
from tests.build import Client, Registry

ADDRESS = "/api/v1/statistics/deals"


def buy(registry: Registry, city: Client, component: str, price: str, signed: str, **more: Any) -> str:
    """An adoption with a contract; its id."""
    scenario = {"scenario": more.pop("scenario")} if "scenario" in more else {}
    adoption = registry.adoption(city, component, **scenario)
    terms = {"price": price, "currency": "CNY", "signed_on": signed, **more}
    answer = city.call("PUT", f"/api/v1/adoptions/{adoption}/contract", terms, headers={"If-None-Match": "*"})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return adoption


@pytest.fixture
def yunling(registry: Registry) -> Client:
    """Publishes two parking applications and one of another kind; three cities bought."""
    yunling = registry.city("yunling")
    registry.entity("builder")
    for name, more in (("parking", {}), ("garage", {}), ("patrol", {"kind": "algorithm"})):
        registry.component(yunling, name, "1.0", **more)
    haina, shaquan = registry.city("haina", city_class="leading"), registry.city("shaquan", city_class="foundational")
    buy(registry, haina, "yunling/parking", "120000.00", "2026-02-01", supplier="builder", procurement="公开招标")
    buy(registry, shaquan, "yunling/parking", "80000.00", "2026-01-10", scenario="parking")
    buy(registry, shaquan, "yunling/garage", "10000.00", "2026-03-01")
    buy(registry, shaquan, "yunling/patrol", "1.00", "2026-03-01")
    return yunling


def test_deals_on_what_is_alike_with_the_range_of_prices(registry: Registry, yunling: Client):
    found = yunling.get(f"{ADDRESS}?component=yunling/parking").json

    assert DealPageSchema().validate(found) == {}
    assert [(deal["component"], deal["on"], deal["price"], deal["is_same_component"]) for deal in found["items"]] == [
        ("yunling/garage", "2026-03-01", "10000.00", False),
        ("yunling/parking", "2026-02-01", "120000.00", True),
        ("yunling/parking", "2026-01-10", "80000.00", True),
    ]
    assert found["ranges"] == [
        {"currency": "CNY", "deals": 3, "low": "10000.00", "median": "80000.00", "high": "120000.00"}
    ]
    assert found["own_ranges"] == [
        {"currency": "CNY", "deals": 2, "low": "80000.00", "median": "100000.00", "high": "120000.00"}
    ]


def test_a_deal_says_who_bought_how_and_from_whom(registry: Registry, yunling: Client):
    deal = yunling.get(f"{ADDRESS}?component=yunling/parking").json["items"][1]

    assert (deal["city"]["slug"], deal["supplier"]["slug"], deal["procurement"]) == ("haina", "builder", "公开招标")
    assert deal["city_class"] is None, "the class was assigned after the day of the deal"


@pytest.mark.parametrize(
    ("query", "deals"),
    [
        ("domain=A4", 4),
        ("kind=algorithm", 1),
        ("scenario=parking", 1),
        ("domain=A4&kind=application", 3),
        ("domain=B1", 0),
    ],
)
def test_alike_is_what_the_filters_say(registry: Registry, yunling: Client, query: str, deals: int):
    assert len(yunling.get(f"{ADDRESS}?{query}").json["items"]) == deals


def test_it_is_read_page_by_page(registry: Registry, yunling: Client):
    whole = yunling.get(f"{ADDRESS}?domain=A4").json
    first = yunling.get(f"{ADDRESS}?domain=A4&limit=3").json
    second = yunling.get(f"{ADDRESS}?domain=A4&limit=3&cursor={first['next']}").json

    assert first["items"] + second["items"] == whole["items"]
    assert first["ranges"] == whole["ranges"]


def test_what_is_hidden_from_a_city_is_no_deal_to_it(registry: Registry, yunling: Client):
    national = registry.administrator()
    national.post("/api/v1/clusters", {"slug": "ring", "name": {"en": "Ring"}})
    national.post("/api/v1/clusters/ring/members", {"member": "yunling"})
    tag = yunling.get("/api/v1/components/yunling/garage").headers["ETag"]
    hidden = yunling.patch("/api/v1/components/yunling/garage", {"visible_to_clusters": ["ring"]}, etag=tag)
    assert hidden.status_code == 200, hidden.get_data(as_text=True)

    seen = {city: len(registry.city(city).get(f"{ADDRESS}?domain=A4").json["items"]) for city in ("haina", "shaquan")}

    assert seen == {"haina": 3, "shaquan": 4}


def test_it_is_for_cities_and_administrators(registry: Registry, yunling: Client):
    address = f"{ADDRESS}?domain=A4"

    assert registry.administrator().get(address).status_code == 200
    assert registry.anyone.get(address).status_code == 401
    assert [client.get(address).status_code for client in (registry.entity("builder"), registry.assessor())] == [
        403
    ] * 2


def test_something_has_to_say_what_is_alike(registry: Registry, yunling: Client):
    answer = yunling.get(ADDRESS)

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/component")
    assert yunling.get(f"{ADDRESS}?component=yunling/nothing").status_code == 404
