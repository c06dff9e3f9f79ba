"""What an adoption counted as on which days, and by when that was known."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from registry.statistics.timeline import (
    ClassFact,
    Facts,
    SidesFact,
    StepFact,
    Stretch,
    laid_side_by_side,
    pieces_known_on,
    stretches_of,
)

BEGIN = date(2026, 1, 1)
CITY, PUBLISHER, OTHER = 1, 2, 3


def day(number: int) -> date:
    return BEGIN + timedelta(days=number)


def step(state: str, on: int, recorded: int | None = None) -> StepFact:
    return StepFact(state, True, day(on), day(on if recorded is None else recorded))


def facts(*steps: StepFact, classes: dict[int, list[ClassFact]] | None = None, opened: int | None = None) -> Facts:
    sides = [SidesFact(date.min, date.min, CITY, PUBLISHER)]
    return Facts(steps, sides, classes or {}, None if opened is None else day(opened))


def told(stretch: Stretch) -> tuple[str, int, int, int | None, int | None, int | None]:
    """State, from, known from, until, its end known from, void from: days by number."""
    days = (stretch.from_on, stretch.recorded_on, stretch.until_on, stretch.until_recorded_on, stretch.void_on)
    first, known, *others = (None if each is None else (each - BEGIN).days for each in days)
    assert first is not None
    assert known is not None
    return (stretch.state.state, first, known, others[0], others[1], others[2])


def test_each_stage_holds_until_the_next_and_that_was_known_when_it_was_recorded():
    found = stretches_of(facts(step("planned", 0), step("live", 10, 14)))

    assert [told(each) for each in found] == [("planned", 0, 0, 10, 14, None), ("live", 10, 14, None, None, None)]
    assert [each.corrected_on for each in found] == [day(14), day(14)]


def test_what_is_recorded_on_its_day_was_never_learnt_late():
    found = stretches_of(facts(step("planned", 0), step("live", 10)))

    assert [each.corrected_on for each in found] == [None, None]


def test_an_upgrade_in_the_same_stage_makes_no_new_stretch():
    found = stretches_of(facts(step("live", 0), step("live", 5)))

    assert [told(each) for each in found] == [("live", 0, 0, None, None, None)]


def test_two_steps_on_one_day_leave_the_last_and_the_first_counted_until_it_was_known():
    found = stretches_of(facts(step("planned", 0), step("approved", 3, 3), step("pilot", 3, 8)))

    assert sorted(told(each) for each in found) == [
        ("approved", 3, 3, None, None, 8),
        ("pilot", 3, 8, None, None, None),
        ("planned", 0, 0, 3, 3, None),
    ]


def test_a_class_recorded_late_splits_what_was_counted_under_the_old_one():
    classes = {CITY: [ClassFact("leading", day(-9), day(-9)), ClassFact("foundational", day(4), day(20))]}

    found = stretches_of(facts(step("live", 0), classes=classes))

    assert [(each.state.city_class, *told(each)[1:]) for each in found] == [
        ("leading", 0, 0, 4, 20, None),
        ("foundational", 4, 20, None, None, None),
    ]


def test_an_environment_handed_over_opens_from_its_day():
    found = stretches_of(facts(step("live", 0), opened=6))

    assert [(each.state.is_open, told(each)[1]) for each in found] == [(False, 0), (True, 6)]


def _random_facts(chance: random.Random) -> Facts:
    on = recorded = 0
    steps = []
    for _ in range(chance.randrange(1, 7)):
        on += chance.choice((0, 1, 5, 30))
        recorded = max(recorded, on + chance.choice((0, 0, 0, 2, 40)))
        steps.append(
            StepFact(chance.choice(("planned", "pilot", "live")), chance.random() < 0.8, day(on), day(recorded))
        )
    sides = [SidesFact(day(0), day(0), CITY, PUBLISHER)]
    if chance.random() < 0.3:
        later = chance.randrange(60)
        sides.append(SidesFact(day(later), day(later), CITY, chance.choice((OTHER, CITY))))
    classes = {city: list(_random_classes(chance)) for city in (CITY, PUBLISHER, OTHER)}
    return Facts(steps, sides, classes, day(chance.randrange(60)) if chance.random() < 0.2 else None)


def _random_classes(chance: random.Random) -> Iterator[ClassFact]:
    begin = -chance.randrange(50)
    for _ in range(chance.choice((0, 1, 1, 2))):
        yield ClassFact(chance.choice(("leading", "foundational")), day(begin), day(begin + chance.choice((0, 25))))
        begin += chance.randrange(1, 70)


@pytest.mark.parametrize("seed", range(150))
def test_spans_say_of_every_day_what_was_known_on_every_later_day(seed: int):
    """The oracle asks the facts afresh for each pair of days; the spans must say the same of all."""
    given = _random_facts(random.Random(seed))
    found = stretches_of(given)

    for known in range(0, 140, 3):
        pieces = pieces_known_on(given, day(known)) if given.steps[0].recorded <= day(known) else []
        for number in range(0, known + 1, 2):
            then = day(number)
            expected = [p.state for p in pieces if p.from_on <= then and (p.until_on is None or then < p.until_on)]
            assert [each.state for each in found if _counts(each, then, day(known))] == expected, (number, known)


def _counts(stretch: Stretch, then: date, known: date) -> bool:
    if then < stretch.from_on or known < stretch.recorded_on or (stretch.void_on or date.max) <= known:
        return False
    is_over = stretch.until_on is not None and stretch.until_on <= then
    return not (is_over and stretch.until_recorded_on is not None and stretch.until_recorded_on <= known)


@pytest.mark.parametrize("seed", range(150, 250))
def test_the_short_way_for_plain_lives_finds_what_the_long_way_finds(seed: int):
    given = _random_facts(random.Random(seed))._replace(opened_on=None)
    plain = given._replace(sides=given.sides[:1], classes={})

    assert sorted(map(str, stretches_of(plain))) == sorted(map(str, laid_side_by_side(plain)))
