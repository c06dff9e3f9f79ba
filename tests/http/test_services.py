"""/components/{p}/{n}/services and /services: what entities offer, and how those who bought it rate it."""

import pytest

from registry.kit.actor import CONSOLE
from registry.organisations.actions import register_organisation
from tests.build import Answer, Client, Registry

SERVICES = "/api/v1/components/yunling/parking/services"
OFFER = {
    "entity": "builder",
    "kinds": ["deployment", "training"],
    "description": {"zh": "两周内部署。", "en": "Deployed within two weeks."},
    "price_terms": {"zh": "按规模报价"},
}
FIRST = {"If-None-Match": "*"}


def entity(registry: Registry, slug: str = "builder") -> Client:
    return registry.client(slug, "collaboration:write", kind="operating_entity")


def offered(registry: Registry, **changes: object) -> tuple[Client, Client, str]:
    """A city with a component, an entity that offers services for it, and the offer's address."""
    yunling, builder = registry.city("yunling"), entity(registry)
    registry.component(yunling, "parking", "1.0")
    answer = builder.post(SERVICES, {**OFFER, **changes})
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return yunling, builder, answer.headers["Location"]


def rate(client: Client, address: str, stars: int, **more: object) -> Answer:
    present = client.get(f"{address}/rating")
    headers = {"If-Match": present.headers["ETag"]} if present.status_code == 200 else FIRST
    return client.call("PUT", f"{address}/rating", {"stars": stars, **more}, headers=headers)


def test_an_entity_says_what_it_does_where_and_everybody_reads_it_but_the_price(registry: Registry):
    yunling, builder, address = offered(registry)

    public, own, city = (client.get(address).json for client in (registry.anyone, builder, yunling))

    assert {key: public[key] for key in ("component", "entity", "kinds", "regions", "since", "withdrawn_on")} == {
        "component": "yunling/parking",
        "entity": "builder",
        "kinds": ["deployment", "training"],
        "regions": [],
        "since": "2026-03-02",
        "withdrawn_on": None,
    }
    assert public["price_terms"] is None
    assert own["price_terms"] == city["price_terms"] == {"zh": "按规模报价"}
    assert entity(registry, "rival").get(address).json["price_terms"] is None
    assert registry.anyone.get(SERVICES).json["items"] == [public]
    assert registry.anyone.get("/api/v1/services?entity=builder").json["items"] == [public]


def test_it_is_changed_and_withdrawn_by_the_entity_alone(registry: Registry):
    yunling, builder, address = offered(registry)
    etag = builder.get(address).headers["ETag"]

    changed = builder.patch(address, {"kinds": ["support"], "price_terms": None}, etag=etag)
    stale = builder.patch(address, {"kinds": ["training"]}, etag=etag)
    stranger = yunling.patch(address, {"kinds": ["training"]}, etag=changed.headers["ETag"])
    unsaid = builder.patch(address, {"kinds": ["training"]})
    gone = builder.delete(address)

    assert (changed.status_code, changed.json["kinds"], changed.json["price_terms"]) == (200, ["support"], None)
    assert (stale.status_code, stranger.status_code, unsaid.status_code, gone.status_code) == (412, 403, 428, 204)
    assert builder.get(address).json["withdrawn_on"] == "2026-03-02"
    assert registry.anyone.get(SERVICES).json["items"] == []
    assert builder.delete(address).json["code"] == "service_withdrawn"
    assert builder.post(SERVICES, OFFER).status_code == 201


def test_one_offer_of_an_entity_for_a_component_at_a_time(registry: Registry):
    _, builder, _ = offered(registry)

    twice = builder.post(SERVICES, OFFER)
    another = entity(registry, "rival").post(SERVICES, {**OFFER, "entity": "rival"})

    assert (twice.status_code, twice.json["code"]) == (409, "service_taken")
    assert another.status_code == 201
    listed = registry.anyone.get(SERVICES).json["items"]
    assert [row["entity"] for row in listed] == ["rival", "builder"], "the newest first, whatever it costs"


def test_only_entities_offer_for_what_is_listed(registry: Registry):
    yunling, builder, _ = offered(registry)
    registry.component(yunling, "draft")

    city = yunling.post(SERVICES, {**OFFER, "entity": "yunling"})
    others = entity(registry, "rival").post(SERVICES, OFFER)
    draft = builder.post("/api/v1/components/yunling/draft/services", OFFER)

    assert (city.status_code, city.json["code"]) == (403, "not_an_entity")
    assert (others.status_code, others.json["code"]) == (403, "not_your_organisation")
    assert draft.status_code in {404, 409}
    assert registry.anyone.post(SERVICES, OFFER).status_code == 401


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"kinds": []}, "/kinds"),
        ({"kinds": ["selling"]}, "/kinds/0"),
        ({"regions": ["990000", "000000"]}, "/regions/1"),
        ({"description": {}}, "/description"),
        ({"since": "2026-03-03"}, "/since"),
        ({"price": 1}, "/price"),
    ],
)
def test_an_offer_says_what_and_where(registry: Registry, changes: dict, pointer: str):
    registry.component(registry.city("yunling"), "parking", "1.0")
    registry.administrator().post("/api/v1/divisions", {"code": "990000", "name": "示例省", "kind": "province"})

    answer = entity(registry).post(SERVICES, {**OFFER, **changes})

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_a_region_finds_what_is_offered_there_above_it_and_everywhere(registry: Registry):
    national = registry.administrator()
    for code, parent in (("990000", None), ("990100", "990000"), ("991000", None)):
        body = {"code": code, "name": f"示例{code}", "kind": "city" if parent else "province"}
        national.post("/api/v1/divisions", {**body, **({"parent_code": parent} if parent else {})})
    yunling, builder, address = offered(registry, regions=["990000"])
    entity(registry, "rival").post(SERVICES, {**OFFER, "entity": "rival"})

    def found(region: str) -> list[str]:
        return [row["entity"] for row in yunling.get(f"{SERVICES}?region={region}").json["items"]]

    assert (found("990100"), found("990000"), found("991000")) == (
        ["rival", "builder"],
        ["rival", "builder"],
        ["rival"],
    )
    etag = builder.get(address).headers["ETag"]
    assert builder.patch(address, {"regions": ["991000"]}, etag=etag).json["regions"] == ["991000"]
    assert (found("990100"), found("991000")) == (["rival"], ["rival", "builder"])


def test_who_bought_it_rates_it_once_for_each_adoption(registry: Registry):
    yunling, _, address = offered(registry)
    haina, linhai = registry.city("haina"), registry.city("linhai")
    registry.adoption(haina, "yunling/parking", "approved", "live", operator="builder")
    supplied = registry.adoption(linhai, "yunling/parking", "approved", "pilot")

    before = rate(linhai, address, 1)
    linhai.call("PUT", f"/api/v1/adoptions/{supplied}/contract", {"supplier": "builder"}, headers=FIRST)
    one, two = rate(haina, address, 5, comment="很快"), rate(linhai, address, 3)
    edited = rate(haina, address, 4)
    again = haina.call("PUT", f"{address}/rating", {"stars": 1}, headers=FIRST)
    ratings = yunling.get(f"{address}/ratings").json

    assert (before.status_code, before.json["code"]) == (403, "did_not_buy")
    assert [answer.status_code for answer in (one, two, edited, again)] == [201, 201, 200, 412]
    assert (edited.json["stars"], edited.json["comment"]) == (4, None)
    assert (ratings["count"], ratings["mean"]) == (2, round((3.5 * 5 + 7) / 7, 4))
    assert ratings["distribution"] == {"1": 0, "2": 0, "3": 1, "4": 1, "5": 0}
    assert [row["adopter"] for row in ratings["items"]] == ["linhai", "haina"]
    assert haina.get(f"{address}/rating?adoption={supplied}").json["code"] == "did_not_buy"


def test_neither_entities_nor_the_public_learn_which_city_rated_nor_a_small_count(registry: Registry):
    _, builder, address = offered(registry)
    for slug in ("one", "two", "three", "four", "five"):
        client = registry.city(slug)
        registry.adoption(client, "yunling/parking", "approved", "live", operator="builder")
        few = registry.anyone.get(f"{address}/ratings").json
        assert rate(client, address, 5).status_code == 201

    enough = builder.get(f"{address}/ratings").json

    assert (few["count"], few["mean"], few["distribution"], few["fewer_than"], few["items"]) == (
        None,
        None,
        None,
        5,
        [],
    )
    assert (enough["count"], enough["distribution"]["5"]) == (5, 5)
    assert [sorted(row) for row in enough["items"]] == [["comment", "stars", "updated_at"]] * 5


def test_the_entitys_own_city_does_not_count_and_strangers_do_not_rate(registry: Registry):
    yunling, _, _ = offered(registry)
    haina = registry.city("haina")
    with registry.database.writing() as session:
        register_organisation(
            session, CONSOLE, slug="works", kind="operating_entity", name={"zh": "示例"}, parent="haina"
        )
    own = entity(registry, "works").post(SERVICES, {**OFFER, "entity": "works"}).headers["Location"]
    registry.adoption(haina, "yunling/parking", "approved", "live", operator="works")

    rated = rate(haina, own, 5)

    assert (rated.status_code, rated.json["counts"]) == (201, False)
    assert yunling.get(f"{own}/ratings").json["count"] == 0
    for stranger, status in ((registry.anyone, 401), (entity(registry), 403), (registry.city("other"), 403)):
        assert stranger.call("PUT", f"{own}/rating", {"stars": 1}, headers=FIRST).status_code == status
    for stars in (0, 6, "5", None):
        assert haina.call("PUT", f"{own}/rating", {"stars": stars}, headers=FIRST).status_code == 422


def test_what_is_rated_through_several_adoptions_names_one(registry: Registry):
    _, _, address = offered(registry)
    registry.city("haina")
    office = registry.client(
        "haina-dept", "adoption:write", "collaboration:write", kind="city", unit="department", parent="haina"
    )
    haina = registry.city("haina")
    ids = [
        registry.adoption(client, "yunling/parking", "approved", "live", operator="builder")
        for client in (haina, office)
    ]

    unsaid = haina.call("PUT", f"{address}/rating", {"stars": 4}, headers=FIRST)
    said = haina.call("PUT", f"{address}/rating", {"stars": 4, "adoption": ids[1]}, headers=FIRST)

    assert (unsaid.status_code, unsaid.json["code"]) == (409, "which_adoption")
    assert (said.status_code, said.json["adoption"]) == (201, ids[1])
