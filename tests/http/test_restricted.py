"""What only some clusters may see: role by role, door by door."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.build import Client, Registry

COMPONENT = "yunling/parking"
ADDRESS = f"/api/v1/components/{COMPONENT}"
TITLE = "暗河调度台"

SEES = {
    "anyone": False,
    "stranger": False,
    "former": False,
    "entity": False,
    "publisher": True,
    "member": True,
    "unit": True,
    "co_owner": True,
    "administrator": True,
}
"""Who may see it; `unit` is a department of a member, `former` a city that has left the cluster."""


def scene(registry: Registry) -> dict[str, Client]:
    """A component for the cluster river alone, which another component requires and a member runs."""
    national = registry.administrator()
    roles = {"administrator": national, "anyone": registry.anyone, "entity": registry.entity()}
    for role, slug in {"publisher": "yunling", "member": "haina", "former": "jiangyu", "stranger": "qiuyuan"}.items():
        roles[role] = registry.city(slug)
    roles["co_owner"] = registry.city("songchuan")
    roles["unit"] = registry.city("haina-data", unit="department", parent="haina")
    national.post("/api/v1/clusters", {"slug": "river", "name": {"zh": "示例城市群"}})
    for member in ("yunling", "haina", "jiangyu"):
        national.post("/api/v1/clusters/river/members", {"member": member})
    registry.clock.set(registry.clock.now() + timedelta(days=2))
    answer = national.delete("/api/v1/clusters/river/members/jiangyu")
    assert answer.status_code == 204, answer.get_data(as_text=True)
    yunling = roles["publisher"]
    registry.component(yunling, "base", "1.0")
    registry.component(
        yunling,
        "parking",
        title={"zh": TITLE, "en": "Hidden river desk"},
        tags=["暗河"],
        technologies=["Undercurrent"],
        visible_to_clusters=["river"],
        co_owners=["songchuan"],
    )
    registry.version(yunling, COMPONENT, "1.0", requires=[{"component": "yunling/base"}])
    return roles


def reads(address: str) -> Callable[[Registry, Client], bool]:
    def look(registry: Registry, client: Client) -> bool:
        status = client.get(address).status_code
        assert status in {200, 404}, (address, status)
        return status == 200

    return look


def tells(address: str, said: str) -> Callable[[Registry, Client], bool]:
    def look(registry: Registry, client: Client) -> bool:
        answer = client.get(address)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return said in answer.get_data(as_text=True)

    return look


def page(registry: Registry, client: Client) -> bool:
    visitor = registry.visitor(client if client.token else None)
    return visitor.get(f"/components/{COMPONENT}").status_code == 200


def found_on_page(registry: Registry, client: Client) -> bool:
    visitor = registry.visitor(client if client.token else None)
    page: str = visitor.get(f"/?q={TITLE}").get_data(as_text=True)
    return "Hidden river desk" in page


def counted(registry: Registry, client: Client) -> bool:
    total: int = client.get("/api/v1/components").json["total"]
    assert total in {1, 2}
    return total == 2


def in_a_facet(registry: Registry, client: Client) -> bool:
    answer = client.get("/api/v1/components?facets=technology&limit=1")
    return bool(answer.json["facets"]["technology"])


DOORS: dict[str, Callable[[Registry, Client], bool]] = {
    "read": reads(ADDRESS),
    "versions": reads(f"{ADDRESS}/versions"),
    "one version": reads(f"{ADDRESS}/versions/1.0"),
    "what depends on it": reads(f"{ADDRESS}/dependents"),
    "what depends on another": tells("/api/v1/components/yunling/base/dependents", COMPONENT),
    "reuse": reads(f"{ADDRESS}/reuse"),
    "checklist": reads(f"{ADDRESS}/checklist"),
    "quality": reads(f"{ADDRESS}/quality"),
    "export": reads(f"/api/v1/publiccode/{COMPONENT}"),
    "search": tells(f"/api/v1/components?q={TITLE}", COMPONENT.partition("/")[2] + '"'),
    "filter": tells("/api/v1/components?technology=Undercurrent", TITLE),
    "total": counted,
    "facet": in_a_facet,
    "suggestion": tells("/api/v1/components/suggestions?q=暗河", TITLE),
    "suggested tag": tells("/api/v1/components/suggestions?q=暗", "暗河"),
    "correction": tells("/api/v1/components/suggestions?q=undercurent hidden riverr", "river"),
    "events": tells("/api/v1/events?limit=100", COMPONENT),
    "page": page,
    "search page": found_on_page,
}


@pytest.mark.parametrize("door", DOORS)
def test_only_who_may_see_it_finds_it_at_any_door(registry: Registry, door: str):
    roles = scene(registry)
    registry.app.extensions["registry.search"].catch_up()

    seen = {role: DOORS[door](registry, roles[role]) for role in SEES}

    assert seen == SEES


def test_who_runs_it_is_told_to_who_may_see_it_only(registry: Registry):
    roles = scene(registry)
    adoption = registry.adoption(roles["member"], COMPONENT, "approved", "pilot")

    seen = {}
    for role in ("stranger", "former", "publisher", "member", "unit", "co_owner", "administrator"):
        listed = roles[role].get("/api/v1/adoptions").json["items"] != []
        read = roles[role].get(f"/api/v1/adoptions/{adoption}").status_code == 200
        told = adoption in roles[role].get("/api/v1/events?limit=100").get_data(as_text=True)
        seen[role] = (listed, read, told)

    assert seen == {role: (SEES[role],) * 3 for role in seen}


def test_a_city_that_left_still_sees_its_own_use(registry: Registry):
    roles = scene(registry)
    adoption = registry.adoption(roles["member"], COMPONENT, "approved", "pilot")
    registry.clock.set(registry.clock.now() + timedelta(days=2))
    roles["administrator"].delete("/api/v1/clusters/river/members/haina")

    assert roles["member"].get(ADDRESS).status_code == 404
    assert roles["member"].get(f"/api/v1/adoptions/{adoption}").status_code == 200


def test_the_records_behind_a_citys_metrics_do_not_name_it_to_strangers(registry: Registry):
    roles = scene(registry)
    address = "/api/v1/metrics/cities/yunling"

    named = {role: COMPONENT in roles[role].get(address).get_data(as_text=True) for role in ("stranger", "publisher")}

    assert named == {"stranger": False, "publisher": True}


@pytest.mark.parametrize("role", ["stranger", "former"])
def test_who_may_not_see_it_can_neither_adopt_nor_require_nor_name_it(registry: Registry, role: str):
    roles = scene(registry)
    client = roles[role]
    slug = registry.slug_of(client)
    own = registry.component(client, "own", "1.0")

    adopted = client.post("/api/v1/adoptions", {"adopter": slug, "component": COMPONENT, "mode": "new"})
    required = client.post(
        f"/api/v1/components/{own}/versions", {"number": "2.0", "requires": [{"component": COMPONENT}]}
    )
    tag = client.get(f"/api/v1/components/{own}").headers["ETag"]
    named = client.patch(f"/api/v1/components/{own}", {"compatible_with": [COMPONENT]}, etag=tag)

    assert [answer.status_code for answer in (adopted, required, named)] == [422, 422, 422]


def test_a_member_adopts_and_requires_it(registry: Registry):
    roles = scene(registry)

    registry.adoption(roles["member"], COMPONENT, "approved", "pilot")
    registry.component(roles["member"], "own", visible_to_clusters=["river"])
    registry.version(roles["member"], "haina/own", "1.0", requires=[{"component": COMPONENT}])


def test_what_everybody_sees_cannot_require_what_only_some_see(registry: Registry):
    roles = scene(registry)
    registry.component(roles["member"], "own")

    answer = roles["member"].post(
        "/api/v1/components/haina/own/versions", {"number": "1.0", "requires": [{"component": COMPONENT}]}
    )

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/requires/0/component")


def test_a_restriction_holds_at_once_and_is_lifted_at_once(registry: Registry):
    roles = scene(registry)
    yunling, anyone = roles["publisher"], registry.anyone

    tag = yunling.get(ADDRESS).headers["ETag"]
    lifted = yunling.patch(ADDRESS, {"visible_to_clusters": []}, etag=tag)
    assert anyone.get(ADDRESS).status_code == 200
    assert COMPONENT in anyone.get("/api/v1/events?limit=100").get_data(as_text=True)

    yunling.patch(ADDRESS, {"visible_to_clusters": ["river"]}, etag=lifted.headers["ETag"])
    assert anyone.get(ADDRESS).status_code == 404
    assert counted(registry, anyone) is False


def test_what_comes_in_bulk_is_restricted_too(registry: Registry):
    from registry.catalogue.actions import Entry, register_components
    from registry.kit.actor import CONSOLE
    from tests.build import description

    roles = scene(registry)
    entry = Entry("yunling", "bulk", description(visible_to_clusters=["river"]), {"number": "1.0"})
    with registry.database.writing() as session:
        (outcome,) = register_components(session, CONSOLE, [entry])

    assert outcome.refusal is None
    seen = {role: roles[role].get("/api/v1/components/yunling/bulk").status_code == 200 for role in SEES}
    assert seen == SEES | {"co_owner": False}
