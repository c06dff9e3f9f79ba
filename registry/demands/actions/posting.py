"""Posting a demand, and putting it better."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.collaboration.models import Scenario
from registry.collaboration.queries import domain_today
from registry.demands import queries
from registry.demands.actions.telling import step, tell
from registry.demands.documents import demand_document
from registry.demands.errors import DemandNotOpen, OnlyCitiesAsk
from registry.demands.models import Demand, DemandDomain
from registry.kit.actor import GOVERNMENT_KINDS, Actor
from registry.kit.clock import now_of, today_of
from registry.kit.documents import check_tag, render
from registry.kit.errors import PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force
from registry.taxonomies.queries import current_taxonomies

MOST_DOMAINS: Final = 5


def post_demand(
    session: Session,
    actor: Actor,
    *,
    title: Mapping[str, str],
    description: Mapping[str, str] | None = None,
    domains: Sequence[str] = (),
    scenario: str | None = None,
    needed_by: date | None = None,
    organisation: str | None = None,
    is_demo: bool = False,
) -> Demand:
    """Say what is needed and found nowhere, as the caller's city or authority. From then on everybody reads it.

    Without domains it lies in that of its scenario. Raises OnlyCitiesAsk, PayloadInvalid naming the field.
    """
    asker = _asker(session, actor, organisation)
    now = now_of(session)
    demand = Demand(
        organisation_id=asker.id,
        city_id=asker.city_id,
        seconds=0,
        is_demo=is_demo or asker.is_demo,
        created_at=now,
        updated_at=now,
    )
    demand.organisation, demand.domains, demand.steps = asker, [], []
    _describe(session, demand, title, description or {}, domains, scenario, needed_by)
    session.add(demand)
    step(session, demand, "open")
    tell(session, actor, demand, "demand.posted", {"domains": [row.domain for row in demand.domains]})
    return demand


def describe_demand(
    session: Session,
    actor: Actor,
    *,
    demand_id: UUID,
    expected_tag: str,
    title: Mapping[str, str],
    description: Mapping[str, str] | None = None,
    domains: Sequence[str] = (),
    scenario: str | None = None,
    needed_by: date | None = None,
) -> Demand:
    """Put an open demand in other words, as who posted it; whoever seconds it is told.

    Raises DemandNotOpen, Stale, PayloadInvalid naming the field.
    """
    demand = queries.get_demand(session, demand_id, for_change=True)
    actor.require("collaboration:write", demand.organisation_id)
    if demand.status != "open":
        raise DemandNotOpen(status=demand.status)
    present = demand_document(queries.show(session, actor, [demand])[0], actor)
    check_tag(render(present).etag, expected_tag)
    _describe(session, demand, title, description or {}, domains, scenario, needed_by)
    demand.updated_at = now_of(session)
    session.flush()
    tell(session, actor, demand, "demand.described", {"domains": [row.domain for row in demand.domains]})
    return demand


def _asker(session: Session, actor: Actor, slug: str | None) -> Organisation:
    actor.require_scope("collaboration:write")
    asker = get_in_force(session, slug or actor.organisation or "", named_at="/organisation")
    actor.require("collaboration:write", asker.id)
    if asker.kind not in GOVERNMENT_KINDS:
        raise OnlyCitiesAsk(organisation=asker.slug)
    return asker


def _describe(
    session: Session,
    demand: Demand,
    title: Mapping[str, str],
    description: Mapping[str, str],
    domains: Sequence[str],
    scenario: str | None,
    needed_by: date | None,
) -> None:
    if needed_by is not None and needed_by != demand.needed_by and needed_by < today_of(session):
        raise PayloadInvalid.of("/needed_by", "期望日期不能早于今天。", "It cannot be needed by a day in the past.")
    found = _scenario(session, scenario) if scenario else None
    wanted = _domains(session, domains, found)
    demand.title, demand.description, demand.needed_by = dict(title), dict(description), needed_by
    demand.words = "\n".join((*title.values(), *description.values())).lower()
    demand.scenario = found
    known = {row.domain: row for row in demand.domains}
    demand.domains = [known.get(code) or DemandDomain(domain=code) for code in wanted]
    for place, row in enumerate(demand.domains):
        row.place = place


def _scenario(session: Session, code: str) -> Scenario:
    found = session.scalar(select(Scenario).where(Scenario.code == code))
    if found is None:
        raise PayloadInvalid.of("/scenario", f"没有场景“{code}”。", f"There is no scenario '{code}'.")
    return found


def _domains(session: Session, codes: Sequence[str], scenario: Scenario | None) -> list[str]:
    known: Mapping[str, Any] = current_taxonomies(session)["domains"].concepts
    for place, code in enumerate(codes):
        if code not in known:
            raise PayloadInvalid.of(f"/domains/{place}", f"没有领域“{code}”。", f"There is no domain '{code}'.")
    if not codes and scenario is not None:
        return [domain_today(session, scenario)]
    if not codes:
        raise PayloadInvalid.of(
            "/domains", "须注明所属领域，或给出场景。", "Name the domains it lies in, or a scenario."
        )
    return list(dict.fromkeys(codes))
