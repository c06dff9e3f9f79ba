"""What credit counts of reported calls: the twelve months before, as recorded before the month began."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry.adoption.usage import Entry, calls_counted, changes_of, months_after

MONTHS = st.integers(0, 40).map(lambda months: months_after(date(2024, 1, 1), months))
LEDGERS = st.lists(st.builds(Entry, MONTHS, MONTHS, st.integers(-100, 100)), max_size=12)


def entry(month: str, recorded: str, calls: int) -> Entry:
    return Entry(date.fromisoformat(f"{month}-01"), date.fromisoformat(f"{recorded}-01"), calls)


def test_calls_count_from_the_month_after_they_were_recorded_for_a_year():
    ledger = [entry("2025-03", "2025-05", 10)]

    counted = {number: calls_counted(ledger, months_after(date(2025, 3, 1), number)) for number in range(15)}

    assert counted == {number: 10 if 3 <= number <= 12 else 0 for number in range(15)}


def test_a_correction_changes_no_month_that_has_begun():
    ledger = [entry("2025-03", "2025-03", 10), entry("2025-03", "2025-06", -4)]

    assert [calls_counted(ledger, date(2025, month, 15)) for month in (3, 4, 6, 7)] == [0, 10, 10, 6]


def test_months_are_counted_over_the_turn_of_the_year():
    assert months_after(date(2025, 12, 31), 1) == date(2026, 1, 1)
    assert months_after(date(2025, 1, 1), -1) == date(2024, 12, 1)
    assert months_after(date(2025, 1, 1), -12) == date(2024, 1, 1)


@given(LEDGERS)
def test_what_counts_changes_only_where_it_is_said_to(ledger):
    changes = set(changes_of(ledger))

    before = 0
    for number in range(60):
        month = months_after(date(2024, 1, 1), number)
        counted = calls_counted(ledger, month)
        assert counted == before or month in changes
        before = counted


@given(LEDGERS, st.integers(0, 60))
def test_it_equals_a_plain_sum(ledger, number):
    month = months_after(date(2024, 1, 1), number)
    year = [months_after(month, -back) for back in range(1, 13)]

    assert calls_counted(ledger, month) == sum(
        row.calls for row in ledger if row.month in year and row.recorded_month < month
    )
