"""The statuses of a project and the moves between them. Pure."""

from datetime import date
from typing import Final

from registry.projects.errors import ProjectDayOutOfOrder, ProjectMoveNotAllowed

MOVES: Final = {
    "planned": ("running", "cancelled"),
    "running": ("finished", "cancelled"),
    "finished": (),
    "cancelled": (),
}


def check_move(*, status: str, to: str, on: date, since: date, today: date) -> None:
    """A project runs, then it is finished; it may be cancelled before that. On a day between the last move and today.

    Raises ProjectMoveNotAllowed, ProjectDayOutOfOrder.
    """
    if to not in MOVES[status]:
        raise ProjectMoveNotAllowed(status=status, to=to, legal=", ".join(MOVES[status]) or "-")
    if not since <= on <= today:
        raise ProjectDayOutOfOrder(since=since, today=today)
