"""Handing an application in."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry.adoption.actions.entitling import adopting_body
from registry.applications.actions.checking import Wanted, wanted_items
from registry.applications.actions.stepping import begin_route, hand_of
from registry.applications.actions.telling import tell_submitted
from registry.applications.errors import AgreementSuperseded
from registry.applications.models import Agreement, Application, ApplicationItem
from registry.applications.queries import agreement_in_force
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.organisations.models import Organisation


def submit_application(
    session: Session,
    actor: Actor,
    *,
    applicant: str,
    purpose: str,
    agreement: int,
    accepted_by: str,
    items: Sequence[Mapping[str, Any]],
    is_demo: bool = False,
) -> Application:
    """Apply for several components at once (一揽子申请), for the applicant or on behalf of cities it may act for.

    Raises AgreementSuperseded unless the version accepted is the one in force, and for each item what beginning the
    adoption would raise.
    """
    body = applying_body(session, actor, applicant)
    accepted = _accepted(session, agreement)
    wanted = wanted_items(session, actor, body, items)
    application = Application(
        applicant_id=body.id,
        agreement_id=accepted.id,
        accepted_by=accepted_by,
        purpose=purpose,
        is_demo=is_demo or body.is_demo,
        submitted_at=now_of(session),
    )
    application.applicant, application.agreement, application.items = body, accepted, []
    session.add(application)
    for number, (one, told) in enumerate(zip(wanted, items, strict=True), start=1):
        application.items.append(_item(actor, number, one, told))
    session.flush()
    for item in application.items:
        begin_route(session, item)
    first = application.items[0].steps[0].organisation
    assert first is not None  # noqa: S101 — the first step is the applicant's own city's
    tell_submitted(session, actor, application, first)
    return application


def applying_body(session: Session, actor: Actor, applicant: str) -> Organisation:
    """A body that may apply, and that the caller adopts for."""
    body = adopting_body(session, applicant, named_at="/applicant")
    actor.require("adoption:write", body.id)
    return body


def _accepted(session: Session, number: int) -> Agreement:
    current = agreement_in_force(session)
    if current.number != number:
        raise AgreementSuperseded(current=current.number, accepted=number)
    return current


def _item(actor: Actor, number: int, wanted: Wanted, told: Mapping[str, Any]) -> ApplicationItem:
    item = ApplicationItem(
        number=number,
        beneficiary_id=wanted.beneficiary.id,
        component_id=wanted.component.id,
        mode=told["mode"],
        scenario=told.get("scenario"),
        trial_days=told.get("trial_days"),
        configuration=dict(told.get("configuration") or {}),
        policy_exception=told.get("policy_exception"),
        submitted_by=hand_of(actor),
        status="in_review",
    )
    item.beneficiary, item.component = wanted.beneficiary, wanted.component
    item.version, item.operator, item.adoption, item.steps = wanted.version, wanted.operator, None, []
    return item
