"""What is asked of the figures: of which day, as known when, of which stretch of days, under which filters."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from registry.kit.clock import day_of
from registry.kit.errors import PayloadInvalid

FILTERS: Final = ("domain", "province", "city_class")
"""By what figures can be filtered, in the order in which slices name them."""

INTERVALS: Final = ("day", "week", "month", "quarter", "year")
USUAL_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Question:
    """`as_of` and `known_on` are days in UTC+8: the state at the end of `as_of`, by what was recorded until the end of
    `known_on` (None: by all that is known now). `first` to `last` is the stretch of days that series and flows are of.
    """

    as_of: date
    known_on: date | None
    first: date
    last: date
    interval: str = "month"
    domain: str | None = None
    province: str | None = None
    city_class: str | None = None

    @property
    def filters(self) -> dict[str, str]:
        """The filters that were given, by name."""
        return {name: value for name in FILTERS if (value := getattr(self, name)) is not None}

    @property
    def slice(self) -> str:
        """The filters as movements are kept under them."""
        return slice_of(self.filters)


def slice_of(filters: dict[str, str]) -> str:
    """`domain=A4&province=990100` of these filters; empty of none."""
    return "&".join(f"{name}={filters[name]}" for name in FILTERS if name in filters)


def read_question(arguments: dict[str, Any], today: date) -> Question:
    """The question of a request's arguments: `as_of`, `known_at`, `from_`, `to`, `interval` and the filters.

    A stretch ends on the day asked about and is a year long unless said. Raises PayloadInvalid for days to come, for a
    stretch that ends before it begins, and for what would be known before the day it speaks of.
    """
    as_of: date = arguments.get("as_of") or arguments.get("to") or today
    last: date = arguments.get("to") or as_of
    first: date = arguments.get("from_") or last - timedelta(days=USUAL_DAYS)
    known_at: datetime | None = arguments.get("known_at")
    known_on = day_of(known_at) if known_at is not None else None
    for name, day in (("as_of", as_of), ("to", last)):
        if day > today:
            raise PayloadInvalid.of(f"/{name}", "不能晚于今天。", "It must not lie in the future.")
    if first > last:
        raise PayloadInvalid.of("/from", "起始日不能晚于截止日。", "It must not lie after the end.")
    if known_on is not None and known_on < max(as_of, last):
        raise PayloadInvalid.of(
            "/known_at", "不能早于所问的日期。", "It must not lie before the day that is asked about."
        )
    return Question(
        as_of,
        None if known_on is None or known_on >= today else known_on,
        first,
        last,
        arguments.get("interval") or "month",
        arguments.get("domain"),
        arguments.get("province"),
        arguments.get("city_class"),
    )
