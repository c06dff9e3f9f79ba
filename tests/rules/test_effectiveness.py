"""How far a project did what it was to do, what puts reuse first, and what cases are worth: the rules alone."""

from datetime import date

import pytest

from registry.cases.points import SelectedCase, case_points_of, mean_score, points_of, review_score
from registry.kit.errors import PayloadInvalid
from registry.projects.checking import check_results, check_targets
from registry.projects.effectiveness import attainment, evaluate
from registry.projects.reuse_first import Begun, reuse_first_of, why_not


@pytest.mark.parametrize(
    ("result", "wanted", "direction", "worth"),
    [
        (0.6, 0.8, "up", 75.0),
        (0.8, 0.8, "up", 100.0),
        (2.0, 0.8, "up", 100.0),
        (0.0, 0.8, "up", 0.0),
        (-1.0, 0.8, "up", 0.0),
        (1 / 3, 1.0, "up", 33.3333),
        (10.0, 15.0, "down", 100.0),
        (15.0, 15.0, "down", 100.0),
        (20.0, 15.0, "down", 75.0),
        (20.0, 0.0, "down", 0.0),
        (0.0, 0.0, "down", 100.0),
        (None, 15.0, "down", 0.0),
    ],
)
def test_a_target_is_reached_as_far_as_the_domain_says(result, wanted, direction, worth):
    assert attainment(result, wanted, direction) == worth


def target(value: float, direction: str = "up", **more: float) -> dict[str, object]:
    return {"target": value, "direction": direction, "weight": 1.0, **more}


def test_the_score_is_the_weighted_mean_of_the_attainments():
    targets = [target(0.8, weight=3.0), target(15.0, "down", baseline=30.0, weight=1.0)]

    found = evaluate(targets, {1: 0.6, 2: 20.0})

    assert found.score == (3 * 75 + 1 * 75) / 4
    assert [each.weight_share for each in found.inputs] == [0.75, 0.25]
    assert [each.is_better for each in found.inputs] == [None, True]


def test_a_target_without_a_result_attained_nothing_and_a_baseline_does_not_score():
    assert evaluate([target(10.0), target(10.0)], {1: 10.0}).score == 50.0
    assert evaluate([target(10.0, baseline=9.0)], {1: 9.0}).score == 90.0
    assert evaluate([target(10.0, baseline=9.0)], {1: 9.0}).inputs[0].is_better is False


def test_every_score_lies_between_nothing_and_a_hundred():
    for weight in (0.1, 1.0, 999.0):
        for result in (-5.0, 0.0, 3.3, 1e9):
            for direction in ("up", "down"):
                score = evaluate([target(7.0, direction, weight=weight)], {1: max(result, 0.0)}).score
                assert 0 <= score <= 100


def test_what_cannot_be_divided_by_is_no_target():
    with pytest.raises(PayloadInvalid) as refused:
        check_targets([target(1.0), target(0.0), target(-1.0, "down"), target(0.0, "down")])

    assert [error.pointer for error in refused.value.errors] == ["/targets/1/target", "/targets/2/target"]


def test_a_result_names_one_target_and_none_twice():
    with pytest.raises(PayloadInvalid) as refused:
        check_results([{"target": 1}, {"target": 3}, {"target": 1}], 2)

    assert [error.pointer for error in refused.value.errors] == ["/results/1/target", "/results/2/target"]


APPROVED = date(2026, 3, 2)


def begun(screened: date | None = APPROVED, *, adopted: bool = True, justified: bool = False) -> Begun:
    return Begun(f"{screened}{adopted}{justified}", APPROVED, screened, adopted, justified)


@pytest.mark.parametrize(
    ("project", "lacks"),
    [
        (begun(), None),
        (begun(date(2026, 1, 5), adopted=False, justified=True), None),
        (begun(None), "not_screened"),
        (begun(date(2026, 3, 3)), "screened_late"),
        (begun(adopted=False), "neither_reused_nor_justified"),
    ],
)
def test_a_project_puts_reuse_first_when_it_was_screened_in_time_and_adopted_or_gave_reasons(project, lacks):
    assert why_not(project) == lacks


def test_the_share_is_of_all_projects_and_says_which_do_not_count():
    good, unscreened = begun(), begun(None)

    found = reuse_first_of([good, unscreened])

    assert (found.projects, found.put_first, found.share) == (2, 1, 50.0)
    assert found.excluded == {unscreened.project: "not_screened"}
    assert reuse_first_of([]).share is None


def test_a_selected_case_is_worth_its_level_while_an_adoption_it_tells_of_is_live():
    levels = ("city", "province", "national")

    assert [points_of(SelectedCase("x", level, True)) for level in levels] == [1, 3, 6]
    assert [points_of(SelectedCase("x", level, False)) for level in levels] == [0, 0, 0]
    found = case_points_of([SelectedCase("a", "city", True), SelectedCase("b", "national", False)])
    assert (found.points, found.records, found.excluded) == (1, {"a": 1}, {"b": "no_live_adoption"})


def test_a_review_is_the_mean_of_its_criteria_and_a_case_that_of_its_reviews():
    assert review_score({"innovation": 80, "effect": 90, "reuse": 70, "sustainability": 100}) == 85.0
    assert mean_score([85.0, 75.0, 80.0]) == 80.0
    assert mean_score([]) is None
