"""Asking a member of the deciding organisation to decide."""

from uuid import UUID

from sqlalchemy.orm import Session

from registry.accounts.models import Person
from registry.accounts.queries import find_person, scopes_of_person
from registry.applications.actions.deciding import open_item, require_decider
from registry.applications.actions.telling import tell_delegated
from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid


def delegate_step(session: Session, actor: Actor, *, application_id: UUID, item: int, login: str) -> Application:
    """Let a member of the deciding organisation decide the open step; those who decide anyway still may.

    Raises PayloadInvalid at `/login` for somebody who is no member, may not decide, or submitted the item.
    """
    application, wanted, step = open_item(session, actor, application_id, item)
    require_decider(session, actor, wanted, step)
    step.delegate_id = _delegate(session, wanted, step, login).id
    session.flush()
    tell_delegated(session, actor, wanted, step)
    return application


def _delegate(session: Session, item: ApplicationItem, step: ApplicationStep, login: str) -> Person:
    assert step.organisation_id is not None  # noqa: S101 — a step that is open is somebody's
    person = find_person(session, login)
    scopes = scopes_of_person(session, person.id, step.organisation_id) if person else frozenset()
    needed = {"adoption:write", "catalogue:write"} if step.kind == "publisher" else {"adoption:write"}
    if person is None or not needed & scopes:
        zh = f"“{login}”不是本单位有权办理此步骤的成员。"
        raise PayloadInvalid.of("/login", zh, f"'{login}' is no member of this organisation who may decide it.")
    if item.submitted_by == f"person:{person.id}":
        zh, en = f"“{login}”是提交者，不能审批。", f"'{login}' submitted the item and cannot decide it."
        raise PayloadInvalid.of("/login", zh, en)
    return person
