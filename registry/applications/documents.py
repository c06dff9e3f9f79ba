"""How agreements and applications read on the wire."""

from collections.abc import Collection
from typing import Any, Final

from registry.adoption.models import Adoption
from registry.applications.models import Agreement, Application, ApplicationItem, ApplicationStep
from registry.kit.clock import format_instant
from registry.kit.documents import Rendered, render
from registry.kit.errors import Bilingual

SKIPPED: Final = {
    "own_component": Bilingual("组件由申请方所在城市发布", "The applicant's own city publishes it"),
    "no_province": Bilingual("采用方未登记行政区划", "The adopter lies in no division on record"),
    "no_authority": Bilingual("其省级主管单位未登记", "No authority of its province is registered"),
    "same_body": Bilingual("该单位已在第一步审批", "This body has decided as the first step"),
    "not_reached": Bilingual("此前已有决定", "It was decided before it came to this step"),
    "withdrawn": Bilingual("申请方已撤回", "The applicant withdrew it"),
}
"""Why nobody decides a step, by its word."""


def render_agreement(agreement: Agreement) -> Rendered:
    """One version of the agreement."""
    return render(
        {
            "number": agreement.number,
            "title": agreement.title,
            "publisher_duties": agreement.publisher_duties,
            "adopter_duties": agreement.adopter_duties,
            "dispute_steps": agreement.dispute_steps,
            "delist_notice_days": agreement.delist_notice_days,
            "effective_on": agreement.effective_on.isoformat(),
        }
    )


def application_document(application: Application, numbers: Collection[int] | None = None) -> dict[str, Any]:
    """An application with its items and their steps: all of them, or those of these numbers.

    Made when it is read: its components may have got other names since it was written.
    """
    return {
        "id": str(application.public_id),
        "applicant": application.applicant.slug,
        "purpose": application.purpose,
        "agreement": application.agreement.number,
        "accepted_by": application.accepted_by,
        "status": application.status,
        "submitted_at": format_instant(application.submitted_at),
        "closed_at": format_instant(application.closed_at) if application.closed_at else None,
        "is_demo": application.is_demo,
        "items": [_item(application, item) for item in application.items if numbers is None or item.number in numbers],
    }


def part_of(application: Application, numbers: Collection[int]) -> dict[str, Any]:
    """Only these items, each with the publisher's present step alone: what a publisher that may see no landscape is
    shown. Neither what else is applied for, nor where it will run, nor what others decided about it.
    """
    whole = application_document(application, numbers)
    for item in whole["items"]:
        own = [step for step in item["steps"] if step["kind"] == "publisher" and step["opened_at"]]
        item.update(steps=own[-1:], configuration={}, policy_exception=None, adoption=None)
    return {**whole, "status": "open", "closed_at": None}


def _item(application: Application, item: ApplicationItem) -> dict[str, Any]:
    on_behalf = item.beneficiary_id != application.applicant_id
    now = present_step(item)
    return {
        "number": item.number,
        "component": item.component.full_name,
        "version": item.version.number if item.version else None,
        "on_behalf_of": item.beneficiary.slug if on_behalf else None,
        "mode": item.mode,
        "scenario": item.scenario,
        "operator": item.operator.slug if item.operator else None,
        "configuration": item.configuration,
        "policy_exception": item.policy_exception,
        "status": item.status,
        "withdrawal_note": item.withdrawal_note,
        "adoption": str(item.adoption.public_id) if item.adoption else None,
        "trial": _trial(item, item.adoption) if item.trial_days else None,
        "decides": now.organisation.slug if now and now.organisation else None,
        "due_on": now.due_on.isoformat() if now and now.due_on else None,
        "steps": [_step(step) for step in item.steps],
    }


def present_step(item: ApplicationItem) -> ApplicationStep | None:
    """The step that is to be decided now."""
    return next((step for step in item.steps if step.status == "open"), None)


def _trial(item: ApplicationItem, adoption: Adoption | None) -> dict[str, Any]:
    ends_on = adoption.trial_ends_on if adoption else None
    return {
        "days": item.trial_days,
        "ends_on": ends_on.isoformat() if ends_on else None,
        "result": item.trial_result,
        "note": item.trial_note,
    }


def _step(step: ApplicationStep) -> dict[str, Any]:
    return {
        "position": step.position,
        "kind": step.kind,
        "organisation": step.organisation.slug if step.organisation else None,
        "status": step.status,
        "opened_at": format_instant(step.opened_at) if step.opened_at else None,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "decided_at": format_instant(step.decided_at) if step.decided_at else None,
        "note": step.note,
        "is_delegated": step.delegate_id is not None,
        "skipped": SKIPPED[step.skipped_for]._asdict() if step.skipped_for else None,
    }
