"""Which named constraint a write broke, told the same way on both engines."""

import re
from typing import Any

from sqlalchemy.exc import IntegrityError

from registry.kit.database import Base

_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (?P<columns>.+)")
_SQLITE_INDEX = re.compile(r"UNIQUE constraint failed: index '(?P<name>\w+)'")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")


def broken_constraint(error: IntegrityError) -> str | None:
    """The name of the constraint, or None when the engine does not tell (SQLite names no foreign key)."""
    diagnostics: Any = getattr(error.orig, "diag", None)
    if diagnostics is not None:
        return str(diagnostics.constraint_name)
    message = str(error.orig)
    for pattern in (_SQLITE_INDEX, _SQLITE_CHECK):
        if match := pattern.search(message):
            return match["name"]
    if match := _SQLITE_UNIQUE.search(message):
        return _name_from_columns(match["columns"])
    return None


def _name_from_columns(columns: str) -> str | None:
    """SQLite tells `table.column, table.column`: rebuild the name from the table's own definition."""
    pairs = [part.strip().split(".", 1) for part in columns.split(",")]
    table = Base.metadata.tables.get(pairs[0][0])
    if table is None:
        return None
    wanted = [column for _, column in pairs]
    candidates: tuple[Any, ...] = (*table.constraints, *table.indexes)
    for candidate in candidates:
        if [column.name for column in getattr(candidate, "columns", ())] == wanted:
            return str(candidate.name)
    return None
