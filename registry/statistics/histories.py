"""Reading the life of an adoption from its steps, as of any day."""

import calendar
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class Step(NamedTuple):
    """Into a stage, on a day in UTC+8, at a version that may be unknown. An upgrade is a step into the same stage."""

    stage: str
    on: date
    version: str | None = None


def stage_on(steps: Sequence[Step], day: date) -> str | None:
    """The stage at the end of a day; None before the adoption began."""
    return next((step.stage for step in reversed(steps) if step.on <= day), None)


def first_day(steps: Sequence[Step], stage: str) -> date | None:
    """The day it first came into a stage; None when it never did."""
    return next((step.on for step in steps if step.stage == stage), None)


def years_later(day: date, years: int = 1) -> date:
    """The same day in a later year; 28 February for 29 February where the year has none."""
    year = day.year + years
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))
