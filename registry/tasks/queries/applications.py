"""What waits because of applications: for those on the route, and for the applicant."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from registry.applications.models import Application, ApplicationItem, ApplicationStep
from registry.catalogue.models import Component
from registry.organisations.models import Organisation
from registry.tasks.queries.asking import Asking, day_of
from registry.tasks.telling import Task, named, urgency_of

_TITLE: Final = Component.details["title"].label("title")


def decide_application(asking: Asking) -> Iterator[Task]:
    """Items of applications on which it is ours to decide now."""
    query = (
        select(
            Application.public_id,
            ApplicationItem.number,
            ApplicationStep.opened_at,
            ApplicationStep.due_on,
            Application.submitted_at,
            Organisation.name,
            _TITLE,
        )
        .join(ApplicationItem, ApplicationItem.id == ApplicationStep.item_id)
        .join(Application, Application.id == ApplicationItem.application_id)
        .join(Organisation, Organisation.id == ApplicationItem.beneficiary_id)
        .join(Component, Component.id == ApplicationItem.component_id)
        .where(asking.is_ours(ApplicationStep.organisation_id), ApplicationStep.status == "open")
        .order_by(ApplicationStep.due_on, ApplicationStep.id)
    )
    for row in asking.rows(query):
        yield Task(
            "decide_application",
            f"{row.public_id}/{row.number}",
            named("审批“{}”对“{}”的申请", "Decide on what {} applies for: {}", row.name, row.title),
            day_of(row.opened_at or row.submitted_at),
            row.due_on,
            urgency_of(row.due_on, asking.today),
            f"/applications/{row.public_id}",
        )


def resubmit_application(asking: Asking) -> Iterator[Task]:
    """Items that came back to us with a note: change them and hand them in again, or withdraw them."""
    query = (
        select(Application.public_id, ApplicationItem.number, Application.submitted_at, _TITLE)
        .join(ApplicationItem, ApplicationItem.application_id == Application.id)
        .join(Component, Component.id == ApplicationItem.component_id)
        .where(
            asking.is_ours(Application.applicant_id),
            Application.status == "open",
            ApplicationItem.status == "returned",
        )
        .order_by(Application.id, ApplicationItem.number)
    )
    for row in asking.rows(query):
        yield Task(
            "resubmit_application",
            f"{row.public_id}/{row.number}",
            named("修改并重新提交对“{}”的申请", "Change and resubmit the application for {}", row.title),
            day_of(row.submitted_at),
            None,
            "normal",
            f"/applications/{row.public_id}",
        )
