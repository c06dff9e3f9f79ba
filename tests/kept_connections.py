"""Connections to PostgreSQL that outlive the engine of a test, for the databases that outlive the test.

The first statements on a new connection cost several times what they cost later: the server reads its catalogues and
plans each statement anew.
"""

import threading
from typing import Any, Final

import psycopg
from sqlalchemy import event
from sqlalchemy.engine import Engine

MOST: Final = 6
"""So many are kept for one database; the others are closed when they are given back."""

_kept: dict[str, list["KeptConnection"]] = {}
_lock = threading.Lock()


class KeptConnection(psycopg.Connection[Any]):
    """A connection that comes back when it is closed, as new: no transaction, no lock, no setting of its user's."""

    database = ""

    def close(self) -> None:
        if not self._give_back():
            super().close()

    def end(self) -> None:
        """Close it indeed."""
        super().close()

    def _give_back(self) -> bool:
        if self.closed or self.broken:
            return False
        with _lock:
            others = _kept.get(self.database)
            if others is None or self in others or len(others) >= MOST:
                return others is not None and self in others
        try:
            self.rollback()
            self.autocommit = True
            self.execute("SELECT pg_advisory_unlock_all()")
            self.execute("RESET ALL")
            self.autocommit = False
        except psycopg.Error:
            return False
        with _lock:
            others.append(self)
        return True


def keep_connections(name: str) -> None:
    """From now on, connections of this process to this database are kept."""
    with _lock:
        _kept.setdefault(name, [])


def kept_processes(name: str) -> list[int]:
    """The server's processes behind the connections that wait."""
    with _lock:
        return [connection.info.backend_pid for connection in _kept.get(name, ())]


def close_all(name: str) -> None:
    """Close what waits, and keep nothing more."""
    with _lock:
        waiting = _kept.pop(name, [])
    for connection in waiting:
        connection.end()


@event.listens_for(Engine, "do_connect")
def _connect(_dialect: Any, _record: Any, arguments: Any, options: dict[str, Any]) -> KeptConnection | None:
    name = options.get("dbname")
    if name is None or name not in _kept:
        return None
    with _lock:
        if _kept[name]:
            return _kept[name].pop()
    connection = KeptConnection.connect(*arguments, **options)
    connection.database = name
    return connection
