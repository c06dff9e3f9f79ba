"""Periods and their days."""

from datetime import date

import pytest

from registry.kit.errors import PayloadInvalid
from registry.statistics.periods import read_period

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31)),
        ("2026Q2", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_has_its_days(code: str, first: date, last: date):
    assert read_period(code, TODAY) == (code, first, last)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "26",
        "2026H3",
        "2026Q5",
        "2026Q0",
        "2026q3",
        "2026-H1",
        " 2026",
        "2026\n",
        "２０２６",
        "0000",
        "2027",
    ],
)
def test_what_is_no_period_or_has_not_begun_is_refused(code: str):
    with pytest.raises(PayloadInvalid) as refusal:
        read_period(code, TODAY)

    assert refusal.value.errors[0].pointer == "/period"


@pytest.mark.parametrize(
    ("today", "code"), [(date(2026, 6, 30), "2026H1"), (date(2026, 7, 1), "2026H2"), (date(2026, 1, 1), "2026H1")]
)
def test_without_a_period_the_present_half_year_is_meant(today: date, code: str):
    assert read_period(None, today).code == code


@pytest.mark.parametrize(("code", "day"), [("2026Q3", date(2026, 9, 30)), ("2026", TODAY)])
def test_a_period_that_runs_is_measured_today_a_past_one_at_its_end(code: str, day: date):
    assert read_period(code, TODAY).calculated_on(TODAY) == day
