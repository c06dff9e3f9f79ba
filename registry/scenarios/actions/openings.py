"""Opening scenarios to operating entities, and what comes of their responses."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import Busy, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force
from registry.scenarios import queries
from registry.scenarios.actions.listing import own_city
from registry.scenarios.actions.naming import named_component
from registry.scenarios.actions.telling import tell_opening, tell_response
from registry.scenarios.errors import AlreadyResponded, OnlyEntities, OpeningClosed, ResponseDecided
from registry.scenarios.models import ListedScenario, ScenarioOpening, ScenarioResponse
from registry.scenarios.reading import announced_shown, takes_responses

_DECIDED = {"shortlist": "shortlisted", "decline": "declined"}


def open_scenario(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    code: str,
    announcement: Mapping[str, str],
    closes_on: date,
    expected_tag: str | None,
) -> ScenarioOpening:
    """Open a scenario to operating entities until a day, or change what was announced while it is open.

    Raises Stale, and PayloadInvalid for a day in the past.
    """
    city = own_city(session, actor, organisation)
    item = queries.get_listed(session, actor, city, code, for_change=True)
    present = queries.find_opening(session, item)
    check_tag(opening_tag(session, present, item) if present else None, expected_tag)
    if closes_on < today_of(session):
        raise PayloadInvalid.of("/closes_on", "截止日期不能早于今天。", "It cannot close in the past.")
    opening = present or ScenarioOpening(listed_id=item.id, opened_at=now_of(session))
    opening.announcement, opening.closes_on = dict(announcement), closes_on
    opening.listed = item
    session.add(opening)
    try:
        session.flush()
    except IntegrityError as error:
        # Somebody else of the city opened it at the same moment.
        raise Busy() from error
    tell_opening(session, actor, "scenario_item.reworded" if present else "scenario_item.opened", item, opening)
    return opening


def close_scenario(session: Session, actor: Actor, *, organisation: str, code: str, expected_tag: str) -> None:
    """End an opening before its day. Responses stay, and can still be decided. Raises Stale, NotFound."""
    city = own_city(session, actor, organisation)
    item = queries.get_listed(session, actor, city, code, for_change=True)
    opening = queries.get_opening(session, item)
    check_tag(opening_tag(session, opening, item), expected_tag)
    opening.ended_at = now_of(session)
    session.flush()
    tell_opening(session, actor, "scenario_item.closed", item, opening)


def opening_tag(session: Session, opening: ScenarioOpening, item: ListedScenario) -> str:
    """The tag of an opening as everybody reads it."""
    opening.listed = item
    return render(announced_shown(session, opening)).etag


def respond(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    code: str,
    offer: str,
    components: Sequence[str] = (),
    price_terms: str | None = None,
    entity: str | None = None,
) -> ScenarioResponse:
    """Respond to an open scenario, once, as the caller's entity or as one that an administrator names.

    Raises OnlyEntities, OpeningClosed, AlreadyResponded, and PayloadInvalid for components that are not there.
    """
    actor.require_scope("collaboration:write")
    item = queries.get_listed(session, actor, queries.get_list_city(session, organisation), code)
    offering = _entity(session, actor, entity)
    opening = queries.find_opening(session, item)
    if opening is None or not takes_responses(opening, today_of(session)):
        raise OpeningClosed(code=code, closes_on=opening.closes_on.isoformat() if opening else "–")
    response = ScenarioResponse(
        opening_id=opening.id,
        entity_id=offering.id,
        offer=offer,
        price_terms=price_terms,
        status="submitted",
        submitted_at=now_of(session),
    )
    named = (named_component(session, actor, name, f"/components/{nth}") for nth, name in enumerate(components))
    response.components = list({component.id: component for component in named}.values())
    response.opening, response.entity, opening.listed = opening, offering, item
    session.add(response)
    taken = AlreadyResponded(entity=offering.slug)
    try:
        session.flush()
    except IntegrityError as error:
        raise taken from error
    tell_response(session, actor, "scenario_response.submitted", item, response, offering.id)
    return response


def decide_response(
    session: Session, actor: Actor, *, organisation: str, code: str, response_id: UUID, decision: str, reason: str
) -> ScenarioResponse:
    """Shortlist a response, or decline it, as the city, for a reason that the entity is told.

    One that was shortlisted can still be declined. Raises ResponseDecided.
    """
    city = own_city(session, actor, organisation)
    item = queries.get_listed(session, actor, city, code)
    response = queries.get_response(session, actor, item, response_id, for_change=True)
    if response.status == "declined" or response.status == _DECIDED[decision]:
        raise ResponseDecided(status=response.status)
    response.status, response.reason, response.decided_at = _DECIDED[decision], reason, now_of(session)
    session.flush()
    tell_response(session, actor, "scenario_response.decided", item, response, city.id)
    return response


def _entity(session: Session, actor: Actor, slug: str | None) -> Organisation:
    entity = get_in_force(session, slug or actor.organisation or "", named_at="/entity")
    actor.require("collaboration:write", entity.id)
    if entity.kind != "operating_entity":
        raise OnlyEntities(organisation=entity.slug)
    return entity
