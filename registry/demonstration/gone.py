"""Deleting rows by condition, in one transaction."""

from typing import Any

from sqlalchemy import ColumnElement, delete
from sqlalchemy.orm import Session


class Gone:
    """Deletes rows of a table that meet a condition, and reads the keys of rows that are about to go."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def __call__(self, table: Any, condition: ColumnElement[bool]) -> int:
        done = self.session.execute(delete(table).where(condition).execution_options(synchronize_session=False))
        return int(done.rowcount)  # type: ignore[attr-defined]

    def read(self, keys: Any) -> list[int]:
        return list(self.session.scalars(keys))
