"""Counting everything anew."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.events.models import Consumer
from registry.events.queries import head_position
from registry.statistics.actions.calls import calls_now, tally_calls, write_calls
from registry.statistics.actions.replacing import ADOPTIONS, COMPONENTS, PORTION, VERSIONS, Kind
from registry.statistics.actions.writing import write_movements
from registry.statistics.models import CallsCounted, Movement, Span
from registry.statistics.moving import Tally
from registry.statistics.queries import reach
from registry.statistics.queries.subjects import counted_of_row
from registry.statistics.queries.touched import ids_after
from registry.statistics.reaching import reach_moves

WRITTEN_EVERY: Final = 100_000
"""Spans after which what was added up is written: so much is held in memory."""

Progress = Callable[[int], None]
"""Told after each portion how many rows were counted so far."""


def count_everything(session: Session, consumer: Consumer, progress: Progress | None = None) -> int:
    """Forget what is kept and count every component, version and adoption; how many there were."""
    # The position is read first: what is committed while the rows are read is followed again, which changes nothing.
    consumer.position = head_position(session)
    for table in (Span, Movement, CallsCounted):
        session.execute(delete(table))
    session.expire_all()
    number = 0
    tally, held = Tally(), 0
    for kind in (COMPONENTS, VERSIONS, ADOPTIONS):
        for portion in _all_ids(session, kind.table):
            held += _count(session, kind, portion, tally)
            number += len(portion)
            if held >= WRITTEN_EVERY:
                write_movements(session, tally.rows())
                tally, held = Tally(), 0
            if progress is not None:
                progress(number)
    write_movements(session, tally.rows())
    _count_reach(session)
    session.flush()
    return number


def _count(session: Session, kind: Kind, ids: Collection[int], tally: Tally) -> int:
    spans = kind.spans_of(session, ids)
    rows = [row for each in spans.values() for row in each]
    for row in rows:
        if row["void_on"] is None:
            tally.add(counted_of_row(row), row["from_on"], row["until_on"])
    if rows:
        session.execute(insert(Span.metadata.tables[Span.__tablename__]), rows)
    if kind is ADOPTIONS:
        called = calls_now(session, ids, spans)
        for each in called.values():
            tally_calls(tally, each, 1)
        write_calls(session, called)
    return len(rows)


def _count_reach(session: Session) -> None:
    for portion in _all_ids(session, Component):
        tally = Tally()
        for each in reach.read(session, dict.fromkeys(portion, date.min)).values():
            for (name, day), by in reach_moves(each.running, each.shelf, each.since).items():
                for cell in reach.cells(name, each.domain):
                    tally.add_cell(cell, day, by)
        write_movements(session, tally.rows())


def _all_ids(session: Session, table: type[Any]) -> Iterator[Collection[int]]:
    after = 0
    while portion := ids_after(session, table, after, PORTION):
        yield portion
        after = portion[-1]
