"""Density and reciprocity of the network, places in a ranking, and months."""

from datetime import date

from registry.statistics.figures.months import first_of, month_of, months_after, months_between
from registry.statistics.figures.networks import density, nodes_of, reciprocity
from registry.statistics.figures.ranking import places

RING = [(1, 2), (2, 3), (3, 1)]


def test_a_ring_uses_half_of_its_possible_edges_and_returns_none():
    assert density(RING, 3) == 0.5
    assert reciprocity(RING) == 0
    assert nodes_of(RING) == {1, 2, 3}


def test_an_edge_with_its_opposite_is_returned():
    assert reciprocity([*RING, (2, 1)]) == 0.5
    assert density([(1, 2), (2, 1)], 2) == 1


def test_without_edges_there_is_no_shape():
    assert density([], 1) is None
    assert density([], 4) == 0
    assert reciprocity([]) is None


def test_equal_ones_share_a_place_and_the_next_skips_as_many():
    assert places([9, 7, 7, 7, 2, 2, 1]) == [1, 2, 2, 2, 5, 5, 7]
    assert places([]) == []


def test_months_follow_each_other_over_years():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 1)
    assert months_after(date(2026, 1, 31), 0) == date(2026, 1, 1)
    assert list(months_between(date(2026, 12, 31), date(2027, 2, 1))) == ["2026-12", "2027-01", "2027-02"]
    assert first_of(month_of(date(2026, 3, 9))) == date(2026, 3, 1)
