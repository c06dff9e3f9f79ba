"""What time brings about: steps that are due, trials that end."""

from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from registry.adoption.actions.stepping import tell
from registry.applications.actions.telling import tell_step
from registry.applications.queries import steps_due, trials_due
from registry.kit.clock import today_of
from registry.kit.sweeping import SWEEPER
from registry.workdays.counting import add_working_days
from registry.workdays.queries import special_days

TOLD_BEFORE_END: Final = timedelta(days=7)
"""How long before a trial ends its body is told."""


def sweep_steps(session: Session, limit: int) -> int:
    """Tell of steps that are due on the next working day, once, and of those that are overdue, once; how many."""
    today = today_of(session)
    horizon = add_working_days(today, 1, special_days(session, today))
    found = steps_due(session, today=today, horizon=horizon, limit=limit)
    for step in found:
        step.reminded_on = today
        tell_step(session, SWEEPER, step.item, step, "application.step_due")
    session.flush()
    return len(found)


def sweep_trials(session: Session, limit: int) -> int:
    """Tell of trials that end within seven days, once, and of those that ended without a result, once; how many."""
    today = today_of(session)
    found = trials_due(session, today=today, soon=today + TOLD_BEFORE_END, limit=limit)
    for item in found:
        item.trial_told_on = today
        adoption = item.adoption
        assert adoption is not None and adoption.trial_ends_on is not None  # noqa: S101 — the question asked for it
        ends_on = adoption.trial_ends_on
        data = {"trial_ends_on": ends_on.isoformat(), "is_over": ends_on < today}
        tell(session, SWEEPER, adoption, "adoption.trial_due", data, among_parties=True)
    session.flush()
    return len(found)
