"""The figures counted the plain way, by SQL over the canonical rows, as of any day: the proof of what is kept.

Nothing here uses the rules of `timeline` and `cells`: two ways that share nothing and agree are a check.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, Subquery, and_, case, cast, distinct, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption, AdoptionStep, Independence
from registry.catalogue.models import Component, ComponentStatus, ComponentVersion
from registry.kit.clock import SHANGHAI, today_of
from registry.organisations.models import CityClassAssignment, Division, Organisation
from registry.statistics.asking import Question
from registry.statistics.queries.distinct import cities_counted, components_reused
from registry.statistics.queries.kept import amounts

Cell = tuple[str, str, str]
"""A figure, a dimension and a key."""

PAST_DAYS = (1, 7, 30, 92, 183, 365)
"""How many days ago a check looks, besides today."""


class Difference(NamedTuple):
    """A cell of which more or less is kept than a recount finds, as of a day."""

    day: date
    cell: Cell
    kept: int
    counted: int

    def __str__(self) -> str:
        return f"{self.day} {'/'.join(self.cell)}: kept {self.kept}, recounted {self.counted}"


def differences(session: Session) -> list[Difference]:
    """Where what is kept is not what a recount finds, today and on some past days; none when all is well.

    The kept figures should be up to date.
    """
    today = today_of(session)
    return [
        difference
        for day in (today, *(today - timedelta(days=ago) for ago in PAST_DAYS))
        for difference in differences_on(session, day)
    ]


def differences_on(session: Session, day: date) -> list[Difference]:
    """The same as of one day."""
    kept, counted = kept_on(session, day), recount(session, day)
    return [
        Difference(day, cell, kept[cell], counted[cell])
        for cell in sorted(kept.keys() | counted.keys())
        if kept[cell] != counted[cell]
    ]


def kept_on(session: Session, day: date) -> Counter[Cell]:
    """What is kept of what `recount` counts."""
    question = Question(day, None, day, day)
    found: Counter[Cell] = Counter()
    compared = {
        "components": ("status", "kind", "domain"),
        "versions": ("state",),
        "adoptions": ("stage", "version"),
        "reuse": ("version", "kind", "domain", "city_class", "province", "flow"),
    }
    for figure, dimensions in compared.items():
        for (dimension, key), amount in amounts(session, figure, question, dimensions).items():
            found[figure, dimension, key] = amount
    anywhere, on_shelf = components_reused(session, question)
    found["distinct", "reusing_cities", ""] = len(cities_counted(session, "city", question))
    found["distinct", "publishing_cities", ""] = len(cities_counted(session, "supplier", question))
    found["distinct", "components_reused", ""] = anywhere
    found["distinct", "components_on_shelf_reused", ""] = on_shelf
    return Counter({cell: amount for cell, amount in found.items() if amount})


def recount(session: Session, day: date) -> Counter[Cell]:
    """Every cell that held something on a day, by what is known now, counted anew."""
    found: Counter[Cell] = Counter()
    for figure, dimension, query in (*_of_catalogue(day), *_of_adoptions(day), *_of_reuse(day)):
        for key, amount in session.execute(query):
            if amount:
                found[figure, dimension, str(key)] = amount
    return found


_Counts = Iterator[tuple[str, str, Select[str, int]]]


def _of_catalogue(day: date) -> _Counts:
    rows = _components(day)
    shown = rows.c.status.in_(("listed", "deprecated", "retired"))
    on_shelf = rows.c.status.in_(("listed", "deprecated"))
    yield "components", "status", _per(rows.c.status).where(shown)
    yield "components", "kind", _per(rows.c.status + "/" + rows.c.kind).where(shown)
    yield "components", "domain", _per(rows.c.status + "/" + rows.c.domain).where(shown)
    yield "distinct", "publishing_cities", _number_of(rows.c.city).where(on_shelf, rows.c.city.is_not(None))
    until = _end_of(day)
    yanked = and_(ComponentVersion.yanked_at.is_not(None), ComponentVersion.yanked_at < until)
    states = _per(case((yanked, "yanked"), else_="standing")).join(rows, rows.c.id == ComponentVersion.component_id)
    yield "versions", "state", states.where(shown, ComponentVersion.published_at < until)


def _of_adoptions(day: date) -> _Counts:
    steps = _steps(day)
    version = case((steps.c.version_id.is_(None), "unknown"), else_="known")
    yield "adoptions", "stage", _per(steps.c.stage)
    yield "adoptions", "version", _per(steps.c.stage + "/" + version)


def _of_reuse(day: date) -> _Counts:
    reuse = _running_reuse(day)
    for name in ("version", "kind", "domain", "city_class", "province"):
        yield "reuse", name, _per(reuse.c[name])
    yield "reuse", "flow", _per(reuse.c.publisher_class + "/" + reuse.c.city_class)
    yield "distinct", "reusing_cities", _number_of(reuse.c.city)
    yield "distinct", "components_reused", _number_of(reuse.c.component)
    on_shelf = reuse.c.status.in_(("listed", "deprecated"))
    yield "distinct", "components_on_shelf_reused", _number_of(reuse.c.component).where(on_shelf)


def _end_of(day: date) -> datetime:
    """The instant at which a day in UTC+8 is over."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI).astimezone(UTC)


def _components(day: date) -> Subquery:
    """Components with what they are counted by and the status they were in at the end of a day, if in any.

    Adoptions may be older than the entry of their component: cities bring in what they have run for years.
    """
    latest = (
        select(ComponentStatus.component_id, func.max(ComponentStatus.id).label("id"))
        .where(ComponentStatus.recorded_at < _end_of(day))
        .group_by(ComponentStatus.component_id)
        .subquery()
    )
    return (
        select(
            Component.id,
            ComponentStatus.status,
            Organisation.city_id.label("city"),
            Component.details["kind"].as_string().label("kind"),
            func.coalesce(Component.details[("domains", 0)].as_string(), "unspecified").label("domain"),
        )
        .join(Organisation, Organisation.id == Component.publisher_id)
        .outerjoin(latest, latest.c.component_id == Component.id)
        .outerjoin(ComponentStatus, ComponentStatus.id == latest.c.id)
        .subquery()
    )


def _steps(day: date) -> Subquery:
    """The last step of every adoption until a day."""
    latest = (
        select(func.max(AdoptionStep.id).label("id"))
        .where(AdoptionStep.on <= day)
        .group_by(AdoptionStep.adoption_id)
        .subquery()
    )
    return (
        select(AdoptionStep.adoption_id, AdoptionStep.stage, AdoptionStep.version_id)
        .join(latest, latest.c.id == AdoptionStep.id)
        .subquery()
    )


def _sides(day: date) -> Subquery:
    """Between which cities every adoption was on a day: as last judged until then, or first; at last, as it is now."""
    per = [Independence.adoption_id]
    first = select(*per, func.min(Independence.id).label("id")).group_by(*per).subquery()
    last = select(*per, func.max(Independence.id).label("id")).group_by(*per).subquery()
    until = (
        select(*per, func.max(Independence.id).label("id")).where(Independence.from_on <= day).group_by(*per).subquery()
    )
    city, publisher, owner = (aliased(Organisation) for _ in range(3))
    chosen = func.coalesce(until.c.id, first.c.id)
    is_present = or_(last.c.id.is_(None), chosen == last.c.id)
    return (
        select(
            Adoption.id.label("adoption_id"),
            Adoption.component_id,
            case((is_present, Adoption.city_id), else_=city.city_id).label("city"),
            case((is_present, owner.city_id), else_=publisher.city_id).label("publisher_city"),
        )
        .join(Component, Component.id == Adoption.component_id)
        .join(owner, owner.id == Component.publisher_id)
        .outerjoin(first, first.c.adoption_id == Adoption.id)
        .outerjoin(last, last.c.adoption_id == Adoption.id)
        .outerjoin(until, until.c.adoption_id == Adoption.id)
        .outerjoin(Independence, Independence.id == chosen)
        .outerjoin(city, city.id == Independence.city_id)
        .outerjoin(publisher, publisher.id == Independence.publisher_id)
        .subquery()
    )


def _running_reuse(day: date) -> Subquery:
    """Adoptions that were in pilot or live on a day, of components that the adopter's own city had not published."""
    components, tops, steps, sides = _components(day), _provinces(), _steps(day), _sides(day)
    adopter_class, publisher_class = aliased(CityClassAssignment), aliased(CityClassAssignment)
    city = aliased(Organisation)
    return (
        select(
            sides.c.city,
            sides.c.component_id.label("component"),
            case((steps.c.version_id.is_(None), "unknown"), else_="known").label("version"),
            components.c.kind,
            components.c.domain,
            components.c.status,
            func.coalesce(adopter_class.city_class, "unclassified").label("city_class"),
            func.coalesce(publisher_class.city_class, "unclassified").label("publisher_class"),
            func.coalesce(tops.c.top, "unknown").label("province"),
        )
        .select_from(sides)
        .join(steps, steps.c.adoption_id == sides.c.adoption_id)
        .join(components, components.c.id == sides.c.component_id)
        .join(city, city.id == sides.c.city)
        .outerjoin(tops, tops.c.code == city.division_code)
        .outerjoin(adopter_class, _class_on(adopter_class, sides.c.city, day))
        .outerjoin(publisher_class, _class_on(publisher_class, sides.c.publisher_city, day))
        .where(steps.c.stage.in_(("pilot", "live")), sides.c.publisher_city.is_distinct_from(sides.c.city))
        .subquery()
    )


def _class_on(assignment: Any, city: Any, day: date) -> ColumnElement[bool]:
    return and_(
        assignment.organisation_id == city,
        assignment.superseded_at.is_(None),
        assignment.valid_from <= day,
        or_(assignment.valid_to.is_(None), assignment.valid_to > day),
    )


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


def _number_of(key: Any) -> Select[str, int]:
    return select(literal(""), func.count(distinct(key)))
