"""How reports read on the wire."""

from typing import Any

from registry.kit.actor import Actor
from registry.kit.clock import format_instant
from registry.statistics.models import Report
from registry.statistics.reports.months import written


def report_entry(report: Report) -> dict[str, Any]:
    """A report in the list of all."""
    return {
        "kind": "reuse",
        "month": written(report.month),
        "issued_at": format_instant(report.issued_at),
        "is_demo": report.is_demo,
    }


def report_document(report: Report, actor: Actor) -> dict[str, Any]:
    """A report as this caller may know it, as it was issued."""
    return {**(report.exact if actor.sees_landscapes else report.told), **report_entry(report)}
