"""How scenario lists and their coverage read on the wire."""

from collections.abc import Collection, Mapping
from typing import Any

from registry.kit.clock import format_instant
from registry.scenarios import covering
from registry.scenarios.models import ListedScenario, ScenarioOpening
from registry.scenarios.queries import Coverage, CoverageRecord, PartRecord


def item_document(
    item: ListedScenario,
    domain: str | None,
    opening: Mapping[str, Any] | None,
    parts: list[PartRecord],
    hidden: Collection[int] = (),
) -> dict[str, Any]:
    """An item of a list with how its solution stands. Components that are `hidden` from the reader are not named."""
    return {
        **_head(item, domain, opening),
        "needs": item.needs,
        "data_items": [
            {
                "name": row.name,
                "holder": row.holder,
                "source": row.source.full_name if row.source and row.source_id not in hidden else None,
            }
            for row in item.data_items
        ],
        "departments": item.departments,
        "solution": [part_document(part, hidden) for part in parts],
        "coverage": covered_document([part.found.state for part in parts]),
        "priority": item.priority,
        "status": item.status,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "listed_on": item.valid_from.isoformat(),
    }


def public_document(item: ListedScenario, domain: str | None, opening: Mapping[str, Any] | None) -> dict[str, Any]:
    """What everybody may know of a scenario that is featured or open: what it is called, and the announcement."""
    unseen = ("needs", "data_items", "departments", "solution", "coverage", "priority", "status", "due_on", "listed_on")
    return {**_head(item, domain, opening), **dict.fromkeys(unseen)}


def part_document(record: PartRecord, hidden: Collection[int] = ()) -> dict[str, Any]:
    """A part of a solution: which versions will do, and what the city runs."""
    use = record.found.use
    return {
        "component": None if record.component.id in hidden else record.component.full_name,
        "specifier": record.part.specifier,
        "state": record.found.state,
        "version": use.version if use else None,
        "adoption": use.adoption if use else None,
    }


def covered_document(states: Collection[str]) -> dict[str, Any]:
    """How a scenario stands by its parts."""
    counted = {state: sum(found == state for found in states) for state in ("live", "pilot")}
    return {"state": covering.coverage_state(states), "parts": len(states), **counted}


def coverage_document(
    coverage: Coverage, *, organisation: str, as_of: str, period_from: str, hidden: Collection[int] = ()
) -> dict[str, Any]:
    """A city's coverage with its formula, what goes into it, and the records behind it."""
    rate = 100 * coverage.covered / coverage.total if coverage.total else None
    return {
        "organisation": organisation,
        "as_of": as_of,
        "period_from": period_from,
        "indicator": "L2P1-A2",
        "formula": covering.FORMULA._asdict(),
        "rate": None if rate is None else f"{rate:.2f}",
        "inputs": {
            "scenarios": coverage.total,
            "covered": coverage.covered,
            "fully_covered": coverage.fully,
            "added": sum(record.counted_for == "added" for record in coverage.records),
            "removed": sum(record.listed.valid_to is not None for record in coverage.records),
        },
        "records": [_record(record, hidden) for record in coverage.records],
    }


def opening_document(opening: ScenarioOpening, *, is_open: bool) -> dict[str, Any]:
    """What a city announces of a scenario."""
    return {
        "announcement": opening.announcement,
        "opened_at": format_instant(opening.opened_at),
        "closes_on": opening.closes_on.isoformat(),
        "is_open": is_open,
    }


def _head(item: ListedScenario, domain: str | None, opening: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        "organisation": item.city.slug,
        "code": item.code,
        "scenario": item.scenario.code if item.scenario else None,
        "name": item.name,
        "domain": domain,
        "is_featured": item.is_featured,
        "opening": opening,
        "is_demo": item.is_demo,
    }


def _record(record: CoverageRecord, hidden: Collection[int]) -> dict[str, Any]:
    item = record.listed
    return {
        "code": item.code,
        "name": item.name,
        "state": record.state,
        "is_covered": record.is_covered,
        "counted_for": record.counted_for,
        "listed_on": item.valid_from.isoformat(),
        "removed_on": item.valid_to.isoformat() if item.valid_to else None,
        "removal_reason": item.removal_reason,
        "solution": [part_document(part, hidden) for part in record.parts],
    }
