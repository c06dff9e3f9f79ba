"""Gathering all that the metrics of cities ask: about as many questions for forty cities as for one."""

from datetime import date

from sqlalchemy.orm import Session

from registry.cases.models import Case
from registry.gaps.queries import gap_facts
from registry.projects.models import Project
from registry.statistics.measuring.facts import NOTHING, CityFacts
from registry.statistics.queries.gathering.asking import Gathering
from registry.statistics.queries.gathering.counted import activities_of, cases_of, cities_with, coverages, projects_of
from registry.statistics.queries.gathering.own import own_components
from registry.statistics.queries.gathering.remedies import fixes_of
from registry.statistics.queries.gathering.reported import asked_of, costs_of, ratings_of_cities
from registry.statistics.queries.gathering.uses import uses_of


def gather(
    session: Session, cities: dict[int, str], first: date, day: date, *, is_explained: bool = False
) -> dict[int, CityFacts]:
    """The facts of these cities (id and slug) from a first day to the day measured, by city."""
    asked = Gathering(session, cities, first, day, is_explained)
    own, uses, fixes = own_components(asked), uses_of(asked), fixes_of(asked)
    reports, ratings, costs = asked_of(asked), ratings_of_cities(asked), costs_of(asked)
    covered, active, lacking = coverages(asked), activities_of(asked), gap_facts(session, cities)
    provinces = len(set(asked.provinces.values()))
    with_projects, with_cases = cities_with(asked, Project), cities_with(asked, Case)
    found = {}
    for city, slug in cities.items():
        put_first, effective = projects_of(asked, city) if city in with_projects else (NOTHING, NOTHING)
        found[city] = CityFacts(
            slug=slug,
            first=first,
            day=day,
            city_class=asked.classes.get(city),
            own=own.get(city, ()),
            reuse=uses.of.get(city, ()),
            use=uses.by.get(city, ()),
            provinces=provinces,
            partners=asked.partners.get(city, ()),
            asked=reports.get(city, ()),
            ratings=ratings.get(city, {}),
            costs=costs.get(city, ()),
            remedies=[*fixes.get(city, ()), *uses.remedies.get(city, ())],
            gaps=lacking.get(city, ()),
            coverage=covered.get(city, NOTHING),
            reuse_first=put_first,
            activities=active.get(city, NOTHING),
            effectiveness=effective,
            cases=cases_of(asked, city) if city in with_cases else NOTHING,
        )
    return found


__all__ = ["gather"]
