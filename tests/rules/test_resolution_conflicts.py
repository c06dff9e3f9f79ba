"""A conflict is explained by what is true, and what it suggests helps."""

from random import Random

import pytest

from registry.resolution import wording
from registry.resolution.changing import changed, relax, suggest
from registry.resolution.explaining import explain, reduced
from registry.resolution.solving import Budget, Unsolvable, solve
from tests.rules.catalogues import Made, exhaustive, random_catalogue

CATALOGUES = 700


def conflict(made: Made, *wanted: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The sentences of a conflict, and of the changes."""
    asks = [made.ask(*one) for one in wanted]
    with pytest.raises(Unsolvable) as unsolvable:
        solve(made, asks, Budget())
    small = reduced(made, asks, unsolvable.value.core, Budget())
    facts = explain(made, [asks[place] for place in small])
    changes = suggest(made, asks, small, Budget())
    return (
        [wording.conflict(made, fact).en for fact in facts],
        [wording.change(made, asks, steps).en for steps in changes],
    )


def test_who_asks_what_of_whom_is_said_with_the_smallest_changes():
    made = Made(
        {
            "a": {"1.0": [("b", "")], "2.0": [("b", "<2")]},
            "c": {"1.0": [("b", "<3")], "1.1": [("b", ">=3")]},
            "b": {"1.0": [], "2.0": [], "3.0": []},
            "d": {"1.0": []},
        }
    )

    facts, changes = conflict(made, ("d", ""), ("a", ">=2"), ("c", ">=1.1"))

    assert facts == [
        "you ask for a >=2",
        "you ask for c >=1.1",
        "a 2.0 asks for b <2",
        "c 1.1 asks for b >=3",
    ]
    assert changes == ["allow a >=1.0 instead of >=2", "allow c >=1.0 instead of >=1.1"]


def test_what_cannot_be_relaxed_is_left_out():
    made = Made({"a": {"2.0": [("b", "<2")]}, "c": {"1.1": [("b", ">=2")]}, "b": {"1.0": [], "2.0": []}})

    _, changes = conflict(made, ("a", ""), ("c", ""))

    assert changes == ["leave out a", "leave out c"]


def test_two_conflicts_need_two_changes():
    made = Made(
        {
            "a": {"1.0": [("x", "<2")]}, "b": {"1.0": [("x", ">=2")]}, "x": {"1.0": [], "2.0": []},
            "c": {"1.0": [("y", "<2")]}, "d": {"1.0": [("y", ">=2")]}, "y": {"1.0": [], "2.0": []},
        }
    )  # fmt: skip

    _, changes = conflict(made, ("a", ""), ("b", ""), ("c", ""), ("d", ""))

    assert all(" and " in change for change in changes)
    assert "leave out a and leave out c" in changes


def test_many_versions_that_ask_the_same_are_told_together():
    needs = {f"1.{n}": [("b", ">=3")] for n in range(6)}
    made = Made({"a": needs, "b": {"1.0": [], "2.0": []}})

    facts, changes = conflict(made, ("a", ""))

    assert facts == [
        "you ask for a",
        "a 1.0 to 1.5 (6 versions) ask for b >=3 (no version fits; the nearest are 2.0)",
    ]
    assert changes == []


def test_facts_are_true_and_changes_help_and_are_the_smallest():
    chance = Random(5)
    conflicts = 0
    for _ in range(CATALOGUES):
        written, wanted, running = random_catalogue(chance)
        made = Made(written, running=running)
        asks = [made.ask(*one) for one in wanted]
        try:
            solve(made, asks, Budget())
            continue
        except Unsolvable as unsolvable:
            small = reduced(made, asks, unsolvable.core, Budget())
        conflicts += 1

        for fact in explain(made, [asks[place] for place in small]):
            said = [made.asks(fact.component, place) for place in fact.places] if fact.component is not None else [asks]
            assert all(fact.ask in one for one in said)
        changes = suggest(made, asks, small, Budget())
        for steps in changes:
            after = [(made.names[ask.component], ask.specifier) for ask in changed(asks, steps)]
            assert exhaustive(written, after, running) is not None, (written, wanted, steps)
        if len(wanted) > 1 and _one_too_many(written, wanted, running):
            assert changes and all(len(steps) == 1 for steps in changes)
    assert conflicts > 100


def _one_too_many(written, wanted, running) -> bool:
    return any(
        exhaustive(written, [*wanted[:place], *wanted[place + 1 :]], running) is not None
        for place in range(len(wanted))
    )


@pytest.mark.parametrize(
    ("specifier", "number", "relaxed"),
    [
        (">=3", "2.4", ">=2.4"),
        ("<2", "2.4", "<=2.4"),
        (">=1,<2", "2.4", "<=2.4,>=1"),
        ("~=1.2", "2.0", ">=1.2"),
        ("~=1.2", "1.0", ">=1.0"),
        ("==1.1", "1.0", "==1.0"),
        ("!=1.0", "1.0", ""),
    ],
)
def test_a_specifier_is_relaxed_no_further_than_it_must(specifier: str, number: str, relaxed: str):
    assert relax(specifier, number) == relaxed
