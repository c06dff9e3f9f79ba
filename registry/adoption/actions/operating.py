"""Reporting how an adoption fared, by its body or by whoever operates it for it."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.stepping import changed, require_holder
from registry.adoption.models import Adoption, OperatingReport
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations.models import Organisation

OPERATORS: Final = ("operating_entity",)
"""Kinds of organisations that operate for others and see no landscapes: reporting is all they may do here."""


def submit_report(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    period_from: date,
    period_to: date,
    summary: str,
    figures: dict[str, Any],
) -> tuple[OperatingReport, Adoption]:
    """Report on a period that has ended or begun. Whoever operates it for its body may, too, and was told its id.

    Raises PayloadInvalid for a period that ends before it begins or in the future.
    """
    adoption = _reported(session, actor, adoption_id)
    if period_from > period_to:
        raise PayloadInvalid.of("/to", "截止日不能早于起始日。", "It must not lie before 'from'.")
    if period_to > today_of(session):
        raise PayloadInvalid.of("/to", "截止日不能晚于今天。", "It must not lie in the future.")
    report = OperatingReport(
        adoption_id=adoption.id,
        period_from=period_from,
        period_to=period_to,
        figures=figures,
        summary=summary,
        recorded_at=now_of(session),
    )
    # An administrator at the machine's own console reports for the adopter.
    own = actor.organisation_id
    report.organisation = adoption.adopter if own is None else session.get_one(Organisation, own)
    session.add(report)
    stretch = {"from": period_from.isoformat(), "to": period_to.isoformat()}
    changed(session, actor, adoption, "adoption.reported", stretch)
    return report, adoption


def _reported(session: Session, actor: Actor, adoption_id: UUID) -> Adoption:
    if actor.kind in OPERATORS:
        found = queries.find_adoption(session, adoption_id, for_change=True)
        if found is None or found.operator_id not in actor.acts_for:
            raise NotFound(what=str(adoption_id))
        actor.require_scope("collaboration:write")
        return found
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    return adoption
