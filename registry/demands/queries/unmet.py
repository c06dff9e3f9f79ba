"""Demand without supply (S71), for the board, for statistics and for the diagnosis of a city."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from registry.collaboration.models import Scenario
from registry.demands.models import Demand, DemandDomain, DemandOffer, DemandStep
from registry.demands.queries.demands import whole
from registry.demands.queries.domains import domain_today, renamed_domains
from registry.kit.clock import today_of

LISTED: int = 200
"""How many demands one answer names."""


class Unmet(NamedTuple):
    """How many open demands there are under a word: in all, those nothing is offered for, and common problems."""

    word: str
    demands: int
    without_offer: int
    common: int


class UnmetCounts(NamedTuple):
    """Demand without supply: in all, by domain and by scenario; the most first."""

    total: Unmet
    domains: list[Unmet]
    scenarios: list[Unmet]


def unmet_demands(
    session: Session,
    *,
    domain: str | None = None,
    scenario: str | None = None,
    as_of: date | None = None,
    limit: int = LISTED,
) -> list[Demand]:
    """The demands that were open at the end of a day, today unless said; the most seconded now first."""
    query = whole(select(Demand).where(Demand.id.in_(_open_on(as_of or today_of(session)))))
    if domain:
        lies_in = select(DemandDomain.demand_id).where(domain_today(renamed_domains(session)) == domain)
        query = query.where(Demand.id.in_(lies_in))
    if scenario:
        query = query.join(Scenario, Scenario.id == Demand.scenario_id).where(Scenario.code == scenario)
    return list(session.scalars(query.order_by(Demand.seconds.desc(), Demand.id.desc()).limit(limit)))


def demands_of(session: Session, organisation_id: int, *, as_of: date | None = None) -> list[Demand]:
    """What an organisation, or for a city any of its units, has posted, the newest first; open or not."""
    day = as_of or today_of(session)
    query = whole(
        select(Demand).where(
            or_(Demand.organisation_id == organisation_id, Demand.city_id == organisation_id),
            exists().where(DemandStep.demand_id == Demand.id, DemandStep.on <= day),
        )
    )
    return list(session.scalars(query.order_by(Demand.id.desc()).limit(LISTED)))


def count_unmet(session: Session) -> UnmetCounts:
    """How much is asked for and not there, by domain and by scenario."""
    domain = domain_today(renamed_domains(session)).label("word")
    by_domain = _counts(select(domain).join(Demand, Demand.id == DemandDomain.demand_id)).group_by(domain)
    by_scenario = _counts(select(Scenario.code.label("word")).join(Demand, Demand.scenario_id == Scenario.id))
    everything = _counts(select(literal("total")).select_from(Demand))
    return UnmetCounts(
        _most_first(session, everything)[0],
        _most_first(session, by_domain),
        _most_first(session, by_scenario.group_by(Scenario.code)),
    )


def _counts(query: Select[str]) -> Select[str, int, int, int]:
    offered = exists().where(DemandOffer.demand_id == Demand.id, DemandOffer.status == "open")
    return query.add_columns(
        func.count(Demand.id.distinct()),
        func.count(Demand.id.distinct()).filter(~offered),
        func.count(Demand.id.distinct()).filter(Demand.common_since.is_not(None)),
    ).where(Demand.status == "open")


def _most_first(session: Session, query: Select[str, int, int, int]) -> list[Unmet]:
    rows = session.execute(query)
    found = [Unmet(word, demands, without, common) for word, demands, without, common in rows]
    return sorted(found, key=lambda row: (-row.demands, row.word))


def _open_on(day: date) -> Select[int]:
    """The demands whose last step up to a day left them open."""
    last = select(func.max(DemandStep.id)).where(DemandStep.on <= day).group_by(DemandStep.demand_id).scalar_subquery()
    return select(DemandStep.demand_id).where(and_(DemandStep.id.in_(last), DemandStep.status == "open"))
