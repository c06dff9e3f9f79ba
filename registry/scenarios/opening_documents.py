"""How openings, responses and roadmaps read on the wire."""

from collections.abc import Collection
from typing import Any

from registry.kit.clock import format_instant
from registry.scenarios.documents import opening_document
from registry.scenarios.models import ScenarioOpening, ScenarioResponse
from registry.scenarios.queries import Planned


def announced_document(opening: ScenarioOpening, *, is_open: bool, domain: str | None) -> dict[str, Any]:
    """A scenario that a city has opened, as everybody reads it."""
    item = opening.listed
    return {
        "organisation": item.city.slug,
        "organisation_name": item.city.name,
        "code": item.code,
        "name": item.name,
        "domain": domain,
        **opening_document(opening, is_open=is_open),
        "is_demo": item.is_demo,
    }


def response_document(response: ScenarioResponse) -> dict[str, Any]:
    """What an entity offers, and what the city decided: for these two and administrators."""
    item = response.opening.listed
    return {
        "id": str(response.public_id),
        "organisation": item.city.slug,
        "code": item.code,
        "entity": response.entity.slug,
        "entity_name": response.entity.name,
        "offer": response.offer,
        "components": [component.full_name for component in response.components],
        "price_terms": response.price_terms,
        "status": response.status,
        "reason": response.reason,
        "submitted_at": format_instant(response.submitted_at),
        "decided_at": format_instant(response.decided_at) if response.decided_at else None,
        "is_demo": item.is_demo,
    }


def roadmap_document(organisation: str, rows: list[Planned], hidden: Collection[int] = ()) -> dict[str, Any]:
    """A city's roadmap: what is planned, and where it stands today."""
    return {"organisation": organisation, "items": [_planned(row, hidden) for row in rows]}


def _planned(row: Planned, hidden: Collection[int]) -> dict[str, Any]:
    reached = row.progress.reached_on
    return {
        "scenario": row.item.listed.code,
        "name": row.item.listed.name,
        "component": None if row.component.id in hidden else row.component.full_name,
        "specifier": row.item.specifier,
        "planned_on": row.item.planned_on.isoformat(),
        "first_planned_on": row.item.first_planned_on.isoformat(),
        "status": row.progress.status,
        "stage": row.stage,
        "version": row.version,
        "adoption": row.adoption,
        "reached_on": reached.isoformat() if reached else None,
        "slippage_days": row.progress.slippage_days,
    }
