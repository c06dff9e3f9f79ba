"""What one city asks another that runs a component: through the registry, so that nobody's address is told."""

from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.adoption.queries import body_ids_running, require_landscapes
from registry.catalogue.models import Component
from registry.catalogue.queries import find_component
from registry.catalogue.visibility import may_see
from registry.collaboration import queries
from registry.collaboration.errors import QuestionClosed, RunsItNot, TooManyQuestions
from registry.collaboration.models import PeerQuestion
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force

OPEN_AT_MOST: Final = 20
"""Questions of one city that wait for an answer: whoever asks everybody everything is no peer."""


def ask_peer(
    session: Session,
    actor: Actor,
    *,
    component: str,
    to: str,
    question: str,
    city: str | None = None,
    is_demo: bool = False,
) -> PeerQuestion:
    """Ask a city that runs a component, as the caller's own city, or as another that it acts for.

    Raises LandscapeHidden for who may not know what runs where, RunsItNot, TooManyQuestions, PayloadInvalid.
    """
    actor.require_scope("collaboration:write")
    require_landscapes(actor)
    asker = get_in_force(session, city or actor.organisation or "", named_at="/city")
    actor.require("collaboration:write", asker.id)
    about = _component(session, actor, component)
    asked = get_in_force(session, to, named_at="/to")
    if asked.id == asker.id:
        raise PayloadInvalid.of("/to", "不能向本单位提问。", "A city does not ask itself.")
    if asked.id not in body_ids_running(session, actor, about.id):
        raise RunsItNot(city=to, component=component)
    waiting = select(func.count()).where(PeerQuestion.asker_id == asker.id, PeerQuestion.status == "open")
    if (session.scalar(waiting) or 0) >= OPEN_AT_MOST:
        raise TooManyQuestions(limit=OPEN_AT_MOST)
    row = PeerQuestion(
        component_id=about.id,
        asker_id=asker.id,
        asked_id=asked.id,
        question=question,
        status="open",
        asked_at=now_of(session),
        is_demo=is_demo or about.is_demo or asker.is_demo or asked.is_demo,
    )
    row.component, row.asker, row.asked = about, asker, asked
    session.add(row)
    session.flush()
    _record(session, actor, row, "peer_question.asked", asker)
    return row


def answer_question(session: Session, actor: Actor, *, question_id: UUID, answer: str) -> PeerQuestion:
    """Answer, as the city that was asked. Raises QuestionClosed."""
    return _close(session, actor, question_id, "answered", answer)


def decline_question(session: Session, actor: Actor, *, question_id: UUID) -> PeerQuestion:
    """Say that there will be no answer, as the city that was asked. Raises QuestionClosed."""
    return _close(session, actor, question_id, "declined", None)


def _component(session: Session, actor: Actor, full_name: str) -> Component:
    found = find_component(session, full_name)
    if found is None or not may_see(session, actor, found):
        raise PayloadInvalid.of("/component", "没有找到该组件。", "There is no such component.")
    return found


_CLOSED: Final = {"answered": "peer_question.answered", "declined": "peer_question.declined"}


def _close(session: Session, actor: Actor, question_id: UUID, status: str, answer: str | None) -> PeerQuestion:
    row = queries.get_question(session, actor, question_id, for_change=True)
    actor.require("collaboration:write", row.asked_id)
    if row.status != "open":
        raise QuestionClosed(status=row.status)
    row.status, row.answer, row.closed_at = status, answer, now_of(session)
    session.flush()
    _record(session, actor, row, _CLOSED[status], row.asked)
    return row


def _record(session: Session, actor: Actor, row: PeerQuestion, type: str, whose: Organisation) -> None:
    """Told to both cities; what was asked and answered is not in the log."""
    record(
        session,
        actor,
        type=type,
        subject=f"peer_question:{row.public_id}",
        organisation_id=whose.id,
        audience=PARTIES,
        readers={row.asker_id, row.asked_id},
        data={
            "question": str(row.public_id),
            "component": row.component.full_name,
            "asked_by": row.asker.slug,
            "to": row.asked.slug,
            "status": row.status,
        },
    )
