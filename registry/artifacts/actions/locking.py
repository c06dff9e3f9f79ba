"""One at a time for the bytes of a digest: who names them and who removes them wait for each other."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

DIGEST_LOCK: Final = 7_160_002
"""The class of the advisory locks of digests on PostgreSQL. On SQLite the writer lock serves."""


def hold_digest(session: Session, digest: str) -> None:
    """Until this transaction ends nobody else names or removes these bytes. Several digests are held in their order."""
    if session.get_bind().dialect.name != "postgresql":
        return
    number = int.from_bytes(bytes.fromhex(digest[:8]), signed=True)
    session.execute(text("SELECT pg_advisory_xact_lock(:kind, :number)"), {"kind": DIGEST_LOCK, "number": number})
