"""Who decides on a listing."""

from datetime import UTC, date, datetime, timedelta

import pytest

from registry.catalogue.reviewing import may_list, route_of
from registry.stewardship.terms import due_before, due_on, expiry_of, run_out_before


@pytest.mark.parametrize(
    ("scope", "route"),
    [("national", "national"), ("province", "province"), ("cluster", "owner"), (None, "national")],
)
def test_the_sharing_scope_says_who_reviews(scope: str, route: str):
    assert route_of(scope) == route


@pytest.mark.parametrize(
    ("route", "division", "lineage", "may"),
    [
        ("national", None, ["429004", "420000"], True),
        ("national", "420000", ["429004", "420000"], False),
        ("province", None, ["429004", "420000"], True),
        ("province", "420000", ["429004", "420000"], True),
        ("province", "430000", ["429004", "420000"], False),
        # A city's own authority is no province's, and neither is one whose code only begins alike.
        ("province", "429004", ["429004", "420000"], False),
        ("province", "429000", ["429004", "420000"], False),
        # A publisher without a division has no province.
        ("province", "420000", [], False),
        ("owner", None, ["420000"], True),
        ("owner", "420000", ["420000"], False),
    ],
)
def test_an_authority_decides_on_its_route(route: str, division: str | None, lineage: list, may: bool):
    assert may_list(route, reviewer_division=division, publisher_lineage=lineage) is may


def test_a_confirmation_holds_for_365_days_and_is_asked_for_60_days_before():
    confirmed = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)

    assert due_on(confirmed) == date(2027, 3, 2)
    assert run_out_before(confirmed + timedelta(days=365)) == confirmed
    assert due_before(confirmed + timedelta(days=305)) == confirmed


def test_the_day_it_runs_out_is_that_of_shanghai():
    assert due_on(datetime(2026, 3, 2, 17, 0, tzinfo=UTC)) == date(2027, 3, 3)


def test_a_claim_expires_after_365_days():
    assert expiry_of(date(2026, 3, 2)) == date(2027, 3, 2)
