"""Quartiles and survival from counts, against the statistics module and against hand-made cohorts."""

import random
import statistics
from collections import Counter

import pytest

from registry.statistics.figures.lifetimes import Lifetime, Quartiles, quartiles, survival
from registry.statistics.figures.waits import bands


def test_quartiles_are_those_of_the_list_that_the_counts_stand_for():
    chance = random.Random(6)
    for _ in range(200):
        days = [chance.randint(0, 40) for _ in range(chance.randint(2, 60))]

        found = quartiles(Counter(days))

        assert found == pytest.approx(tuple(statistics.quantiles(days, n=4, method="inclusive")), abs=1e-3)


def test_of_one_all_quartiles_are_that_one_and_of_none_there_are_none():
    assert quartiles({17: 1}) == Quartiles(17, 17, 17)
    assert quartiles({}) is None


def test_without_anything_cut_short_survival_is_the_share_that_is_left():
    lifetimes = {Lifetime(10, True): 1, Lifetime(50, True): 1, Lifetime(800, False): 2}

    shares = {each.month: each.share for each in survival(lifetimes, 3)}

    assert shares == {1: 75, 2: 50, 3: 50}


def test_what_is_watched_for_a_shorter_time_counts_as_long_as_it_was():
    # Ten went live; after 20 days one has ended and five are not watched any longer; after 40 days one of four ends.
    lifetimes = {
        Lifetime(20, True): 1,
        Lifetime(20, False): 5,
        Lifetime(40, True): 1,
        Lifetime(700, False): 3,
    }

    found = survival(lifetimes, 2)

    assert [(each.at_risk, each.share) for each in found] == [(4, 90), (3, 67.5)]


def test_where_nobody_is_left_to_watch_there_is_no_share():
    assert [each.share for each in survival({Lifetime(5, False): 3}, 2)] == [None, None]
    assert survival({}, 1)[0].share is None


def test_what_ends_on_the_last_day_of_a_month_was_in_use_for_that_month():
    assert survival({Lifetime(30, True): 1, Lifetime(700, False): 1}, 2)[0].share == 100
    assert survival({Lifetime(29, True): 1, Lifetime(700, False): 1}, 2)[0].share == 50


def test_days_fall_into_bands_that_leave_none_out():
    counts = {0: 1, 30: 1, 31: 1, 90: 1, 91: 1, 365: 2, 366: 1, 4000: 1}

    assert [row["adoptions"] for row in bands(counts, exactly=True)] == [2, 2, 1, 2, 2]
    assert {row["adoptions"] for row in bands(counts, exactly=False)} == {None}
