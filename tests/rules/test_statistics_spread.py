"""Evenness, Gini and the share of the top, against what anyone can work out by hand or by brute force."""

import math
import random
from itertools import product

import pytest

from registry.statistics.figures.spread import evenness, gini, percent, share_of_top


def gini_of_all_pairs(amounts: list[int]) -> float:
    """The definition: half the mean difference between any two, relative to the mean."""
    mean = sum(amounts) / len(amounts)
    return sum(abs(one - other) for one, other in product(amounts, amounts)) / (2 * len(amounts) ** 2 * mean)


def test_all_in_one_place_is_not_even_and_equal_parts_are():
    assert evenness([12, 0, 0], 3) == 0
    assert evenness([4, 4, 4], 3) == 1
    assert evenness([6, 6], 4) == 0.5


def test_evenness_needs_something_to_spread_and_two_places():
    assert evenness([], 3) is None
    assert evenness([0, 0], 3) is None
    assert evenness([5], 1) is None


def test_evenness_is_entropy_in_any_base():
    amounts = [1, 2, 5, 8]
    bits = -sum(amount / 16 * math.log2(amount / 16) for amount in amounts)

    assert evenness(amounts, 4) == pytest.approx(bits / 2, abs=1e-4)


def test_gini_is_half_the_mean_difference_of_all_pairs():
    chance = random.Random(5)
    for _ in range(200):
        amounts = [chance.choice((0, 0, 1, 3, 40)) for _ in range(chance.randint(1, 30))]
        if sum(amounts):
            assert gini(amounts) == pytest.approx(gini_of_all_pairs(amounts), abs=1e-4)


def test_gini_by_hand():
    assert gini([3, 3, 3, 3]) == 0
    assert gini([0, 0, 0, 8]) == 0.75
    assert gini([]) is None
    assert gini([0, 0]) is None


def test_the_top_tenth_is_rounded_up_to_whole_cities():
    assert share_of_top([10] * 10) == 10
    assert share_of_top([10] + [0] * 10) == 100
    assert share_of_top([6, 2, 1, 1]) == 60
    assert share_of_top([0]) is None


def test_a_share_of_nothing_is_no_share():
    assert percent(1, 3) == 33.3333
    assert percent(0, 0) is None
