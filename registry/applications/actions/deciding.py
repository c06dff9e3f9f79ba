"""Deciding an item: approve, return, reject. Approved by all, it begins as an adoption."""

from uuid import UUID

from sqlalchemy.orm import Session

from registry.accounts.queries import roles_of_person
from registry.applications.actions.beginning import begin_adoption
from registry.applications.actions.stepping import close_if_done, hand_of, leave_rest, open_next
from registry.applications.actions.telling import tell_decided, tell_step
from registry.applications.documents import present_step
from registry.applications.errors import ApproverNeeded, ItemNotOpen, SecondPersonNeeded
from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.applications.queries import get_application
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound, PayloadInvalid

APPROVERS = frozenset({"approver", "manager", "administrator"})
"""The roles that decide for a body about its own applications."""


def decide_item(
    session: Session, actor: Actor, *, application_id: UUID, item: int, decision: str, note: str | None = None
) -> Application:
    """Approve, return or reject an item, as the organisation whose step is open. The others are decided separately.

    Raises ItemNotOpen; ApproverNeeded and SecondPersonNeeded; ItemCannotBegin where the last approval would begin an
    adoption that is not possible; PayloadInvalid at `/note`.
    """
    application, wanted, step = open_item(session, actor, application_id, item)
    require_decider(session, actor, wanted, step)
    if decision != "approve" and note is None:
        raise PayloadInvalid.of("/note", "退回或拒绝须说明理由。", "To return or reject an item, say why.")
    step.status = {"approve": "approved", "return": "returned", "reject": "rejected"}[decision]
    step.decided_at, step.note = now_of(session), note
    step.decided_by = actor.organisation or actor.key
    following = open_next(session, wanted) if decision == "approve" else None
    if decision != "approve":
        wanted.status = step.status
        leave_rest(wanted, "not_reached")
    elif following is None:
        begin_adoption(session, actor, application, wanted)
    tell_decided(session, actor, wanted, step, decision, following)
    if following is not None:
        tell_step(session, actor, wanted, following, "application.step_opened")
    close_if_done(session, actor, application)
    return application


def open_item(
    session: Session, actor: Actor, application_id: UUID, number: int
) -> tuple[Application, ApplicationItem, ApplicationStep]:
    """An item that somebody has to decide, with the step it stands at. Raises NotFound, ItemNotOpen."""
    application = get_application(session, actor, application_id, for_change=True)
    wanted = item_of(application, number)
    step = present_step(wanted)
    if step is None:
        raise ItemNotOpen(number=number, status=wanted.status)
    return application, wanted, step


def item_of(application: Application, number: int) -> ApplicationItem:
    """The item of this number."""
    found = next((item for item in application.items if item.number == number), None)
    if found is None:
        raise NotFound(what=f"applications/{application.public_id}/items/{number}")
    return found


def require_decider(session: Session, actor: Actor, item: ApplicationItem, step: ApplicationStep) -> None:
    """Refuse whoever does not decide this step: it takes the organisation's right and another hand than submitted it.

    Of the applicant's own city, persons need the role of an approver or manager, unless the step was delegated to them.
    """
    assert step.organisation is not None  # noqa: S101 — a step that is open is somebody's
    actor.require(_scope(actor, item, step), step.organisation.id, item.component.full_name.split("/")[1])
    is_delegate = step.delegate_id is not None and step.delegate_id == actor.person_id
    if step.kind == "city" and not is_delegate and not _approves(session, actor):
        raise ApproverNeeded(organisation=step.organisation.slug)
    if actor.is_machine or hand_of(actor) == item.submitted_by:
        raise SecondPersonNeeded(number=item.number)


def _scope(actor: Actor, item: ApplicationItem, step: ApplicationStep) -> str:
    """What deciding a step needs: a publisher decides with the right to publish the component, too."""
    name = item.component.full_name.split("/")[1]
    may_publish = step.kind == "publisher" and actor.holds("catalogue:write", name)
    return "catalogue:write" if may_publish else "adoption:write"


def _approves(session: Session, actor: Actor) -> bool:
    if actor.person_id is None or actor.organisation_id is None or actor.is_administrator:
        # A token that no person made is bounded by its scopes alone.
        return True
    return bool(roles_of_person(session, actor.person_id, actor.organisation_id) & APPROVERS)
