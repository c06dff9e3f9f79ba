"""The log of accepted facts, and how far each consumer has read it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from registry.kit.database import Base, BigId, Instant


class Event(Base):
    """One accepted fact. Rows are only ever added: a trigger refuses change and removal on both engines.

    `organisation_id` and `actor_key` are opaque here: this slice points at nothing above it.
    `envelope` is the CloudEvents document as it was sent out, so that a digest over it stays true for ever.
    """

    __tablename__ = "events"

    position: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    id: Mapped[UUID] = mapped_column(Uuid, unique=True)
    type: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(200))
    audience: Mapped[str] = mapped_column(String(20))
    actor_key: Mapped[str] = mapped_column(String(80))
    organisation_id: Mapped[int | None] = mapped_column(BigInteger)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    envelope: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        Index("ix_events_organisation_id_position", "organisation_id", "position"),
        Index("ix_events_type_position", "type", "position"),
        Index("ix_events_subject_position", "subject", "position"),
    )


class EventReader(Base):
    """An organisation that may read an event whose audience is `parties`."""

    __tablename__ = "event_readers"

    position: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


class Consumer(Base):
    """How far a derived figure has followed the log."""

    __tablename__ = "event_consumers"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    position: Mapped[int] = mapped_column(BigInteger)
