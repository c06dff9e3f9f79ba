"""Entering the days on which the week does not hold. Administrators do."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PUBLIC
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.workdays.documents import render_day
from registry.workdays.errors import DayEnteredAlready
from registry.workdays.models import SpecialDay
from registry.workdays.queries import find_day, get_day
from registry.workdays.reading import read_calendar


def set_day(
    session: Session,
    actor: Actor,
    *,
    day: date,
    is_working: bool,
    name: Mapping[str, str],
    expected_tag: str | None,
) -> SpecialDay:
    """Say that a day is worked, or is not, whatever the week says. `expected_tag` is None where it is new.

    Deadlines that run keep the day they were given. Raises DayEnteredAlready, NotFound, Stale.
    """
    actor.require_scope("platform:admin")
    if expected_tag is None and find_day(session, day) is not None:
        raise DayEnteredAlready(day=day.isoformat())
    if expected_tag is not None:
        check_tag(render_day(get_day(session, day)).etag, expected_tag)
    special = _set(session, day, is_working, name)
    _tell(session, actor, special, is_working)
    return special


def remove_day(session: Session, actor: Actor, *, day: date, expected_tag: str) -> None:
    """Let the week hold on a day again. Raises NotFound, Stale."""
    actor.require_scope("platform:admin")
    special = get_day(session, day)
    check_tag(render_day(special).etag, expected_tag)
    session.delete(special)
    session.flush()
    _tell(session, actor, special, None)


def import_days(session: Session, actor: Actor, *, raw: bytes) -> dict[str, int]:
    """Enter or change the days of a calendar (CSV); those it does not name stay. Wrong lines: nothing is entered.

    How many days were `added`, `changed` and left `unchanged`. Raises PayloadInvalid.
    """
    actor.require_scope("platform:admin")
    counts = {"added": 0, "changed": 0, "unchanged": 0}
    for line in read_calendar(raw):
        before = find_day(session, line.day)
        if before is not None and (before.is_working, before.name) == (line.is_working, line.name):
            counts["unchanged"] += 1
            continue
        counts["added" if before is None else "changed"] += 1
        _tell(session, actor, _set(session, *line), line.is_working)
    return counts


def _set(session: Session, day: date, is_working: bool, name: Mapping[str, str]) -> SpecialDay:
    special = find_day(session, day)
    if special is None:
        special = SpecialDay(day=day)
        session.add(special)
    special.is_working, special.name, special.recorded_at = is_working, dict(name), now_of(session)
    session.flush()
    return special


def _tell(session: Session, actor: Actor, special: SpecialDay, is_working: bool | None) -> None:
    """`is_working` is None where the week holds again."""
    record(
        session,
        actor,
        type="workday.changed",
        subject=f"workdays/{special.day.isoformat()}",
        organisation_id=actor.organisation_id,
        audience=PUBLIC,
        data={"day": special.day.isoformat(), "is_working": is_working, "name": special.name},
    )
