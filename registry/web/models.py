"""Tables of the plumbing: answers kept for repeated requests, and budgets of writes."""

from datetime import datetime

from sqlalchemy import JSON, Boolean, Float, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.kit.database import Base, Instant


class KeptAnswer(Base):
    """The first answer to a request with an Idempotency-Key, kept for 24 hours in the transaction of its effect.

    The answer that showed a secret is marked instead of kept.
    """

    __tablename__ = "kept_answers"

    caller: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int] = mapped_column(Integer, default=0)
    headers: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    body: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    showed_secret: Mapped[bool] = mapped_column(Boolean, default=False)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class WriteBudget(Base):
    """A token bucket of writes, shared by every process and node."""

    __tablename__ = "write_budgets"

    caller: Mapped[str] = mapped_column(String(80), primary_key=True)
    left: Mapped[float] = mapped_column(Float)
    counted_at: Mapped[float] = mapped_column(Float)
