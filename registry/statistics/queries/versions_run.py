"""At which version adoptions ran on a day."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption, AdoptionStep
from registry.kit.clock import SHANGHAI, today_of
from registry.statistics.asking import Question
from registry.statistics.models import Span


def version_on(session: Session, question: Question) -> Any:
    """The id of the version of an adoption's span on the day, as a column; of today it stands with the adoption."""
    if question.as_of >= today_of(session) and question.known_on is None:
        return select(Adoption.version_id).where(Adoption.id == Span.subject_id).correlate(Span).scalar_subquery()
    steps = select(AdoptionStep.version_id).where(
        AdoptionStep.adoption_id == Span.subject_id, AdoptionStep.on <= question.as_of
    )
    if question.known_on is not None:
        steps = steps.where(AdoptionStep.recorded_at < end_of(question.known_on))
    return steps.order_by(AdoptionStep.id.desc()).limit(1).correlate(Span).scalar_subquery()


def end_of(day: date) -> datetime:
    """The instant at which a day has ended."""
    return datetime.combine(day, time(), SHANGHAI) + timedelta(days=1)
