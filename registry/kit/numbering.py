"""Numbers that begin anew each year and have no gap: of screenings, of advisories."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from registry.kit.clock import today_of
from registry.kit.database import Base


def next_in_year(session: Session, numbers: type[Base]) -> tuple[int, int]:
    """The year, counted in Shanghai, and the next number of it, from a table with the columns `year` and `last`.

    One statement that both engines take. Its row stays locked until the end of the transaction: whoever comes next
    waits, and what is rolled back gives its number back.
    """
    table = numbers.__tablename__
    year = today_of(session).year
    statement = text(
        f"INSERT INTO {table} (year, last) VALUES (:year, 1)"  # noqa: S608 — the name of one of our own tables
        f" ON CONFLICT (year) DO UPDATE SET last = {table}.last + 1 RETURNING last"
    )
    last: int = session.execute(statement, {"year": year}).scalar_one()
    return year, last
