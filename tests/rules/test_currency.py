"""How current a version is, against the worked figures of the domain."""

from datetime import date, timedelta

import pytest

from registry.statistics.currency import Behind, Release, behind, currency

DAY = date(2026, 3, 2)


def days_ago(days: int) -> date:
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("far", "expected"),
    [
        ((0, 2, 60), 1.0),
        ((0, 2, 200), 0.7397),
        ((0, 0, 0), 1.0),
        ((0, 0, 90), 1.0),
        ((0, 0, 91), 0.9995),
        ((1, 0, 455), 0.4),
        ((2, 3, 455), 0.0),
    ],
)
def test_currency_falls_with_versions_and_days(far: tuple[int, int, int], expected: float):
    assert round(currency(Behind(*far)), 4) == expected


def test_a_critical_advisory_past_its_day_leaves_nothing():
    assert currency(Behind(0, 0, 0), is_exposed=True) == 0


def test_it_is_behind_since_the_first_newer_compatible_version():
    releases = [
        Release("1.0", days_ago(400)),
        Release("1.1", days_ago(200)),
        Release("1.2", days_ago(10)),
    ]

    assert behind("1.0", releases, DAY) == Behind(0, 2, 200)
    assert behind("1.1", releases, DAY) == Behind(0, 1, 10)
    assert behind("1.2", releases, DAY) == Behind(0, 0, 0)
    assert behind("1.0", releases, days_ago(100)) == Behind(0, 1, 100)


def test_a_new_major_alone_makes_nobody_stale():
    releases = [Release("1.4", days_ago(400)), Release("2.0", days_ago(300)), Release("3.0", days_ago(100))]

    found = behind("1.4", releases, DAY)

    assert (found, currency(found)) == (Behind(2, 0, 0), 1.0)


def test_yanked_and_later_versions_do_not_count():
    releases = [Release("1.1", days_ago(200), days_ago(150)), Release("1.2", DAY + timedelta(days=1))]

    assert behind("1.0", releases, DAY) == Behind(0, 0, 0)
    assert behind("1.0", releases, days_ago(160)) == Behind(0, 1, 40)
