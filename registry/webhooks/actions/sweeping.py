"""Deliveries are kept for a month, and what was replayed as long."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from registry.kit.clock import now_of
from registry.webhooks.models import Delivery, WebhookReplay

KEPT: Final = timedelta(days=30)


def sweep(session: Session, limit: int) -> int:
    """Forget at most so many deliveries and replays that are older; how many it was. The log is told nothing: what
    happened stands there anyway.
    """
    before = now_of(session) - KEPT
    old = select(Delivery.id).where(Delivery.at < before).order_by(Delivery.at).limit(limit)
    gone = len(session.scalars(delete(Delivery).where(Delivery.id.in_(old)).returning(Delivery.id)).all())
    ended = select(WebhookReplay.id).where(WebhookReplay.finished_at < before).limit(limit - gone)
    return gone + len(
        session.scalars(delete(WebhookReplay).where(WebhookReplay.id.in_(ended)).returning(WebhookReplay.id)).all()
    )
