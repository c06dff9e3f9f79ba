"""Asking the spans: what held on a day, by what was known."""

from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, or_

from registry.statistics.asking import FILTERS, Question
from registry.statistics.models import Span
from registry.statistics.naming import NOTHING_KNOWN

REUSE: Final = and_(Span.subject == "adoption", Span.is_reuse)
"""The adoptions that run in another city than the publisher's own."""


def holds(day: date, known_on: date | None = None) -> ColumnElement[bool]:
    """Whether a span held on a day, by all that is known now or by what was recorded until the end of a day."""
    begun = Span.from_on <= day
    if known_on is None:
        return and_(begun, Span.void_on.is_(None), or_(Span.until_on.is_(None), Span.until_on > day))
    return and_(
        begun,
        Span.recorded_on <= known_on,
        or_(Span.until_on.is_(None), Span.until_on > day, Span.until_recorded_on > known_on),
        or_(Span.void_on.is_(None), Span.void_on > known_on),
    )


def asked_of(question: Question) -> ColumnElement[bool]:
    """What held on the day that is asked about, under the filters of the question."""
    return and_(holds(question.as_of, question.known_on), filtered(question))


def filtered(question: Question) -> ColumnElement[bool]:
    """The filters of a question alone."""
    conditions = [
        column.is_(None) if value == NOTHING_KNOWN[name] else column == value
        for name in FILTERS
        if (value := question.filters.get(name)) is not None
        for column in (getattr(Span, name),)
    ]
    return and_(True, *conditions)
