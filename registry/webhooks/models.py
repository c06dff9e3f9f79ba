"""Webhooks and the log of their deliveries. The outbox is the event log itself: each webhook knows how far it came."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.webhooks.vocabulary import OUTCOMES, WEBHOOK_STATUSES


class Webhook(Base):
    """An address of an organisation that is told of events, in their order, each at least once.

    `position` is the last event that was delivered or did not concern it. Secrets are not kept: each follows from the
    registry's secret, the webhook and its number; the one before is good until `previous_until`.
    `failing_since`, `attempts` and `next_at` speak of the event that is on its way.
    """

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    url: Mapped[str] = mapped_column(String(2000))
    label: Mapped[str] = mapped_column(String(100), default="")
    types: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(20), default="active")
    disabled_reason: Mapped[str | None] = mapped_column(String(500))
    secret_number: Mapped[int] = mapped_column(default=1)
    previous_until: Mapped[datetime | None] = mapped_column(Instant)
    position: Mapped[int] = mapped_column(BigInteger)
    attempts: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(Instant)
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    token_scopes: Mapped[list[Any]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(80))
    removed_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", WEBHOOK_STATUSES),
        CheckConstraint("(status = 'disabled') = (disabled_reason IS NOT NULL)", name="disabled"),
        CheckConstraint("secret_number > 0 AND attempts >= 0", name="numbers"),
        Index("ix_webhooks_status_next_at", "status", "next_at"),
    )


class WebhookReplay(Base):
    """A stretch of events that somebody asked to have again, beside what is on its way."""

    __tablename__ = "webhook_replays"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"), index=True)
    position: Mapped[int] = mapped_column(BigInteger)
    until_position: Mapped[int] = mapped_column(BigInteger)
    requested_at: Mapped[datetime] = mapped_column(Instant)
    requested_by: Mapped[str] = mapped_column(String(80))
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (CheckConstraint("position <= until_position", name="stretch"),)


class Delivery(Base):
    """One attempt to deliver one event: what was answered, how long it took. Purged after its time."""

    __tablename__ = "webhook_deliveries"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"))
    position: Mapped[int] = mapped_column(BigInteger)
    event_id: Mapped[UUID] = mapped_column(Uuid)
    attempt: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))
    answered: Mapped[int | None]
    failure: Mapped[str | None] = mapped_column(String(500))
    took_ms: Mapped[int]
    is_replay: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(Instant, index=True)

    __table_args__ = (
        one_of("outcome", OUTCOMES),
        Index("ix_webhook_deliveries_webhook_id_id", "webhook_id", "id"),
    )
