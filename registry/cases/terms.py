"""What a call and a benchmark are on a day: that follows from their days alone. Pure."""

from datetime import date


def campaign_status(opens_on: date, closes_on: date, today: date) -> str:
    """`upcoming` before its first day, `open` to the end of its last, then `closed`."""
    if today < opens_on:
        return "upcoming"
    return "open" if today <= closes_on else "closed"


def benchmark_status(from_on: date, until_on: date, revoked_on: date | None, today: date) -> str:
    """`revoked` whenever somebody did, else `upcoming`, `in_force` to the end of its last day, `ended`."""
    if revoked_on is not None:
        return "revoked"
    if today < from_on:
        return "upcoming"
    return "in_force" if today <= until_on else "ended"
