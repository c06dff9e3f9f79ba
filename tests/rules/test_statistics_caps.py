"""Caps of many baselines at once are those of the rule for one."""

import random

from registry.adoption.savings import cap_of
from registry.statistics.figures.capping import Caps


def test_each_cap_is_that_of_the_others_baselines():
    chance = random.Random(7)
    for _ in range(200):
        verified = {key: chance.choice((100, 100, 250, 999, 7_000)) for key in range(chance.randint(0, 9))}
        caps = Caps(verified)

        for key in (*verified, -1):
            others = [amount for other, amount in verified.items() if other != key]
            assert caps.cap_for(key) == cap_of(others).cap, (verified, key)
