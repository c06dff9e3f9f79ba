"""Notices of organisations, who wants them how, and the messages on their way."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Boolean, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.notifications.vocabulary import CHANNELS, DIGESTS, MESSAGE_STATUSES, URGENCIES
from registry.organisations.models import Organisation


class Notice(Base):
    """That an organisation was told of an event: why it concerns it, and what to do. One for each event and kind."""

    __tablename__ = "notices"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    position: Mapped[int] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(200))
    urgency: Mapped[str] = mapped_column(String(20))
    text: Mapped[dict[str, str]] = mapped_column(JSON)
    todo: Mapped[dict[str, str] | None] = mapped_column(JSON)
    address: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    read_by: Mapped[str | None] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("urgency", URGENCIES),
        UniqueConstraint("organisation_id", "position", "kind", "about"),
        Index("ix_notices_organisation_id_id", "organisation_id", "id"),
        Index("ix_notices_organisation_id_read_at_id", "organisation_id", "read_at", "id"),
    )


class Subscription(Base):
    """How an organisation wants its notices beside its inbox: by which way, to which address, which of them, how often.

    `notice_id` is the last notice that was handed on: notices reach a subscriber in their order. `failing_since` and
    `attempts` speak of the message that is on its way, `leased_until` of the process that carries it. Nothing goes to
    an address before it was confirmed by a code that was sent there; the code follows from the registry's secret and
    `confirmation`, and is kept nowhere. One that is confirmed and not active is paused.
    """

    __tablename__ = "notice_subscriptions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(5))
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)
    urgency: Mapped[str] = mapped_column(String(20))
    digest: Mapped[str] = mapped_column(String(20))
    is_active: Mapped[bool] = mapped_column(Boolean, default=False)
    confirmation: Mapped[str | None] = mapped_column(String(64))
    confirmation_expires_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    wrong_codes: Mapped[int] = mapped_column(default=0)
    notice_id: Mapped[int] = mapped_column(BigInteger, default=0)
    next_at: Mapped[datetime | None] = mapped_column(Instant, index=True)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None] = mapped_column(Instant)
    last_failure: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(80))

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("channel", CHANNELS),
        one_of("urgency", URGENCIES),
        one_of("digest", DIGESTS),
        UniqueConstraint("organisation_id", "channel", "address"),
        CheckConstraint("attempts >= 0 AND wrong_codes >= 0", name="attempts"),
        CheckConstraint("confirmed_at IS NOT NULL OR NOT is_active", name="confirmed"),
    )


class Message(Base):
    """One message: which notices it holds, and what became of it. Purged after its time.

    It is written down before it goes out: whoever takes it over after a crash sends the same under the same name.
    """

    __tablename__ = "notice_messages"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    subscription_id: Mapped[int] = mapped_column(ForeignKey("notice_subscriptions.id"))
    first_notice_id: Mapped[int] = mapped_column(BigInteger)
    last_notice_id: Mapped[int] = mapped_column(BigInteger)
    notices: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))
    failure: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Instant, index=True)

    subscription: Mapped[Subscription] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", MESSAGE_STATUSES),
        Index("ix_notice_messages_subscription_id_id", "subscription_id", "id"),
    )
