"""By when an advisory is to be acted on."""

from datetime import date

import pytest

from registry.adoption.due_days import DUE_DAYS, due_day

PUBLISHED = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        ("critical", date(2026, 3, 9)),
        ("high", date(2026, 4, 1)),
        ("medium", date(2026, 5, 31)),
        ("low", date(2026, 8, 29)),
        (None, date(2026, 5, 31)),
        ("none", None),
    ],
)
def test_the_days_go_by_severity_and_what_nobody_rated_counts_as_medium(severity: str | None, expected: date | None):
    assert due_day(severity, published_on=PUBLISHED, runs_since=None) == expected


@pytest.mark.parametrize(
    ("runs_since", "expected"),
    [(date(2026, 1, 1), date(2026, 3, 9)), (PUBLISHED, date(2026, 3, 9)), (date(2026, 3, 20), date(2026, 3, 27))],
)
def test_they_are_counted_from_the_later_of_publication_and_first_run(runs_since: date, expected: date):
    assert due_day("critical", published_on=PUBLISHED, runs_since=runs_since) == expected


@pytest.mark.parametrize(
    ("shortened", "days"), [({"high": 5}, 5), ({"high": 0}, 0), ({"high": 60}, 30), ({"critical": 1}, 30), ({}, 30)]
)
def test_a_policy_shortens_them_and_never_lengthens(shortened: dict[str, int], days: int):
    found = due_day("high", published_on=PUBLISHED, runs_since=None, shortened=shortened)

    assert found is not None
    assert (found - PUBLISHED).days == days


def test_graver_is_sooner():
    assert list(DUE_DAYS.values()) == sorted(DUE_DAYS.values())
