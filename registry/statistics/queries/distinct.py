"""How many cities and components stand behind a figure: each counts once."""

from collections import Counter
from dataclasses import replace

from sqlalchemy import Select, distinct, func, select
from sqlalchemy.orm import Session

from registry.kit.clock import day_of
from registry.organisations.models import CityClassAssignment, Organisation
from registry.organisations.queries import provinces_of
from registry.statistics.asking import Question
from registry.statistics.cells import ON_SHELF
from registry.statistics.models import Span
from registry.statistics.naming import UNCLASSIFIED, UNKNOWN_PROVINCE
from registry.statistics.queries.kept import amounts
from registry.statistics.queries.reach import FIGURE
from registry.statistics.queries.spans import REUSE, asked_of, holds
from registry.statistics.reaching import ANYWHERE
from registry.statistics.reaching import ON_SHELF as REUSED_ON_SHELF


def cities_counted(session: Session, figure: str, question: Question) -> Counter[int]:
    """How much of a figure (`city`, `publisher`, `supplier`) each city holds that meets the filters, by its id."""
    anywhere = replace(question, province=None, city_class=None)
    found = Counter({int(key): amount for (_, key), amount in amounts(session, figure, anywhere, ("city",)).items()})
    chosen = _cities_of(session, question, found)
    return Counter({city: amount for city, amount in found.items() if city in chosen and amount > 0})


def components_reused(session: Session, question: Question) -> tuple[int, int]:
    """How many components some other city runs; and how many of those that were on the shelf."""
    if question.known_on is None and not question.filters.keys() - {"domain"}:
        kept = amounts(session, FIGURE, question)
        return kept[ANYWHERE, "true"], kept[REUSED_ON_SHELF, "true"]
    running: Select[int] = select(func.count(distinct(Span.component_id))).where(REUSE, asked_of(question))
    on_shelf = select(Span.subject_id).where(
        Span.subject == "component", Span.state.in_(ON_SHELF), holds(question.as_of, question.known_on)
    )
    listed = on_shelf.subquery()
    both = running.where(Span.component_id.in_(select(listed.c.subject_id)))
    return session.scalar(running) or 0, session.scalar(both) or 0


def _cities_of(session: Session, question: Question, cities: Counter[int]) -> set[int]:
    chosen = set(cities)
    if question.province is not None:
        rows = session.execute(
            select(Organisation.id, Organisation.division_code).where(Organisation.id.in_(chosen))
        ).all()
        tops = provinces_of(session, {row.division_code for row in rows})
        chosen = {row.id for row in rows if (tops.get(row.division_code) or UNKNOWN_PROVINCE) == question.province}
    if question.city_class is not None:
        classes = classes_on(session, question)
        chosen = {city for city in chosen if classes.get(city, UNCLASSIFIED) == question.city_class}
    return chosen


def classes_on(session: Session, question: Question) -> dict[int, str]:
    """The class that each city was in on the day asked about, by what was known."""
    rows = session.execute(
        select(CityClassAssignment.organisation_id, CityClassAssignment.city_class, CityClassAssignment.recorded_at)
        .where(CityClassAssignment.valid_from <= question.as_of, CityClassAssignment.superseded_at.is_(None))
        .order_by(CityClassAssignment.valid_from, CityClassAssignment.id)
    )
    return {
        row.organisation_id: row.city_class
        for row in rows
        if question.known_on is None or day_of(row.recorded_at) <= question.known_on
    }
