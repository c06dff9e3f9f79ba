"""What an adoption is worth: worked figures, and a recount day by day that knows only the text of the rule."""

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.adoption.credit import (
    CreditFacts,
    CreditParameters,
    DiscountFact,
    Ground,
    IndependenceFact,
    ReachFact,
    Sign,
    StepFact,
    depth,
)
from registry.adoption.independence import Body, judge
from registry.adoption.usage import Entry
from registry.adoption.worth import credit_between, credit_of, segments_of, worth_on

FIRST = date(2026, 1, 5)
CITIES = (1, 2)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def live(**changes) -> CreditFacts:
    """A use that has been live from the first day on, confirmed by its publisher, of another city."""
    return CreditFacts(
        **{
            "steps": [StepFact("live", day(0), day(0))],
            "grounds": [Ground("publisher_confirmed", day(0), None, ("confirmation", "c"))],
            "independences": [IndependenceFact(day(0), 1.0, "different", CITIES)],
            **changes,
        }
    )


def worth(facts: CreditFacts, number: int) -> float:
    return credit_of(segments_of(facts), day(number))


# The worked figures of the domain.


def test_depth_is_as_worked_out_by_hand():
    assert depth(6, 3, 100_000) == pytest.approx(0.7425, abs=5e-6)
    assert depth(20, 4, 1_000_000) == pytest.approx(1.0)
    assert depth(0, 0, 0) == 0.25
    assert depth(2000, 4, 10**12) == pytest.approx(1.0)


def test_a_confirmed_live_use_in_another_city_is_worth_its_depth_times_eight_tenths():
    month = [Entry(date(2026, 1, 1), date(2026, 1, 1), 100_000)]
    facts = live(reaches=[ReachFact(day(0), 6, 3)], ledger=month)

    assert worth(facts, 30) == pytest.approx(0.594, abs=5e-5)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, 1), (100, 1), (180, 1), (270, 0.5135), (364, 0.0054), (365, 0), (400, 0)]
)
def test_aliveness_falls_from_180_to_365_days(days, expected):
    facts = live(grounds=[Ground("signed", day(0), None, ("usage_report", "u"))], reaches=[ReachFact(day(0), 20, 4)])
    alive = worth(facts, days) / depth(20, 4, 0)

    assert alive == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], 0),
        (["evidence"], 0.5),
        (["evidence", "publisher_confirmed"], 0.8),
        (["assessor_confirmed"], 1),
        (["administrator_confirmed"], 1),
        (["signed"], 1),
        (["signed", "publisher_disputed"], 0.5),
        (["evidence", "publisher_disputed"], 0.5),
        (["publisher_disputed"], 0),
        (["assessor_disputed", "publisher_confirmed"], 0.8),
    ],
)
def test_the_highest_verification_counts_and_a_dispute_caps_it(kinds, expected):
    facts = live(grounds=[Ground(kind, day(0), None, ("", kind)) for kind in kinds])

    assert worth(facts, 0) == pytest.approx(expected * 0.25)


def test_a_confirmation_ends_on_the_day_it_is_withdrawn():
    facts = live(grounds=[Ground("publisher_confirmed", day(0), day(10), ("confirmation", "c"))])

    assert worth(facts, 9) == pytest.approx(0.2)
    assert worth(facts, 10) == 0


def test_a_beginning_counts_from_its_recording_and_an_end_from_its_own_day():
    begun_late = live(steps=[StepFact("live", day(0), day(20))])
    ended_before = live(steps=[StepFact("live", day(0), day(0)), StepFact("retired", day(5), day(30))])

    assert [worth(begun_late, 19), worth(begun_late, 20)] == pytest.approx([0, 0.2])
    assert [worth(ended_before, 4), worth(ended_before, 5)] == pytest.approx([0.2, 0])


def test_an_interval_that_a_later_step_reaches_behind_vanishes():
    facts = live(steps=[StepFact("live", day(0), day(10)), StepFact("suspended", day(3), day(12))])

    assert segments_of(facts) == []


def test_a_pilot_counts_three_tenths():
    facts = live(steps=[StepFact("pilot", day(0), day(0)), StepFact("live", day(0), day(30))])

    assert worth(facts, 29) == pytest.approx(0.3 * 0.2)
    assert worth(facts, 30) == pytest.approx(0.2)


def test_the_lowest_discount_in_force_between_the_two_cities_counts():
    discounts = [
        DiscountFact(day(5), day(20), 0.9, CITIES, ("discount", "a")),
        DiscountFact(day(10), day(15), 0.6, CITIES, ("discount", "b")),
        DiscountFact(day(0), None, 0.5, (1, 3), ("discount", "others")),
    ]
    facts = live(discounts=discounts)

    assert [round(worth(facts, number) / 0.2, 4) for number in (4, 5, 10, 15, 20)] == [1, 0.9, 0.6, 0.9, 1]


def test_a_discount_ends_for_a_component_that_passes_to_another_city():
    moved = [
        IndependenceFact(day(0), 1.0, "different", CITIES),
        IndependenceFact(day(10), 1.0, "different", (1, 3)),
    ]
    facts = live(independences=moved, discounts=[DiscountFact(day(0), None, 0.5, CITIES, ("discount", "a"))])

    assert [worth(facts, 9), worth(facts, 10)] == pytest.approx([0.1, 0.2])


def test_other_parameters_give_other_figures():
    assert segments_of(live(), CreditParameters(publisher=0.4))[0].value == pytest.approx(0.1)


def test_every_factor_says_since_when_and_what_stands_behind_it():
    facts = live(steps=[StepFact("live", day(0), day(0)), StepFact("live", day(9), day(9))])
    factors = {factor.name: factor for factor in worth_on(facts, day(200)).factors}

    assert factors["stage"].since == day(0), "an upgrade does not begin it anew"
    assert factors["verification"].change.records == (("confirmation", "c"),)
    assert (factors["aliveness"].reason, factors["aliveness"].since) == ("fading", day(9 + 180))
    assert factors["aliveness"].change.records == (("step", "2"),)


def test_nothing_is_worth_anything_before_it_began():
    found = worth_on(live(), day(-1))

    assert found.credit == 0
    assert {factor.name: factor.value for factor in found.factors}["stage"] == 0


# Who is independent of whom.

HUBEI = ("420000", "province")


def body(number: int, *divisions: tuple[str, str], city: int | None = None, above: tuple[int, ...] = ()) -> Body:
    return Body(number, number if city is None else city, above, divisions)


def between(publisher: Body, adopter: Body) -> tuple[float, str]:
    found = judge(publisher, adopter, adopter)
    return found[0], found[1]


def test_two_county_cities_that_a_province_leads_are_strangers_whatever_their_codes_begin_with():
    xiantao = body(1, ("429004", "county_city"), HUBEI)
    qianjiang = body(2, ("429005", "county_city"), HUBEI)

    assert between(xiantao, qianjiang) == (1.0, "different")


def test_two_county_cities_of_one_prefecture_are_near_each_other():
    wuxi = ("320200", "prefecture_city")
    jiangyin = body(1, ("320281", "county_city"), wuxi, ("320000", "province"))
    yixing = body(2, ("320282", "county_city"), wuxi, ("320000", "province"))

    assert between(jiangyin, yixing) == (0.3, "same_prefecture")
    assert between(body(3, wuxi, ("320000", "province")), yixing) == (0.3, "same_prefecture")


def test_two_districts_of_one_municipality_are_near_each_other():
    beijing = ("110000", "municipality")
    one, other = body(1, ("110105", "district"), beijing), body(2, ("110108", "district"), beijing)

    assert between(one, other) == (0.3, "same_prefecture")


def test_units_of_one_city_are_the_same_city():
    assert between(body(1, city=9), body(2, city=9)) == (0.0, "same_city")


def test_an_organisation_and_its_subsidiary_are_one_owner():
    parent, subsidiary = body(1), body(2, above=(1,))

    assert between(parent, subsidiary) == (0.0, "same_owner")
    assert between(subsidiary, parent) == (0.0, "same_owner")


def test_what_a_publisher_adopts_for_another_is_its_own():
    publisher, other = body(1), body(2)

    assert tuple(judge(publisher, other, publisher)) == (0.0, "same_owner")


# The rule once more, day by day, from its text.


@dataclass
class Told:
    """What happened, as somebody who knows only the text of the rule would write it down."""

    steps: list[tuple[str, int, int]] = field(default_factory=list)
    evidence: list[int] = field(default_factory=list)
    confirmations: list[tuple[str, str, int, int | None]] = field(default_factory=list)
    signed: list[int] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    independence: list[tuple[int, float]] = field(default_factory=list)
    reach: list[tuple[int, int, int]] = field(default_factory=list)
    usage: list[tuple[date, date, int]] = field(default_factory=list)
    discounts: list[tuple[int, int | None, float]] = field(default_factory=list)


def recount(told: Told, n: int) -> float:
    """Slow on purpose: everything is looked at anew for each day."""
    stage = 0.0
    for word, on, recorded in told.steps:
        if n >= (recorded if word in ("pilot", "live") else on):
            stage = {"pilot": 0.3, "live": 1.0}.get(word, 0.0)

    says = [
        (who, what) for who, what, since, until in told.confirmations if since <= n and (until is None or n < until)
    ]
    verification = max(
        0.5 if any(d <= n for d in told.evidence) else 0.0,
        0.8 if ("publisher", "confirmed") in says else 0.0,
        1.0 if ("assessor", "confirmed") in says or ("administrator", "confirmed") in says else 0.0,
        1.0 if any(d <= n for d in told.signed) else 0.0,
    )
    if ("publisher", "disputed") in says:
        verification = min(verification, 0.5)

    independence = 0.0
    for since, factor in told.independence:
        if since <= n:
            independence = factor

    departments = levels = 0
    for since, broad, high in told.reach:
        if since <= n:
            departments, levels = broad, high
    month = day(n).replace(day=1)
    year_before = month.replace(year=month.year - 1)
    calls = sum(c for of, said, c in told.usage if year_before <= of < month and said < month)
    reached = 0.3 * min(1, departments / 20) + 0.2 * min(1, levels / 4)
    called = 0.5 * min(1, math.log(1 + calls) / math.log(1_000_001))

    heard = [recorded for word, _, recorded in told.steps if word in ("pilot", "live")] + told.signed + told.statements
    heard = [d for d in heard if d <= n]
    silent = n - max(heard) if heard else 10_000
    alive = 1.0 if silent <= 180 else max(0.0, (365 - silent) / 185)

    ring = min([1.0, *(f for since, until, f in told.discounts if since <= n and (until is None or n < until))])
    return stage * verification * independence * (0.25 + 0.75 * (reached + called)) * alive * ring


def facts_of(told: Told) -> CreditFacts:
    """The same in the terms of the registry."""

    def until(number: int | None) -> date | None:
        return None if number is None else day(number)

    grounds = [
        *(Ground("evidence", day(d), None, ("", "")) for d in told.evidence),
        *(Ground(f"{who}_{what}", day(a), until(b), ("", "")) for who, what, a, b in told.confirmations),
        *(Ground("signed", day(d), None, ("", "")) for d in told.signed),
    ]
    return CreditFacts(
        steps=[StepFact(stage, day(on), day(recorded)) for stage, on, recorded in told.steps],
        grounds=grounds,
        independences=[IndependenceFact(day(d), f, "different", CITIES) for d, f in told.independence],
        reaches=[ReachFact(day(d), a, b) for d, a, b in told.reach],
        ledger=[Entry(*each) for each in told.usage],
        signs=[Sign(day(d), ("", "")) for d in (*told.signed, *told.statements)],
        discounts=[DiscountFact(day(a), until(b), f, CITIES, ("", "")) for a, b, f in told.discounts],
    )


DAYS = st.integers(0, 700)
STAGES = ("planned", "approved", "pilot", "live", "suspended", "retired")
MONTHS = st.integers(0, 23).map(lambda n: date(2025 + n // 12, n % 12 + 1, 1))


@st.composite
def spans(draw):
    since = draw(DAYS)
    return since, draw(st.none() | st.integers(since, 700))


@st.composite
def steps(draw):
    recorded = sorted(draw(st.lists(DAYS, max_size=7)))
    found, before = [], 0
    for each in recorded:
        before = draw(st.integers(min(before, each), each))
        found.append((draw(st.sampled_from(STAGES)), before, each))
    return found


@st.composite
def stories(draw):
    def some(strategy, most=3):
        return draw(st.lists(strategy, max_size=most))

    who = st.sampled_from(("publisher", "assessor", "administrator"))
    said = [
        (draw(who), draw(st.sampled_from(("confirmed", "confirmed", "disputed"))), *span) for span in some(spans(), 4)
    ]
    return Told(
        steps=draw(steps()),
        evidence=some(DAYS),
        confirmations=said,
        signed=sorted(some(DAYS)),
        statements=some(DAYS),
        independence=sorted(
            [(0, 1.0), *some(st.tuples(DAYS, st.sampled_from((0.0, 0.3, 1.0))))], key=lambda row: row[0]
        ),
        reach=sorted(some(st.tuples(DAYS, st.integers(0, 40), st.integers(0, 4))), key=lambda row: row[0]),
        usage=[(min(a, b), max(a, b), c) for a, b, c in some(st.tuples(MONTHS, MONTHS, st.integers(0, 2_000_000)), 5)],
        discounts=[(*span, draw(st.sampled_from((0.5, 0.72, 0.9)))) for span in some(spans(), 2)],
    )


@given(stories())
@settings(max_examples=150, deadline=None)
def test_segments_equal_a_recount_day_by_day(told):
    facts = facts_of(told)
    segments = segments_of(facts)
    wanted = {number: recount(told, number) for number in range(-3, 1100, 7)} | {
        number + nudge: recount(told, number + nudge)
        for number in {day_ for step in told.steps for day_ in step[1:]}
        for nudge in (-1, 0, 1, 180, 181, 364, 365)
    }

    found = {number: credit_of(segments, day(number)) for number in wanted}

    assert found == pytest.approx(wanted, abs=1e-12)
    for number in list(wanted)[::20]:
        assert worth_on(facts, day(number)).credit == pytest.approx(wanted[number], abs=1e-12)


@given(stories(), st.integers(0, 500), st.integers(0, 120))
@settings(max_examples=60, deadline=None)
def test_a_period_is_worth_the_mean_of_its_days(told, first, length):
    segments = segments_of(facts_of(told))
    mean = sum(recount(told, first + number) for number in range(length + 1)) / (length + 1)

    assert credit_between(segments, day(first), day(first + length)) == pytest.approx(mean, abs=1e-12)


@given(stories())
@settings(max_examples=60, deadline=None)
def test_segments_follow_each_other_and_never_leave_0_to_1(told):
    segments = segments_of(facts_of(told))

    for one, other in pairwise(segments):
        assert one.until_on is not None
        assert one.until_on <= other.from_on
    for segment in segments:
        last = segment.until_on - timedelta(days=1) if segment.until_on else segment.from_on
        assert 0 <= segment.on(last) <= 1
        assert 0 < segment.value <= 1
