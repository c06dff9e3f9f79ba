"""Numbers of screenings: S-2026-000001, counted anew each year, without a gap."""

from sqlalchemy.orm import Session

from registry.kit.numbering import next_in_year
from registry.screening.models import ScreeningNumber


def next_number(session: Session) -> str:
    """The next number of this year, which is counted in Shanghai."""
    year, last = next_in_year(session, ScreeningNumber)
    return f"S-{year}-{last:06}"
