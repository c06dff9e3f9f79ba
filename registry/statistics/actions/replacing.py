"""Replacing what rows count for by what they count for now."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.catalogue.models import Component, ComponentVersion
from registry.statistics.actions.calls import replace_calls
from registry.statistics.actions.writing import write_movements
from registry.statistics.cells import BY_DAY, ON_SHELF, Cell
from registry.statistics.models import Span
from registry.statistics.moving import Tally
from registry.statistics.queries import reach, subjects
from registry.statistics.queries.kept import spans_kept
from registry.statistics.queries.reach import Reach
from registry.statistics.queries.subjects import Row, counted_of_row
from registry.statistics.reaching import reach_moves

T = TypeVar("T")

PORTION: Final = 500
"""How many rows one statement takes: well below what either engine allows as parameters."""


class Kind(NamedTuple):
    """A kind of row that counts: its name, its table, and what it counts for."""

    name: str
    table: type[Any]
    spans_of: Callable[[Session, Collection[int]], Mapping[int, list[Row]]]


COMPONENTS: Final = Kind("component", Component, subjects.spans_of_components)
VERSIONS: Final = Kind("version", ComponentVersion, subjects.spans_of_versions)
ADOPTIONS: Final = Kind("adoption", Adoption, subjects.spans_of_adoptions)


def recount(session: Session, kind: Kind, ids: Collection[int]) -> set[int]:
    """Replace what these rows count for; the ids of those that count differently now."""
    changed: set[int] = set()
    for portion in portions(sorted(ids)):
        changed |= _replace(session, kind, portion)
    return changed


def _replace(session: Session, kind: Kind, ids: list[int]) -> set[int]:
    before = spans_kept(session, kind.name, ids)
    after = kind.spans_of(session, ids)
    gone: dict[int, Row] = {}
    new: list[Row] = []
    for identifier in ids:
        kept, now = before.get(identifier, {}), after.get(identifier, [])
        gone.update({span: row for span, row in kept.items() if row not in now})
        new += [row for row in now if row not in kept.values()]
    tally = Tally()
    if gone or new:
        _move(session, kind, tally, gone, new)
    if kind is ADOPTIONS:
        replace_calls(session, tally, ids, after)
    write_movements(session, tally.rows())
    return {row["subject_id"] for row in (*gone.values(), *new)}


def _move(session: Session, kind: Kind, tally: Tally, gone: Mapping[int, Row], new: list[Row]) -> None:
    reached: dict[int, Reach] = {}
    if kind is not VERSIONS:
        reached = reach.read(session, _since([*gone.values(), *new]))
    for by, rows in ((-1, gone.values()), (1, new)):
        for row in rows:
            if row["void_on"] is None:
                tally.add(counted_of_row(row), row["from_on"], row["until_on"], by)
    _write_spans(session, gone, new)
    _move_reach(session, tally, reached)


def _move_reach(session: Session, tally: Tally, reached: Mapping[int, Reach]) -> None:
    """Components that came or ceased to be reused: what was counted for the days from the change on, for what is."""
    # The domain is that of the component's own spans, before and after: adoptions may be ahead of them for a moment.
    shelves, domains = reach.shelves(session, reached), reach.domains(session, reached)
    for component, before in reached.items():
        moves = Counter(before.running.moves)
        moves.update(tally.moved(Cell("component", "", "component", str(component), BY_DAY)))
        now = before._replace(
            running=before.running._replace(moves=moves),
            shelf=shelves.get(component, ()),
            domain=domains.get(component),
        )
        for sign, each in ((-1, before), (1, now)):
            for (name, day), by in reach_moves(each.running, each.shelf, each.since).items():
                for cell in reach.cells(name, each.domain):
                    tally.add_cell(cell, day, sign * by)


def _since(rows: list[Row]) -> dict[int, date]:
    """From which day on anything may be otherwise, for each component. Another domain changes all its days."""
    since: dict[int, date] = {}
    domains: dict[int, set[str | None]] = defaultdict(set)
    for row in rows:
        component = row["component_id"]
        domains[component].add(row["domain"])
        if row["is_reuse"] or (row["subject"] == "component" and row["state"] in ON_SHELF):
            since[component] = min(row["from_on"], since.get(component, row["from_on"]))
    return {component: date.min if len(domains[component]) > 1 else day for component, day in since.items()}


def _write_spans(session: Session, gone: Collection[int], new: list[Row]) -> None:
    for portion in portions(list(gone)):
        session.execute(delete(Span).where(Span.id.in_(portion)).execution_options(synchronize_session=False))
    if new:
        session.execute(insert(Span.metadata.tables[Span.__tablename__]), new)


def portions(items: list[T]) -> Iterator[list[T]]:
    """Some at a time."""
    for start in range(0, len(items), PORTION):
        yield items[start : start + PORTION]
