"""What the domains of demands stand for today: editions change, and a demand keeps the code it was posted under."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from registry.demands.models import DemandDomain
from registry.taxonomies.queries import current_taxonomies, follow


def renamed_domains(session: Session) -> dict[str, str]:
    """By each code that is not in force any more: the first that took its place. Nearly always empty."""
    current = current_taxonomies(session)["domains"].concepts
    recorded = session.scalars(select(DemandDomain.domain).distinct())
    return {code: next(iter(follow(session, "domains", code)), code) for code in recorded if code not in current}


def domain_today(renamed: Mapping[str, str]) -> ColumnElement[Any]:
    """The column of domains, in the codes of today."""
    if not renamed:
        return DemandDomain.domain.expression
    return case(renamed, value=DemandDomain.domain, else_=DemandDomain.domain)
