"""GET | POST /adoption-claims, POST /adoption-claims/{id}/confirmation | /rejection | /withdrawal, the page of them."""

from datetime import timedelta

import pytest

from registry.catalogue.queries import counts_of, get_component
from registry.kit.actor import ANONYMOUS
from registry.kit.clock import SimulatedClock
from tests.build import Answer, Client, Registry

ADDRESS = "/api/v1/adoption-claims"


@pytest.fixture
def yunling(registry: Registry) -> Client:
    city = registry.city("yunling")
    registry.component(city, "parking", "1.0", "1.1")
    return city


@pytest.fixture
def haina(registry: Registry, yunling: Client) -> Client:
    return registry.city("haina")


@pytest.fixture
def builder(registry: Registry) -> Client:
    return registry.entity("builder")


def claim(client: Client, **changes: object) -> Answer:
    body = {
        "adopter": "haina",
        "component": "yunling/parking",
        "stage": "live",
        "mode": "new",
        "since_on": "2026-01-15",
    }
    return client.post(ADDRESS, {**body, **changes})


def told(registry: Registry, reader: Client) -> list[str]:
    found = reader.get("/api/v1/events?after=0&limit=1000").json["items"]
    return [event["type"] for event in found if event["type"].startswith(("adoption", "adoption_claim"))]


def test_a_claim_is_a_draft_that_counts_nowhere(registry: Registry, haina: Client, builder: Client):
    answer = claim(builder, version="1.0", note="已交付")

    assert answer.status_code == 201
    assert (answer.json["status"], answer.json["expires_on"], answer.json["adoption"]) == ("open", "2026-05-01", None)
    assert builder.get(answer.headers["Location"]).json == answer.json
    assert haina.get("/api/v1/adoptions").json["items"] == []
    with registry.database.reading() as session:
        parking = get_component(session, ANONYMOUS, "yunling/parking")
        counts = counts_of(session, parking.id)
        assert (counts.adoptions, counts.adopters) == (0, 0)
    assert haina.get("/api/v1/components?adopted_by=haina").json["items"] == []


def test_a_confirmed_claim_becomes_an_adoption_at_the_claimed_stage(registry: Registry, haina: Client, builder: Client):
    made = claim(builder, version="1.0", mode="replace", evidence=["https://city.example/a"]).json

    answer = haina.post(f"{ADDRESS}/{made['id']}/confirmation")

    assert (answer.status_code, answer.json["status"]) == (200, "confirmed")
    adoption = haina.get(f"/api/v1/adoptions/{answer.json['adoption']}").json
    assert (adoption["stage"], adoption["stage_since"], adoption["version"]) == ("live", "2026-01-15", "1.0")
    assert (adoption["operator"], adoption["mode"]) == ("builder", "replace")
    assert [step["stage"] for step in adoption["history"]] == ["planned", "approved", "live"]
    (piece,) = haina.get(f"/api/v1/adoptions/{adoption['id']}/evidence").json["items"]
    assert (piece["kind"], piece["submitted_by"], piece["status"]) == ("link", "builder", "submitted")


def test_the_supplier_learns_that_it_was_confirmed_and_nothing_else(registry: Registry, haina: Client, builder: Client):
    made = claim(builder).json
    adoption = haina.post(f"{ADDRESS}/{made['id']}/confirmation").json["adoption"]

    read = builder.get(f"{ADDRESS}/{made['id']}").json

    assert (read["status"], read["adoption"]) == ("confirmed", None)
    assert told(registry, builder) == ["adoption_claim.made", "adoption_claim.confirmed"]
    assert adoption not in builder.get("/api/v1/events?after=0&limit=1000").get_data(as_text=True)
    assert builder.get(f"/api/v1/adoptions/{adoption}").status_code == 404


def test_the_same_answer_whether_or_not_the_city_runs_it_already(registry: Registry, haina: Client, builder: Client):
    other = registry.city("bizhou")
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.1")

    running, not_running = claim(builder), claim(builder, adopter="bizhou")

    assert (running.status_code, not_running.status_code) == (201, 201)
    same = {"adopter": None, "id": None, "created_at": None}
    assert {**running.json, **same} == {**not_running.json, **same}
    assert other.get("/api/v1/adoptions?adopter=bizhou").json["items"] == []


def test_confirming_what_the_city_has_recorded_itself_leaves_that_as_it_stands(
    registry: Registry, haina: Client, builder: Client
):
    recorded = registry.adoption(haina, "yunling/parking", "approved", "pilot", version="1.1")
    made = claim(builder, version="1.0", evidence=["交付单"]).json

    answer = haina.post(f"{ADDRESS}/{made['id']}/confirmation").json

    adoption = haina.get(f"/api/v1/adoptions/{recorded}").json
    assert answer["adoption"] == recorded
    assert (adoption["stage"], adoption["version"], adoption["operator"]) == ("pilot", "1.1", None)
    assert len(haina.get(f"/api/v1/adoptions/{recorded}/evidence").json["items"]) == 1


def test_a_city_rejects_with_a_reason_that_the_supplier_reads(registry: Registry, haina: Client, builder: Client):
    made = claim(builder).json

    silent = haina.post(f"{ADDRESS}/{made['id']}/rejection", {})
    answer = haina.post(f"{ADDRESS}/{made['id']}/rejection", {"note": "仅为试点方案，未部署"})

    assert silent.status_code == 422
    assert answer.json["status"] == "rejected"
    assert builder.get(f"{ADDRESS}/{made['id']}").json["decision_note"] == "仅为试点方案，未部署"
    assert "未部署" not in builder.get("/api/v1/events?after=0&limit=1000").get_data(as_text=True)
    for step in ("confirmation", "rejection", "withdrawal"):
        caller = builder if step == "withdrawal" else haina
        body = {"note": "x"} if step == "rejection" else None
        again = caller.post(f"{ADDRESS}/{made['id']}/{step}", body)
        assert (again.status_code, again.json["code"]) == (409, "adoption_claim_closed"), step


def test_a_supplier_takes_its_claim_back_and_may_claim_again(haina: Client, builder: Client):
    made = claim(builder).json
    twice = claim(builder)

    answer = builder.post(f"{ADDRESS}/{made['id']}/withdrawal")

    assert (twice.status_code, twice.json["code"]) == (409, "adoption_claim_open")
    assert answer.json["status"] == "withdrawn"
    assert claim(builder).status_code == 201


def test_what_no_city_answers_in_60_days_runs_out(
    registry: Registry, haina: Client, builder: Client, clock: SimulatedClock
):
    made = claim(builder).json
    sweeper = registry.app.extensions["registry.sweeper"]
    clock.set(clock.now() + timedelta(days=59))
    sweeper.sweep()
    before = builder.get(f"{ADDRESS}/{made['id']}").json["status"]
    clock.set(clock.now() + timedelta(days=1))
    sweeper.sweep()
    sweeper.sweep()

    assert before == "open"
    assert builder.get(f"{ADDRESS}/{made['id']}").json["status"] == "expired"
    assert told(registry, builder) == ["adoption_claim.made", "adoption_claim.expired"]
    assert haina.post(f"{ADDRESS}/{made['id']}/confirmation").status_code == 409


def test_only_both_sides_and_administrators_know_of_a_claim(registry: Registry, haina: Client, builder: Client):
    made = claim(builder).json
    strangers = [registry.city("bizhou"), registry.city("yunling"), registry.entity("rival"), registry.assessor()]

    for stranger in strangers:
        assert stranger.get(ADDRESS).json["items"] == []
        assert stranger.get(f"{ADDRESS}/{made['id']}").status_code == 404
        assert told(registry, stranger) == []
    for party in (haina, builder, registry.administrator()):
        assert [row["id"] for row in party.get(ADDRESS).json["items"]] == [made["id"]]
        assert told(registry, party) == ["adoption_claim.made"]
    assert registry.anyone.get(ADDRESS).status_code == 401
    assert registry.city("bizhou").post(f"{ADDRESS}/{made['id']}/confirmation").status_code == 404


def test_a_city_answers_for_its_units(registry: Registry, haina: Client, builder: Client):
    registry.organisation("haina-east", unit="district", parent="haina")
    made = claim(builder, adopter="haina-east").json

    assert [row["adopter"] for row in haina.get(f"{ADDRESS}?status=open").json["items"]] == ["haina-east"]
    assert haina.get(f"{ADDRESS}?status=expired").json["items"] == []
    assert haina.post(f"{ADDRESS}/{made['id']}/confirmation").status_code == 200


def test_cities_and_assessors_do_not_claim(registry: Registry, haina: Client):
    for caller in (haina, registry.client("yunling", "catalogue:write")):
        answer = claim(caller)
        assert (answer.status_code, answer.json["code"]) == (403, "not_a_claimant")
    assert claim(registry.assessor()).status_code == 403
    assert claim(registry.anyone).status_code == 401


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"adopter": "nowhere"}, "/adopter"),
        ({"adopter": "builder"}, "/adopter"),
        ({"component": "yunling/nothing"}, "/component"),
        ({"component": "yunling/draft"}, "/component"),
        ({"version": "9.9"}, "/version"),
        ({"stage": "planned"}, "/stage"),
        ({"mode": "steal"}, "/mode"),
        ({"since_on": "2026-03-03"}, "/since_on"),
        ({"evidence": [{"title": "x"}]}, "/evidence/0/kind"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_claimed(
    registry: Registry, yunling: Client, haina: Client, builder: Client, change: dict, pointer: str
):
    registry.component(yunling, "draft")

    answer = claim(builder, **change)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]
    assert builder.get(ADDRESS).json["items"] == []


def test_a_supplier_has_at_most_so_many_claims_open(haina: Client, builder: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("registry.adoption.actions.claiming.OPEN_CLAIMS", 0)

    answer = claim(builder)

    assert (answer.status_code, answer.json["code"]) == (409, "too_many_claims")


def test_evidence_of_a_claim_is_held_where_another_adoption_has_it(registry: Registry, haina: Client, builder: Client):
    bizhou = registry.city("bizhou")
    other = registry.adoption(bizhou, "yunling/parking", "approved", "live")
    bizhou.post(f"/api/v1/adoptions/{other}/evidence", {"kind": "acceptance", "sha256": "ab" * 32})
    made = claim(builder, evidence=[{"kind": "acceptance", "sha256": "ab" * 32}]).json

    adoption = haina.post(f"{ADDRESS}/{made['id']}/confirmation").json["adoption"]

    (piece,) = haina.get(f"/api/v1/adoptions/{adoption}/evidence").json["items"]
    assert piece["status"] == "held"


def test_the_page_of_open_claims_confirms_and_rejects(registry: Registry, haina: Client, builder: Client):
    first = claim(builder, note="已交付").json
    registry.component(registry.city("yunling"), "maps", "1.0")
    second = claim(builder, component="yunling/maps").json
    visitor, page = registry.visitor(haina), "/organisations/haina/claims"

    shown = visitor.get(page).get_data(as_text=True)
    confirmed = visitor.submit(page, act="confirm", claim=first["id"])
    silent = visitor.submit(page, act="reject", claim=second["id"], note=" ")
    rejected = visitor.submit(page, act="reject", claim=second["id"], note="未部署")

    assert "已交付" in shown
    assert confirmed.status_code == 303
    assert confirmed.headers["Location"].startswith("/adoptions/")
    assert silent.status_code == 422
    assert rejected.status_code == 303
    assert "No claim waits" in visitor.get(page).get_data(as_text=True)


def test_the_page_of_claims_is_the_citys_own(registry: Registry, haina: Client, builder: Client):
    claim(builder)

    assert registry.visitor().get("/organisations/haina/claims").status_code == 401
    for stranger in (builder, registry.city("bizhou")):
        assert registry.visitor(stranger).get("/organisations/haina/claims").status_code == 403
