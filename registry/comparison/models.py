"""What was found when two interface documents were held against each other."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.comparison.vocabulary import VERDICTS
from registry.kit.database import Base, Instant, one_of


class InterfaceComparison(Base):
    """The changes from one document to another, by their digests: bytes never change, so neither does this.

    `revision` is that of the rules it was found by; what older rules found is found again. `changes` holds the gravest
    of them, `total` how many there are.
    """

    __tablename__ = "interface_comparisons"

    older_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    newer_digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    revision: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(20))
    changes: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    total: Mapped[int] = mapped_column(default=0)
    compared_at: Mapped[datetime] = mapped_column(Instant)

    __table_args__ = (one_of("verdict", VERDICTS),)
