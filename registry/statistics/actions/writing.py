"""Adding to what is kept."""

from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

from sqlalchemy.orm import Session

from registry.statistics.models import Movement
from registry.statistics.moving import Moved

PORTION: Final = 20_000

_COLUMNS: Final = Moved._fields
_TYPES: Final = ("varchar", "varchar", "varchar", "varchar", "date", "varchar", "bigint")

_INSERT: Final = f"INSERT INTO {Movement.__tablename__} ({', '.join(_COLUMNS)}) "
_KEY: Final = ", ".join(_COLUMNS[:-1])
_ADD: Final = f"ON CONFLICT ({_KEY}) DO UPDATE SET amount = {Movement.__tablename__}.amount + excluded.amount"
_SQLITE: Final = f"{_INSERT}VALUES ({', '.join('?' for _ in _COLUMNS)}) {_ADD}"
_ARRAYS: Final = ", ".join(f"%s::{each}[]" for each in _TYPES)
_POSTGRESQL: Final = f"{_INSERT}SELECT * FROM unnest({_ARRAYS}) WHERE true {_ADD}"  # noqa: S608 — our own


def write_movements(session: Session, moved: Iterable[Moved]) -> None:
    """Add amounts to what is kept of the cells; a cell that comes to nothing stays, and counts for nothing.

    In one order always, which is that of the table: so the pages of its index are written one after the other. Straight
    to the driver, since there are many: a statement for each row on SQLite, arrays for all rows on PostgreSQL.
    """
    connection = session.connection()
    is_postgresql = connection.dialect.name == "postgresql"
    remaining = iter(moved)
    while portion := sorted(islice(remaining, PORTION)):
        if is_postgresql:
            arrays: tuple[list[Any], ...] = tuple(list(column) for column in zip(*portion, strict=True))
            connection.exec_driver_sql(_POSTGRESQL, arrays)
        else:
            # Days are kept as they are written; amounts cannot be zero.
            rows: list[tuple[Any, ...]] = [(*row[:4], row.bucket.isoformat(), *row[5:]) for row in portion]
            connection.exec_driver_sql(_SQLITE, rows)
