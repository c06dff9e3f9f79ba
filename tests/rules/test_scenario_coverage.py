"""Which scenarios of a list are covered, and where planned adoptions stand: against a recount by brute force."""

import random
from datetime import date, timedelta

import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from registry.scenarios.covering import Part, Use, counts, coverage_state, is_covered, period_of, stand_of, takes
from registry.scenarios.planning import Plan, Step, progress_of

DAY = date(2026, 1, 1)
STAGES = ("planned", "approved", "pilot", "live", "suspended", "retired")
VERSIONS = (None, "1.0", "1.5", "2.0rc1", "2.0")
SPECIFIERS = ("", ">=1.2", "<2", ">=1.2,<2", "==2.0", "!=1.0")


@pytest.mark.parametrize(
    ("specifier", "version", "does"),
    [
        ("", None, True),
        ("", "0.1", True),
        (">=1", None, False),
        (">=1,<2", "1.9", True),
        (">=1,<2", "2.0", False),
        (">=2.0rc1", "2.0rc1", True),
        (">=1", "2.0rc1", True),
    ],
)
def test_a_specifier_takes_what_runs_and_an_unknown_version_only_where_any_will_do(specifier, version, does):
    assert takes(specifier, version) is does


def best(part: Part, uses: list[Use]) -> str:
    """The state of a part, said the long way round: every use is judged, and the best of them taken."""
    order = ["live", "pilot", "other_version", "missing"]
    said = ["missing"]
    for use in uses:
        if use.component != part.component or use.stage not in ("live", "pilot"):
            continue
        fits = part.specifier == "" or (
            use.version is not None and Version(use.version) in SpecifierSet(part.specifier, prereleases=True)
        )
        said.append(use.stage if fits else "other_version")
    return min(said, key=order.index)


def test_a_thousand_random_lists_stand_as_a_recount_says():
    chance = random.Random(20261122)
    for _ in range(1000):
        uses = [
            Use(str(nth), chance.randrange(3), chance.choice(STAGES), chance.choice(VERSIONS))
            for nth in range(chance.randrange(5))
        ]
        parts = [Part(component, chance.choice(SPECIFIERS)) for component in range(chance.randrange(4))]
        states = [stand_of(part, uses).state for part in parts]

        assert states == [best(part, uses) for part in parts]
        whole = coverage_state(states)
        assert is_covered(whole) == ("live" in states)
        assert (whole == "full") == (states != [] and set(states) == {"live"})
        assert (whole == "pilot") == ("live" not in states and "pilot" in states)


def test_the_denominator_of_a_period_holds_whatever_stood_in_the_list_at_the_end_of_any_of_its_days():
    days = [DAY + timedelta(days=nth) for nth in range(7)]
    for first in days:
        for last in (day for day in days if day >= first):
            for since in days:
                for until in [None, *(day for day in days if day >= since)]:
                    stood = any(since <= day and (until is None or until > day) for day in days if first <= day <= last)
                    assert counts(since, until, first=first, last=last) is stood, (first, last, since, until)


def test_a_period_is_a_calendar_year():
    assert period_of(date(2026, 11, 22)) == period_of(DAY) == DAY


def at(days: int) -> date:
    return DAY + timedelta(days=days)


def step(stage: str, days: int, version: str | None = "1.0") -> Step:
    return Step(stage, version, at(days))


PLAN = Plan(">=1,<2", at(30), at(30))
MOVED = Plan(">=1,<2", at(60), at(30))


@pytest.mark.parametrize(
    ("plan", "today", "histories", "said"),
    [
        (PLAN, 10, [], ("planned", None, 0)),
        (PLAN, 30, [], ("planned", None, 0)),
        (PLAN, 31, [], ("late", None, 1)),
        (PLAN, 10, [[step("pilot", 5)]], ("begun", None, 0)),
        (PLAN, 40, [[step("pilot", 5)]], ("late", None, 10)),
        (PLAN, 40, [[step("pilot", 5), step("live", 20)]], ("live", at(20), -10)),
        (PLAN, 40, [[step("live", 35)]], ("live", at(35), 5)),
        (PLAN, 10, [[step("live", 5, "2.0")]], ("begun", None, 0)),
        (PLAN, 10, [[step("live", 5, None)]], ("begun", None, 0)),
        (PLAN, 40, [[step("live", 35), step("suspended", 38)]], ("begun", at(35), 5)),
        (PLAN, 40, [[step("live", 25), step("retired", 38)]], ("late", at(25), -5)),
        (PLAN, 20, [[step("live", 5), step("retired", 8)]], ("planned", at(5), -25)),
        (PLAN, 40, [[step("live", 25), step("retired", 38)], [step("live", 39)]], ("live", at(25), -5)),
        (PLAN, 10, [[step("live", 20)]], ("planned", None, 0)),
        (MOVED, 20, [], ("planned", None, 30)),
        (MOVED, 50, [[step("approved", 40)]], ("begun", None, 30)),
        (MOVED, 70, [[step("live", 62)]], ("live", at(62), 32)),
    ],
)
def test_where_a_planned_adoption_stands(plan, today, histories, said):
    assert progress_of(plan, histories, at(today)) == said
