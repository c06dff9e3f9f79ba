"""What is done in the demonstration, each thing on its day."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from registry.kit.actor import ALL_SCOPES, CONSOLE, Actor
from registry.kit.clock import SHANGHAI
from registry.organisations.queries import get_organisation

FIRST_DAY: Final = date(2024, 11, 1)


class Happening(NamedTuple):
    """Something that is done on a day."""

    on: date
    act: Callable[[Session], object]


def on_day(day: date, action: Callable[..., object], **arguments: Any) -> Happening:
    """An action that the operator takes at the console."""
    return Happening(day, lambda session: action(session, CONSOLE, **arguments))


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), SHANGHAI)


def acting_for(session: Session, slug: str) -> Actor:
    """Somebody of an organisation, for what only its own people can do."""
    organisation = get_organisation(session, slug)
    return Actor(
        key="console",
        organisation_id=organisation.id,
        organisation=organisation.slug,
        kind=organisation.kind,
        scopes=ALL_SCOPES - {"platform:admin"},
        acts_for=frozenset({organisation.id}),
    )
