"""Whether the credit that is kept of every adoption is what its facts give."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy.orm import Session

from registry.adoption.queries.credit import wrong_credit

BATCH: Final = 500


def differing_credit(session: Session) -> Iterator[str]:
    """A sentence for each adoption whose credit is not what a recount gives."""
    after: int | None = 0
    while after is not None:
        after, wrong = wrong_credit(session, after=after, limit=BATCH)
        yield from (f"adoption {identifier}: its credit is not what its facts give" for identifier in wrong)
        session.expunge_all()
