"""What is known of how far components are reused, for the difference that a change makes."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.statistics.asking import slice_of
from registry.statistics.cells import EVERY_GRAIN, ON_SHELF, Cell
from registry.statistics.models import Movement, Span
from registry.statistics.moving import ALL_TIME
from registry.statistics.naming import UNSPECIFIED_DOMAIN
from registry.statistics.reaching import Running, Shelf

FIGURE: Final = "reached"


class Reach(NamedTuple):
    """A component before a change: from which day on it may count otherwise, and what it counted by."""

    since: date
    running: Running
    shelf: Shelf
    domain: str | None


def cells(name: str, domain: str | None) -> list[Cell]:
    """Where a component that is reused counts."""
    return [
        Cell(FIGURE, each, name, "true", EVERY_GRAIN)
        for each in ("", slice_of({"domain": domain or UNSPECIFIED_DOMAIN}))
    ]


def read(session: Session, since: Mapping[int, date]) -> dict[int, Reach]:
    """How these components stand, each from its day on."""
    if not since:
        return {}
    moves: dict[int, dict[date, int]] = defaultdict(dict)
    totals: dict[int, int] = {}
    keys = {str(component): component for component in since}
    for row in session.execute(
        select(Movement.key, Movement.grain, Movement.bucket, Movement.amount).where(
            Movement.figure == "component",
            Movement.slice == "",
            Movement.dimension == "component",
            Movement.key.in_(keys),
            ((Movement.grain == "total") & (Movement.bucket == ALL_TIME))
            | ((Movement.grain == "day") & (Movement.bucket >= min(since.values()))),
        )
    ):
        component = keys[row.key]
        if row.grain == "total":
            totals[component] = row.amount
        elif row.bucket >= since[component]:
            moves[component][row.bucket] = row.amount
    stood, fields = shelves(session, since), domains(session, since)
    return {
        component: Reach(
            day,
            Running(totals.get(component, 0) - sum(moves[component].values()), moves[component]),
            stood.get(component, ()),
            fields.get(component),
        )
        for component, day in since.items()
    }


def shelves(session: Session, components: Collection[int]) -> dict[int, list[tuple[date, date | None]]]:
    """On which days these components were on the shelf."""
    found: dict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for row in session.execute(
        select(Span.subject_id, Span.from_on, Span.until_on).where(
            Span.subject == "component",
            Span.subject_id.in_(components),
            Span.state.in_(ON_SHELF),
            Span.void_on.is_(None),
        )
    ):
        found[row.subject_id].append((row.from_on, row.until_on))
    return found


def domains(session: Session, components: Collection[int]) -> dict[int, str | None]:
    """The domains under which these components are counted at present."""
    rows = session.execute(
        select(Span.subject_id, Span.domain)
        .where(Span.subject == "component", Span.subject_id.in_(components))
        .distinct()
    )
    return {row.subject_id: row.domain for row in rows}
