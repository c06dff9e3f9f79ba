"""What came of a trial (试用): it goes live, ends, or is given more time."""

from datetime import date, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption.actions import changed, move_adoption, require_holder
from registry.adoption.models import Adoption
from registry.adoption.queries import get_adoption
from registry.applications.actions.deciding import item_of
from registry.applications.errors import NoTrialRunning
from registry.applications.models import Application, ApplicationItem
from registry.applications.queries import get_application
from registry.applications.vocabulary import TRIAL_ENDED
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid

LONGEST_EXTENSION: Final = timedelta(days=90)


def end_trial(
    session: Session,
    actor: Actor,
    *,
    application_id: UUID,
    item: int,
    result: str,
    note: str | None = None,
    until_on: date | None = None,
) -> Application:
    """Record what came of a trial: `passed`, the adoption is live; `failed`, it is retired, with why; `extended`.

    For those who hold the adoption. Raises NoTrialRunning; PayloadInvalid at `/note` and `/until_on`.
    """
    application = get_application(session, actor, application_id, for_change=True)
    wanted = item_of(application, item)
    adoption = _tried(session, actor, wanted)
    _check(session, adoption, result, note, until_on)
    wanted.trial_result, wanted.trial_note = result, note
    if until_on is not None:
        adoption.trial_ends_on, wanted.trial_told_on = until_on, None
        changed(session, actor, adoption, "adoption.trial_extended", {"trial_ends_on": until_on.isoformat()})
        return application
    adoption.trial_ends_on = None
    move_adoption(
        session, actor, adoption_id=adoption.public_id, to="live" if result == "passed" else "retired", note=note
    )
    return application


def _tried(session: Session, actor: Actor, item: ApplicationItem) -> Adoption:
    """The adoption that is being tried, for whoever holds it."""
    if item.adoption is None:
        raise NoTrialRunning(number=item.number)
    adoption = get_adoption(session, actor, item.adoption.public_id, for_change=True)
    require_holder(actor, adoption)
    if item.trial_result in TRIAL_ENDED or adoption.trial_ends_on is None or adoption.stage != "pilot":
        raise NoTrialRunning(number=item.number)
    return adoption


def _check(session: Session, adoption: Adoption, result: str, note: str | None, until_on: date | None) -> None:
    if result == "failed" and note is None:
        raise PayloadInvalid.of("/note", "未通过的，须说明原因。", "Where it failed, say why.")
    if result != "extended":
        if until_on is not None:
            zh, en = "只有延期才注明日期。", "Only an extension has a day."
            raise PayloadInvalid.of("/until_on", zh, en)
        return
    since = max(adoption.trial_ends_on or today_of(session), today_of(session))
    if until_on is None or not since < until_on <= since + LONGEST_EXTENSION:
        zh = f"延期须注明日期，晚于 {since}，且最多延长 90 天。"
        raise PayloadInvalid.of("/until_on", zh, f"An extension has a day after {since}, at most 90 days more.")
