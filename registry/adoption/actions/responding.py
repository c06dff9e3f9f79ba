"""What a body makes of advice on what it runs: takes note of it, or puts it off for a reason."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.stepping import changed, require_holder
from registry.adoption.errors import AdviceNotThere, NotSnoozable, SnoozeTooLong
from registry.adoption.models import Adoption, UpdateResponse
from registry.adoption.updates import Advice
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid

SNOOZE_DAYS: Final = 90
"""So far ahead something can be put off: a quarter, after which somebody looks at it again."""


def respond_to_advice(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    code: str,
    about: str,
    response: str,
    until_on: date | None = None,
    reason: str | None = None,
) -> UpdateResponse:
    """Take note of a piece of advice, which then stays in the list with a mark, or put it off until a day.

    Another response takes the place of the one before. Raises AdviceNotThere, SnoozeTooLong, NotSnoozable for a
    critical advisory beyond the day it is due, PayloadInvalid naming the field.
    """
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    advice = _advice(session, adoption, code, about)
    if response == "snoozed":
        _check_snooze(advice, until_on, reason, today_of(session))
    elif until_on is not None:
        raise PayloadInvalid.of("/until_on", "只有推迟才有日期。", "Only what is put off has a day.")
    row = _row(session, adoption, code, about)
    row.response, row.until_on, row.reason = response, until_on, reason
    row.recorded_at, row.recorded_by = now_of(session), actor.organisation or actor.key
    session.add(row)
    told = {"code": code, "about": about, "response": response, "until_on": until_on.isoformat() if until_on else None}
    # How a body deals with what is wrong with its systems is no other city's business.
    changed(session, actor, adoption, "adoption.advice_handled", told, among_parties=True)
    return row


def _advice(session: Session, adoption: Adoption, code: str, about: str) -> Advice:
    update = queries.find_update(session, adoption.id)
    for advice in update.advice if update else ():
        if (advice.code, advice.about) == (code, about):
            return advice
    raise AdviceNotThere(code=code, about=about)


def _check_snooze(advice: Advice, until_on: date | None, reason: str | None, today: date) -> None:
    if until_on is None:
        raise PayloadInvalid.of("/until_on", "推迟须写明到哪一天。", "Say until which day it is put off.")
    if reason is None:
        raise PayloadInvalid.of("/reason", "推迟须写明理由。", "Say why it is put off.")
    if until_on <= today:
        raise PayloadInvalid.of("/until_on", "日期须晚于今天。", "The day must lie in the future.")
    latest = today + timedelta(days=SNOOZE_DAYS)
    if until_on > latest:
        raise SnoozeTooLong(latest=latest.isoformat())
    if advice.severity == "critical" and advice.due_on is not None and until_on > advice.due_on:
        raise NotSnoozable(about=advice.about, due_on=advice.due_on.isoformat())


def _row(session: Session, adoption: Adoption, code: str, about: str) -> UpdateResponse:
    """The response that stands, locked with its adoption, or a new one."""
    found = session.scalar(
        select(UpdateResponse).where(
            UpdateResponse.adoption_id == adoption.id, UpdateResponse.code == code, UpdateResponse.about == about
        )
    )
    return found or UpdateResponse(adoption_id=adoption.id, code=code, about=about)
