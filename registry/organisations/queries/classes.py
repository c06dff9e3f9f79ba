"""Questions about the classes of cities."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.clock import today_of
from registry.organisations.models import CityClassAssignment


def class_on(session: Session, city_id: int | None, day: date | None = None) -> str | None:
    """The class a city is in on a day (today unless said)."""
    if city_id is None:
        return None
    return session.scalar(
        select(CityClassAssignment.city_class)
        .where(
            CityClassAssignment.organisation_id == city_id,
            CityClassAssignment.holds_on(day or today_of(session)),
            CityClassAssignment.superseded_at.is_(None),
        )
        .order_by(CityClassAssignment.valid_from.desc())
    )


def list_classes(session: Session, organisation_id: int) -> list[CityClassAssignment]:
    """Every class a city has been in, the latest first."""
    return list(
        session.scalars(
            select(CityClassAssignment)
            .where(CityClassAssignment.organisation_id == organisation_id)
            .order_by(CityClassAssignment.valid_from.desc(), CityClassAssignment.id.desc())
        )
    )
