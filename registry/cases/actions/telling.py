"""The events of cases: before one is selected only its city and those who judge it read them."""

from typing import Any

from sqlalchemy.orm import Session

from registry.cases.models import Case, CaseStep
from registry.events.actions import record
from registry.events.audience import PARTIES, PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of


def step_into(session: Session, case: Case, status: str, note: str | None = None) -> None:
    """Another status, with its day and why."""
    case.status = status
    case.steps.append(CaseStep(status=status, on=today_of(session), note=note, recorded_at=now_of(session)))


def tell(session: Session, actor: Actor, case: Case, type: str, **data: Any) -> None:
    """One event about a case, never what somebody wrote."""
    session.flush()
    organiser = case.campaign.organiser if case.campaign is not None else None
    record(
        session,
        actor,
        type=type,
        subject=f"cases/{case.public_id}",
        organisation_id=case.organisation_id,
        audience=PUBLIC if case.status == "selected" else PARTIES,
        readers=() if organiser is None else (organiser.id,),
        data={
            "case": str(case.public_id),
            "campaign": str(case.campaign.public_id) if case.campaign else None,
            "organisation": case.organisation.slug,
            "organiser": organiser.slug if organiser else None,
            "status": case.status,
            "level": case.level,
            **data,
        },
    )
