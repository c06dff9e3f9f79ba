"""What the applicant does with an item: hand it in again after it was returned, or withdraw it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.actions.entitling import operator_named
from registry.adoption.actions.stepping import chosen_version
from registry.applications.actions.checking import check_configuration
from registry.applications.actions.deciding import item_of
from registry.applications.actions.stepping import begin_route, close_if_done, hand_of, leave_rest
from registry.applications.actions.telling import tell_step, tell_withdrawn
from registry.applications.documents import present_step
from registry.applications.errors import ItemNotOpen
from registry.applications.models import Application, ApplicationItem
from registry.applications.queries import get_application
from registry.kit.actor import Actor
from registry.kit.errors import FieldError, PayloadInvalid

PLAIN = ("mode", "scenario", "trial_days", "policy_exception")


def resubmit_item(
    session: Session, actor: Actor, *, application_id: UUID, item: int, changes: Mapping[str, Any]
) -> Application:
    """Hand a returned item in again, with changes: its route begins anew, behind the steps it took before.

    Raises ItemNotOpen unless it was returned; PayloadInvalid with pointers into `/changes`.
    """
    application = get_application(session, actor, application_id, for_change=True)
    wanted = item_of(application, item)
    actor.require("adoption:write", application.applicant_id)
    if wanted.status != "returned":
        raise ItemNotOpen(number=item, status=wanted.status)
    _change(session, wanted, changes)
    wanted.status, wanted.submitted_by = "in_review", hand_of(actor)
    tell_step(session, actor, wanted, begin_route(session, wanted), "application.step_opened")
    return application


def withdraw_item(
    session: Session, actor: Actor, *, application_id: UUID, item: int, note: str | None = None
) -> Application:
    """Take back an item that is not decided yet, as the applicant. Raises ItemNotOpen."""
    application = get_application(session, actor, application_id, for_change=True)
    wanted = item_of(application, item)
    actor.require("adoption:write", application.applicant_id)
    if wanted.status not in {"in_review", "returned"}:
        raise ItemNotOpen(number=item, status=wanted.status)
    step = present_step(wanted)
    leave_rest(wanted, "withdrawn")
    wanted.status, wanted.withdrawal_note = "withdrawn", note
    session.flush()
    tell_withdrawn(session, actor, wanted, step)
    close_if_done(session, actor, application)
    return application


def _change(session: Session, item: ApplicationItem, changes: Mapping[str, Any]) -> None:
    try:
        check_configuration(changes.get("configuration") or {})
        if "version" in changes:
            number = changes["version"]
            item.version = chosen_version(session, item.component, number) if number else None
        if "operator" in changes:
            item.operator = operator_named(session, changes["operator"])
    except PayloadInvalid as invalid:
        within = [FieldError(f"/changes{error.pointer}", error.detail) for error in invalid.errors]
        raise PayloadInvalid(errors=within) from invalid
    for field in PLAIN:
        if field in changes:
            setattr(item, field, changes[field])
    if "configuration" in changes:
        item.configuration = dict(changes["configuration"])
    session.flush()
