"""Suppliers of a component: claims, decisions, renewals, withdrawals."""

from datetime import timedelta

import pytest

from tests.build import START, Client, Registry

SUPPLIERS = "/api/v1/components/yunling/parking/suppliers"
CLAIM = {"services": ["deploy", "train"], "note": {"zh": "两周内部署。"}}


def claimed(registry: Registry) -> tuple[Client, Client, str]:
    """A city with a component, an entity that claims to supply it, and the claim's address."""
    yunling, builder = registry.city("yunling"), registry.entity()
    registry.component(yunling, "parking", "1.0")
    answer = builder.post(SUPPLIERS, CLAIM)
    assert answer.status_code == 201, answer.get_data(as_text=True)
    return yunling, builder, answer.headers["Location"]


def test_a_claim_says_what_an_entity_does_until_when(registry: Registry):
    _, builder, address = claimed(registry)

    read = builder.get(address).json

    assert {key: read[key] for key in ("component", "supplier", "services", "note", "status", "expires_on")} == {
        "component": "yunling/parking",
        "supplier": "builder",
        "services": ["deploy", "train"],
        "note": {"zh": "两周内部署。"},
        "status": "claimed",
        "expires_on": "2027-03-02",
    }


def test_until_it_is_confirmed_both_parties_and_administrators_see_it_and_nobody_else(registry: Registry):
    yunling, builder, address = claimed(registry)

    for party in (yunling, builder, registry.administrator()):
        assert len(party.get(SUPPLIERS).json["items"]) == 1
        assert party.get(address).status_code == 200
    for outsider in (registry.anyone, registry.city("haina"), registry.entity("rival")):
        assert outsider.get(SUPPLIERS).json["items"] == []
        assert outsider.get(address).status_code == 404
        assert outsider.get("/api/v1/organisations/builder/supplies").json["items"] == []


def test_once_confirmed_everybody_sees_it_also_on_the_page(registry: Registry):
    yunling, _, address = claimed(registry)

    answer = yunling.post(f"{address}/decision", {"decision": "confirm"})

    assert (answer.status_code, answer.json["status"]) == (200, "confirmed")
    assert registry.anyone.get(SUPPLIERS).json["items"] == [answer.json]
    assert registry.anyone.get("/api/v1/organisations/builder/supplies").json["items"] == [answer.json]
    page = registry.visitor().get("/components/yunling/parking").get_data(as_text=True)
    assert "Demo builder" in page


def test_the_publisher_rejects_and_may_take_its_confirmation_back(registry: Registry):
    yunling, _, address = claimed(registry)
    yunling.post(f"{address}/decision", {"decision": "confirm"})

    rejected = yunling.post(f"{address}/decision", {"decision": "reject"})
    again = yunling.post(f"{address}/decision", {"decision": "confirm"})

    assert rejected.json["status"] == "rejected"
    assert (again.status_code, again.json["code"]) == (409, "claim_closed")
    assert registry.anyone.get(SUPPLIERS).json["items"] == []


def test_each_party_does_its_own_part(registry: Registry):
    yunling, builder, address = claimed(registry)

    assert builder.post(f"{address}/decision", {"decision": "confirm"}).json["code"] == "not_your_organisation"
    assert yunling.post(f"{address}/renewal").json["code"] == "not_your_organisation"
    assert yunling.delete(address).json["code"] == "not_your_organisation"
    assert registry.entity("rival").delete(address).status_code == 404


def test_an_entity_claims_a_component_once_at_a_time(registry: Registry):
    _, builder, address = claimed(registry)

    twice = builder.post(SUPPLIERS, CLAIM)
    gone = builder.delete(address)
    again = builder.post(SUPPLIERS, CLAIM)

    assert (twice.status_code, twice.json["code"]) == (409, "claim_open")
    assert gone.status_code == 204
    assert again.status_code == 201


def test_only_operating_entities_claim(registry: Registry):
    yunling, _, _ = claimed(registry)

    answer = yunling.post(SUPPLIERS, CLAIM)

    assert (answer.status_code, answer.json["code"]) == (403, "not_a_supplier")


def test_only_what_is_listed_is_supplied(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    registry.city("yunling").post("/api/v1/components/yunling/parking/retirement")

    answer = registry.entity().post(SUPPLIERS, CLAIM)

    assert (answer.status_code, answer.json["code"]) == (409, "not_listed")


@pytest.mark.parametrize("body", [{}, {"services": []}, {"services": ["sell"]}, {"services": ["deploy"], "price": 1}])
def test_a_claim_names_services(registry: Registry, body: dict):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert registry.entity().post(SUPPLIERS, body).status_code == 422


@pytest.mark.parametrize("confirmed", [False, True])
def test_what_nobody_renews_expires_after_a_year(registry: Registry, confirmed: bool):
    yunling, _, address = claimed(registry)
    if confirmed:
        yunling.post(f"{address}/decision", {"decision": "confirm"})
    sweeper = registry.app.extensions["registry.sweeper"]

    registry.clock.set(START + timedelta(days=364))
    sweeper.sweep()
    before = builder_at(registry).get(address).json["status"]
    registry.clock.set(START + timedelta(days=365))
    sweeper.sweep()

    assert before == ("confirmed" if confirmed else "claimed")
    later = builder_at(registry)
    assert later.get(address).json["status"] == "expired"
    assert later.post(f"{address}/renewal").json["code"] == "claim_closed"
    assert later.post(SUPPLIERS, CLAIM).status_code == 201


def test_a_renewed_claim_holds_for_another_year(registry: Registry):
    _, _, address = claimed(registry)
    registry.clock.set(START + timedelta(days=300))

    renewed = builder_at(registry).post(f"{address}/renewal")
    registry.clock.set(START + timedelta(days=400))
    registry.app.extensions["registry.sweeper"].sweep()

    assert renewed.json["expires_on"] == "2027-12-27"
    assert builder_at(registry).get(address).json["status"] == "claimed"


def builder_at(registry: Registry) -> Client:
    """The entity with a token of today: those of a year ago have expired."""
    return registry.entity()
