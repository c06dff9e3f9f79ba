"""Webhooks and the log of their deliveries. The outbox is the event log itself: each webhook knows how far it came."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation
from registry.webhooks.vocabulary import (
    DELIVERY_KINDS,
    DISABLED_REASONS,
    FAILURES,
    OUTCOMES,
    REPLAY_STATUSES,
    WEBHOOK_STATUSES,
)


class Webhook(Base):
    """An address of an organisation that is told of events, in their order, each at least once.

    `position` is the last event that was delivered or did not concern it. Secrets are not kept: each follows from the
    registry's secret, the webhook and its number; the one before is good until `previous_until`.
    `failing_since`, `attempts` and `next_at` speak of the event that is on its way; `claimed_until` is when the claim
    of the process runs out that is sending it. `trial_id` is a trial that was asked for and is not yet sent.
    """

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    url: Mapped[str] = mapped_column(String(2000))
    label: Mapped[str] = mapped_column(String(100), default="")
    types: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(20), default="active")
    disabled_reason: Mapped[str | None] = mapped_column(String(20))
    secret_number: Mapped[int] = mapped_column(default=1)
    previous_until: Mapped[datetime | None] = mapped_column(Instant)
    position: Mapped[int] = mapped_column(BigInteger)
    attempts: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(Instant)
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    trial_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(80))
    removed_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", WEBHOOK_STATUSES),
        one_of("disabled_reason", DISABLED_REASONS),
        CheckConstraint("(status = 'disabled') = (disabled_reason IS NOT NULL)", name="disabled"),
        CheckConstraint("secret_number > 0 AND attempts >= 0", name="numbers"),
        Index("ix_webhooks_status_next_at", "status", "next_at"),
    )


class WebhookReplay(Base):
    """A stretch of events that somebody asked to have again, beside what is on its way.

    `position` is the last event of it that was delivered; `attempts` and `next_at` are those of the next one.
    """

    __tablename__ = "webhook_replays"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"), index=True)
    position: Mapped[int] = mapped_column(BigInteger)
    until_position: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(20), default="running")
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_until: Mapped[datetime | None] = mapped_column(Instant)
    requested_at: Mapped[datetime] = mapped_column(Instant)
    requested_by: Mapped[str] = mapped_column(String(80))
    finished_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        one_of("status", REPLAY_STATUSES),
        CheckConstraint("position <= until_position", name="stretch"),
        CheckConstraint("(status = 'running') = (finished_at IS NULL)", name="finished"),
    )


class Delivery(Base):
    """One attempt to deliver one message: what was answered, how long it took. Purged after its time.

    A trial is no event of the log, so it has no position.
    """

    __tablename__ = "webhook_deliveries"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id"))
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int | None] = mapped_column(BigInteger)
    event_id: Mapped[UUID] = mapped_column(Uuid)
    attempt: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))
    answered: Mapped[int | None]
    failure: Mapped[str | None] = mapped_column(String(20))
    took_ms: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant, index=True)

    __table_args__ = (
        one_of("kind", DELIVERY_KINDS),
        one_of("outcome", OUTCOMES),
        one_of("failure", FAILURES),
        CheckConstraint("(outcome = 'delivered') = (failure IS NULL)", name="failure_given"),
        CheckConstraint("(kind = 'trial') = (position IS NULL)", name="position_given"),
        Index("ix_webhook_deliveries_webhook_id_id", "webhook_id", "id"),
    )
