"""How many of a city's gaps are closed in time to count (短板补齐率, L5P1-A4). Pure.

    rate = gaps closed with evidence in the period ÷ gaps due in the period × 100

Due is what was open when the period began, or was registered in it, and whose day lies on or before the last day; and
whatever was closed with evidence in the period, though its day lies later: who is early does not lose by it. The day
that counts is the one that held when the period began (for what was registered later, the first one): moving it inside
the period changes nothing. What was set aside as not needed in the period stays in the denominator (domain rule 4.12)
and is told as such.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple


class DueDay(NamedTuple):
    """From the day of recording on, a gap was to be closed by `due_on`."""

    recorded_on: date
    due_on: date


class GapFact(NamedTuple):
    """A gap as far as the rate asks. `due_days` in the order of recording, at least one."""

    id: str
    registered_on: date
    due_days: Sequence[DueDay]
    status: str
    closed_on: date | None


class ClosingRate(NamedTuple):
    """What was due, what of it was closed with evidence, what was set aside; no percentage where none was due."""

    due: list[str]
    closed: list[str]
    set_aside: list[str]

    @property
    def percent(self) -> float | None:
        return 100 * len(self.closed) / len(self.due) if self.due else None


def closing_rate(gaps: Sequence[GapFact], first: date, last: date) -> ClosingRate:
    """The rate of a period, from its first day to its last (both counted)."""
    due, closed, set_aside = [], [], []
    for gap in gaps:
        if gap.registered_on > last or (gap.closed_on is not None and gap.closed_on < first):
            continue
        ended = gap.closed_on is not None and gap.closed_on <= last
        with_evidence = ended and gap.status == "closed"
        if not with_evidence and due_day_counted(gap, first) > last:
            continue
        due.append(gap.id)
        if with_evidence:
            closed.append(gap.id)
        elif ended:
            set_aside.append(gap.id)
    return ClosingRate(due, closed, set_aside)


def due_day_counted(gap: GapFact, first: date) -> date:
    """The day that held when the period began; the first one of what was registered later."""
    held = [each for each in gap.due_days if each.recorded_on < first]
    return (held[-1] if held else gap.due_days[0]).due_on
