"""Where a city stands beside its class, and in which order components are recommended."""

import pytest

from registry.diagnosis.goals import Goal, goals, reached, stand, worst_first
from registry.diagnosis.recommending import AlikeCity, Candidate, in_order, reasons_for
from registry.kit.errors import Bilingual
from registry.statistics.measuring import MEASURES


@pytest.mark.parametrize(
    ("value", "goal", "expected"),
    [
        (10, Goal(lo=0, hi=40), 25.0),
        (10, Goal(lo=0, hi=40, log=True), 64.571),
        (0.6, Goal(target=0.8), 75.0),
        (1.2, Goal(target=0.8), 100.0),
        (50, Goal(lo=0, hi=40), 100.0),
        (15, Goal(lo=15, hi=180, direction="down"), 100.0),
        (180, Goal(lo=15, hi=180, direction="down"), 0.0),
    ],
)
def test_how_much_of_a_goal_is_reached(value: float, goal: Goal, expected: float):
    assert round(reached(value, goal), 3) == expected


def test_every_metric_has_a_goal():
    assert set(goals().goals) == set(MEASURES)


def test_a_value_falls_short_of_the_median_and_of_the_target():
    goal = Goal(target=60)

    assert stand(20, [20, 30, 50], goal).shortfalls == ("below_median", "below_target")
    assert stand(50, [20, 30, 50], goal).shortfalls == ("below_target",)
    assert stand(60, [60, 70, 80], goal).shortfalls == ("below_median",)
    assert (stand(50, [20, 30, 50], goal).median, stand(50, [20, 30, 50], goal).best) == (30, 50)


def test_where_less_is_better_more_falls_short():
    goal = Goal(lo=8, hi=168, direction="down")

    assert stand(100, [10, 50, 100], goal).shortfalls == ("below_median", "below_target")
    assert (stand(8, [8, 50, 100], goal).shortfalls, stand(8, [8, 50, 100], goal).best) == ((), 8)


def test_two_values_make_no_median_and_no_value_no_shortfall():
    assert stand(20, [20, 30], Goal(target=60))[2:4] == (None, None)
    assert stand(None, [20, 30, 40], Goal(target=60)).shortfalls == ()


def test_what_a_class_is_not_judged_by_falls_short_of_nothing():
    assert stand(0, [0, 5, 9], Goal(target=60), is_judged=False).shortfalls == ()


def test_the_worst_come_first():
    goal = Goal(target=100)
    standings = {
        "a": stand(90, [10, 20, 90], goal),
        "b": stand(10, [10, 20, 90], goal),
        "c": stand(5, [1, 2, 5], goal),
        "d": stand(100, [1, 2, 100], goal),
    }

    assert worst_first(standings) == ["b", "c", "a"]


LAKE = AlikeCity(Bilingual("湖湾", "Huwan"), [Bilingual("同一类别", "the same class")])


def candidate(name: str, **changes: object) -> Candidate:
    return Candidate(name, False, False, False, [], 0, 50)._replace(**changes)  # type: ignore[arg-type]


def test_components_come_in_the_documented_order():
    candidates = [
        candidate("by-name-b"),
        candidate("by-name-a"),
        candidate("documented", quality=90),
        candidate("run", adopters=3),
        candidate("run-by-peers", alike=[LAKE]),
        candidate("ready", is_foundational_ready=True),
        candidate("domain", in_domain=True),
        candidate("scenario", serves_scenario=True),
    ]

    ordered = [each.component for each in in_order(candidates, is_foundational=True)]
    assert ordered == ["scenario", "domain", "ready", "run-by-peers", "run", "documented", "by-name-a", "by-name-b"]
    assert in_order(candidates, is_foundational=False)[2].component == "run-by-peers"


def test_the_reasons_say_which_cities_like_yours_run_it():
    found = reasons_for(
        candidate("x", in_domain=True, alike=[LAKE], adopters=2, missing=["y/z"]), is_foundational=False
    )

    assert [reason.zh for reason in found] == [
        "属于同一领域。",
        "与贵市相似的 1 座城市在用：湖湾（同一类别）。",
        "共有 2 座城市在用。",
        "须先运行：y/z。",
    ]
    assert found[1].en == "1 city like yours runs it: Huwan (the same class)."
