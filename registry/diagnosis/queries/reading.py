"""The diagnosis of a city: needs, results, problems, and what would help."""

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from registry.collaboration.queries.scenarios import domain_today
from registry.diagnosis.queries.needs import Troubles, troubles_of
from registry.diagnosis.queries.paths import Lack, Path, Paths
from registry.diagnosis.queries.standing import Results, results_of
from registry.gaps.queries import get_city_in_sight
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.scenarios.models import ListedScenario
from registry.scenarios.queries import CoverageRecord

MOST_PATHS: Final = 8
"""So many lacks lead on to components: the gaps by severity, then the scenarios that nothing covers."""


class Diagnosis(NamedTuple):
    """Where a city stands on a day."""

    city: Organisation
    day: date
    results: Results
    troubles: Troubles
    paths: list[Path]


def diagnose(session: Session, actor: Actor, slug: str, *, as_of: date | None = None) -> Diagnosis:
    """Diagnose a city as of a day, today unless said. For the city, the authorities above it and administrators.

    What is recommended is always what is on offer today. Raises NotFound, NotACity, TokenRequired, GapsHidden,
    PayloadInvalid for a day to come.
    """
    city = get_city_in_sight(session, actor, slug)
    day = as_of or today_of(session)
    if day > today_of(session):
        raise PayloadInvalid.of("/as_of", "不能晚于今天。", "It must not lie in the future.")
    results = results_of(session, city, day)
    troubles = troubles_of(session, city, day)
    ways = Paths(session, actor, city, results.city_class)
    return Diagnosis(city, day, results, troubles, [ways.to(lack) for lack in _lacks(session, troubles)[:MOST_PATHS]])


def _lacks(session: Session, troubles: Troubles) -> list[Lack]:
    gaps = [
        Lack("gap", str(gap.public_id), {"zh": gap.title}, gap.domain, gap.scenario, gap.problem)
        for gap in troubles.gaps
    ]
    covered = {gap.scenario for gap in troubles.gaps}
    return [*gaps, *(_uncovered(session, each) for each in troubles.uncovered if each.listed.code not in covered)]


def _uncovered(session: Session, record: CoverageRecord) -> Lack:
    listed = record.listed
    scenario = listed.scenario
    domain = domain_today(session, scenario) if scenario is not None else listed.own_domain
    return Lack("scenario", listed.code, name_of(listed), domain, listed.code)


def name_of(listed: ListedScenario) -> dict[str, str]:
    """What a scenario of a city's list is called: by the common list, or by the city."""
    return listed.scenario.name if listed.scenario is not None else listed.own_name
