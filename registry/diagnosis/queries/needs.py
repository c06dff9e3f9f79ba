"""What a city asks for and what troubles it."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.liveness import alive_until, due_when_attested_by
from registry.adoption.models import Adoption
from registry.adoption.queries.updates import updates_of
from registry.adoption.updates import Advice, Installed
from registry.adoption.vocabulary import RUNNING
from registry.demands.models import Demand
from registry.gaps.models import Gap
from registry.gaps.queries import list_open_gaps
from registry.kit.clock import day_of, today_of
from registry.organisations.models import Organisation
from registry.scenarios.queries import CoverageRecord, coverage_of

SHOWN: Final = 20
"""So many of each are told."""


class Lapsing(NamedTuple):
    """An adoption whose last sign of life wears off, or has worn off, by a day."""

    adoption: str
    component: str
    lapses_on: date


class Troubles(NamedTuple):
    """What a city asks for, what its list does not cover, what it lacks, and what it lets slip.

    Updates are known of today only: of a past day there are None.
    """

    demands: Sequence[Demand]
    uncovered: list[CoverageRecord]
    gaps: Sequence[Gap]
    updates: list[tuple[Installed, Advice]] | None
    lapsing: list[Lapsing]


def troubles_of(session: Session, city: Organisation, day: date) -> Troubles:
    """Everything that a city has not got yet, as of a day."""
    coverage = coverage_of(session, city.id, day)
    uncovered = [record for record in coverage.records if not record.is_covered and record.listed.valid_to is None]
    is_today = day == today_of(session)
    return Troubles(
        _demands(session, city, day),
        uncovered[:SHOWN],
        list_open_gaps(session, city.id, on=day, limit=SHOWN),
        _overdue(session, city)[:SHOWN] if is_today else None,
        _lapsing(session, city, day) if is_today else [],
    )


def _demands(session: Session, city: Organisation, day: date) -> list[Demand]:
    rows = session.scalars(
        select(Demand)
        .join(Organisation, Organisation.id == Demand.organisation_id)
        .where(Organisation.city_id == city.id, Demand.status == "open")
        .order_by(Demand.id.desc())
        .limit(SHOWN)
    )
    return [demand for demand in rows if day_of(demand.created_at) <= day]


def _overdue(session: Session, city: Organisation) -> list[tuple[Installed, Advice]]:
    """What it has not done about what it runs by the day it was due, the most urgent first."""
    return [
        (update.installed, advice)
        for update in updates_of(session, Adoption.city_id == city.id)
        for advice in update.advice
        if advice.is_overdue
    ]


def _lapsing(session: Session, city: Organisation, day: date) -> list[Lapsing]:
    rows = session.scalars(
        select(Adoption)
        .where(
            Adoption.city_id == city.id,
            Adoption.stage.in_(RUNNING),
            Adoption.attested_on <= due_when_attested_by(day),
        )
        .order_by(Adoption.attested_on, Adoption.id)
        .limit(SHOWN)
        .options(joinedload(Adoption.component, innerjoin=True))
    )
    return [
        Lapsing(str(row.public_id), row.component.full_name, alive_until(row.attested_on))
        for row in rows
        if row.attested_on is not None
    ]
