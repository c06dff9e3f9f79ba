"""How cases are judged, and how the selected ones are spread."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.cases.vocabulary import PROMOTION_KINDS
from registry.kit.database import Base, BigId, Instant, one_of
from registry.kit.identity import new_id
from registry.organisations.models import Organisation


class CaseReview(Base):
    """What one organisation found of a case, by criteria; or that it stands back. One of each organisation."""

    __tablename__ = "case_reviews"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    is_recused: Mapped[bool] = mapped_column(Boolean, default=False)
    scores: Mapped[dict[str, float]] = mapped_column(JSON, default=dict)
    score: Mapped[float | None]
    comment: Mapped[str | None] = mapped_column(String(4000))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    reviewer: Mapped[Organisation] = relationship(lazy="raise")

    __table_args__ = (
        UniqueConstraint("case_id", "reviewer_id"),
        CheckConstraint("is_recused = (score IS NULL)", name="recused"),
    )


class CasePromotion(Base):
    """How a selected case was spread (S54). What money went with an award is a text: money itself is not ours."""

    __tablename__ = "case_promotions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    public_id: Mapped[UUID] = mapped_column(Uuid, unique=True, default=new_id)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    kind: Mapped[str] = mapped_column(String(20))
    on: Mapped[date] = mapped_column(Date)
    note: Mapped[str] = mapped_column(String(2000))
    award: Mapped[str | None] = mapped_column(String(200))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (
        one_of("kind", PROMOTION_KINDS),
        CheckConstraint("award IS NULL OR kind = 'award'", name="award"),
        Index("ix_case_promotions_case_id_id", "case_id", "id"),
    )
