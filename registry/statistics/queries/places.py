"""The cities there were on a day, with their class and their province."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry.kit.clock import day_of
from registry.organisations.models import CityClassAssignment, Division, Organisation
from registry.statistics.asking import Question
from registry.statistics.naming import UNCLASSIFIED, UNKNOWN_PROVINCE


class City(NamedTuple):
    """A city as of a day. The class and the province hold a key also where there is none."""

    slug: str
    name: dict[str, str]
    city_class: str
    province: str
    is_demo: bool


def cities_on(session: Session, question: Question) -> dict[int, City]:
    """Every city that was registered by the day and had not merged into another, by id, under the question's filters.

    Drafts are left out: nobody has taken them over. The domain filters components, not cities.
    """
    rows = session.execute(
        select(
            Organisation.id,
            Organisation.slug,
            Organisation.name,
            Organisation.division_code,
            Organisation.is_demo,
            Organisation.created_at,
        ).where(
            Organisation.kind == "city",
            Organisation.city_id == Organisation.id,
            Organisation.status != "draft",
            or_(Organisation.succeeded_on.is_(None), Organisation.succeeded_on > question.as_of),
        )
    ).all()
    classes, provinces = _classes(session, question), _provinces(session)
    found = {
        row.id: City(
            row.slug,
            row.name,
            classes.get(row.id, UNCLASSIFIED),
            provinces.get(row.division_code, UNKNOWN_PROVINCE),
            row.is_demo,
        )
        for row in rows
        if day_of(row.created_at) <= question.as_of
    }
    return {identifier: city for identifier, city in found.items() if _is_asked(city, question)}


def province_names(session: Session) -> dict[str, dict[str, str]]:
    """The names of all provinces by code."""
    rows = session.execute(select(Division.code, Division.name).where(Division.parent_code.is_(None)))
    return {code: {"zh": name} for code, name in rows}


def names_of_cities(session: Session, ids: set[int]) -> dict[int, tuple[str, dict[str, str]]]:
    """Slug and name of these cities, whatever became of them."""
    rows = session.execute(
        select(Organisation.id, Organisation.slug, Organisation.name).where(Organisation.id.in_(ids))
    )
    return {identifier: (slug, name) for identifier, slug, name in rows}


def county_bodies(session: Session) -> Any:
    """The ids of the bodies that are a county, or lie in a county's division: as a query, for comparing."""
    counties = select(Division.code).where(or_(Division.kind == "county_city", Division.kind.like("%county%")))
    return select(Organisation.id).where(
        or_(Organisation.unit.in_(("county", "district")), Organisation.division_code.in_(counties))
    )


def _is_asked(city: City, question: Question) -> bool:
    return question.city_class in (None, city.city_class) and question.province in (None, city.province)


def _classes(session: Session, question: Question) -> dict[int, str]:
    """The class in force on the day, by what was known: of several, the one that began last."""
    rows = session.execute(
        select(CityClassAssignment.organisation_id, CityClassAssignment.city_class, CityClassAssignment.recorded_at)
        .where(CityClassAssignment.valid_from <= question.as_of, CityClassAssignment.superseded_at.is_(None))
        .order_by(CityClassAssignment.valid_from, CityClassAssignment.id)
    )
    known: date | None = question.known_on
    return {row.organisation_id: row.city_class for row in rows if known is None or day_of(row.recorded_at) <= known}


def _provinces(session: Session) -> dict[str | None, str]:
    """The division at the top of each division."""
    rows = session.execute(select(Division.code, Division.parent_code))
    parents: dict[str, str | None] = {code: parent for code, parent in rows}
    found: dict[str | None, str] = {}
    for code in parents:
        top = code
        while (above := parents.get(top)) is not None:
            top = above
        found[code] = top
    return found
