"""The credit that is kept: counted with every change of a fact, equal to what the facts give, provable."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from registry.adoption.actions import credit_many_anew, credit_next_anew
from registry.adoption.models import Adoption, AdoptionReach, Confirmation, CreditDiscount, CreditSegment, Independence
from registry.adoption.queries.credit import credit_on, segments_kept
from registry.adoption.queries.credit_facts import facts_of
from registry.adoption.worth import credit_of, worth_on
from registry.kit.actor import CONSOLE
from registry.kit.clock import now_of, today_of
from registry.operations.checking_credit import differing_credit
from registry.operations.crediting import credit_uncredited
from registry.operations.starting import prepare
from registry.organisations.queries import get_organisation
from tests.build import START, Registry


@pytest.fixture
def parking(registry: Registry) -> str:
    return registry.component(registry.city("yunling"), "parking", "1.0", "1.1")


@contextmanager
def told(registry: Registry) -> Iterator[tuple[Session, Adoption]]:
    """To write facts of the latest adoption down as they stand in the tables; then it is counted anew."""
    with registry.database.writing() as session:
        adoption = session.scalars(select(Adoption).order_by(Adoption.id.desc()).limit(1)).one()
        yield session, adoption
        credit_many_anew(session, [adoption.id])


def confirm(registry: Registry, by: str = "yunling", **more: Any) -> None:
    with told(registry) as (session, adoption):
        row = {"confirmer": "publisher", "verdict": "confirmed", "recorded_at": now_of(session), "recorded_by": by}
        organisation_id = get_organisation(session, by).id
        session.add(Confirmation(adoption_id=adoption.id, organisation_id=organisation_id, **row, **more))


def reach(registry: Registry, departments: int, levels: int) -> None:
    with told(registry) as (session, adoption):
        row = {"departments": departments, "levels": levels, "recorded_at": now_of(session)}
        session.add(AdoptionReach(adoption_id=adoption.id, **row))


def worth(registry: Registry, *, days: int = 0, known_at: datetime | None = None) -> float:
    """The credit of the latest adoption so many days after the beginning."""
    with registry.database.reading() as session:
        adoption = session.scalars(select(Adoption).order_by(Adoption.id.desc()).limit(1)).one()
        day = START.date() + timedelta(days=days)
        return credit_on(session, CONSOLE, adoption.public_id, as_of=day, known_at=known_at).credit


def found_wrong(registry: Registry) -> list[str]:
    with registry.database.reading() as session:
        return list(differing_credit(session))


def test_every_change_counts_the_credit_anew(registry: Registry, parking: str):
    registry.adoption(registry.city("haina"), parking, "approved", "live")
    assert worth(registry) == 0, "only declared"

    confirm(registry)
    assert worth(registry) == pytest.approx(0.8 * 0.25)

    reach(registry, 6, 3)
    assert worth(registry) == pytest.approx(0.8 * (0.25 + 0.75 * (0.3 * 0.3 + 0.2 * 0.75)))
    assert found_wrong(registry) == []


def test_the_kept_segments_and_the_facts_agree_on_every_day(registry: Registry, parking: str):
    haina = registry.city("haina")
    identifier = registry.adoption(haina, parking, "approved", "pilot")
    confirm(registry)
    for days, to in ((40, "live"), (300, "suspended"), (310, "live")):
        registry.clock.set(START + timedelta(days=days))
        haina = registry.client("haina", "adoption:write")
        assert haina.post(f"/api/v1/adoptions/{identifier}/transitions", {"to": to}).status_code == 201
    reach(registry, 12, 2)

    with registry.database.reading() as session:
        key = session.scalars(select(Adoption.id)).one()
        facts, segments = facts_of(session, [key])[key], segments_kept(session, [key])[key]
        for days in range(-1, 700):
            day = START.date() + timedelta(days=days)
            assert credit_of(segments, day) == pytest.approx(worth_on(facts, day).credit, abs=1e-12), day


def test_what_was_recorded_later_was_not_known_before(registry: Registry, parking: str):
    registry.adoption(registry.city("haina"), parking, "approved", "live")
    registry.clock.set(START + timedelta(days=10))
    confirm(registry)

    assert worth(registry, days=12) == pytest.approx(0.2)
    assert worth(registry, days=12, known_at=START + timedelta(days=9)) == 0
    assert worth(registry, days=12, known_at=START + timedelta(days=10)) == pytest.approx(0.2)


def test_a_withdrawal_that_came_later_was_not_known_before(registry: Registry, parking: str):
    registry.adoption(registry.city("haina"), parking, "approved", "live")
    confirm(registry)
    registry.clock.set(START + timedelta(days=5))
    with told(registry) as (session, _):
        session.execute(update(Confirmation).values(withdrawn_at=now_of(session), withdrawal_reason="示例"))

    assert worth(registry, days=6) == 0
    assert worth(registry, days=6, known_at=START + timedelta(days=4)) == pytest.approx(0.2)


def test_a_city_that_adopts_from_itself_gains_nothing(registry: Registry):
    yunling = registry.city("yunling")
    registry.adoption(yunling, registry.component(yunling, "parking", "1.0"), "approved", "live")
    confirm(registry)

    assert worth(registry) == 0


def test_a_unit_that_adopts_from_its_own_city_gains_nothing(registry: Registry, parking: str):
    unit = registry.city("yunling-office", parent="yunling", unit="department")
    registry.adoption(unit, parking, "approved", "live")
    confirm(registry)

    assert worth(registry) == 0


@pytest.mark.parametrize(
    ("publisher", "adopter", "factor"),
    [("429004", "429005", 1.0), ("320281", "320282", 0.3), ("320200", "320281", 0.3), ("110000", "120000", 1.0)],
)
def test_independence_goes_by_ancestors_of_the_divisions(registry: Registry, publisher, adopter, factor):
    prepare(registry.database)
    one, other = registry.city("one", division_code=publisher), registry.city("other", division_code=adopter)
    registry.adoption(other, registry.component(one, "parking", "1.0"), "approved", "live")
    confirm(registry, by="one")

    assert worth(registry) == pytest.approx(0.2 * factor)


def test_a_component_that_passes_to_another_publisher_is_judged_anew_from_that_day(registry: Registry, parking: str):
    yunling, haina = registry.city("yunling"), registry.city("haina")
    registry.adoption(haina, parking, "approved", "live")
    confirm(registry)
    registry.clock.set(START + timedelta(days=20))
    assert yunling.post(f"/api/v1/components/{parking}/transfer", {"to": "haina"}).status_code == 201
    assert haina.post(f"/api/v1/components/{parking}/transfer", {"accept": True}).json["status"] == "accepted"

    assert worth(registry, days=19) == pytest.approx(0.2)
    assert worth(registry, days=20) == 0, "it is its own now"
    assert found_wrong(registry) == []


def test_a_discount_between_two_cities_counts_for_its_time(registry: Registry, parking: str):
    registry.adoption(registry.city("haina"), parking, "approved", "live")
    confirm(registry)
    with told(registry) as (session, adoption):
        cities = {"city_id": adoption.city_id, "publisher_city_id": get_organisation(session, "yunling").id}
        decided = {"reason": "示例", "decided_by": "test", "decided_at": now_of(session)}
        ends = {"until_on": today_of(session) + timedelta(days=8), "ended_at": now_of(session)}
        row = CreditDiscount(factor=0.72, from_on=today_of(session) + timedelta(days=3), **cities, **decided, **ends)
        session.add(row)
        session.flush()

    assert [round(worth(registry, days=days), 4) for days in (2, 3, 7, 8)] == [0.2, 0.144, 0.144, 0.2]


def test_the_check_names_what_is_kept_wrongly_and_a_rebuild_mends_it(registry: Registry, parking: str):
    identifier = registry.adoption(registry.city("haina"), parking, "approved", "live")
    confirm(registry)
    with registry.database.writing() as session:
        session.execute(update(CreditSegment).values(value=0.9))

    assert found_wrong(registry) == [f"adoption {identifier}: its credit is not what its facts give"]
    with registry.database.writing() as session:
        assert len(credit_next_anew(session, after=0)) == 1
    assert found_wrong(registry) == []


def test_what_an_earlier_release_kept_is_judged_and_counted_once(registry: Registry, parking: str):
    registry.adoption(registry.city("haina"), parking, "approved", "live")
    confirm(registry)
    with registry.database.writing() as session:
        session.execute(delete(Independence))
        session.execute(delete(CreditSegment))
    registry.clock.set(START + timedelta(days=30))

    assert credit_uncredited(registry.database) == 1
    assert credit_uncredited(registry.database) == 0
    assert worth(registry, days=1) == pytest.approx(0.2), "it was as independent when it began"
