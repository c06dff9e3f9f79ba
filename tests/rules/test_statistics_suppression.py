"""Small counts must not point at a city: not in a cell, and not by subtraction."""

from itertools import product

import pytest

from registry.catalogue import reuse
from registry.statistics.suppression import SUPPRESSED_BELOW, WITHHELD, Told, tell

FEW = Told(None, 5)


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        pytest.param({"a": 5, "b": 0, "c": 12}, {"a": Told(5), "b": Told(0), "c": Told(12)}, id="nothing small"),
        pytest.param({"a": 1, "b": 3, "c": 12}, {"a": FEW, "b": FEW, "c": Told(12)}, id="two hide each other"),
        pytest.param(
            {"a": 2, "b": 9, "c": 12},
            {"a": WITHHELD, "b": WITHHELD, "c": Told(12)},
            id="a single one takes the next along",
        ),
        pytest.param(
            {"a": 1, "b": 1, "c": 12}, {"a": WITHHELD, "b": WITHHELD, "c": WITHHELD}, id="two that must both be 1"
        ),
        pytest.param(
            {"a": 4, "b": 4, "c": 12}, {"a": WITHHELD, "b": WITHHELD, "c": WITHHELD}, id="two that must both be 4"
        ),
        pytest.param({"a": 3, "b": 0}, {"a": WITHHELD, "b": WITHHELD}, id="one alone takes the empty ones along"),
        pytest.param({"a": 3}, {}, id="one cell of one: the sum says it"),
        pytest.param({}, {}, id="nothing"),
    ],
)
def test_cells_are_told(amounts: dict[str, int], told: dict[str, Told]):
    assert tell(amounts, exactly=False) == told


def test_cities_and_administrators_are_told_exactly():
    assert tell({"a": 1, "b": 0}, exactly=True) == {"a": Told(1), "b": Told(0)}


@pytest.mark.parametrize("amounts", [*product((0, 1, 2, 4, 5, 7), repeat=3)])
def test_sum_and_cells_together_never_give_a_small_amount_away(amounts: tuple[int, ...]):
    """Every other world that looks the same to the reader is tried: each small cell must differ in one of them."""
    keys = ("a", "b", "c")
    told = tell(dict(zip(keys, amounts, strict=True)), exactly=False)

    worlds = [
        world
        for world in product(range(sum(amounts) + 1), repeat=3)
        if sum(world) == sum(amounts) and all(map(_allows, told.values(), world))
    ]

    assert list(told) == list(keys)
    for place, amount in enumerate(amounts):
        if 0 < amount < SUPPRESSED_BELOW:
            assert len({world[place] for world in worlds}) > 1


def _allows(told: Told, amount: int) -> bool:
    if told.value is not None:
        return amount == told.value
    return told.fewer_than is None or 0 < amount < told.fewer_than


def test_the_bound_is_the_one_of_the_catalogue():
    assert SUPPRESSED_BELOW == reuse.SUPPRESSED_BELOW
