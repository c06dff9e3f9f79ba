"""How current the version is that an adoption runs (版本时效, L2P1-A6; domain rule 3.5). Pure.

Only stable versions count that had been published and not yanked by the day. Compatible is, as the numbers tell, what
has the same major number. An adoption is current, 1, on the newest compatible version, and for 90 days after the first
newer one came out. After that

    max(0, 1 − 0.4 · majors − 0.1 · minors − 0.2 · min(1, (days − 90) / 365))

where `majors` and `minors` are how many newer ones there are (minors within its own major number), and `days` is since
the first newer compatible version: it only falls while nothing is done, and a publisher that releases often makes
nobody look stale the next day (domain rule 4.3). With a critical advisory whose day has passed it is 0.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from packaging.version import Version

GRACE_DAYS: Final = 90
YEAR_DAYS: Final = 365


class Release(NamedTuple):
    """A stable version: its number, the day it was published, and the day it was yanked."""

    number: str
    published_on: date
    yanked_on: date | None = None

    def stands_on(self, day: date) -> bool:
        return self.published_on <= day and (self.yanked_on is None or self.yanked_on > day)


class Behind(NamedTuple):
    """How far behind: newer majors, newer minors of the same major, days since the first newer compatible version."""

    majors: int
    minors: int
    days: int


def currency(behind: Behind, *, is_exposed: bool = False) -> float:
    """From 1, current, to 0. `is_exposed`: an unpatched critical advisory is past its day."""
    if is_exposed:
        return 0.0
    if behind.days <= GRACE_DAYS:
        return 1.0
    late = min(1.0, (behind.days - GRACE_DAYS) / YEAR_DAYS)
    return max(0.0, 1.0 - 0.4 * behind.majors - 0.1 * behind.minors - 0.2 * late)


def behind(number: str, releases: Sequence[Release], day: date) -> Behind:
    """How far behind the releases of a component a version is on a day."""
    running = Version(number)
    newer = [(Version(each.number), each) for each in releases if each.stands_on(day)]
    newer = [(version, each) for version, each in newer if version > running]
    compatible = [(version, each) for version, each in newer if version.major == running.major]
    majors = _different(version.major for version, _ in newer if version.major > running.major)
    if not compatible:
        return Behind(majors, 0, 0)
    minors = _different(version.minor for version, _ in compatible if version.minor > running.minor)
    return Behind(majors, minors, (day - min(each.published_on for _, each in compatible)).days)


def _different(numbers: Iterable[int]) -> int:
    return len(set(numbers))
