"""Days that are worked or not otherwise than the week says: holidays, and weekends worked in exchange (调休)."""

from datetime import date, datetime

from sqlalchemy import JSON, Date
from sqlalchemy.orm import Mapped, mapped_column

from registry.kit.database import Base, Instant


class SpecialDay(Base):
    """One day on which the week does not hold. Entered by administrators, from the notice of the State Council."""

    __tablename__ = "special_days"

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    is_working: Mapped[bool]
    name: Mapped[dict[str, str]] = mapped_column(JSON)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
