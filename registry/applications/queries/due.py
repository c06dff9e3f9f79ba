"""Questions of the sweeper: which steps and trials somebody is to be told of."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption
from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.catalogue.models import Component


def steps_due(session: Session, *, today: date, horizon: date, limit: int) -> list[ApplicationStep]:
    """Open steps whose organisations are to be told: once when the next working day is the last, once when it is past.

    `horizon` is the next working day; no step is told twice on one day.
    """
    told = ApplicationStep.reminded_on
    query = (
        select(ApplicationStep)
        .where(
            ApplicationStep.status == "open",
            or_(
                told.is_(None) & (ApplicationStep.due_on <= horizon),
                (told <= ApplicationStep.due_on) & (ApplicationStep.due_on < today),
            ),
        )
        .order_by(ApplicationStep.id)
        .limit(limit)
        .options(
            joinedload(ApplicationStep.organisation),
            joinedload(ApplicationStep.item)
            .options(
                joinedload(ApplicationItem.component),
                joinedload(ApplicationItem.beneficiary),
            )
            .joinedload(ApplicationItem.application)
            .joinedload(Application.applicant),
        )
        .with_for_update(of=ApplicationStep, skip_locked=True)
    )
    return list(session.scalars(query))


def trials_due(session: Session, *, today: date, soon: date, limit: int) -> list[ApplicationItem]:
    """Items whose trial ends soon, or has ended, without a result, and whose bodies were not told so yet."""
    told = ApplicationItem.trial_told_on
    query = (
        select(ApplicationItem)
        .join(Adoption, Adoption.id == ApplicationItem.adoption_id)
        .where(
            Adoption.stage == "pilot",
            Adoption.trial_ends_on.is_not(None),
            or_(
                told.is_(None) & (Adoption.trial_ends_on <= soon),
                (told <= Adoption.trial_ends_on) & (Adoption.trial_ends_on < today),
            ),
        )
        .order_by(ApplicationItem.id)
        .limit(limit)
        .options(
            joinedload(ApplicationItem.adoption).options(
                joinedload(Adoption.adopter),
                joinedload(Adoption.beneficiary),
                joinedload(Adoption.component).joinedload(Component.publisher),
            )
        )
        .with_for_update(of=ApplicationItem, skip_locked=True)
    )
    return list(session.scalars(query))
