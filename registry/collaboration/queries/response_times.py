"""How fast publishers answer those who run their components."""

from datetime import date, datetime, timedelta
from statistics import median
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.collaboration.models import Feedback
from registry.kit.clock import SHANGHAI, now_of, today_of

LOOKED_BACK: Final = timedelta(days=365)


class ResponseTimes(NamedTuple):
    """What was said of a component in the last year, and how soon its publisher answered first."""

    asked: int
    answered: int
    answered_in_time: int
    overdue: int
    median_hours: float | None


def response_times(session: Session, component_id: int) -> ResponseTimes:
    """Counted over the feedback of one component and one year: hours from the report to the first answer (L4P1-A3)."""
    rows = session.execute(
        select(Feedback.created_at, Feedback.answered_at, Feedback.due_on).where(
            Feedback.component_id == component_id, Feedback.created_at >= now_of(session) - LOOKED_BACK
        )
    ).all()
    answered = [row for row in rows if row.answered_at is not None]
    hours = [(row.answered_at - row.created_at).total_seconds() / 3600 for row in answered]
    in_time = [row for row in answered if row.due_on is None or _day(row.answered_at) <= row.due_on]
    today = today_of(session)
    late = [row for row in rows if row.answered_at is None and row.due_on is not None and row.due_on < today]
    return ResponseTimes(len(rows), len(answered), len(in_time), len(late), round(median(hours), 1) if hours else None)


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()
