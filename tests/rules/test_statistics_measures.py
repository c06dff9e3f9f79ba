"""The metrics of a city, as tables."""

from datetime import date
from typing import Any

import pytest

from registry.adoption import vocabulary
from registry.statistics.currency import Release
from registry.statistics.histories import Step, first_day, stage_on, years_later
from registry.statistics.measuring import CityFacts, exchange, measure_all, quality, supply, uptake
from registry.statistics.measuring.facts import RUNNING, Ask, Cost, OwnComponent, Remedy, Shares, Use

FIRST, DAY = date(2026, 1, 1), date(2026, 6, 30)


def on(text: str) -> date:
    return date.fromisoformat(text)


def walked(*steps: str) -> list[Step]:
    """Steps written as `live 2026-03-01`, or `live 2026-03-01 1.2` with a version."""
    return [Step(stage, on(day), *version) for stage, day, *version in (step.split() for step in steps)]


def history(*steps: str, id: str = "1", external: bool = True, **more: Any) -> Use:
    """An adoption that counts, unless said."""
    told = {"component": "yunling/parking", "city": "haina", "credit": 0.5, "average": 0.4, **more}
    return Use(id=id, is_external=external, steps=walked(*steps), **told)


def own(name: str = "yunling/parking", **changes: Any) -> OwnComponent:
    return OwnComponent(name, releases=[Release("1.0", on("2026-02-01"))])._replace(**changes)


def facts(**known: Any) -> CityFacts:
    return CityFacts(slug="yunling", first=FIRST, day=DAY, **known)


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
    steps = walked(
        "planned 2026-02-01", "approved 2026-03-01", "pilot 2026-03-01", "live 2026-03-01", "suspended 2026-04-01"
    )

    assert stage_on(steps, on(day)) == stage


def test_going_live_again_after_a_suspension_is_not_the_first_day():
    steps = walked("live 2026-03-01", "suspended 2026-04-01", "live 2026-05-01")

    assert (first_day(steps, "live"), first_day(steps, "pilot")) == (on("2026-03-01"), None)


@pytest.mark.parametrize(
    ("day", "later"), [("2025-06-30", "2026-06-30"), ("2024-02-29", "2025-02-28"), ("2023-02-28", "2024-02-28")]
)
def test_a_year_later_is_the_same_day_or_the_last_of_february(day: str, later: str):
    assert years_later(on(day)) == on(later)


@pytest.mark.parametrize(
    ("component", "why"),
    [
        pytest.param(own(), None, id="listed, stable"),
        pytest.param(own(status="deprecated"), None, id="deprecated stays on the shelf"),
        pytest.param(own(status="retired"), "not_on_shelf", id="retired"),
        pytest.param(own(releases=[Release("1.0", DAY)]), None, id="published on the day"),
        pytest.param(own(releases=[]), "no_stable_version", id="no stable version"),
        pytest.param(own(releases=[Release("1.0", FIRST, DAY)]), "no_stable_version", id="yanked by then"),
        pytest.param(own(releases=[Release("1.0", FIRST, on("2026-07-01"))]), None, id="yanked the day after"),
        pytest.param(own(quality=59), "documentation_below_60", id="poorly documented"),
        pytest.param(own(support_until=on("2026-06-29")), "support_ended", id="support ended"),
        pytest.param(own(support_until=DAY), None, id="support ends on the day"),
    ],
)
def test_a_component_in_force(component: OwnComponent, why: str | None):
    found = supply.components_in_force(facts(own=[component]))

    assert (found.value, [each.reason for each in found.excluded]) == ((0, [why]) if why else (1, []))


def test_a_draft_is_not_looked_at_and_a_family_counts_once():
    twins = [own("y/a", family="y/a"), own("y/b", family="y/a")]
    components = [*twins, own("y/draft", status=None), own("h/c", is_own=False)]

    found = supply.components_in_force(facts(own=components))

    assert (found.value, found.components) == (1, ["y/a"])
    assert [(each.id, each.reason) for each in found.excluded] == [("y/b", "near_duplicate")]


PARKING, MAP, PAY = own(), own("yunling/map"), own("yunling/pay")


@pytest.mark.parametrize(
    ("own", "reuse", "value", "adoptions"),
    [
        pytest.param([], [history("live 2026-03-01")], None, (), id="nothing in force: no rate, not 0"),
        pytest.param([PARKING], [], 0.0, [], id="nobody runs it"),
        pytest.param([PARKING, MAP], [history("pilot 2026-03-01")], 50.0, ["1"], id="one of two"),
        pytest.param(
            [PARKING, MAP, PAY],
            [history("live 2026-03-01", id="2"), history("pilot 2026-03-01", id="1", city="qiuyuan")],
            33.3333,
            ["1", "2"],
            id="run twice, reused once",
        ),
        pytest.param([PARKING], [history("live 2026-03-01", external=False)], 0.0, [], id="by its own city"),
        pytest.param([MAP], [history("live 2026-03-01")], 0.0, [], id="another component"),
        pytest.param([PARKING], [history("live 2026-03-01", "retired 2026-06-30")], 0.0, [], id="retired on the day"),
        pytest.param([PARKING], [history("planned 2026-03-01")], 0.0, [], id="only planned"),
        pytest.param([PARKING], [history("live 2026-03-01", credit=0.0)], 0.0, [], id="worth nothing"),
    ],
)
def test_the_external_reuse_rate(own: list[OwnComponent], reuse: list[Use], value: float | None, adoptions: list[str]):
    found = supply.external_reuse_rate(facts(own=own, reuse=reuse))

    assert (found.value, found.adoptions) == (value, adoptions)
    assert (found.reason is None) == (value is not None)


def test_reusing_cities_are_counted_once_each():
    reuse = [
        history("live 2026-03-01", id="1"),
        history("pilot 2026-03-01", id="2", component="yunling/map"),
        history("live 2026-03-01", id="3", city="qiuyuan"),
        history("suspended 2026-03-01", id="4", city="shaquan"),
        history("live 2026-03-01", id="5", city="linggu", credit=0.0, excluded="unverified"),
    ]

    found = supply.reusing_cities(facts(own=[PARKING], reuse=reuse))

    assert (found.value, found.adoptions) == (2, ["1", "2", "3"])
    assert found.inputs == {"cities": 2, "adoptions_running": 4}
    assert [(each.id, each.reason) for each in found.excluded] == [("5", "unverified")]


def test_a_city_that_has_listed_nothing_has_no_number_of_reusing_cities():
    assert supply.reusing_cities(facts(own=[own(status=None)]))[:2] == (None, "no_component_published")


def test_breadth_is_entropy_over_the_provinces_there_are():
    reuse = [
        history("live 2026-03-01", id=str(number), city=f"c{number}", province=province)
        for number, province in enumerate(["A", "A", "B", "B"])
    ]

    assert supply.radiated_breadth(facts(reuse=reuse, provinces=2)).value == 1.0
    assert supply.radiated_breadth(facts(reuse=reuse, provinces=4)).value == 0.5
    assert supply.radiated_breadth(facts(reuse=reuse[:2], provinces=4)).value == 0.0
    assert supply.radiated_breadth(facts(reuse=reuse, provinces=1)).reason == "one_province"
    assert supply.radiated_breadth(facts()).reason == "no_effective_adopter"


def test_credit_is_summed_over_the_period_and_only_across_cities():
    reuse = [history("live 2026-03-01", id="1"), history("live 2026-03-01", id="2", external=False)]

    assert supply.radiated_credit(facts(reuse=reuse)).value == 0.4
    assert uptake.reuse_credit(facts(use=reuse)).value == 0.4


def test_currency_is_the_mean_of_those_whose_version_is_known():
    releases = [Release("1.0", on("2025-06-01")), Release("1.1", on("2025-12-12")), Release("1.2", on("2026-03-01"))]
    use = [
        history("live 2025-07-01 1.0", id="1", releases=releases),
        history("live 2025-07-01 1.0", "live 2026-05-01 1.2", id="2", releases=releases),
        history("live 2025-07-01", id="3"),
        history("live 2025-07-01 1.2", id="4", releases=releases, exposed=True),
    ]

    found = uptake.version_currency(facts(use=use))

    assert found.value == round((0.7397 + 1 + 0) / 3, 4)
    assert {(each.id, each.reason) for each in found.excluded} == {
        ("3", "version_unknown"),
        ("4", "critical_advisory_overdue"),
    }


def test_help_goes_from_a_higher_class_to_a_lower_one():
    down = history("live 2026-03-01", id="1", adopter_class="foundational", publisher_class="leading")
    up = history("live 2026-03-01", id="2", adopter_class="leading", publisher_class="progressing")
    unknown = history("live 2026-03-01", id="3", adopter_class=None, publisher_class="leading")

    assert exchange.help_given(facts(reuse=[down, up, unknown])).adoptions == ["1"]
    assert exchange.help_received(facts(use=[down, up, unknown])).adoptions == ["1"]


def test_exchange_with_one_of_four_partners_is_half_as_much():
    given = [history("live 2026-03-01", id="1", city="haina"), history("live 2026-03-01", id="2", city="far")]

    found = exchange.cluster_exchange(facts(reuse=given, partners={"haina", "b", "c", "d"}))

    assert found.value == 0.25
    assert exchange.cluster_exchange(facts(reuse=given)).reason == "no_cluster"
    assert exchange.cluster_exchange(facts(partners={"haina"})).reason == "nothing_exchanged"


def test_components_built_together_lie_in_two_prefectures():
    components = [own("y/a", contributors={"p1", "p2"}), own("y/b", contributors={"p1"}, is_own=False), own("y/c")]

    assert exchange.built_together(facts(own=components)).components == ["y/a"]


def test_documentation_is_weighted_by_adopting_cities():
    components = [own("y/a", quality=90), own("y/b", quality=60)]

    assert quality.documentation(facts(own=components)).value == 75
    reuse = [history("live 2026-03-01", component="y/a")]
    assert quality.documentation(facts(own=components, reuse=reuse)).value == 80


def test_feedback_is_measured_in_hours_and_in_time():
    asked = [
        Ask("1", on("2026-03-01"), 10.0, on("2026-03-02"), on("2026-03-08")),
        Ask("2", on("2026-03-01"), 300.0, on("2026-03-20"), on("2026-03-08")),
        Ask("3", on("2026-06-29"), None, None, on("2026-07-06")),
        Ask("4", on("2025-12-01"), 1.0, on("2025-12-01"), on("2025-12-08")),
    ]

    found = measure_all(facts(asked=asked))

    assert (found["L4P1-A3"].value, [each.id for each in found["L4P1-A3"].excluded]) == (155.0, ["3"])
    assert (found["L6P1-A2"].value, [each.id for each in found["L6P1-A2"].excluded]) == (50.0, ["2"])


def test_advisories_count_by_the_day_they_were_due():
    remedies = [
        Remedy("A", None, on("2026-02-01"), on("2026-02-01")),
        Remedy("A", "adoption", on("2026-02-01"), on("2026-02-02")),
        Remedy("B", None, on("2026-07-01"), None),
    ]

    found = quality.advisories_in_time(facts(remedies=remedies))

    assert (found.value, [(each.id, each.reason) for each in found.excluded]) == (50.0, [("adoption", "acted_on_late")])


def test_savings_count_when_verified_and_negative_ones_are_kept():
    costs = [Cost("1", 1000, 600, None), Cost("2", 1000, -100, None), Cost("3", 9000, 0, "unverified")]

    found = measure_all(facts(costs=costs))["L5P1-A1"]

    assert (found.value, found.adoptions) == (25.0, ["1", "2"])
    assert [(each.id, each.reason) for each in found.excluded] == [("3", "unverified")]


def test_what_other_slices_count_is_told_with_its_records():
    found = measure_all(facts(coverage=Shares(["a", "b"], ["a"], {"b": "coverage_none"})))["L2P1-A2"]

    assert (found.value, found.others) == (50.0, [("scenario", "a")])
    assert [each.reason for each in found.excluded] == ["coverage_none"]


def gone_live(approved: str, live: str, id: str = "1", external: bool = True) -> Use:
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
def test_the_days_to_go_live(use: list[Use], value: float | None):
    found = uptake.days_to_go_live(facts(use=use))

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
    found = uptake.retention(facts(use=[history(*steps)]))

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

    found = uptake.retention(facts(use=use))

    assert (found.value, found.adoptions) == (66.6667, ["1", "2", "3"])


def test_running_means_what_adoption_means_by_it():
    assert RUNNING == vocabulary.RUNNING


def test_what_cannot_be_computed_says_why():
    found = measure_all(facts())

    assert all(measured.reason for measured in found.values() if measured.value is None)
    assert found["L5P1-A3"].reason == "public_feedback_not_yet"
