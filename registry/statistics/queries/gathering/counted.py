"""What other slices count of cities: scenario lists, projects, cases, activities of pairings."""

from collections import defaultdict

from sqlalchemy import or_, select

from registry.cases.models import Case
from registry.cases.queries.figures import case_points
from registry.collaboration.models import Pairing, PairingActivity
from registry.collaboration.pairing_rules import ActivityFacts, completion_rate, is_planned, worth_of
from registry.organisations.models import Organisation
from registry.projects.models import Project
from registry.projects.queries import mean_effectiveness, reuse_first
from registry.scenarios.queries import coverage_of_all
from registry.statistics.measuring.facts import Shares
from registry.statistics.queries.gathering.asking import Gathering


def coverages(asked: Gathering) -> dict[int, Shares]:
    """The scenarios each city lists, and those of them that it covers."""
    found = coverage_of_all(asked.session, asked.day, period_from=asked.first, city_ids=list(asked.cities))
    return {
        city: Shares(
            [record.listed.code for record in coverage.records],
            [record.listed.code for record in coverage.records if record.is_covered],
            {record.listed.code: f"coverage_{record.state}" for record in coverage.records if not record.is_covered},
        )
        for city, coverage in found.items()
    }


def cities_with(asked: Gathering, table: type[Project | Case]) -> set[int]:
    """Those of the cities that have any project, or case, at all: the others need no further question."""
    query = select(Organisation.city_id).join(table, table.organisation_id == Organisation.id)
    return {
        city for city in asked.session.scalars(query.where(Organisation.city_id.in_(asked.cities)).distinct()) if city
    }


def projects_of(asked: Gathering, city: int) -> tuple[Shares, Shares]:
    """The projects of a city that put reuse first, and what those that were evaluated came to."""
    first = reuse_first(asked.session, city, asked.first, asked.day)
    put_first = [each for each in first.records if each not in first.excluded]
    scored = mean_effectiveness(asked.session, city, asked.day)
    evaluated = list(scored.records)
    return Shares(first.records, put_first, first.excluded), Shares(evaluated, evaluated, {}, scored.mean)


def cases_of(asked: Gathering, city: int) -> Shares:
    """The selected cases of a city that earn points, with the points as their value."""
    found = case_points(asked.session, city, asked.day)
    return Shares([*found.records, *found.excluded], list(found.records), found.excluded, found.points)


def activities_of(asked: Gathering) -> dict[int, Shares]:
    """The activities in the plans of each city's pairings, on either side, and those that earn something."""
    rows = asked.session.execute(
        select(PairingActivity, Pairing.helper_id, Pairing.helped_id)
        .join(Pairing, Pairing.id == PairingActivity.pairing_id)
        .where(
            or_(Pairing.helper_id.in_(asked.cities), Pairing.helped_id.in_(asked.cities)),
            PairingActivity.created_at < asked.until,
        )
        .order_by(PairingActivity.id)
    )
    found: dict[int, dict[str, ActivityFacts]] = defaultdict(dict)
    for activity, helper, helped in rows:
        for city in {helper, helped} & set(asked.cities):
            found[city][str(activity.public_id)] = _facts(activity)
    return {city: _earning(asked, activities) for city, activities in found.items()}


def _facts(activity: PairingActivity) -> ActivityFacts:
    return ActivityFacts(
        kind=activity.kind,
        planned_on=activity.planned_on,
        evidenced_on=activity.evidenced_on,
        confirmed_on=activity.confirmed_on,
        adoption_on=activity.evidenced_on if activity.adoption_id is not None else None,
        result_on=activity.result_on,
        cancelled_on=activity.cancelled_on,
    )


def _earning(asked: Gathering, activities: dict[str, ActivityFacts]) -> Shares:
    planned = {key: each for key, each in activities.items() if is_planned(each, asked.day)}
    worth = {key: worth_of(each, asked.day) for key, each in planned.items()}
    rate = completion_rate(planned.values(), asked.day)
    left_out = {key: "not_confirmed" if not value else "no_result_yet" for key, value in worth.items() if value < 1}
    earning = [key for key, value in worth.items() if value]
    return Shares(list(planned), earning, left_out, None if rate is None else 100 * rate)
