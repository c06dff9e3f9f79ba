"""What stands of a version for checking: its manifests, the signatures over them, and which components need which."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant
from registry.kit.identity import new_id
from registry.signing.models import SigningKey


class Manifest(Base):
    """What a version consisted of after its artifacts changed: numbered, never altered, each naming the one before.

    Number 1 is what was published. It follows from the version alone and has no row, until a component that the version
    requires is merged into another: then it is written down as it stood. `content` is the canonical JSON that is
    signed, `digest` its SHA-256 in hexadecimal digits.
    """

    __tablename__ = "manifests"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"))
    number: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        UniqueConstraint("version_id", "number"),
        CheckConstraint("number > 0", name="number"),
    )


class VersionSignature(Base):
    """A signature over a manifest of a version, by a key of its publisher. It was good when it was accepted."""

    __tablename__ = "version_signatures"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    version_id: Mapped[int] = mapped_column(ForeignKey("component_versions.id"))
    manifest_number: Mapped[int]
    manifest_digest: Mapped[str] = mapped_column(String(64))
    key_id: Mapped[int] = mapped_column(ForeignKey("signing_keys.id"), index=True)
    signature: Mapped[bytes] = mapped_column(LargeBinary(64))
    signed_at: Mapped[datetime] = mapped_column(Instant)

    key: Mapped[SigningKey] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("version_id", "manifest_number", "key_id"),
        CheckConstraint("manifest_number > 0", name="manifest_number"),
    )


class ComponentEdge(Base):
    """That versions of one component require another: counted as versions are published, yanked and taken back.

    It answers who needs whom, and whether there is a cycle, without reading versions.
    """

    __tablename__ = "component_edges"

    dependent_id: Mapped[int] = mapped_column(ForeignKey("components.id"), primary_key=True, autoincrement=False)
    required_id: Mapped[int] = mapped_column(
        ForeignKey("components.id"), primary_key=True, autoincrement=False, index=True
    )
    versions: Mapped[int]

    __table_args__ = (
        CheckConstraint("versions > 0", name="versions"),
        CheckConstraint("dependent_id <> required_id", name="two_components"),
    )


class Quarantine(Base):
    """A component that security administrators hold back: nobody fetches or adopts it until it is lifted."""

    __tablename__ = "quarantines"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    reason: Mapped[str] = mapped_column(String(2000))
    placed_by: Mapped[str] = mapped_column(String(64))
    placed_at: Mapped[datetime] = mapped_column(Instant)
    lifted_by: Mapped[str | None] = mapped_column(String(64))
    lifted_at: Mapped[datetime | None] = mapped_column(Instant)
    lift_reason: Mapped[str | None] = mapped_column(String(2000))

    __table_args__ = (CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted"),)
