"""Publishing the agreement: the version that comes with the service, and those of the administrators."""

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

import orjson
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.applications.documents import render_agreement
from registry.applications.models import Agreement
from registry.applications.queries import latest_number
from registry.events.actions import record
from registry.events.audience import PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import Busy, PayloadInvalid


def load_agreement(session: Session) -> int:
    """Enter the version that comes with the service where there is none yet; how many were entered."""
    if latest_number(session):
        return 0
    shipped = orjson.loads(files("registry").joinpath("data/agreement.json").read_bytes())
    _enter(session, {**shipped, "effective_on": date.fromisoformat(shipped["effective_on"])})
    return 1


def publish_agreement(
    session: Session,
    actor: Actor,
    *,
    title: Mapping[str, str],
    publisher_duties: Sequence[Mapping[str, str]],
    adopter_duties: Sequence[Mapping[str, str]],
    dispute_steps: Sequence[Mapping[str, str]],
    delist_notice_days: int,
    effective_on: date,
) -> Agreement:
    """Publish another version, in force from a day on. Administrators only.

    What was accepted stays accepted. Raises PayloadInvalid for a day in the past.
    """
    actor.require_scope("platform:admin")
    if effective_on < today_of(session):
        zh, en = "生效日期不能早于今天。", "It cannot have been in force before it was published."
        raise PayloadInvalid.of("/effective_on", zh, en)
    agreement = _enter(
        session,
        {
            "title": title,
            "publisher_duties": publisher_duties,
            "adopter_duties": adopter_duties,
            "dispute_steps": dispute_steps,
            "delist_notice_days": delist_notice_days,
            "effective_on": effective_on,
        },
    )
    record(
        session,
        actor,
        type="agreement.published",
        subject=f"agreements/{agreement.number}",
        organisation_id=actor.organisation_id,
        audience=PUBLIC,
        data={"number": agreement.number, "effective_on": effective_on.isoformat()},
    )
    return agreement


def _enter(session: Session, content: Mapping[str, Any]) -> Agreement:
    agreement = Agreement(number=latest_number(session) + 1, recorded_at=now_of(session), **content)
    agreement.document, agreement.etag = render_agreement(agreement)
    session.add(agreement)
    try:
        session.flush()
    except IntegrityError as error:
        # Somebody else took the number at the same moment.
        raise Busy() from error
    return agreement
