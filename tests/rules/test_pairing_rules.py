"""What makes an activity of paired cities count (domain rule 4.15, indicator L3P1-A2)."""

from datetime import date, timedelta

import pytest

from registry.collaboration.pairing_rules import (
    WEIGHTS,
    ActivityFacts,
    EvidenceFacts,
    completion_rate,
    lacking_in,
    result_due_on,
    worth_of,
)
from registry.collaboration.vocabulary import ACTIVITY_KINDS

PLANNED, PROVED, CONFIRMED = date(2026, 1, 10), date(2026, 1, 20), date(2026, 2, 1)
RIPE = CONFIRMED + timedelta(days=90)
DONE = ActivityFacts("project_aid", PLANNED, PROVED, CONFIRMED)


def test_every_kind_has_a_weight():
    assert set(WEIGHTS) == set(ACTIVITY_KINDS)
    assert all(weight > 0 for weight in WEIGHTS.values())


def test_a_result_is_due_90_days_after_the_second_confirmation():
    assert result_due_on(date(2026, 3, 2)) == date(2026, 5, 31)


@pytest.mark.parametrize(
    ("activity", "as_of", "worth"),
    [
        (ActivityFacts("project_aid", PLANNED), RIPE, 0.0),
        (ActivityFacts("project_aid", PLANNED, PROVED), RIPE, 0.0),
        (ActivityFacts("project_aid", PLANNED, None, CONFIRMED), RIPE, 0.0),
        (DONE, PROVED, 0.0),
        (DONE, CONFIRMED, 0.5),
        (DONE, RIPE + timedelta(days=400), 0.5),
        (DONE._replace(result_on=RIPE), RIPE - timedelta(days=1), 0.5),
        (DONE._replace(result_on=RIPE), RIPE, 1.0),
        (DONE._replace(result_on=RIPE - timedelta(days=1)), RIPE, 0.5),
        (DONE._replace(adoption_on=PROVED), CONFIRMED, 1.0),
        (DONE._replace(adoption_on=PROVED), PROVED, 0.0),
    ],
)
def test_an_activity_earns_half_until_there_is_something_to_show(activity: ActivityFacts, as_of: date, worth: float):
    assert worth_of(activity, as_of) == worth


def test_the_rate_weighs_the_kinds():
    activities = [
        DONE._replace(result_on=RIPE),
        ActivityFacts("resource_exchange", PLANNED, PROVED, CONFIRMED),
        ActivityFacts("talent_secondment", PLANNED),
    ]

    assert completion_rate(activities, RIPE) == pytest.approx((3 * 1 + 1 * 0.5 + 0) / (3 + 1 + 2))


def test_what_is_planned_for_later_waits_and_what_was_done_early_counts():
    later = ActivityFacts("investment", RIPE + timedelta(days=1))

    assert completion_rate([later], RIPE) is None
    assert completion_rate([DONE, later], RIPE) == 0.5
    assert completion_rate([later._replace(evidenced_on=PROVED, confirmed_on=CONFIRMED)], RIPE) == 0.5
    assert completion_rate([], RIPE) is None


def test_what_is_cancelled_in_time_leaves_the_plan_and_what_is_cancelled_late_does_not():
    early = ActivityFacts("investment", PLANNED, cancelled_on=PLANNED - timedelta(days=1))
    late = ActivityFacts("investment", PLANNED, cancelled_on=PLANNED)

    assert completion_rate([early], RIPE) is None
    assert completion_rate([late], RIPE) == 0.0


ENOUGH = EvidenceFacts(True, True, True, True, True, True)


@pytest.mark.parametrize(
    ("kind", "needed", "pointers"),
    [
        ("talent_secondment", ("has_period", "has_people"), ["/from", "/people"]),
        ("project_aid", ("has_period", "has_documents"), ["/from", "/documents"]),
        ("investment", ("has_amount", "has_documents"), ["/amount", "/documents"]),
        ("component_share", ("is_linked",), [""]),
        ("component_cobuild", ("is_linked", "has_documents"), ["", "/documents"]),
        ("resource_exchange", ("has_consideration", "has_documents"), ["/consideration", "/documents"]),
    ],
)
def test_each_kind_is_proved_by_what_belongs_to_it(kind: str, needed: tuple, pointers: list):
    least = EvidenceFacts(**dict.fromkeys(needed, True))

    assert lacking_in(kind, ENOUGH) == lacking_in(kind, least) == []
    assert [error.pointer for error in lacking_in(kind, EvidenceFacts())] == pointers
    for one in needed:
        assert len(lacking_in(kind, least._replace(**{one: False}))) == 1
