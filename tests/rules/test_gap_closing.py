"""How many of a city's gaps are closed, and that the denominator does not shrink."""

from datetime import date

from registry.gaps.closing import DueDay, GapFact, closing_rate

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


def gap(
    name: str,
    due: date,
    *more: DueDay,
    status: str = "open",
    closed: date | None = None,
    since: date = date(2025, 6, 1),
) -> GapFact:
    return GapFact(name, since, (DueDay(since, due), *more), status, closed)


def test_closed_with_evidence_by_due():
    found = closing_rate(
        [
            gap("closed", date(2026, 3, 1), status="closed", closed=date(2026, 2, 1)),
            gap("open", date(2026, 6, 30)),
            gap("later", date(2026, 7, 1)),
        ],
        FIRST,
        LAST,
    )

    assert (found.due, found.closed, found.percent) == (["closed", "open"], ["closed"], 50.0)


def test_what_is_set_aside_stays_in_the_denominator():
    found = closing_rate([gap("aside", date(2026, 3, 1), status="not_needed", closed=date(2026, 2, 1))], FIRST, LAST)

    assert (found.percent, found.set_aside) == (0.0, ["aside"])


def test_moving_the_day_inside_the_period_changes_nothing():
    inside = DueDay(date(2026, 2, 1), date(2027, 1, 1))
    before = DueDay(date(2025, 12, 1), date(2027, 1, 1))

    assert closing_rate([gap("moved", date(2026, 3, 1), inside)], FIRST, LAST).due == ["moved"]
    assert closing_rate([gap("moved", date(2026, 3, 1), before)], FIRST, LAST).due == []


def test_early_closing_counts_and_earlier_periods_are_over():
    early = gap("early", date(2026, 12, 31), status="closed", closed=date(2026, 5, 1))
    over = gap("over", date(2025, 9, 1), status="closed", closed=date(2025, 9, 1))
    overdue = gap("overdue", date(2025, 9, 1))
    ahead = gap("ahead", date(2026, 3, 1), since=date(2026, 7, 1))

    found = closing_rate([early, over, overdue, ahead], FIRST, LAST)

    assert (found.due, found.closed) == (["early", "overdue"], ["early"])


def test_nothing_due_makes_no_rate():
    assert closing_rate([], FIRST, LAST).percent is None


def test_what_was_closed_after_the_day_was_open_on_it():
    found = closing_rate([gap("late", date(2026, 3, 1), status="closed", closed=date(2026, 7, 2))], FIRST, LAST)

    assert (found.due, found.closed) == (["late"], [])
