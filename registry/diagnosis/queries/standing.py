"""A city's metrics beside those of its class."""

from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.diagnosis.goals import Standing, goals, stand
from registry.organisations.models import CityClassAssignment, Organisation
from registry.organisations.queries import class_on
from registry.statistics.measuring import Measured
from registry.statistics.periods import Period, read_period
from registry.statistics.queries import measure_in, values_of

MOST_COMPARED: Final = 400
"""So many cities of a class are compared, the country has some 700 in three classes; who asks is always among them."""


class Results(NamedTuple):
    """What a city has come to by a day, beside its class: by code of the metric."""

    period: Period
    city_class: str | None
    compared: int
    measured: dict[str, Measured]
    standings: dict[str, Standing]


def results_of(session: Session, city: Organisation, day: date) -> Results:
    """The metrics of the half-year that a day lies in, until that day. Values of a class only where it has three."""
    period = read_period(f"{day.year}H{1 if day.month <= 6 else 2}", day)
    city_class = class_on(session, city.id, day)
    _, measured = measure_in(session, city, period, day)
    others = _of_class(session, city, city_class, day)
    compared = values_of(session, others, period, day) if others else {}
    known = goals()
    spared = known.not_judged.get(city_class or "", frozenset())
    standings = {
        code: stand(
            found.value,
            [value for values in compared.values() if (value := values[code]) is not None],
            known.goals[code],
            is_judged=code not in spared,
        )
        for code, found in measured.items()
    }
    return Results(period, city_class, len(compared), measured, standings)


def _of_class(session: Session, city: Organisation, city_class: str | None, day: date) -> dict[int, str]:
    """The cities of a class on a day, the city itself among them: demonstration cities among themselves."""
    if city_class is None:
        return {}
    rows = session.execute(
        select(Organisation.id, Organisation.slug)
        .join(CityClassAssignment, CityClassAssignment.organisation_id == Organisation.id)
        .where(
            Organisation.status == "registered",
            Organisation.city_id == Organisation.id,
            Organisation.is_demo == city.is_demo,
            CityClassAssignment.city_class == city_class,
            CityClassAssignment.holds_on(day),
            CityClassAssignment.superseded_at.is_(None),
        )
        .order_by(Organisation.id != city.id, Organisation.id)
        .limit(MOST_COMPARED)
    )
    return {key: slug for key, slug in rows}
