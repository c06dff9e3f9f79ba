"""How pairings, scenarios and feedback read on the wire."""

from collections.abc import Sequence
from typing import Any

from registry.catalogue.models import Component, ComponentVersion
from registry.collaboration.models import Feedback, Pairing, Scenario
from registry.collaboration.queries import ResponseTimes
from registry.kit.clock import format_instant


def pairing_document(pairing: Pairing) -> dict[str, Any]:
    return {
        "id": str(pairing.public_id),
        "helper": pairing.helper.slug,
        "helped": pairing.helped.slug,
        "kind": pairing.kind,
        "status": pairing.status,
        "agreement": pairing.agreement,
        "starts_on": pairing.starts_on.isoformat(),
        "ends_on": pairing.ends_on.isoformat() if pairing.ends_on else None,
        "is_demo": pairing.is_demo,
        "created_at": format_instant(pairing.created_at),
    }


def scenario_document(scenario: Scenario, domain: str) -> dict[str, Any]:
    """A scenario; `domain` is what the one it was entered under is today."""
    return {
        "code": scenario.code,
        "name": scenario.name,
        "domain": domain,
        "is_demo": scenario.is_demo,
    }


def feedback_document(feedback: Feedback) -> dict[str, Any]:
    """What was said of a component, and what became of it. Made when asked: names of both sides may change."""
    return {
        "id": str(feedback.public_id),
        "component": feedback.component.full_name,
        "version": feedback.version.number if feedback.version else None,
        "kind": feedback.kind,
        "title": feedback.title,
        "body": feedback.body,
        "reported_by": _reporter(feedback),
        "credit": feedback.credit,
        "status": feedback.status,
        "answer": feedback.answer,
        "due_on": feedback.due_on.isoformat() if feedback.due_on else None,
        "answered_at": format_instant(feedback.answered_at) if feedback.answered_at else None,
        "resolved_in": feedback.resolved_in.number if feedback.resolved_in else None,
        "closed_at": format_instant(feedback.closed_at) if feedback.closed_at else None,
        "is_demo": feedback.is_demo,
        "created_at": format_instant(feedback.created_at),
    }


def release_notes_document(
    component: Component, version: ComponentVersion, resolved: Sequence[Feedback]
) -> dict[str, Any]:
    """What a version says of itself, what it resolves, and whom it thanks for having reported it, each once."""
    thanks = {row.organisation.slug: row.organisation.name for row in resolved}
    return {
        "component": component.full_name,
        "version": version.number,
        "notes": version.notes,
        "resolved": [_resolved(row) for row in resolved],
        "thanks": [{"slug": slug, "name": name} for slug, name in thanks.items()],
        "published_at": format_instant(version.published_at),
    }


FORMULA = {
    "zh": "近365天反馈自提出至发布方首次答复的小时数之中位数；按时指在到期日当天或之前（5个工作日）首次答复",
    "en": "median of the hours from a report to the publisher's first answer, over the feedback of the last 365 days; "
    "in time is a first answer on or before the day it is due (5 working days)",
}


def response_times_document(component: Component, times: ResponseTimes) -> dict[str, Any]:
    """How fast a publisher answers, with the formula in both languages."""
    return {"component": component.full_name, **times._asdict(), "formula": FORMULA}


def _resolved(feedback: Feedback) -> dict[str, Any]:
    return {
        "id": str(feedback.public_id),
        "title": feedback.title,
        "kind": feedback.kind,
        "reported_by": _reporter(feedback),
        "credit": feedback.credit,
    }


def _reporter(feedback: Feedback) -> dict[str, Any]:
    return {"slug": feedback.organisation.slug, "name": feedback.organisation.name}
