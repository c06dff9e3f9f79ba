"""Questions about scenarios."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.collaboration.models import Scenario
from registry.kit.paging import Page, page_of
from registry.taxonomies.queries import follow


def domain_today(session: Session, scenario: Scenario) -> str:
    """The domain a scenario belongs to in the edition in force: the first of those that took the place of its own."""
    return next(iter(follow(session, "domains", scenario.domain)), scenario.domain)


def list_scenarios(session: Session, *, after: tuple[Any, ...] | None, limit: int) -> Page[Scenario]:
    query = select(Scenario).order_by(Scenario.code)
    if after:
        query = query.where(Scenario.code > after[0])
    return page_of(list(session.scalars(query.limit(limit + 1))), limit, key=lambda row: (row.code,))
