"""Questions about demands. Everybody sees them; which cities second them is told cities and administrators only."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from registry.catalogue.models import Component
from registry.catalogue.reuse import SUPPRESSED_BELOW
from registry.catalogue.visibility import visible_to
from registry.collaboration.models import Scenario
from registry.demands.models import Demand, DemandDomain, DemandOffer, DemandSecond
from registry.demands.queries.domains import domain_today, renamed_domains
from registry.kit.actor import Actor
from registry.kit.errors import NotFound
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation


class Shown(NamedTuple):
    """A demand as a caller is shown it: its domains today, what fulfils it, how much is offered, whether one seconds
    it oneself. `component` is None too where the caller may not see what fulfils it."""

    demand: Demand
    domains: list[str]
    component: str | None
    offers: int
    is_seconded: bool


def whole(query: Select[Demand]) -> Select[Demand]:
    """With all that a document names."""
    return query.options(
        joinedload(Demand.organisation, innerjoin=True),
        joinedload(Demand.scenario),
        selectinload(Demand.domains),
        selectinload(Demand.steps),
    )


def get_demand(session: Session, demand_id: UUID, *, for_change: bool = False) -> Demand:
    """A demand with what its document names; `for_change` lets nobody else change it meanwhile."""
    query = whole(select(Demand).where(Demand.public_id == demand_id))
    if for_change:
        query = query.with_for_update(of=Demand).execution_options(populate_existing=True)
    found = session.scalar(query)
    if found is None:
        raise NotFound(what=str(demand_id))
    return found


def list_demands(
    session: Session,
    actor: Actor,
    *,
    organisation: str | None = None,
    domain: str | None = None,
    scenario: str | None = None,
    status: str | None = None,
    common: bool | None = None,
    component: str | None = None,
    q: str | None = None,
    sort: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[Demand]:
    """The board: the newest first, or the most seconded. `component` asks for the demands that it fulfils."""
    rank = _rank(actor)
    query = whole(select(Demand).add_columns(rank.label("rank")))
    if organisation:
        query = query.where(Demand.organisation_id == _id_of(Organisation.id, Organisation.slug, organisation))
    if domain:
        lies_in = select(DemandDomain.demand_id).where(domain_today(renamed_domains(session)) == domain)
        query = query.where(Demand.id.in_(lies_in))
    if scenario:
        query = query.where(Demand.scenario_id == _id_of(Scenario.id, Scenario.code, scenario))
    if status:
        query = query.where(Demand.status == status)
    if common is not None:
        query = query.where(Demand.common_since.is_not(None) if common else Demand.common_since.is_(None))
    if component:
        query = query.where(Demand.id.in_(_fulfilled_by(actor, component)))
    for word in (q or "").lower().split():
        query = query.where(Demand.words.contains(word, autoescape=True))
    if sort == "most_seconded":
        query = query.order_by(rank.desc(), Demand.id.desc())
        if after:
            query = query.where(or_(rank < after[0], and_(rank == after[0], Demand.id < after[1])))
    else:
        query = query.order_by(Demand.id.desc())
        if after:
            query = query.where(Demand.id < after[1])
    rows = session.execute(query.limit(limit + 1)).all()
    page = page_of(list(rows), limit, key=lambda row: (row[1], row[0].id))
    return Page([row[0] for row in page.items], page.after)


def show(session: Session, actor: Actor, demands: Sequence[Demand]) -> list[Shown]:
    """Demands as a caller is shown them."""
    ids = [demand.id for demand in demands]
    renamed = renamed_domains(session)
    fulfilling = _fulfilling(session, actor, ids)
    offers = _open_offers(session, actor, ids)
    seconded = _seconded_by(session, actor, ids)
    return [
        Shown(
            demand,
            list(dict.fromkeys(renamed.get(row.domain, row.domain) for row in demand.domains)),
            fulfilling.get(demand.id),
            offers.get(demand.id, 0),
            demand.id in seconded,
        )
        for demand in demands
    ]


def _rank(actor: Actor) -> ColumnElement[int]:
    """By what the most seconded come first. To whom small counts are not told, their order does not tell them."""
    if actor.sees_landscapes:
        return Demand.seconds.expression
    return case((Demand.seconds >= SUPPRESSED_BELOW, Demand.seconds), (Demand.seconds > 0, 1), else_=0)


def _id_of(key: Any, named: Any, name: str) -> Any:
    return select(key).where(named == name).scalar_subquery()


def _fulfilled_by(actor: Actor, component: str) -> Select[int]:
    return (
        select(DemandOffer.demand_id)
        .join(Component, Component.id == DemandOffer.component_id)
        .where(DemandOffer.status == "confirmed", Component.full_name == component, visible_to(actor))
    )


def _fulfilling(session: Session, actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    rows = session.execute(
        select(DemandOffer.demand_id, Component.full_name)
        .join(Component, Component.id == DemandOffer.component_id)
        .where(DemandOffer.demand_id.in_(ids), DemandOffer.status == "confirmed", visible_to(actor))
    )
    return {demand_id: name for demand_id, name in rows}


def _open_offers(session: Session, actor: Actor, ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(DemandOffer.demand_id, func.count())
        .join(Component, Component.id == DemandOffer.component_id)
        .where(DemandOffer.demand_id.in_(ids), DemandOffer.status == "open", visible_to(actor))
        .group_by(DemandOffer.demand_id)
    )
    return {demand_id: number for demand_id, number in rows}


def _seconded_by(session: Session, actor: Actor, ids: Sequence[int]) -> set[int]:
    if not actor.acts_for:
        return set()
    return set(
        session.scalars(
            select(DemandSecond.demand_id).where(
                DemandSecond.demand_id.in_(ids),
                DemandSecond.withdrawn_at.is_(None),
                DemandSecond.organisation_id.in_(actor.acts_for),
            )
        )
    )
