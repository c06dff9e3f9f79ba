"""Periods of evaluation: a year, a half or a quarter, in days of UTC+8."""

import re
from datetime import date, timedelta
from typing import Final, NamedTuple

from registry.kit.errors import PayloadInvalid

_CODE: Final = re.compile(r"(?P<year>[12]\d{3})(?:H(?P<half>[12])|Q(?P<quarter>[1-4]))?\Z", re.ASCII)


class Period(NamedTuple):
    """A period with its first and last day."""

    code: str
    first: date
    last: date

    def calculated_on(self, today: date) -> date:
        """The day whose state is measured: the last of the period, or today while it runs."""
        return min(self.last, today)


def read_period(code: str | None, today: date) -> Period:
    """The period of a code such as 2026, 2026H2 or 2026Q3; the present half-year without one.

    Raises PayloadInvalid for anything else, and for a period that has not begun.
    """
    if code is None:
        code = f"{today.year}H{1 if today.month <= 6 else 2}"
    match = _CODE.match(code)
    if match is None:
        raise PayloadInvalid.of(
            "/period",
            "评价期写作 2026、2026H2 或 2026Q3。",
            "A period is written 2026, 2026H2 or 2026Q3.",
        )
    period = _days_of(code, match)
    if period.first > today:
        raise PayloadInvalid.of("/period", "该评价期尚未开始。", "This period has not begun.")
    return period


def _days_of(code: str, match: re.Match[str]) -> Period:
    year, begin, months = int(match["year"]), 1, 12
    if match["half"]:
        begin, months = 6 * int(match["half"]) - 5, 6
    elif match["quarter"]:
        begin, months = 3 * int(match["quarter"]) - 2, 3
    after = begin + months
    following = date(year + 1, 1, 1) if after > 12 else date(year, after, 1)
    return Period(code, date(year, begin, 1), following - timedelta(days=1))
