"""GET /organisations/{slug}/tasks: what waits for whom, the most urgent first."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from registry.kit.clock import SimulatedClock
from registry.kit.policy import Policy
from registry.tasks.queries import SOURCES
from registry.tasks.vocabulary import KINDS
from schemas.tasks import TaskPageSchema
from tests.build import START, Client, Registry, description


def tasks(client: Client, slug: str, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/organisations/{slug}/tasks{query}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    assert TaskPageSchema().validate(answer.json) == {}
    items: list[dict[str, Any]] = answer.json["items"]
    return items


def kinds(client: Client, slug: str) -> list[str]:
    return [task["kind"] for task in tasks(client, slug, "?limit=100")]


def later(registry: Registry, days: int) -> None:
    registry.clock.set(START + timedelta(days=days))


@pytest.fixture
def cities(registry: Registry) -> tuple[Client, Client]:
    """Yunling, which publishes parking, and Haina."""
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.component(yunling, "parking", "1.0")
    return yunling, haina


def test_nothing_waits_for_whom_nobody_waits(registry: Registry, cities: tuple[Client, Client]):
    _, haina = cities

    assert haina.get("/api/v1/organisations/haina/tasks").json == {"items": [], "next": None, "counts": []}


def test_a_publisher_is_to_confirm_an_adoption_until_it_has(registry: Registry, cities: tuple[Client, Client]):
    yunling, haina = cities
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")

    (task,) = tasks(yunling, "yunling")
    yunling.post(f"/api/v1/adoptions/{adoption}/confirmations", {"verdict": "confirmed"})

    assert (task["kind"], task["about"], task["urgency"]) == ("confirm_adoption", adoption, "normal")
    assert task["title"] == {
        "zh": "确认或质疑“示例·haina”在用“智慧停车”",
        "en": "Confirm or dispute that Demo haina runs Smart parking",
    }
    assert task["address"] == f"/adoptions/{adoption}#evidence"
    assert (task["since"], task["due_on"]) == ("2026-03-02", None)
    assert tasks(yunling, "yunling") == []


def test_an_operating_entity_learns_of_no_city_that_runs_what_it_publishes(registry: Registry):
    builder, haina = registry.entity(), registry.city("haina")
    registry.component(builder, "parking", "1.0")
    registry.adoption(haina, "builder/parking", "approved", "live", version="1.0")

    assert tasks(builder, "builder") == []


def test_feedback_waits_for_the_publisher_with_the_day_an_answer_is_owed(
    registry: Registry, cities: tuple[Client, Client]
):
    yunling, haina = cities
    registry.adoption(haina, "yunling/parking", "approved", version="1.0")
    said = {"component": "yunling/parking", "kind": "defect", "title": "It {stops}", "body": "At night."}
    assert haina.post("/api/v1/feedback", said).status_code == 201

    (task,) = tasks(yunling, "yunling")

    assert (task["kind"], task["address"]) == ("answer_feedback", "/components/yunling/parking/feedback")
    assert task["title"]["en"] == "Answer what was said of Smart parking: It {stops}"


def test_an_advisory_waits_until_there_is_a_version_that_is_free_of_it(
    registry: Registry, cities: tuple[Client, Client]
):
    yunling, _ = cities
    said = {"summary": "Leak", "severity": "critical", "affected": [{"versions": ["1.0"]}]}
    identifier = yunling.post("/api/v1/components/yunling/parking/advisories", said).json["identifier"]

    (task,) = tasks(yunling, "yunling")
    registry.version(yunling, "yunling/parking", "1.1")

    assert (task["kind"], task["about"], task["urgency"]) == ("fix_advisory", identifier, "critical")
    assert task["address"] == f"/advisories/{identifier}"
    assert tasks(yunling, "yunling") == []


def test_what_is_due_soon_comes_before_what_is_not(registry: Registry, cities: tuple[Client, Client]):
    yunling, haina = cities
    for name, severity in (("lights", "high"), ("maps", "critical")):
        registry.component(yunling, name, "1.0")
        registry.adoption(haina, f"yunling/{name}", "approved", "live", version="1.0")
        said = {"summary": "Leak", "severity": severity, "affected": [{"versions": ["1.0"]}]}
        yunling.post(f"/api/v1/components/yunling/{name}/advisories", said)

    found = tasks(haina, "haina")

    assert [(task["kind"], task["urgency"], task["due_on"]) for task in found] == [
        ("update", "critical", "2026-03-09"),
        ("update", "normal", "2026-04-01"),
        ("certify_landscape", "normal", None),
    ]
    assert found[0]["address"] == "/organisations/haina/updates"
    assert found[0]["title"]["en"].startswith("yunling/maps: affected by SCA-2026-000002 (critical)")


def test_what_was_put_off_is_no_task(registry: Registry, cities: tuple[Client, Client]):
    yunling, haina = cities
    adoption = registry.adoption(haina, "yunling/parking", "approved", version="1.0")
    said = {"summary": "Leak", "severity": "high", "affected": [{"versions": ["1.0"]}]}
    identifier = yunling.post("/api/v1/components/yunling/parking/advisories", said).json["identifier"]
    assert kinds(haina, "haina") == ["update"]

    snoozed = {"code": "advisory", "about": identifier, "response": "snoozed", "until_on": "2026-03-10", "reason": "x"}
    haina.post(f"/api/v1/adoptions/{adoption}/update-responses", snoozed)

    assert kinds(haina, "haina") == []


def test_a_city_is_to_attest_a_month_before_its_sign_of_life_wears_off(
    registry: Registry, cities: tuple[Client, Client]
):
    _, haina = cities
    adoption = registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    later(registry, 149)
    before = kinds(registry.city("haina"), "haina")
    later(registry, 150)
    on_the_day = tasks(registry.city("haina"), "haina", "?kind=attest")
    later(registry, 175)
    urgent = tasks(registry.city("haina"), "haina", "?kind=attest")

    assert "attest" not in before
    assert [(task["about"], task["due_on"], task["urgency"]) for task in on_the_day] == [
        (adoption, "2026-08-29", "normal")
    ]
    assert urgent[0]["urgency"] == "high"


def test_a_city_certifies_its_landscape_once_a_year(registry: Registry, cities: tuple[Client, Client]):
    _, haina = cities
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")

    (task,) = tasks(haina, "haina")

    assert (task["kind"], task["about"]) == ("certify_landscape", "haina")
    assert task["address"] == "/organisations/haina/landscape"


def test_a_suppliers_claim_waits_for_the_city_and_its_answer_is_told_to_the_supplier(
    registry: Registry, cities: tuple[Client, Client]
):
    _, haina = cities
    builder = registry.entity()
    claim = {
        "adopter": "haina",
        "component": "yunling/parking",
        "version": "1.0",
        "stage": "live",
        "mode": "new",
        "since_on": "2026-02-01",
    }
    made = builder.post("/api/v1/adoption-claims", claim)
    assert made.status_code == 201, made.get_data(as_text=True)

    (waiting,) = tasks(haina, "haina")
    haina.post(f"/api/v1/adoption-claims/{made.json['id']}/rejection", {"note": "We do not."})

    assert (waiting["kind"], waiting["due_on"]) == ("confirm_claim", made.json["expires_on"])
    assert tasks(haina, "haina") == []
    (told,) = tasks(builder, "builder")
    assert (told["kind"], told["urgency"]) == ("claim_answered", "low")
    assert told["title"]["en"] == "Demo haina has rejected your claim on Smart parking"


def test_a_question_waits_for_the_city_that_was_asked(registry: Registry, cities: tuple[Client, Client]):
    _, haina = cities
    registry.adoption(haina, "yunling/parking", "approved", "live", version="1.0")
    lingu = registry.city("lingu")
    asked = lingu.post("/api/v1/peer-questions", {"component": "yunling/parking", "to": "haina", "question": "How?"})
    assert asked.status_code == 201, asked.get_data(as_text=True)

    (task,) = tasks(haina, "haina", "?kind=answer_question")

    assert task["title"]["en"] == "Answer what Demo lingu asks about Smart parking"
    assert kinds(lingu, "lingu") == []


def test_a_transfer_waits_for_who_is_offered_it(registry: Registry, cities: tuple[Client, Client]):
    yunling, haina = cities
    assert yunling.post("/api/v1/components/yunling/parking/transfer", {"to": "haina"}).status_code == 201

    assert kinds(haina, "haina") == ["accept_transfer"]
    assert kinds(yunling, "yunling") == []


@pytest.fixture
def reviewing(database_url: str, tmp_path: Path, clock: SimulatedClock) -> Iterator[Registry]:
    """A registry whose listings are reviewed."""
    with Registry.open(database_url, tmp_path / "data", clock, policy=Policy(listing_review=True)) as opened:
        yield opened


def test_a_listing_waits_for_the_reviewer_and_returned_for_its_publisher(reviewing: Registry):
    yunling, national = reviewing.city("yunling"), reviewing.administrator()
    yunling.post("/api/v1/components", {"publisher": "yunling", "name": "parking", **description()})
    submitted = yunling.post("/api/v1/components/yunling/parking/submission")
    assert submitted.json["status"] == "in_review", submitted.get_data(as_text=True)

    at_the_desk = kinds(national, "national")
    returned = national.post(
        "/api/v1/components/yunling/parking/listing", {"decision": "return", "reasons": "Say more."}
    )
    assert returned.status_code == 200, returned.get_data(as_text=True)

    assert at_the_desk == ["review_listing"]
    assert kinds(national, "national") == []
    assert kinds(yunling, "yunling") == ["take_back_listing"]


def test_administrators_review_organisations_that_others_entered_on_their_own_desk_only(registry: Registry):
    yunling, national = registry.city("yunling"), registry.administrator()
    draft = {"slug": "newtown", "kind": "city", "name": {"zh": "示例·新城"}}
    entered = yunling.post("/api/v1/organisations/drafts", draft)
    assert entered.status_code == 201, entered.get_data(as_text=True)

    assert kinds(national, "national") == ["review_organisation"]
    assert kinds(national, "yunling") == []


def test_a_kind_is_asked_for_alone_and_pages_neither_skip_nor_repeat(registry: Registry, cities: tuple[Client, Client]):
    yunling, _ = cities
    for place in range(5):
        said = {"summary": f"Leak {place}", "severity": "high", "affected": [{"versions": ["1.0"]}]}
        yunling.post("/api/v1/components/yunling/parking/advisories", said)
    address = "/api/v1/organisations/yunling/tasks?limit=2"

    first = yunling.get(address).json
    second = yunling.get(f"{address}&cursor={first['next']}").json
    third = yunling.get(f"{address}&cursor={second['next']}").json

    found = [task["about"] for page in (first, second, third) for task in page["items"]]
    assert found == [f"SCA-2026-00000{number}" for number in range(1, 6)]
    assert third["next"] is None
    assert first["counts"] == [{"kind": "fix_advisory", "count": 5, "more": False}]
    assert tasks(yunling, "yunling", "?kind=attest") == []


def test_no_kind_fills_the_list_alone(registry: Registry, cities: tuple[Client, Client]):
    yunling, _ = cities
    for place in range(51):
        said = {"summary": f"Leak {place}", "severity": "high", "affected": [{"versions": ["1.0"]}]}
        yunling.post("/api/v1/components/yunling/parking/advisories", said)

    page = yunling.get("/api/v1/organisations/yunling/tasks?limit=100").json

    assert len(page["items"]) == 50
    assert page["counts"] == [{"kind": "fix_advisory", "count": 50, "more": True}]


def test_a_city_sees_what_waits_for_its_units_and_a_unit_only_its_own(
    registry: Registry, cities: tuple[Client, Client]
):
    yunling, haina = cities
    east = registry.client("east", "adoption:write", parent="haina", unit="district")
    yunling.post("/api/v1/components/yunling/parking/transfer", {"to": "east"})

    assert kinds(haina, "haina") == ["accept_transfer"]
    assert kinds(east, "east") == ["accept_transfer"]
    assert east.get("/api/v1/organisations/haina/tasks").status_code == 403


@pytest.mark.parametrize(
    ("role", "status"),
    [("anyone", 401), ("other city", 403), ("entity", 403), ("administrator", 200), ("machine", 200)],
)
def test_tasks_are_for_those_who_act_for_the_organisation_and_administrators(
    registry: Registry, cities: tuple[Client, Client], role: str, status: int
):
    client = {
        "anyone": lambda: registry.anyone,
        "other city": lambda: registry.city("lingu"),
        "entity": lambda: registry.entity(),
        "administrator": lambda: registry.administrator(),
        "machine": lambda: registry.client("haina", "catalogue:write"),
    }[role]()

    assert client.get("/api/v1/organisations/haina/tasks").status_code == status


def test_an_organisation_that_is_not_there_is_not_found(registry: Registry):
    assert registry.city("haina").get("/api/v1/organisations/nowhere/tasks").status_code == 404


def test_every_kind_has_its_question():
    assert tuple(SOURCES) == KINDS
