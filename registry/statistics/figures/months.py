"""Months as figures name them. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta


def month_of(day: date) -> str:
    """`2026-03`."""
    return f"{day.year:04}-{day.month:02}"


def first_of(month: str) -> date:
    """The first day of `2026-03`."""
    year, number = month.split("-")
    return date(int(year), int(number), 1)


def months_after(day: date, number: int) -> date:
    """The first day of the month that lies so many months after that of the day."""
    whole = day.year * 12 + day.month - 1 + number
    return date(whole // 12, whole % 12 + 1, 1)


def months_between(first: date, last: date) -> Iterator[str]:
    """Every month that lies in the stretch, also in part."""
    place = first.replace(day=1)
    while place <= last:
        yield month_of(place)
        place = (place.replace(day=28) + timedelta(days=4)).replace(day=1)
