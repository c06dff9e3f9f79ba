"""The events of applications: for those they concern, and nobody else."""

from typing import Any

from sqlalchemy.orm import Session

from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.organisations.models import Organisation


def tell_submitted(session: Session, actor: Actor, application: Application, decider: Organisation) -> None:
    """One event for the whole application; all its items wait for the same organisation first."""
    items = [
        {"item": item.number, "component": item.component.full_name, "beneficiary": item.beneficiary.slug}
        for item in application.items
    ]
    beneficiaries = {item.beneficiary_id for item in application.items}
    _tell(
        session,
        actor,
        application,
        "application.submitted",
        readers={decider.id, *beneficiaries},
        data={"decides": decider.slug, "item": None, "component": None, "beneficiary": None, "items": items},
    )


def tell_step(session: Session, actor: Actor, item: ApplicationItem, step: ApplicationStep, type: str) -> None:
    """An organisation has a step to decide: it was opened, or is due. Told to it and to the applicant."""
    assert step.organisation is not None and step.due_on is not None  # noqa: S101 — the row says so
    _tell_item(
        session,
        actor,
        item,
        type,
        readers={step.organisation.id},
        decides=step.organisation.slug,
        step=step.kind,
        due_on=step.due_on.isoformat(),
    )


def tell_decided(
    session: Session,
    actor: Actor,
    item: ApplicationItem,
    step: ApplicationStep,
    decision: str,
    following: ApplicationStep | None,
) -> None:
    """What was decided on a step, by which organisation, and which decides now; never why: that is for the parties.

    An operating entity that decided is not told what became of the item: that would be a piece of a landscape.
    """
    assert step.organisation is not None  # noqa: S101 — whoever decides is somebody
    following_body = following.organisation if following else None
    _tell_item(
        session,
        actor,
        item,
        "application.item_decided",
        readers={item.beneficiary_id, *([step.organisation.id] if step.organisation.kind in GOVERNMENT_KINDS else [])},
        decides=following_body.slug if following_body else None,
        step=step.kind,
        decided_by=step.organisation.slug,
        decision=decision,
        status=item.status,
    )


def tell_delegated(session: Session, actor: Actor, item: ApplicationItem, step: ApplicationStep) -> None:
    """Somebody of the deciding organisation was asked to decide; who that is, only its members see."""
    assert step.organisation is not None  # noqa: S101 — whoever delegates is somebody
    _tell_item(
        session,
        actor,
        item,
        "application.delegated",
        readers={step.organisation.id},
        decides=step.organisation.slug,
        step=step.kind,
    )


def tell_withdrawn(session: Session, actor: Actor, item: ApplicationItem, step: ApplicationStep | None) -> None:
    """An item was withdrawn; who had it to decide is told."""
    waited = step.organisation_id if step else None
    readers = {item.beneficiary_id, *([waited] if waited else [])}
    _tell_item(session, actor, item, "application.withdrawn", readers=readers, decides=None)


def tell_closed(session: Session, actor: Actor, application: Application) -> None:
    """Nothing of an application is open any more."""
    counts = {status: 0 for status in ("approved", "rejected", "withdrawn")}
    for item in application.items:
        counts[item.status] += 1
    _tell(
        session,
        actor,
        application,
        "application.closed",
        readers={item.beneficiary_id for item in application.items},
        data={"decides": None, "item": None, "component": None, "beneficiary": None, "status": application.status}
        | counts,
    )


def _tell_item(
    session: Session, actor: Actor, item: ApplicationItem, type: str, *, readers: set[int], **data: Any
) -> None:
    whose = {"item": item.number, "component": item.component.full_name, "beneficiary": item.beneficiary.slug}
    _tell(session, actor, item.application, type, readers=readers, data={**whose, **data})


def _tell(
    session: Session, actor: Actor, application: Application, type: str, *, readers: set[int], data: dict[str, Any]
) -> None:
    record(
        session,
        actor,
        type=type,
        subject=f"applications/{application.public_id}",
        organisation_id=application.applicant_id,
        audience=PARTIES,
        readers=readers,
        data={"application": str(application.public_id), "applicant": application.applicant.slug, **data},
    )
