"""What adopters say of a component, and what its publisher answers."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import find_component, find_version
from registry.catalogue.visibility import audience_of, may_see
from registry.collaboration import queries
from registry.collaboration.documents import feedback_document
from registry.collaboration.errors import FeedbackClosed, FeedbackOpen
from registry.collaboration.models import Feedback
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import NotYourOrganisation, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force
from registry.workdays.counting import add_working_days
from registry.workdays.queries import special_days

ANSWERED_WITHIN: Final = 5
"""Working days within which a publisher owes a first answer (S67; ours)."""


def open_feedback(
    session: Session,
    actor: Actor,
    *,
    component: str,
    kind: str,
    title: str,
    body: str = "",
    version: str | None = None,
    credit: str | None = None,
    organisation: str | None = None,
    is_demo: bool = False,
) -> Feedback:
    """Tell the publisher of a component of a defect, a wish or a question, as the caller's organisation.

    `credit` is whom release notes thank besides the organisation: a text of the reporter's own, or nobody.
    Raises PayloadInvalid for a component that the caller cannot see, and for a version it does not have.
    """
    actor.require_scope("collaboration:write")
    reporter = _reporter(session, actor, organisation)
    actor.require("collaboration:write", reporter.id)
    about = find_component(session, component)
    if about is None or not may_see(session, actor, about):
        raise PayloadInvalid.of("/component", "没有找到该组件。", "There is no such component.")
    today = today_of(session)
    feedback = Feedback(
        component_id=about.id,
        organisation_id=reporter.id,
        kind=kind,
        title=title,
        body=body,
        credit=credit,
        status="open",
        is_demo=is_demo or about.is_demo or reporter.is_demo,
        created_at=now_of(session),
        due_on=add_working_days(today, ANSWERED_WITHIN, special_days(session, today)),
    )
    feedback.component, feedback.organisation, feedback.resolved_in = about, reporter, None
    feedback.version = _version(session, about, version) if version else None
    session.add(feedback)
    session.flush()
    _record(session, actor, feedback, "feedback.opened")
    return feedback


def reword_feedback(
    session: Session, actor: Actor, *, feedback_id: UUID, title: str, body: str, expected_tag: str
) -> Feedback:
    """Correct title and text, as who said it, while nobody has answered. Raises FeedbackClosed, Stale."""
    feedback = queries.get_feedback(session, actor, feedback_id, for_change=True)
    actor.require("collaboration:write", feedback.organisation_id)
    if feedback.status != "open":
        raise FeedbackClosed(status=feedback.status)
    check_tag(render(feedback_document(feedback)).etag, expected_tag)
    feedback.title, feedback.body = title, body
    session.flush()
    _record(session, actor, feedback, "feedback.reworded")
    return feedback


def resolve_feedback(
    session: Session, actor: Actor, *, feedback_id: UUID, version: str, answer: str | None = None
) -> Feedback:
    """Say which published version resolves it, as the publisher: its release notes thank who reported it.

    Raises FeedbackClosed when it was answered already, PayloadInvalid for a version that was not published.
    """
    feedback = _answerable(session, actor, feedback_id)
    feedback.resolved_in = _version(session, feedback.component, version)
    return _close(session, actor, feedback, "resolved", answer, "feedback.resolved")


def answer_feedback(session: Session, actor: Actor, *, feedback_id: UUID, answer: str) -> Feedback:
    """Answer, as the publisher, what stays open: what is looked into, what to do until then. Raises FeedbackClosed."""
    feedback = _answerable(session, actor, feedback_id)
    feedback.answer, feedback.answered_at = answer, feedback.answered_at or now_of(session)
    session.flush()
    _record(session, actor, feedback, "feedback.answered")
    return feedback


def decline_feedback(session: Session, actor: Actor, *, feedback_id: UUID, answer: str) -> Feedback:
    """Say, as the publisher, why nothing will be done about it. Raises FeedbackClosed."""
    feedback = _answerable(session, actor, feedback_id)
    return _close(session, actor, feedback, "declined", answer, "feedback.declined")


def reopen_feedback(session: Session, actor: Actor, *, feedback_id: UUID, closed_as: str) -> Feedback:
    """Take back that it is resolved or declined: the publisher may, and who said it. Raises FeedbackOpen."""
    feedback = queries.get_feedback(session, actor, feedback_id, for_change=True)
    _require_party(actor, feedback)
    if feedback.status != closed_as:
        raise FeedbackOpen(status=feedback.status, wanted=closed_as)
    feedback.status, feedback.closed_at, feedback.answer, feedback.resolved_in = "open", None, None, None
    session.flush()
    _record(session, actor, feedback, "feedback.reopened")
    return feedback


def _reporter(session: Session, actor: Actor, named: str | None) -> Organisation:
    slug = named or actor.organisation
    if slug is None:
        raise PayloadInvalid.of("/organisation", "请指明反馈单位。", "Name the organisation that says it.")
    return get_in_force(session, slug, named_at="/organisation")


def _version(session: Session, component: Component, number: str) -> ComponentVersion:
    version = find_version(session, component.id, number)
    if version is None:
        raise PayloadInvalid.of(
            "/version",
            f"“{component.full_name}”没有发布过版本 {number}。",
            f"'{component.full_name}' has published no version {number}.",
        )
    return version


def _answerable(session: Session, actor: Actor, feedback_id: UUID) -> Feedback:
    feedback = queries.get_feedback(session, actor, feedback_id, for_change=True)
    actor.require("catalogue:write", feedback.component.publisher_id, feedback.component.name)
    if feedback.status != "open":
        raise FeedbackClosed(status=feedback.status)
    return feedback


def _require_party(actor: Actor, feedback: Feedback) -> None:
    """The reporter by `collaboration:write`, anybody else by the rights of the publisher."""
    if feedback.organisation_id in actor.acts_for and actor.holds("collaboration:write"):
        return
    if feedback.component.publisher_id not in actor.acts_for and not actor.is_administrator:
        actor.require_scope("collaboration:write")
        raise NotYourOrganisation(organisation=actor.organisation or "")
    actor.require("catalogue:write", feedback.component.publisher_id, feedback.component.name)


def _close(session: Session, actor: Actor, feedback: Feedback, status: str, answer: str | None, type: str) -> Feedback:
    feedback.status, feedback.closed_at = status, now_of(session)
    feedback.answer, feedback.answered_at = answer or feedback.answer, feedback.answered_at or now_of(session)
    session.flush()
    _record(session, actor, feedback, type)
    return feedback


def _record(session: Session, actor: Actor, feedback: Feedback, type: str) -> None:
    """Told to who sees the component, and always to who said it and to who answers for it."""
    component = feedback.component
    audience, readers = audience_of(session, component, shown=component.status in SHOWN_TO_ALL)
    data: dict[str, Any] = {
        "feedback": str(feedback.public_id),
        "component": component.full_name,
        "kind": feedback.kind,
        "title": feedback.title,
        "status": feedback.status,
        "reported_by": feedback.organisation.slug,
        "version": feedback.version.number if feedback.version else None,
        "resolved_in": feedback.resolved_in.number if feedback.resolved_in else None,
    }
    record(
        session,
        actor,
        type=type,
        subject=f"feedback:{feedback.public_id}",
        organisation_id=component.publisher_id,
        audience=audience,
        readers=readers | {feedback.organisation_id} if audience == PARTIES else readers,
        data=data,
    )
