"""What is kept of the figures. Derived: it can be deleted at any time and is counted again from the canonical rows."""

from sqlalchemy import JSON, BigInteger, CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from registry.kit.database import Base


class Contribution(Base):
    """What one component, version or adoption adds to the figures at present: the cells in which it counts one.

    `subject` is `component/<id>`, `version/<id>` or `adoption/<id>`; `counted` a sorted list of `[figure, key]`. When
    the subject changes, the counts move by the difference between the old list and the new one.
    """

    __tablename__ = "statistics_contributions"

    subject: Mapped[str] = mapped_column(String(40), primary_key=True)
    counted: Mapped[list[list[str]]] = mapped_column(JSON)


class Count(Base):
    """One cell of a figure. Cells that hold nothing have no row."""

    __tablename__ = "statistics_counts"

    figure: Mapped[str] = mapped_column(String(40), primary_key=True)
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)
