"""How a count of adopters is told: small ones could point at a city."""

from typing import Final, TypedDict

SUPPRESSED_BELOW: Final = 5


class ShownCount(TypedDict):
    """`adopters` is None when there are some, but fewer than `fewer_than`."""

    adopters: int | None
    fewer_than: int | None


def shown_count(adopters: int, *, exactly: bool) -> ShownCount:
    """Cities and administrators are told exactly; to others 1 to 4 are one bucket, so that nobody can be guessed."""
    if exactly or adopters == 0 or adopters >= SUPPRESSED_BELOW:
        return {"adopters": adopters, "fewer_than": None}
    return {"adopters": None, "fewer_than": SUPPRESSED_BELOW}
