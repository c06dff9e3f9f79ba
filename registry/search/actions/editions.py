"""Counting editions: by the number every process learns that something was changed."""

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.search.models import SearchSettings
from registry.search.queries.words import get_settings


def new_edition(session: Session, actor: Actor, type: str, subject: str, data: dict[str, object]) -> SearchSettings:
    """Count the change and record it as this type of event. Whoever changes at the same time waits here."""
    settings = get_settings(session, for_change=True)
    settings.revision += 1
    if type == "search.dictionary_changed":
        settings.dictionary_revision += 1
    settings.updated_at = now_of(session)
    session.flush()
    record(
        session,
        actor,
        type=type,
        subject=subject,
        organisation_id=actor.organisation_id,
        data={**data, "revision": settings.revision},
    )
    return settings
