"""Vouching once a year that a landscape is complete, and being reminded when the year ends."""

from datetime import timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.adoption.actions.entitling import adopting_body
from registry.adoption.models import LandscapeCertification
from registry.events.actions import record
from registry.events.audience import GOVERNMENT, PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.sweeping import SWEEPER
from registry.landscapes.errors import CertifiedToday
from registry.landscapes.queries.certifications import count_in_force, list_ending

VALID: Final = timedelta(days=365)
REMIND: Final = timedelta(days=30)


def certify_landscape(
    session: Session, actor: Actor, *, organisation: str, certified_by: str, note: str | None = None
) -> LandscapeCertification:
    """Say in somebody's name that everything the body and its units run is recorded, for a year from today.

    Raises CertifiedToday, NotYourOrganisation.
    """
    body = adopting_body(session, organisation, named_at="/organisation")
    actor.require("adoption:write", body.id)
    today = today_of(session)
    certification = LandscapeCertification(
        organisation_id=body.id,
        certified_on=today,
        valid_until=today + VALID,
        certified_by=certified_by,
        note=note,
        adoptions=count_in_force(session, body.id),
        recorded_at=now_of(session),
    )
    certification.organisation = body
    session.add(certification)
    try:
        session.flush()
    except IntegrityError as error:
        raise CertifiedToday(organisation=organisation) from error
    _tell(session, actor, certification, "landscape.certified", GOVERNMENT)
    return certification


def remind_of_certifications(session: Session, limit: int) -> int:
    """Tell, once, the bodies whose certification ends within a month; how many."""
    ending = list_ending(session, today_of(session) + REMIND, limit)
    for certification in ending:
        certification.reminded_on = today_of(session)
        _tell(session, SWEEPER, certification, "landscape.certification_due", PARTIES)
    session.flush()
    return len(ending)


def _tell(session: Session, actor: Actor, certification: LandscapeCertification, type: str, audience: str) -> None:
    """Who certified is a person: the event names the body only."""
    record(
        session,
        actor,
        type=type,
        subject=f"{certification.organisation.slug}/certifications/{certification.public_id}",
        organisation_id=certification.organisation_id,
        audience=audience,
        data={
            "organisation": certification.organisation.slug,
            "certified_on": certification.certified_on.isoformat(),
            "valid_until": certification.valid_until.isoformat(),
            "adoptions": certification.adoptions,
        },
    )
