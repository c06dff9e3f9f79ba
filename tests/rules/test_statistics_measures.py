"""The adoption metrics of a city, as tables."""

from datetime import date
from typing import Any

import pytest

from registry.adoption import vocabulary
from registry.statistics import measures
from registry.statistics.histories import AdoptionHistory, Step, first_day, stage_on, years_later
from registry.statistics.measures import OwnComponent, StableVersion

DAY = date(2026, 6, 30)


def on(text: str) -> date:
    return date.fromisoformat(text)


def history(
    *steps: str, id: str = "1", component: str = "yunling/parking", city: str = "haina", external: bool = True
) -> AdoptionHistory:
    """Steps written as `live 2026-03-01`."""
    pairs = [step.split() for step in steps]
    return AdoptionHistory(id, component, city, external, [Step(stage, on(day)) for stage, day in pairs])


def own(name: str = "yunling/parking", **changes: Any) -> OwnComponent:
    versions = [StableVersion(on("2026-02-01"), None)]
    return OwnComponent(name, True, on("2026-02-01"), versions)._replace(**changes)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2026-01-31", None),
        ("2026-02-01", "planned"),
        ("2026-03-01", "live"),
        ("2026-03-02", "live"),
        ("2026-12-31", "suspended"),
    ],
)
def test_the_stage_on_a_day_is_the_last_one_entered_by_its_end(day: str, stage: str | None):
    steps = history(
        "planned 2026-02-01", "approved 2026-03-01", "pilot 2026-03-01", "live 2026-03-01", "suspended 2026-04-01"
    ).steps

    assert stage_on(steps, on(day)) == stage


def test_going_live_again_after_a_suspension_is_not_the_first_day():
    steps = history("live 2026-03-01", "suspended 2026-04-01", "live 2026-05-01").steps

    assert (first_day(steps, "live"), first_day(steps, "pilot")) == (on("2026-03-01"), None)


@pytest.mark.parametrize(
    ("day", "later"), [("2025-06-30", "2026-06-30"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28")]
)
def test_a_year_later_is_the_same_day_or_the_last_of_february(day: str, later: str):
    assert years_later(on(day)) == on(later)


@pytest.mark.parametrize(
    ("component", "counts"),
    [
        pytest.param(own(), True, id="listed, stable"),
        pytest.param(own(is_on_shelf=False), False, id="retired"),
        pytest.param(own(listed_on=None), False, id="a draft"),
        pytest.param(own(listed_on=on("2026-07-01")), False, id="listed the day after"),
        pytest.param(own(listed_on=DAY, stable_versions=[StableVersion(DAY, None)]), True, id="listed on the day"),
        pytest.param(own(stable_versions=[]), False, id="no stable version"),
        pytest.param(own(stable_versions=[StableVersion(on("2026-02-01"), DAY)]), False, id="yanked by then"),
        pytest.param(
            own(stable_versions=[StableVersion(on("2026-02-01"), on("2026-07-01"))]), True, id="yanked the day after"
        ),
        pytest.param(own(stable_versions=[StableVersion(on("2026-07-01"), None)]), False, id="published the day after"),
    ],
)
def test_a_component_in_force(component: OwnComponent, counts: bool):
    found = measures.components_in_force([component], DAY)

    assert (found.value, found.components) == ((1, ["yunling/parking"]) if counts else (0, []))


@pytest.mark.parametrize(
    ("in_force", "reuse", "value", "adoptions"),
    [
        pytest.param([], [history("live 2026-03-01")], None, (), id="nothing in force: no rate, not 0"),
        pytest.param(["yunling/parking"], [], 0.0, [], id="nobody runs it"),
        pytest.param(["yunling/parking", "yunling/map"], [history("pilot 2026-03-01")], 50.0, ["1"], id="one of two"),
        pytest.param(
            ["yunling/parking", "yunling/map", "yunling/pay"],
            [history("live 2026-03-01", id="2"), history("pilot 2026-03-01", id="1", city="qiuyuan")],
            33.3333,
            ["1", "2"],
            id="run twice, reused once",
        ),
        pytest.param(["yunling/parking"], [history("live 2026-03-01", external=False)], 0.0, [], id="by its own city"),
        pytest.param(["yunling/map"], [history("live 2026-03-01")], 0.0, [], id="another component"),
        pytest.param(
            ["yunling/parking"], [history("live 2026-03-01", "retired 2026-06-30")], 0.0, [], id="retired on the day"
        ),
        pytest.param(["yunling/parking"], [history("planned 2026-03-01")], 0.0, [], id="only planned"),
    ],
)
def test_the_external_reuse_rate(
    in_force: list[str], reuse: list[AdoptionHistory], value: float | None, adoptions: list[str]
):
    found = measures.external_reuse_rate(in_force, reuse, DAY)

    assert (found.value, found.adoptions) == (value, adoptions)
    assert (found.reason is None) == (value is not None)


def test_reusing_cities_are_counted_once_each():
    reuse = [
        history("live 2026-03-01", id="1"),
        history("pilot 2026-03-01", id="2", component="yunling/map"),
        history("live 2026-03-01", id="3", city="qiuyuan"),
        history("suspended 2026-03-01", id="4", city="shaquan"),
    ]

    found = measures.reusing_cities([own()], reuse, DAY)

    assert (found.value, found.adoptions) == (2, ["1", "2", "3"])
    assert found.inputs == {"cities": 2, "adoptions_running": 3}


def test_a_city_that_has_listed_nothing_has_no_number_of_reusing_cities():
    assert measures.reusing_cities([own(listed_on=None)], [], DAY)[:2] == (None, "no_component_published")


def gone_live(approved: str, live: str, id: str = "1", external: bool = True) -> AdoptionHistory:
    return history(f"planned {approved}", f"approved {approved}", f"live {live}", id=id, external=external)


@pytest.mark.parametrize(
    ("use", "value"),
    [
        pytest.param([], None, id="nothing: no median, not 0"),
        pytest.param([gone_live("2026-03-01", "2026-03-01")], 0, id="on the same day"),
        pytest.param([gone_live("2025-12-20", "2026-01-01")], 12, id="live on the first day of the period"),
        pytest.param([gone_live("2025-12-20", "2025-12-31")], None, id="live the day before it"),
        pytest.param([gone_live("2026-06-01", "2026-06-30")], 29, id="live on its last day"),
        pytest.param([gone_live("2026-06-01", "2026-07-01")], None, id="live the day after it"),
        pytest.param([gone_live("2026-03-01", "2026-04-01", external=False)], None, id="the city's own component"),
        pytest.param(
            [gone_live("2026-03-01", f"2026-03-{day}", id=day) for day in ("02", "05", "31")], 4, id="middle of three"
        ),
        pytest.param(
            [gone_live("2026-03-01", f"2026-03-{day}", id=day) for day in ("02", "03", "06", "31")],
            3.5,
            id="mean of the middle two",
        ),
    ],
)
def test_the_days_to_go_live(use: list[AdoptionHistory], value: float | None):
    found = measures.days_to_go_live(use, on("2026-01-01"), DAY)

    assert found.value == value
    assert (found.reason == "none_went_live") == (value is None)


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        pytest.param(["live 2025-07-01"], None, id="a day too young"),
        pytest.param(["live 2025-06-30"], 100.0, id="twelve months on the day"),
        pytest.param(["live 2025-01-01", "retired 2025-12-31"], 0.0, id="retired a day before its twelve months"),
        pytest.param(["live 2025-01-01", "retired 2026-01-01"], 0.0, id="retired on the very day"),
        pytest.param(["live 2025-01-01", "retired 2026-01-02"], 100.0, id="retired the day after"),
        pytest.param(["live 2025-01-01", "suspended 2025-03-01", "live 2025-04-01"], 100.0, id="suspended in between"),
        pytest.param(["live 2025-01-01", "suspended 2025-12-01"], 0.0, id="suspended at the end"),
        pytest.param(["live 2025-01-01", "live 2025-06-01"], 100.0, id="upgraded in between"),
        pytest.param(["pilot 2024-01-01"], None, id="never live"),
        pytest.param(["live 2024-02-29", "retired 2025-02-28"], 0.0, id="from 29 to 28 February"),
    ],
)
def test_retention(steps: list[str], value: float | None):
    found = measures.retention([history(*steps)], DAY)

    assert found.value == value
    assert (found.reason == "none_old_enough") == (value is None)


def test_retention_is_of_those_old_enough_and_of_other_cities_components():
    use = [
        history("live 2025-01-01", id="1"),
        history("live 2025-01-01", "retired 2025-06-01", id="2"),
        history("live 2025-01-01", id="3"),
        history("live 2026-06-01", id="4"),
        history("live 2025-01-01", id="5", external=False),
    ]

    found = measures.retention(use, DAY)

    assert (found.value, found.adoptions) == (66.6667, ["1", "2", "3"])


def test_running_means_what_adoption_means_by_it():
    assert measures.RUNNING == vocabulary.RUNNING
