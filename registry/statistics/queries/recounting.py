"""The figures counted the plain way, by SQL over the canonical rows: the proof of what is kept.

Nothing here uses the rules of `counting`: two ways that share nothing and agree are a check.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, case, cast, distinct, func, literal, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption
from registry.catalogue.models import Component, ComponentVersion
from registry.organisations.models import CityClassAssignment, Division, Organisation
from registry.statistics.counting import Cell
from registry.statistics.models import Count


class Difference(NamedTuple):
    """A cell of which more or less is kept than a recount finds."""

    figure: str
    key: str
    kept: int
    counted: int

    def __str__(self) -> str:
        return f"{self.figure} {self.key!r}: kept {self.kept}, recounted {self.counted}"


def differences(session: Session) -> list[Difference]:
    """Where what is kept is not what a recount finds; none when all is well. The kept figures should be up to date."""
    rows = session.execute(select(Count.figure, Count.key, Count.amount))
    kept = {(row.figure, row.key): row.amount for row in rows}
    counted = recount(session)
    return [
        Difference(cell[0], cell[1], kept.get(cell, 0), counted.get(cell, 0))
        for cell in sorted(kept.keys() | counted.keys())
        if kept.get(cell, 0) != counted.get(cell, 0)
    ]


def recount(session: Session) -> dict[Cell, int]:
    """Every cell that holds something, counted anew."""
    found: dict[Cell, int] = {}
    for figure, query in (*_of_catalogue(), *_of_adoptions(), *_of_reuse()):
        for key, amount in session.execute(query):
            if amount:
                found[figure, str(key)] = amount
    return found


def _of_catalogue() -> Iterator[tuple[str, Select[str, int]]]:
    rows = _components()
    shown = rows.c.status.in_(("listed", "deprecated", "retired"))
    on_shelf = rows.c.status.in_(("listed", "deprecated"))
    has_city = rows.c.city.is_not(None)
    yield "components", _per(rows.c.status).where(shown)
    yield "components_by_kind", _per(rows.c.status + "/" + rows.c.kind).where(shown)
    yield "components_by_domain", _per(rows.c.status + "/" + rows.c.domain).where(shown)
    yield "publishing_cities", _per(rows.c.city).where(on_shelf, has_city)
    yield "distinct", _number_of("publishing_cities", rows.c.city).where(on_shelf, has_city)
    yield "demonstration", _total("components", rows).where(shown, rows.c.is_demo)
    state = case((ComponentVersion.yanked_at.is_(None), "standing"), else_="yanked")
    yield "versions", _per(state).join(rows, rows.c.id == ComponentVersion.component_id).where(shown)


def _of_adoptions() -> Iterator[tuple[str, Select[str, int]]]:
    version = case((Adoption.version_id.is_(None), "unknown"), else_="known")
    yield "adoptions", _per(Adoption.stage)
    yield "adoptions_by_version", _per(Adoption.stage + "/" + version)
    yield "demonstration", _total("adoptions", Adoption).where(Adoption.is_demo)


def _of_reuse() -> Iterator[tuple[str, Select[str, int]]]:
    reuse = _running_reuse()
    yield "reuse_by_version", _per(reuse.c.version)
    yield "reuse_by_kind", _per(reuse.c.kind)
    yield "reuse_by_domain", _per(reuse.c.domain)
    yield "reuse_by_class", _per(reuse.c.adopter_class)
    yield "reuse_by_province", _per(reuse.c.province)
    yield "reuse_by_flow", _per(reuse.c.publisher_class + "/" + reuse.c.adopter_class)
    on_shelf = reuse.c.status.in_(("listed", "deprecated"))
    for figure, key, condition in (
        ("reusing_cities", reuse.c.city, None),
        ("components_reused", reuse.c.component, None),
        ("components_on_shelf_reused", reuse.c.component, on_shelf),
    ):
        each, number = _per(key), _number_of(figure, key)
        yield figure, each if condition is None else each.where(condition)
        yield "distinct", number if condition is None else number.where(condition)


def _components() -> Subquery:
    """Components with what they are counted by."""
    return (
        select(
            Component.id,
            Component.status,
            Component.is_demo,
            Organisation.city_id.label("city"),
            Component.details["kind"].as_string().label("kind"),
            func.coalesce(Component.details[("domains", 0)].as_string(), "unspecified").label("domain"),
        )
        .join(Organisation, Organisation.id == Component.publisher_id)
        .subquery()
    )


def _running_reuse() -> Subquery:
    """Adoptions in pilot or live of components that were not published by the adopter's own city."""
    components, tops = _components(), _provinces()
    adopter_class, publisher_class = aliased(CityClassAssignment), aliased(CityClassAssignment)
    city = aliased(Organisation)
    return (
        select(
            Adoption.city_id.label("city"),
            Adoption.component_id.label("component"),
            case((Adoption.version_id.is_(None), "unknown"), else_="known").label("version"),
            components.c.kind,
            components.c.domain,
            components.c.status,
            func.coalesce(adopter_class.city_class, "unclassified").label("adopter_class"),
            func.coalesce(publisher_class.city_class, "unclassified").label("publisher_class"),
            func.coalesce(tops.c.top, "unknown").label("province"),
        )
        .select_from(Adoption)
        .join(components, components.c.id == Adoption.component_id)
        .join(city, city.id == Adoption.city_id)
        .outerjoin(tops, tops.c.code == city.division_code)
        .outerjoin(adopter_class, _present_class(adopter_class, Adoption.city_id))
        .outerjoin(publisher_class, _present_class(publisher_class, components.c.city))
        .where(Adoption.stage.in_(("pilot", "live")), components.c.city.is_distinct_from(Adoption.city_id))
        .subquery()
    )


def _present_class(assignment: Any, city: Any) -> ColumnElement[bool]:
    return and_(assignment.valid_to.is_(None), assignment.superseded_at.is_(None), assignment.organisation_id == city)


def _provinces() -> Subquery:
    """Every division with the one at its top."""
    tops = (
        select(Division.code, Division.code.label("top"))
        .where(Division.parent_code.is_(None))
        .cte("tops", recursive=True)
    )
    below = select(Division.code, tops.c.top).join(tops, Division.parent_code == tops.c.code)
    return select(tops.union_all(below)).subquery()


def _per(key: Any) -> Select[str, int]:
    """How many rows there are of each key."""
    keyed = cast(key, String).label("key")
    return select(keyed, func.count().label("amount")).group_by("key")


def _number_of(name: str, key: Any) -> Select[str, int]:
    return select(literal(name), func.count(distinct(key)))


def _total(name: str, rows: Any) -> Select[str, int]:
    return select(literal(name), func.count()).select_from(rows)
