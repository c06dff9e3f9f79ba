"""Divisions, organisations, their classes over time, and clusters."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.kit.validity import Dated
from registry.organisations.vocabulary import CITY_CLASSES, KINDS, SIZE_BANDS, STATUSES, UNITS


class Division(Dated, Base):
    """A division of GB/T 2260, or one an administrator added (districts, demonstration divisions)."""

    __tablename__ = "divisions"

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    parent_code: Mapped[str | None] = mapped_column(ForeignKey("divisions.code"), index=True)
    is_city: Mapped[bool] = mapped_column(Boolean)
    edition: Mapped[str] = mapped_column(String(60))
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)


class Organisation(Base):
    """A city or one of its units, an operating entity, an assessor, or an authority.

    `city_id` is the city a unit belongs to (itself for a city): figures count cities by it. A slug is never reused.
    A draft was entered by others (`entered_by_id`) and is taken over or merged; a merged one leads to its successor.
    `profile` is what it says of itself: links, and for a city the five 基因 of S14.
    """

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(64))
    slug_skeleton: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str | None] = mapped_column(String(20))
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    division_code: Mapped[str | None] = mapped_column(ForeignKey("divisions.code"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    city_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    uscc: Mapped[str | None] = mapped_column(String(18))
    entity_types: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(20), default="registered")
    size_band: Mapped[str | None] = mapped_column(String(20))
    profile: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    succeeded_on: Mapped[date | None] = mapped_column(Date)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    document: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    etag: Mapped[str] = mapped_column(String(40), default="")

    division: Mapped[Division | None] = relationship(lazy="raise")
    parent: Mapped["Organisation | None"] = relationship(lazy="raise", foreign_keys=[parent_id], remote_side=[id])

    __table_args__ = (
        UniqueConstraint("slug"),
        UniqueConstraint("slug_skeleton"),
        UniqueConstraint("uscc"),
        one_of("kind", KINDS),
        one_of("status", STATUSES),
        one_of("size_band", SIZE_BANDS),
        Index(
            "ix_organisations_drafts",
            "id",
            sqlite_where=text("status = 'draft'"),
            postgresql_where=text("status = 'draft'"),
        ),
        CheckConstraint("(status = 'merged') = (successor_id IS NOT NULL)", name="successor"),
        CheckConstraint("(successor_id IS NULL) = (succeeded_on IS NULL)", name="succeeded_on"),
        CheckConstraint(
            "unit IS NULL OR (kind = 'city' AND unit IN ({}))".format(", ".join(f"'{unit}'" for unit in UNITS)),
            name="unit",
        ),
        CheckConstraint("(kind = 'city') = (unit IS NOT NULL)", name="unit_given"),
    )


class CityClassAssignment(Dated, Base):
    """Which class a city is in, from which day, on what ground (S11, S16): three factors, evidence, who assigned it."""

    __tablename__ = "city_class_assignments"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    city_class: Mapped[str] = mapped_column(String(20))
    stage: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    foundation: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    endowment: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    evidence: Mapped[list[Any]] = mapped_column(JSON, default=list)
    assigned_by: Mapped[str] = mapped_column(String(80))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    superseded_at: Mapped[datetime | None] = mapped_column(Instant)

    __table_args__ = (
        one_of("city_class", CITY_CLASSES),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="validity"),
        Index(
            "uq_city_class_assignments_in_force",
            "organisation_id",
            unique=True,
            sqlite_where=text("valid_to IS NULL AND superseded_at IS NULL"),
            postgresql_where=text("valid_to IS NULL AND superseded_at IS NULL"),
        ),
    )


class Cluster(Base):
    """A group of cities that share and divide work (城市群, S12)."""

    __tablename__ = "clusters"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    is_demo: Mapped[bool] = mapped_column(Boolean, default=False)


class ClusterMember(Dated, Base):
    """A city's membership of a cluster, over time."""

    __tablename__ = "cluster_members"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    cluster_id: Mapped[int] = mapped_column(ForeignKey("clusters.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)

    __table_args__ = (UniqueConstraint("cluster_id", "organisation_id", "valid_from"),)
