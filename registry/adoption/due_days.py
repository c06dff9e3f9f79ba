"""By when an advisory is to be acted on. Pure; the days are this registry's own.

The severities are those of CVSS; how many days each leaves is nowhere laid down for cities in general, so these are a
common measure: critical 7, high 30, medium 90, low 180. What nobody has rated counts as medium; what is rated `none`
is never due. They are counted from the day on which the advisory was published or the version came to run, whichever is
later: nobody can act on what is not known, nor on what does not run. A city's policy may shorten them, never lengthen.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

DUE_DAYS: Final = {"critical": 7, "high": 30, "medium": 90, "low": 180}
UNRATED: Final = "medium"


def due_day(
    severity: str | None, *, published_on: date, runs_since: date | None, shortened: Mapping[str, int] | None = None
) -> date | None:
    """The day by which to act; None where the advisory asks for nothing by any day.

    `runs_since` is None where the version does not run yet: then the publication counts. `shortened` are the days of
    a city's policy, by severity.
    """
    level = severity or UNRATED
    if level not in DUE_DAYS:
        return None
    days = min(DUE_DAYS[level], (shortened or {}).get(level, DUE_DAYS[level]))
    return max(published_on, runs_since or published_on) + timedelta(days=days)
