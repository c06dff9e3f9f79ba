"""Statements are compiled once for a run of tests, not once for each test's database.

SQLAlchemy keeps what it compiled by the engine and its dialect; each test opens an engine of its own, so nearly half of
a test's time went into compiling the same statements again.
"""

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.util import LRUCache

_dialects: dict[str, Dialect] = {}
_compiled: LRUCache[Any, Any] = LRUCache(5_000)


@event.listens_for(Engine, "engine_connect")
def _share(connection: Connection) -> None:
    connection.dialect = _dialects.setdefault(connection.dialect.name, connection.dialect)
    connection.execution_options(compiled_cache=_compiled)
