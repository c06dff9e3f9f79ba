"""What waits because cities are paired or buy together."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Row, Select, or_, select

from registry.collaboration.models import Pairing, PairingActivity, PairingCompletion, PairingConfirmation
from registry.collaboration.pairing_rules import RESULT_AFTER, result_due_on
from registry.kit.errors import Bilingual
from registry.organisations.models import Organisation
from registry.services.models import Purchase
from registry.tasks.queries.asking import Asking, day_of
from registry.tasks.telling import Task, named, urgency_of

PROOF_DAYS: Final = timedelta(days=14)
"""So long before its planned day, evidence of an activity is among the tasks."""


def answer_pairing(asking: Asking) -> Iterator[Task]:
    """Pairings that the other city proposed to us."""
    query = (
        select(Pairing.public_id, Pairing.created_at, Pairing.starts_on, Organisation.name)
        .join(Organisation, Organisation.id == Pairing.proposed_by_id)
        .where(
            Pairing.status == "proposed",
            or_(asking.is_ours(Pairing.helper_id), asking.is_ours(Pairing.helped_id)),
            Pairing.proposed_by_id.not_in(asking.as_itself.acts_for),
        )
        .order_by(Pairing.id)
    )
    for row in asking.rows(query):
        title = named("答复“{}”提出的结对", "Answer the pairing that {} proposes", row.name)
        yield Task(
            "answer_pairing",
            str(row.public_id),
            title,
            day_of(row.created_at),
            None,
            "normal",
            f"/pairings/{row.public_id}",
        )


def prove_activity(asking: Asking) -> Iterator[Task]:
    """Activities of our pairings without evidence whose day is near or has passed."""
    query = _activities(asking, "planned").where(PairingActivity.planned_on <= asking.today + PROOF_DAYS)
    for row in asking.rows(query.order_by(PairingActivity.planned_on, PairingActivity.id)):
        title = named("佐证结对活动“{}”", "Prove the activity {} of your pairing", row.title)
        yield _task("prove_activity", asking, row, title, row.planned_on)


def confirm_activity(asking: Asking) -> Iterator[Task]:
    """Activities of our pairings that are proved and that we have not confirmed."""
    said = select(PairingConfirmation.id).where(
        PairingConfirmation.activity_id == PairingActivity.id,
        asking.is_ours(PairingConfirmation.organisation_id),
        PairingConfirmation.superseded_at.is_(None),
    )
    query = _activities(asking, "evidenced").where(~said.exists()).order_by(PairingActivity.id)
    for row in asking.rows(query):
        title = named("确认结对活动“{}”", "Confirm the activity {} of your pairing", row.title)
        yield _task("confirm_activity", asking, row, title, None)


def tell_activity_result(asking: Asking) -> Iterator[Task]:
    """Activities of our pairings that were confirmed 90 days ago and have no result."""
    ripe = asking.today - RESULT_AFTER
    query = _activities(asking, "confirmed").where(PairingActivity.confirmed_on <= ripe)
    for row in asking.rows(query.order_by(PairingActivity.confirmed_on, PairingActivity.id)):
        title = named("登记结对活动“{}”的成果", "Tell what came of the activity {}", row.title)
        yield _task("tell_activity_result", asking, row, title, result_due_on(row.confirmed_on))


def complete_pairing(asking: Asking) -> Iterator[Task]:
    """Pairings that the other city holds to be completed."""
    query = (
        select(
            Pairing.public_id, PairingCompletion.recorded_at, Organisation.name
        )
        .join(Pairing, Pairing.id == PairingCompletion.pairing_id)
        .join(Organisation, Organisation.id == PairingCompletion.organisation_id)
        .where(
            Pairing.status == "active",
            or_(asking.is_ours(Pairing.helper_id), asking.is_ours(Pairing.helped_id)),
            PairingCompletion.organisation_id.not_in(asking.as_itself.acts_for),
        )
        .order_by(PairingCompletion.id)
    )  # fmt: skip
    for row in asking.rows(query):
        title = named("确认与“{}”的结对已完成", "Say whether the pairing with {} is completed", row.name)
        since, address = day_of(row.recorded_at), f"/pairings/{row.public_id}"
        yield Task("complete_pairing", str(row.public_id), title, since, None, "normal", address)


def close_purchase(asking: Asking) -> Iterator[Task]:
    """Joint purchases of ours that are open though the last day for joining has passed."""
    query = (
        select(Purchase.public_id, Purchase.title, Purchase.closes_on)
        .where(asking.is_ours(Purchase.organiser_id), Purchase.status == "open", Purchase.closes_on < asking.today)
        .order_by(Purchase.closes_on, Purchase.id)
    )
    for row in asking.rows(query):
        title = named("截止、延期或取消联合采购“{}”", "Close, prolong or cancel the purchase {}", row.title)
        urgency, address = urgency_of(row.closes_on, asking.today), f"/purchases/{row.public_id}"
        yield Task("close_purchase", str(row.public_id), title, row.closes_on, row.closes_on, urgency, address)


def _activities(asking: Asking, status: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            PairingActivity.public_id,
            PairingActivity.title,
            PairingActivity.planned_on,
            PairingActivity.confirmed_on,
            PairingActivity.created_at,
            Pairing.public_id.label("pairing"),
        )
        .join(Pairing, Pairing.id == PairingActivity.pairing_id)
        .where(
            PairingActivity.status == status,
            Pairing.status.in_(("active", "completed") if status == "confirmed" else ("active",)),
            or_(asking.is_ours(Pairing.helper_id), asking.is_ours(Pairing.helped_id)),
        )
    )


def _task(kind: str, asking: Asking, row: Row[*tuple[Any, ...]], title: Bilingual, due_on: date | None) -> Task:
    urgency, since = urgency_of(due_on, asking.today), day_of(row.created_at)
    address = f"/pairings/{row.pairing}#activity-{row.public_id}"
    return Task(kind, str(row.public_id), title, since, due_on, urgency, address)
