"""The tables of what may follow what: for components and for adoptions."""

from datetime import date
from typing import Any

import pytest

from registry.adoption.lifecycle import (
    DayOutOfOrder,
    NothingChanges,
    TransitionNotAllowed,
    check_transition,
    legal_moves,
)
from registry.adoption.vocabulary import STAGES
from registry.catalogue.lifecycle import MoveNotAllowed, check_move
from registry.catalogue.vocabulary import STATUSES

COMPONENT_MOVES = {
    "proposed": {"draft", "listed", "merged", "removed"},
    "draft": {"prepared", "in_review", "listed", "merged", "removed"},
    "prepared": {"in_review", "listed", "draft", "merged", "removed"},
    "in_review": {"listed", "draft", "merged", "removed"},
    "listed": {"deprecated", "retired", "merged", "removed"},
    "deprecated": {"listed", "retired", "merged", "removed"},
    "retired": {"merged"},
    "merged": set(),
    "removed": set(),
}
ADOPTION_MOVES = {
    "planned": {"approved", "retired"},
    "approved": {"pilot", "live", "retired"},
    "pilot": {"live", "suspended", "retired"},
    "live": {"suspended", "retired"},
    "suspended": {"pilot", "live", "retired"},
    "retired": set(),
}
DAY = date(2026, 3, 2)


@pytest.mark.parametrize("to", STATUSES)
@pytest.mark.parametrize("status", STATUSES)
def test_a_component_moves_as_the_table_says(status: str, to: str):
    if to in COMPONENT_MOVES[status]:
        check_move("yunling/parking", status, to)
        return
    with pytest.raises(MoveNotAllowed) as refusal:
        check_move("yunling/parking", status, to)
    assert all(legal in refusal.value.detail("en") for legal in COMPONENT_MOVES[status])


@pytest.mark.parametrize("to", STAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_an_adoption_moves_as_the_table_says(stage: str, to: str):
    move: dict[str, Any] = {"stage": stage, "to": to, "version_changes": False, "on": DAY, "since": DAY, "today": DAY}
    if to in ADOPTION_MOVES[stage]:
        check_transition(**move)
        return
    with pytest.raises((TransitionNotAllowed, NothingChanges)) as refusal:
        check_transition(**move)
    if stage != to:
        assert all(legal in refusal.value.detail("zh") for legal in ADOPTION_MOVES[stage])


@pytest.mark.parametrize("stage", STAGES)
def test_the_stages_offered_next_are_those_the_table_allows(stage: str):
    assert set(legal_moves(stage)) == ADOPTION_MOVES[stage]


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage != "retired"])
def test_another_version_in_the_present_stage_is_an_upgrade(stage: str):
    check_transition(stage=stage, to=stage, version_changes=True, on=DAY, since=DAY, today=DAY)


def test_what_has_ended_is_not_upgraded():
    with pytest.raises(TransitionNotAllowed):
        check_transition(stage="retired", to="retired", version_changes=True, on=DAY, since=DAY, today=DAY)


@pytest.mark.parametrize(("on", "is_in_order"), [(1, False), (2, True), (5, True), (9, True), (10, False)])
def test_a_step_lies_between_the_last_one_and_today(on: int, is_in_order: bool):
    days = {"on": date(2026, 3, on), "since": date(2026, 3, 2), "today": date(2026, 3, 9)}
    if is_in_order:
        check_transition(stage="planned", to="approved", version_changes=False, **days)
    else:
        with pytest.raises(DayOutOfOrder):
            check_transition(stage="planned", to="approved", version_changes=False, **days)
