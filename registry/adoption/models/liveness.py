"""Signs of life: keys, nonces that are used once, and what was attested."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.adoption.models.adoptions import Adoption
from registry.adoption.vocabulary import ATTESTATION_METHODS
from registry.catalogue.models import ComponentVersion
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id


class AttestationKey(Base):
    """A key by which a deployment signs. The key itself is not kept: it follows from the registry's secret, the
    adoption and this number. One is in force at a time."""

    __tablename__ = "attestation_keys"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"))
    number: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(String(80))
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (UniqueConstraint("adoption_id", "number"), CheckConstraint("number > 0", name="number"))


class AttestationNonce(Base):
    """A challenge given to an adopter: good for one answer until it expires. Only its SHA-256 is kept."""

    __tablename__ = "attestation_nonces"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)
    used_at: Mapped[datetime | None] = mapped_column(Instant)


class Attestation(Base):
    """That an adoption was alive: signed by its deployment, or stated by a named person, which is weaker."""

    __tablename__ = "attestations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoptions.id"))
    method: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column(Date)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("component_versions.id"))
    usage: Mapped[str | None] = mapped_column(String(20))
    stated_by: Mapped[str | None] = mapped_column(String(100))
    statement: Mapped[str | None] = mapped_column(String(2000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by: Mapped[str] = mapped_column(String(80))

    adoption: Mapped[Adoption] = relationship(lazy="raise")
    version: Mapped[ComponentVersion | None] = relationship(lazy="raise")

    __table_args__ = (
        one_of("method", ATTESTATION_METHODS),
        Index("ix_attestations_adoption_id_id", "adoption_id", "id"),
        CheckConstraint("(method = 'statement') = (stated_by IS NOT NULL)", name="stated_by"),
    )
