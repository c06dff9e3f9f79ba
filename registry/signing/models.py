"""Public keys of organisations."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class SigningKey(Base):
    """An Ed25519 public key (RFC 8032) with which an organisation signs. The private key never comes here.

    `public_key` is the 32 bytes of the key, `fingerprint` the SHA-256 over them in hexadecimal digits. A key that is
    retired signs nothing more and what it signed stays good; one that is revoked makes what it signed after
    `compromised_at` worthless.
    """

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    label: Mapped[str] = mapped_column(String(100), default="")
    public_key: Mapped[bytes] = mapped_column(LargeBinary(32))
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime | None] = mapped_column(Instant)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    compromised_at: Mapped[datetime | None] = mapped_column(Instant)
    revocation_reason: Mapped[str | None] = mapped_column(String(2000))

    organisation: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("fingerprint"),
        CheckConstraint("(revoked_at IS NULL) = (revocation_reason IS NULL)", name="revocation"),
        CheckConstraint("(revoked_at IS NULL) = (compromised_at IS NULL)", name="compromise"),
    )
