"""What an earlier release kept without credit: how independent it is, and what it is worth."""

from registry.adoption.actions import credit_next_anew
from registry.kit.database import Database


def credit_uncredited(database: Database) -> int:
    """Judge and count the adoptions that nobody has, some in a transaction; how many. A second run finds none."""
    counted = after = 0
    while True:
        with database.writing() as session:
            chosen = credit_next_anew(session, after=after, unjudged=True)
        if not chosen:
            return counted
        counted += len(chosen)
        after = chosen[-1]
