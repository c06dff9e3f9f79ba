"""Reports that were issued, and what a new one would hold."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.actor import ANONYMOUS, Actor
from registry.kit.clock import today_of
from registry.kit.errors import NotFound, Refusal
from registry.statistics.asking import Question, read_question
from registry.statistics.models import Report, Span
from registry.statistics.queries.overview import read_overview
from registry.statistics.queries.reading import read_figures
from registry.statistics.reports.composing import compose_report, corrections_between, told_by
from registry.statistics.reports.months import last_day, months_before, read_month

PARTS: Final = ("series", "flows", "rankings", "savings", "unused", "spread")
LOOKED_BACK: Final = 12
"""How many of the reports before are looked through for what is known otherwise now."""

EXACTLY: Final = Actor(key="report", kind="authority")
"""For whom the exact document is made: those who may see which city runs what, but no restricted component: every city
reads it."""


def find_report(session: Session, month: date) -> Report | None:
    """The report of the month that begins on this day."""
    return session.scalar(select(Report).where(Report.month == month))


def get_report(session: Session, month: str) -> Report:
    """The report of a month such as `2026-10`. Raises PayloadInvalid and NotFound."""
    found = find_report(session, read_month(month))
    if found is None:
        raise NotFound(what=month)
    return found


def list_reports(session: Session) -> list[Report]:
    """Every report that was issued: there is one a month."""
    return list(session.scalars(select(Report).order_by(Report.month.desc())))


def has_figures(session: Session, day: date) -> bool:
    """Whether there was anything to tell on a day."""
    return session.scalar(select(Span.id).where(Span.from_on <= day).limit(1)) is not None


def report_of(session: Session, month: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a report of this month issued now says, exactly and to everybody."""
    late = list(late_corrections(session, month))
    return _compose(session, EXACTLY, month, late), _compose(session, ANONYMOUS, month, late)


def late_corrections(session: Session, month: date) -> Iterator[dict[str, Any]]:
    """What earlier reports told and is known otherwise now; each correction is told once, in the next report."""
    earlier = [report for report in list_reports(session) if report.month < month][:LOOKED_BACK]
    for about, told in told_by([report.exact for report in reversed(earlier)]).items():
        yield from corrections_between(
            about, told, read_overview(session, EXACTLY, _question(session, read_month(about)))
        )


def _compose(session: Session, actor: Actor, month: date, late: list[dict[str, Any]]) -> dict[str, Any]:
    overviews = {
        when: read_overview(session, actor, _question(session, months_before(month, back)))
        for when, back in (("now", 0), ("month_before", 1), ("year_before", 12))
    }
    question = _question(session, month)
    return compose_report(
        month,
        today_of(session),
        overviews=overviews,
        parts={name: part for name in PARTS if (part := _part(session, actor, name, question)) is not None},
        corrections=late,
    )


def _part(session: Session, actor: Actor, name: str, question: Question) -> dict[str, Any] | None:
    """A page of figures, or nothing where it is not for this reader."""
    try:
        return read_figures(session, actor, name, question)
    except Refusal:
        return None


def _question(session: Session, month: date) -> Question:
    return read_question({"as_of": last_day(month)}, today_of(session))
