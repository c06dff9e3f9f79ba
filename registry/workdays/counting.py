"""Counting in working days. Pure.

Monday to Friday are worked, unless a day is entered as special: a holiday, or a day of the weekend that is worked in
exchange (调休). Which days these are is announced by the State Council each year; none come with the service.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

FRIDAY: Final = 4
A_DAY: Final = timedelta(days=1)


def is_working(day: date, special: Mapping[date, bool]) -> bool:
    """Whether a day is worked; `special` says so where the week does not hold."""
    return special.get(day, day.weekday() <= FRIDAY)


def add_working_days(start: date, n: int, special: Mapping[date, bool]) -> date:
    """The `n`-th working day after `start`, which is not counted itself, whether it is worked or not.

    0 gives `start`. A special day of another year changes nothing.
    """
    day = start
    while n > 0:
        day += A_DAY
        n -= is_working(day, special)
    return day
