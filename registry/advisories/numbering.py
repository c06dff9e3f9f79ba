"""Identifiers of advisories: SCA-2026-000001 (shared-component advisory), counted anew each year, without a gap."""

import re
from typing import Final

from sqlalchemy.orm import Session

from registry.advisories.models import AdvisoryNumber
from registry.kit.numbering import next_in_year

PREFIX: Final = "SCA"
"""Names this database in an identifier, as OSV wants it: `<DB>-<ENTRYID>`."""

_OWN: Final = re.compile(rf"{PREFIX}-\d{{4}}-\d{{6,}}\Z", re.ASCII)


def next_identifier(session: Session) -> str:
    """The next identifier of this year."""
    year, last = next_in_year(session, AdvisoryNumber)
    return f"{PREFIX}-{year}-{last:06}"


def is_own(identifier: str) -> bool:
    """Whether an identifier has the form of those given here, which nobody else may bring along."""
    return _OWN.match(identifier) is not None
