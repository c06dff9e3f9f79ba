"""The month of a report, and when it is due. Pure."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from registry.kit.errors import PayloadInvalid
from registry.workdays.counting import add_working_days

A_DAY: Final = timedelta(days=1)
_WRITTEN: Final = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])\Z", re.ASCII)


def read_month(written: str) -> date:
    """The first day of the month written `2026-10`. Raises PayloadInvalid for anything else."""
    if not _WRITTEN.match(written):
        raise PayloadInvalid.of("/month", "月份写作 2026-10。", "A month is written 2026-10.")
    return date.fromisoformat(f"{written}-01")


def written(month: date) -> str:
    """`2026-10`."""
    return f"{month.year}-{month.month:02}"


def last_day(month: date) -> date:
    """The last day of the month that begins on this day."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - A_DAY


def months_before(month: date, number: int) -> date:
    """The first day of the month so many months earlier."""
    whole = month.year * 12 + month.month - 1 - number
    return date(whole // 12, whole % 12 + 1, 1)


def due_month(today: date, special: Mapping[date, bool]) -> date | None:
    """The month whose report is due: the one before, from the first working day of this one on."""
    before = today.replace(day=1) - A_DAY
    return before.replace(day=1) if today >= add_working_days(before, 1, special) else None
