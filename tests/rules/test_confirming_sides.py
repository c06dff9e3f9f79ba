"""Who stands on whose side (domain rules 4.1, 4.5)."""

import pytest

from registry.adoption.confirming import (
    AssessorRecused,
    NothingRuns,
    OwnSide,
    Party,
    check_confirmable,
    check_sides,
    on_one_side,
)

HAINA = Party(1, 1, frozenset())
HAINA_OFFICE = Party(2, 1, frozenset({1}))
YUNLING = Party(3, 3, frozenset())
GROUP = Party(4, None, frozenset())
DAUGHTER = Party(5, None, frozenset({4}))
SISTER = Party(6, None, frozenset({4}))
OF_HAINA = Party(7, None, frozenset({1}))
STRANGER = Party(8, None, frozenset())


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (HAINA, HAINA, True),
        (HAINA, HAINA_OFFICE, True),
        (HAINA, YUNLING, False),
        (GROUP, DAUGHTER, True),
        (DAUGHTER, SISTER, True),
        (DAUGHTER, STRANGER, False),
        (OF_HAINA, HAINA, True),
        # Two that belong to no city are not of the same one.
        (GROUP, STRANGER, False),
    ],
)
def test_what_makes_two_organisations_one_side(one: Party, other: Party, together: bool):
    assert on_one_side(one, other) is together
    assert on_one_side(other, one) is together


@pytest.mark.parametrize("confirmer", [HAINA, HAINA_OFFICE, OF_HAINA])
def test_the_adopters_own_side_is_refused(confirmer: Party):
    with pytest.raises(OwnSide):
        check_sides(confirmer, adopters=[HAINA], publisher=YUNLING, is_assessor=False)


def test_an_assessor_stands_back_from_either_side_and_a_publisher_only_from_the_adopters():
    with pytest.raises(AssessorRecused):
        check_sides(DAUGHTER, adopters=[HAINA], publisher=GROUP, is_assessor=True)
    with pytest.raises(OwnSide):
        check_sides(OF_HAINA, adopters=[HAINA], publisher=GROUP, is_assessor=True)

    check_sides(STRANGER, adopters=[HAINA], publisher=GROUP, is_assessor=True)
    check_sides(GROUP, adopters=[HAINA], publisher=GROUP, is_assessor=False)


def test_the_one_who_adopts_on_behalf_is_on_the_adopters_side_too():
    with pytest.raises(OwnSide):
        check_sides(YUNLING, adopters=[YUNLING, HAINA], publisher=GROUP, is_assessor=False)


@pytest.mark.parametrize(
    ("stage", "runs"),
    [("planned", False), ("approved", False), ("pilot", True), ("live", True), ("suspended", True), ("retired", False)],
)
def test_only_what_runs_can_be_confirmed(stage: str, runs: bool):
    if runs:
        check_confirmable(stage)
    else:
        with pytest.raises(NothingRuns):
            check_confirmable(stage)
