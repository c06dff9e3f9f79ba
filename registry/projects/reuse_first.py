"""Whether a project looked for what exists before it built something (复用优先, S6; indicator L2P1-A3). Pure."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

REASONS: Final = ("not_screened", "screened_late", "neither_reused_nor_justified")
"""Why a project does not count as having put reuse first."""


class Begun(NamedTuple):
    """What the rule asks of a project: when it was approved and screened, what it adopted, whether it gave reasons."""

    project: str
    approved_on: date
    screened_on: date | None
    has_adopted: bool
    is_justified: bool


class ReuseFirst(NamedTuple):
    """The projects approved in a period: `put_first` of `projects`, `share` in per cent (None where there are none).

    `records` are the ids of all of them; `excluded` says of each that does not count why.
    """

    projects: int
    put_first: int
    share: float | None
    records: list[str]
    excluded: dict[str, str]


def why_not(project: Begun) -> str | None:
    """Why a project did not put reuse first; None where it did.

    It did when its screening was run on the day of its approval at the latest, and it then adopted something from the
    registry or gave its reasons for building anew.
    """
    if project.screened_on is None:
        return "not_screened"
    if project.screened_on > project.approved_on:
        return "screened_late"
    return None if project.has_adopted or project.is_justified else "neither_reused_nor_justified"


def reuse_first_of(projects: Sequence[Begun]) -> ReuseFirst:
    """L2P1-A3: new projects that ran the screening and adopted (or justified not) ÷ new projects."""
    excluded = {each.project: reason for each in projects if (reason := why_not(each)) is not None}
    put_first = len(projects) - len(excluded)
    share = round(100 * put_first / len(projects), 4) if projects else None
    return ReuseFirst(len(projects), put_first, share, [each.project for each in projects], excluded)
