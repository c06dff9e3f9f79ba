"""Which versions fit together: the answer is the one that trying everything gives."""

import time
from random import Random

import pytest
from resolvelib import BaseReporter, ResolutionImpossible, Resolver

from registry.resolution.solving import Budget, TooHard, Unsolvable, solve
from tests.rules.catalogues import Made, Needs, Pinning, exhaustive, holds, is_solvable, random_catalogue

CATALOGUES = 3000


def resolve(made: Made, *wanted: tuple[str, str], budget: Budget | None = None) -> dict[str, str]:
    return made.read(solve(made, [made.ask(*one) for one in wanted], budget or Budget()))


def test_the_answer_is_the_first_that_trying_everything_finds():
    chance = Random(20260302)
    solvable = 0
    for _ in range(CATALOGUES):
        written, wanted, running = random_catalogue(chance)
        expected = exhaustive(written, wanted, running)

        try:
            found = resolve(Made(written, running=running), *wanted)
        except Unsolvable:
            found = None

        assert found == expected, (written, wanted, running)
        solvable += expected is not None
    assert CATALOGUES * 0.2 < solvable < CATALOGUES * 0.8


def test_what_has_no_answer_has_none_in_any_order_and_its_core_is_enough_for_that():
    chance = Random(7)
    for _ in range(300):
        written, wanted, running = random_catalogue(chance, components=4)
        made = Made(written, running=running)

        try:
            found = resolve(made, *wanted)
        except Unsolvable as unsolvable:
            assert not is_solvable(written, [wanted[place] for place in unsolvable.core], running)
        else:
            assert holds(written, wanted, running, dict(found))


def test_whatever_another_resolver_finds_has_an_answer_here():
    chance = Random(11)
    for _ in range(500):
        written, wanted, running = random_catalogue(chance)
        made = Made(written, running=running)
        asks = [made.ask(*one) for one in wanted]
        try:
            Resolver(Pinning(made), BaseReporter()).resolve(asks, max_rounds=5000)
        except (ResolutionImpossible, RecursionError):
            continue

        assert solve(made, asks, Budget())


def test_what_runs_is_kept_then_the_newest_stable_version_is_taken():
    made = Made({"a": {"1.0": [], "2.0": [], "2.1rc1": []}, "b": {"1.0": [], "2.0": []}}, running={"b": "1.0"})

    assert resolve(made, ("a", ""), ("b", "")) == {"a": "2.0", "b": "1.0"}


def test_what_runs_moves_when_it_must_and_what_was_asked_for_comes_before_what_that_needs():
    made = Made({"a": {"1.0": [], "2.0": [("b", ">=2")]}, "b": {"1.0": [], "2.0": [], "2.1": []}}, running={"b": "1.0"})

    assert resolve(made, ("a", "")) == {"a": "2.0", "b": "2.1"}
    assert resolve(made, ("b", "<2"), ("a", "")) == {"b": "1.0", "a": "1.0"}


def test_prereleases_are_taken_only_where_they_were_asked_for():
    versions: dict[str, Needs] = {"a": {"1.0": [], "2.0rc1": []}}

    assert resolve(Made(versions), ("a", "")) == {"a": "1.0"}
    assert resolve(Made(versions), ("a", ">=2.0rc1")) == {"a": "2.0rc1"}
    assert resolve(Made(versions, prereleases=["a"]), ("a", "")) == {"a": "2.0rc1"}
    assert resolve(Made(versions, running={"a": "2.0rc1"}), ("a", "")) == {"a": "2.0rc1"}
    with pytest.raises(Unsolvable):
        resolve(Made(versions), ("a", ">=1.5"))


def test_what_may_not_be_newly_chosen_is_kept_only_where_it_runs():
    versions: dict[str, Needs] = {"a": {"1.0": [], "2.0": []}}
    yanked = [("a", "2.0")]

    assert resolve(Made(versions, yanked=yanked), ("a", "")) == {"a": "1.0"}
    assert resolve(Made(versions, yanked=yanked, running={"a": "2.0"}), ("a", "")) == {"a": "2.0"}
    with pytest.raises(Unsolvable):
        resolve(Made(versions, yanked=yanked), ("a", "==2.0"))


def test_circles_end():
    made = Made(
        {"a": {"1.0": [("b", "")]}, "b": {"1.0": [("c", "")]}, "c": {"1.0": [("a", ">=1")], "2.0": [("a", "<1")]}}
    )

    assert resolve(made, ("a", "")) == {"a": "1.0", "b": "1.0", "c": "1.0"}


def test_a_chain_of_five_thousand_is_followed():
    deep = {f"c{n}": {"1.0": [(f"c{n + 1}", ">=1")]} for n in range(5000)} | {"c5000": {"1.0": []}}

    assert len(resolve(Made(deep), ("c0", ""))) == 5001


def test_a_search_that_runs_away_is_given_up_in_time():
    chance = Random(3)
    names = [f"c{n}" for n in range(60)]
    numbers = [f"{n}.0" for n in range(1, 13)]
    puzzle = {
        name: {
            number: [(other, _narrow(chance)) for other in chance.sample(names, 25) if other != name]
            for number in numbers
        }
        for name in names
    }
    started = time.monotonic()

    with pytest.raises((TooHard, Unsolvable)):
        resolve(Made(puzzle), *((name, "") for name in names), budget=Budget(trials=20_000, seconds=2))

    assert time.monotonic() - started < 10


def _narrow(chance: Random) -> str:
    return f"!={chance.randint(1, 12)}.0,!={chance.randint(1, 12)}.0,>={chance.randint(1, 7)},<{chance.randint(8, 12)}"
