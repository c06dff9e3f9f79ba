"""POST /components/{publisher}/{name}/confirmation and what happens to those that nobody confirms."""

from datetime import timedelta

from sqlalchemy import func, select

from registry.app import SWEEPS
from registry.events.models import Event
from registry.kit.sweeping import Sweeper
from registry.operations.checking import differences
from tests.build import START, Registry

PARKING = "/api/v1/components/yunling/parking"


def sweep_after(registry: Registry, days: int) -> int:
    """Let the hourly look pass; how many components it marked."""
    registry.clock.set(START + timedelta(days=days))
    before = marked(registry)
    registry.app.extensions["registry.sweeper"].sweep()
    return marked(registry) - before


def marked(registry: Registry) -> int:
    """How often a component was marked as unconfirmed so far."""
    with registry.database.reading() as session:
        told = select(func.count()).select_from(Event).where(Event.type == "component.unconfirmed")
        return session.scalar(told) or 0


def test_what_nobody_confirms_for_365_days_is_marked_and_found_by_it(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert sweep_after(registry, 364) == 0
    assert registry.anyone.get(PARKING).json["is_unconfirmed"] is False
    assert sweep_after(registry, 365) == 1
    assert registry.anyone.get(PARKING).json["is_unconfirmed"] is True
    assert sweep_after(registry, 366) == 0

    assert registry.anyone.get("/api/v1/components?confirmation=unconfirmed").json["total"] == 1
    assert "Unconfirmed" in registry.visitor().get("/components/yunling/parking").get_data(as_text=True)
    engines = (registry.app.extensions[name] for name in ("registry.search", "registry.directory"))
    assert list(differences(registry.database, *engines)) == []


def test_the_owners_confirmation_takes_the_mark_away_for_a_year(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    sweep_after(registry, 365)

    answer = registry.city("yunling").post(f"{PARKING}/confirmation")

    assert (answer.status_code, answer.json["is_unconfirmed"]) == (200, False)
    assert sweep_after(registry, 365 + 364) == 0
    assert sweep_after(registry, 365 + 365) == 1


def test_what_is_confirmed_in_time_is_never_marked(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    registry.clock.set(START + timedelta(days=300))
    registry.city("yunling").post(f"{PARKING}/confirmation")

    assert sweep_after(registry, 365) == 0


def test_what_is_not_listed_is_neither_confirmed_nor_marked(registry: Registry):
    yunling = registry.city("yunling")
    registry.component(yunling, "parking")

    answer = yunling.post(f"{PARKING}/confirmation")

    assert (answer.status_code, answer.json["code"]) == (409, "not_listed")
    assert sweep_after(registry, 1000) == 0


def test_others_do_not_confirm(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")

    assert registry.city("haina").post(f"{PARKING}/confirmation").json["code"] == "not_your_organisation"


def test_more_than_a_batch_is_swept_in_one_go(registry: Registry):
    yunling = registry.city("yunling")
    for name in ("parking", "lights", "bridges"):
        registry.component(yunling, name, "1.0")
    registry.clock.set(START + timedelta(days=365))

    Sweeper(registry.database, SWEEPS, batch=2).sweep()

    assert marked(registry) == 3


def test_both_are_in_the_log(registry: Registry):
    registry.component(registry.city("yunling"), "parking", "1.0")
    sweep_after(registry, 365)
    registry.city("yunling").post(f"{PARKING}/confirmation")

    types = "component.unconfirmed,component.confirmed"
    events = registry.anyone.get(f"/api/v1/events?limit=1000&types={types}").json["items"]
    told = [event["type"] for event in events]

    assert told[-2:] == ["component.unconfirmed", "component.confirmed"]
