"""Whose approval an item needs, and what others paid."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as some

from registry.applications.costing import ENOUGH, range_of
from registry.applications.routing import Place, route_of

CITY, PUBLISHER, AUTHORITY = 1, 2, 3
USUAL = Place(city=CITY, publisher=PUBLISHER, publisher_city=None, province="330000", authority=AUTHORITY)


@pytest.mark.parametrize(
    ("scope", "changes", "route"),
    [
        (None, {}, ["city 1", "publisher 2"]),
        ("national", {}, ["city 1", "publisher 2"]),
        ("cluster", {}, ["city 1", "publisher 2"]),
        ("province", {}, ["city 1", "publisher 2", "province 3"]),
        # Of its own city, or of a unit of it: nobody asks itself twice.
        (None, {"publisher": CITY, "publisher_city": CITY}, ["city 1", "publisher skipped: own_component"]),
        (None, {"publisher_city": CITY}, ["city 1", "publisher skipped: own_component"]),
        ("province", {"publisher_city": CITY}, ["city 1", "publisher skipped: own_component", "province 3"]),
        ("province", {"authority": None}, ["city 1", "publisher 2", "province skipped: no_authority"]),
        ("province", {"province": None, "authority": None}, ["city 1", "publisher 2", "province skipped: no_province"]),
        # The authority applies for its cities: its own approver has decided already.
        ("province", {"city": AUTHORITY}, ["city 3", "publisher 2", "province skipped: same_body"]),
    ],
)
def test_the_sharing_scope_says_who_decides(scope: str | None, changes: dict, route: list):
    stops = route_of(scope, USUAL._replace(**changes))

    said = [
        f"{stop.kind} skipped: {stop.skipped_for}" if stop.skipped_for else f"{stop.kind} {stop.organisation}"
        for stop in stops
    ]
    assert said == route


def test_fewer_than_three_sources_give_no_range_and_say_so():
    found = range_of([100_00, 300_00])

    assert (found.low, found.high, found.sources) == (None, None, 2)
    assert "no range" in found.basis.en
    assert "不给出区间" in found.basis.zh


def test_a_few_sources_give_the_whole_range():
    found = range_of([300_00, 100_00, 200_00])

    assert (found.low, found.high, found.sources) == (100_00, 300_00, 3)


@given(some.lists(some.integers(0, 10**12), max_size=40))
def test_a_range_lies_within_what_was_paid_and_holds_its_middle(amounts: list):
    found = range_of(amounts)

    if len(amounts) < ENOUGH:
        assert found.low is None
        return
    assert found.low is not None
    assert found.high is not None
    assert min(amounts) <= found.low <= found.high <= max(amounts)
    assert found.low <= statistics.median_high(amounts) + 1
    assert found.high >= statistics.median_low(amounts) - 1
