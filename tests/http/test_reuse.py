"""GET /components/{publisher}/{name}/reuse: how many other cities run it, and who is told exactly."""

import pytest

from tests.build import Registry

ADDRESS = "/api/v1/components/yunling/parking/reuse"


@pytest.mark.parametrize(("cities", "told"), [(0, (0, None)), (1, (None, 5)), (4, (None, 5)), (5, (5, None))])
def test_the_public_is_told_no_number_from_one_to_four(registry: Registry, cities: int, told: tuple):
    yunling = registry.city("yunling")
    component = registry.component(yunling, "parking", "1.0")
    for number in range(cities):
        registry.adoption(registry.city(f"city-{number}"), component, "approved", "live")

    for outsider in (registry.anyone, registry.entity(), registry.assessor()):
        answer = outsider.get(ADDRESS).json
        assert (answer["adopters"], answer["fewer_than"]) == told
        hit = outsider.get("/api/v1/components").json["items"][0]
        assert (hit["adopters"], hit["fewer_than"]) == told
    for insider in (yunling, registry.administrator()):
        assert insider.get(ADDRESS).json["adopters"] == cities


def test_only_running_adoptions_of_other_cities_count_and_each_city_once(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.organisation("haina-port", unit="district", parent="haina")
    component = registry.component(yunling, "parking", "1.0")

    registry.adoption(yunling, component, "approved", "live")
    registry.adoption(registry.city("planning"), component, "approved")
    registry.adoption(registry.city("ended"), component, "approved", "live", "retired")
    registry.adoption(haina, component, "approved", "live")
    registry.adoption(registry.client("haina-port", "adoption:write"), component, "approved", "pilot")

    assert yunling.get(ADDRESS).json["adopters"] == 1
