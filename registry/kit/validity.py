"""Valid time: a fact holds from a day, until a day; a later truth ends it, nothing overwrites it."""

from datetime import date

from sqlalchemy import ColumnElement, Date, or_
from sqlalchemy.orm import Mapped, mapped_column


class Dated:
    """Columns of a fact that holds from `valid_from` (a day in UTC+8) until the day before `valid_to`."""

    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)

    @classmethod
    def holds_on(cls, day: date | ColumnElement[date]) -> ColumnElement[bool]:
        return (cls.valid_from <= day) & or_(cls.valid_to.is_(None), cls.valid_to > day)
