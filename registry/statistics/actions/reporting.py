"""Issuing the monthly report: what it says then is kept as it is."""

from datetime import date

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import day_of, now_of, today_of
from registry.kit.sweeping import SWEEPER
from registry.statistics.actions.following import catch_up
from registry.statistics.errors import MonthNotOver, ReportIssued
from registry.statistics.models import Report
from registry.statistics.queries.reports import find_report, has_figures, report_of
from registry.statistics.reports.months import due_month, last_day, read_month, written
from registry.workdays.queries import special_days


def issue_report(session: Session, actor: Actor, *, month: str) -> Report:
    """Issue the report of a month such as `2026-10`, by what is known now.

    For administrators. Raises PayloadInvalid, MonthNotOver, and ReportIssued: a report is issued once.
    """
    actor.require_scope("platform:admin")
    first = read_month(month)
    if last_day(first) >= today_of(session):
        raise MonthNotOver(month=month)
    earlier = find_report(session, first)
    if earlier is not None:
        raise ReportIssued(month=month, day=day_of(earlier.issued_at).isoformat())
    return _issue(session, actor, first)


def issue_due_report(session: Session, _limit: int) -> int:
    """Issue the report of the month before, from the first working day on; how many were issued.

    None is issued of a month in which there was nothing to tell.
    """
    today = today_of(session)
    month = due_month(today, special_days(session, today.replace(day=1)))
    if month is None or find_report(session, month) is not None:
        return 0
    _bring_forward(session)
    if not has_figures(session, last_day(month)):
        return 0
    _issue(session, SWEEPER, month)
    return 1


def _issue(session: Session, actor: Actor, month: date) -> Report:
    _bring_forward(session)
    exact, told = report_of(session, month)
    report = Report(
        month=month,
        issued_at=now_of(session),
        exact=exact,
        told=told,
        is_demo=any(exact["demonstration"].values()),
    )
    session.add(report)
    session.flush()
    named = written(month)
    data = {"kind": "reuse", "month": named}
    record(session, actor, type="report.issued", subject=f"report/{named}", organisation_id=None, data=data)
    return report


def _bring_forward(session: Session) -> None:
    """What is told is what has been recorded so far, also where nobody follows the log at the moment."""
    while catch_up(session):
        pass
