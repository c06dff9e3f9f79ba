"""DELETE /components/{publisher}/{name}: only while no other city adopted it and nothing requires it."""

import pytest

from registry.catalogue.models import ComponentEdge
from tests.build import Answer, Client, Registry

MAPS = "/api/v1/components/yunling/maps"


def remove(client: Client, address: str = MAPS) -> Answer:
    return client.delete(address, etag=client.get(address).headers["ETag"])


def needs(registry: Registry, owner: Client, name: str, number: str = "1.0", **changes) -> str:
    component = registry.component(owner, name, **changes)
    registry.version(owner, component, number, requires=[{"component": "yunling/maps"}])
    return component


def test_the_refusal_says_who_stands_in_the_way_and_what_to_do_instead(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "maps", "1.0")
    for name in ("a1x", "b2y", "c3z", "d4w", "e5v", "f6u"):
        needs(registry, haina, name)
    registry.adoption(haina, "yunling/maps")

    answer = remove(yunling)
    chinese = remove(Client(registry.app, yunling.token, "zh"))

    assert (answer.status_code, answer.json["code"]) == (409, "component_in_use")
    assert answer.json["detail"].removeprefix("'yunling/maps' cannot be removed: ") == (
        "adoptions by other cities: 1; it is required by haina/f6u 1.0, haina/e5v 1.0, haina/d4w 1.0, haina/c3z 1.0, "
        "haina/b2y 1.0 and 1 more. Deprecate it instead (POST …/deprecation): who uses it keeps it."
    )
    assert "其他城市已有 1 项采用；依赖它的有" in chinese.json["detail"]


def test_an_entity_is_not_told_how_few_have_adopted(registry: Registry):
    builder = registry.entity()
    registry.component(builder, "maps", "1.0")
    registry.adoption(registry.city("haina"), "builder/maps")

    answer = remove(builder, "/api/v1/components/builder/maps")

    assert "adoptions by other cities: < 5" in answer.json["detail"]


@pytest.mark.parametrize("what", ["yanked", "draft", "own"])
def test_yanked_versions_drafts_and_ones_own_components_stand_in_the_way_too(registry: Registry, what: str):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "1.0")
    component = needs(registry, yunling, "parking")
    if what == "yanked":
        yunling.post(f"/api/v1/components/{component}/versions/1.0/yank", {"reason": "other"})

    answer = remove(yunling)

    assert (answer.status_code, "yunling/parking 1.0" in answer.json["detail"]) == (409, True)


def test_what_the_owner_may_not_see_is_counted_and_not_named(registry: Registry):
    yunling, haina, administrator = registry.city("yunling"), registry.city("haina"), registry.administrator()
    registry.component(yunling, "maps", "1.0")
    administrator.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例城市群"}})
    administrator.post("/api/v1/clusters/river/members", {"member": "haina"})
    needs(registry, haina, "hidden", visible_to_clusters=["river"])

    answer = remove(yunling)

    assert "it is required by 1 version that you may not see" in answer.json["detail"]
    assert "hidden" not in answer.json["detail"]


def test_what_only_a_removed_component_required_can_be_removed(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "maps", "1.0")
    parking = needs(registry, yunling, "parking")

    first, second = remove(yunling, f"/api/v1/components/{parking}"), remove(yunling)

    assert (first.status_code, second.status_code) == (204, 204)
    with registry.database.reading() as session:
        assert session.query(ComponentEdge).count() == 0


def test_neither_ones_own_adoption_nor_a_variant_hinders_and_nothing_breaks_afterwards(registry: Registry):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "maps", "1.0")
    registry.component(haina, "charts", "1.0", based_on="yunling/maps")
    registry.adoption(yunling, "yunling/maps", "approved", "pilot", version="1.0")

    answer = remove(yunling)

    assert answer.status_code == 204
    assert haina.get("/api/v1/components/haina/charts").status_code == 200
    assert registry.anyone.get("/components/haina/charts").status_code == 200
    assert yunling.get("/api/v1/organisations/yunling/updates").status_code == 200


def test_everything_of_a_removed_component_is_gone_with_it(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "base", "1.0")
    registry.component(yunling, "maps")
    registry.version(yunling, "yunling/maps", "1.0", requires=[{"component": "yunling/base"}])

    remove(yunling)

    below = ("", "/versions", "/versions/1.0", "/versions/1.0/dependencies", "/dependency-graph", "/quarantine")
    assert {registry.anyone.get(f"{MAPS}{address}").status_code for address in below} == {410}
    graph = registry.anyone.get("/api/v1/components/yunling/base/dependency-graph?direction=needed_by").json
    assert (graph["edges"], graph["hidden"]) == ([], 0)
    taken = yunling.post(
        "/api/v1/components/yunling/base/versions", {"number": "2.0", "requires": [{"component": "yunling/maps"}]}
    )
    assert taken.json["errors"][0]["pointer"] == "/requires/0/component"
