"""Who may see, prepare, take over and supply components, and the names they had before."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.catalogue.models.components import Component
from registry.catalogue.vocabulary import ALIAS_REASONS, CLAIM_STATUSES, TRANSFER_STATUSES
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.kit.validity import Dated
from registry.organisations.models import Organisation


class ComponentCluster(Base):
    """A cluster whose cities may see a restricted component (S12)."""

    __tablename__ = "component_clusters"

    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), primary_key=True, autoincrement=False)
    cluster_id: Mapped[int] = mapped_column(
        ForeignKey("clusters.id"), primary_key=True, autoincrement=False, index=True
    )


class ComponentCoOwner(Base):
    """An organisation that owns a component together with its publisher, and sees it also where it is restricted."""

    __tablename__ = "component_co_owners"

    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), primary_key=True, autoincrement=False)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisations.id"), primary_key=True, autoincrement=False, index=True
    )


class ComponentAlias(Base):
    """A name that a component had before it was transferred or merged: it leads to the component for ever."""

    __tablename__ = "component_aliases"

    full_name: Mapped[str] = mapped_column(String(129), primary_key=True)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    reason: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(Instant)

    component: Mapped[Component] = relationship(lazy="raise")

    __table_args__ = (one_of("reason", ALIAS_REASONS),)


class ComponentTransfer(Base):
    """A component on its way to another publisher: offered by one side, accepted by the other."""

    __tablename__ = "component_transfers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    status: Mapped[str] = mapped_column(String(20), default="offered")
    offered_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)

    component: Mapped[Component] = relationship(lazy="raise")
    giver: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[from_id])
    receiver: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[to_id])

    __table_args__ = (
        one_of("status", TRANSFER_STATUSES),
        CheckConstraint("from_id <> to_id", name="two_sides"),
        CheckConstraint("(status = 'offered') = (answered_at IS NULL)", name="answered"),
        Index(
            "uq_component_transfers_open",
            "component_id",
            unique=True,
            sqlite_where=text("status = 'offered'"),
            postgresql_where=text("status = 'offered'"),
        ),
    )


class Preparer(Dated, Base):
    """An entity that a city lets prepare components in its name; the city signs off what it prepares."""

    __tablename__ = "preparers"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    preparer_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)

    preparer: Mapped[Organisation] = relationship(lazy="raise", foreign_keys=[preparer_id])

    __table_args__ = (CheckConstraint("owner_id <> preparer_id", name="two_sides"),)


class SupplierClaim(Base):
    """That an entity supplies a component: what it does for it. The publisher confirms; what nobody renews expires."""

    __tablename__ = "supplier_claims"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    services: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    status: Mapped[str] = mapped_column(String(20), default="claimed")
    claimed_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    expires_on: Mapped[date] = mapped_column(Date)

    component: Mapped[Component] = relationship(lazy="raise")
    supplier: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        one_of("status", CLAIM_STATUSES),
        Index(
            "uq_supplier_claims_open",
            "component_id",
            "supplier_id",
            unique=True,
            sqlite_where=text("status IN ('claimed', 'confirmed')"),
            postgresql_where=text("status IN ('claimed', 'confirmed')"),
        ),
    )
