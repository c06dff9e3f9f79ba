"""Numbers of screenings: S-2026-000001, counted anew each year, without a gap."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from registry.kit.clock import today_of

# One statement that both engines take. Its row stays locked until the end of the transaction: whoever comes next waits,
# and a screening that is rolled back gives its number back.
_NEXT: Final = text(
    "INSERT INTO screening_numbers (year, last) VALUES (:year, 1)"
    " ON CONFLICT (year) DO UPDATE SET last = screening_numbers.last + 1 RETURNING last"
)


def next_number(session: Session) -> str:
    """The next number of this year, which is counted in Shanghai."""
    year = today_of(session).year
    last: int = session.execute(_NEXT, {"year": year}).scalar_one()
    return f"S-{year}-{last:06}"
