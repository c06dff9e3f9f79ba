"""Seconding what another city asks for; from many seconds on it is a common problem (共性问题, S21)."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.demands import queries
from registry.demands.actions.telling import tell
from registry.demands.documents import second_document
from registry.demands.errors import DemandNotOpen, OnlyCitiesSecond, OwnDemand, SecondedAlready
from registry.demands.models import Demand, DemandSecond
from registry.events.audience import GOVERNMENT
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import Busy
from registry.kit.policy import policy_of
from registry.organisations.queries import get_in_force


def second_demand(
    session: Session,
    actor: Actor,
    *,
    demand_id: UUID,
    organisation: str,
    expected_tag: str | None,
    note: str | None = None,
) -> DemandSecond:
    """Say that another city needs it too, or put the note differently; `expected_tag` is None for the first time.

    A city counts once, whichever of its units says it. Raises OnlyCitiesSecond, OwnDemand, SecondedAlready,
    DemandNotOpen, Stale.
    """
    demand = queries.get_demand(session, demand_id, for_change=True)
    body = get_in_force(session, organisation)
    actor.require("collaboration:write", body.id)
    if body.city_id is None:
        raise OnlyCitiesSecond(organisation=organisation)
    if body.city_id == demand.city_id:
        raise OwnDemand()
    if demand.status != "open":
        raise DemandNotOpen(status=demand.status)
    row = queries.find_second(session, demand, body.id)
    check_tag(render(second_document(row)).etag if row else None, expected_tag)
    now = now_of(session)
    if row is not None:
        row.note, row.updated_at = note, now
        session.flush()
        _tell(session, actor, demand, row, "demand.second_reworded")
        return row
    other = queries.seconding_city(session, demand, body.city_id)
    if other is not None:
        raise SecondedAlready(organisation=other)
    row = DemandSecond(
        demand_id=demand.id,
        organisation_id=body.id,
        city_id=body.city_id,
        note=note,
        seconded_at=now,
        updated_at=now,
    )
    row.organisation = body
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:
        # Another unit of the city said it at the same moment.
        raise Busy() from error
    _tell(session, actor, demand, row, "demand.seconded")
    _count(session, actor, demand)
    return row


def withdraw_second(session: Session, actor: Actor, *, demand_id: UUID, organisation: str, expected_tag: str) -> None:
    """Take a seconding back, whatever has become of the demand; that it stood once is kept. Raises Stale."""
    demand = queries.get_demand(session, demand_id, for_change=True)
    row = queries.get_second(session, actor, demand, organisation)
    actor.require("collaboration:write", row.organisation_id)
    check_tag(render(second_document(row)).etag, expected_tag)
    row.withdrawn_at = now_of(session)
    session.flush()
    _tell(session, actor, demand, row, "demand.second_withdrawn")
    _count(session, actor, demand)


def _count(session: Session, actor: Actor, demand: Demand) -> None:
    """Keep how many cities second it, and since when they are many. Few again, it is a common problem no more."""
    demand.seconds = len(queries.cities_behind(session, [demand.id], with_askers=False))
    are_many = demand.seconds >= policy_of(session).common_problem_cities
    if are_many and demand.common_since is None:
        demand.common_since = today_of(session)
        tell(session, actor, demand, "demand.became_common", {"since": demand.common_since.isoformat()})
    elif not are_many and demand.common_since is not None:
        demand.common_since = None
        tell(session, actor, demand, "demand.no_longer_common")
    session.flush()


def _tell(session: Session, actor: Actor, demand: Demand, row: DemandSecond, type: str) -> None:
    tell(session, actor, demand, type, {"organisation": row.organisation.slug}, audience=GOVERNMENT)
