"""What the log is told of a webhook: never its address, which may hold a secret of the receiver's."""

from typing import Any

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.webhooks.models import Webhook


def tell(session: Session, actor: Actor, webhook: Webhook, type: str, **data: Any) -> None:
    """One fact about a webhook, for its organisation alone."""
    record(
        session,
        actor,
        type=type,
        subject=f"webhooks/{webhook.public_id}",
        organisation_id=webhook.organisation_id,
        audience=PARTIES,
        data={
            "webhook": str(webhook.public_id),
            "organisation": webhook.organisation.slug,
            "label": webhook.label,
            **data,
        },
    )
