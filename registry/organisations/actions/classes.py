"""Putting cities into classes, over time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.organisations import queries
from registry.organisations.documents import render_organisation
from registry.organisations.errors import (
    ClassNotLater,
)
from registry.organisations.models import (
    CityClassAssignment,
    Organisation,
)


def assign_class(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    city_class: str,
    valid_from: date | None = None,
    stage: Mapping[str, str] | None = None,
    foundation: Mapping[str, str] | None = None,
    endowment: Mapping[str, str] | None = None,
    evidence: Sequence[Any] = (),
) -> CityClassAssignment:
    """Put a city into a class from a day on, with the three factors of S16 and the evidence. Administrators only.

    The class before it ends on that day and stays on record. Raises ClassNotLater when the day is not after the
    beginning of the present class.
    """
    actor.require_scope("platform:admin")
    organisation = queries.get_in_force(session, slug)
    assignment = assign(
        session,
        actor,
        organisation,
        city_class=city_class,
        valid_from=valid_from or today_of(session),
        stage=dict(stage or {}),
        foundation=dict(foundation or {}),
        endowment=dict(endowment or {}),
        evidence=list(evidence),
    )
    render(session, organisation)
    return assignment


def assign(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    *,
    city_class: str,
    valid_from: date,
    **grounds: Any,
) -> CityClassAssignment:
    if organisation.unit != "city":
        raise PayloadInvalid.of("/class", "只有城市可以划定类别。", "Only cities are put into classes.")
    if valid_from > today_of(session):
        raise PayloadInvalid.of("/valid_from", "生效日期不能晚于今天。", "The day must not lie in the future.")
    history = queries.list_classes(session, organisation.id)
    present = next((held for held in history if held.valid_to is None), None)
    if present is not None:
        if valid_from <= present.valid_from:
            raise ClassNotLater(since=present.valid_from.isoformat())
        present.valid_to = valid_from
        session.flush()
    assignment = CityClassAssignment(
        organisation_id=organisation.id,
        city_class=city_class,
        valid_from=valid_from,
        assigned_by=actor.organisation or actor.key,
        recorded_at=now_of(session),
        **grounds,
    )
    session.add(assignment)
    session.flush()
    record(
        session,
        actor,
        type="city.classified",
        subject=organisation.slug,
        organisation_id=organisation.id,
        data={"city": organisation.slug, "class": city_class, "valid_from": valid_from.isoformat()},
    )
    return assignment


def render(session: Session, organisation: Organisation) -> None:
    """Render an organisation anew, with the class that is in force."""
    city_class = queries.class_on(session, organisation.id) if organisation.unit == "city" else None
    organisation.document, organisation.etag = render_organisation(session, organisation, city_class)
