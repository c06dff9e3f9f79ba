"""Removing the monthly reports in which made-up data is counted."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from registry.statistics.models import Report


def remove_reports(session: Session) -> None:
    """Reports are kept for good, but not what they tell of made-up cities; the months can be issued again."""
    session.execute(delete(Report).where(Report.is_demo))
