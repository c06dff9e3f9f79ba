"""Advisories."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.advisories.vocabulary import SEVERITIES
from registry.catalogue.models import Component
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id


class AdvisoryNumber(Base):
    """The last number given in a year."""

    __tablename__ = "advisory_numbers"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


class Advisory(Base):
    """What is wrong with some versions of a component, in the form of OSV (ossf.github.io/osv-schema).

    `identifier` is our own number or that of an imported record. `details` holds what OSV says of it (summary, details,
    aliases, references, credits, severity vectors); `affected` its ranges and lists of versions. Which versions that
    means is computed from them whenever it is asked, so that a version published later in an open range is affected
    too; for the same reason nothing is rendered here. `score_tenths` is the highest base score of its vectors.
    """

    __tablename__ = "advisories"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    identifier: Mapped[str] = mapped_column(String(100))
    component_id: Mapped[int] = mapped_column(ForeignKey("components.id"))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    affected: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    fixed_in: Mapped[list[str]] = mapped_column(JSON, default=list)
    severity: Mapped[str | None] = mapped_column(String(20))
    score_tenths: Mapped[int | None]
    published_at: Mapped[datetime] = mapped_column(Instant)
    modified_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str | None] = mapped_column(String(2000))
    is_demo: Mapped[bool] = mapped_column(default=False)

    component: Mapped[Component] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("identifier"),
        Index("ix_advisories_component_id_id", "component_id", "id"),
        Index("ix_advisories_published_at_id", "published_at", "id"),
        one_of("severity", SEVERITIES),
        CheckConstraint("score_tenths BETWEEN 0 AND 100", name="score_tenths"),
        CheckConstraint("(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)", name="withdrawal"),
    )
