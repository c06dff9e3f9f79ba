"""Counting calls (调用量): month by month, as reported."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from registry.adoption.models import UsageMonth
from registry.statistics.cells import Cell, cells_of_calls
from registry.statistics.models import CallsCounted
from registry.statistics.moving import Tally
from registry.statistics.queries.subjects import Row, counted_of_row


class _Called(NamedTuple):
    month: date
    recorded_month: date
    calls: int
    cells: list[list[str]]


def replace_calls(session: Session, tally: Tally, ids: Collection[int], spans: Mapping[int, list[Row]]) -> None:
    """Replace what the calls of these adoptions count for; how cells move goes into the tally."""
    before: dict[int, list[_Called]] = {}
    for row in session.execute(
        select(
            CallsCounted.adoption_id,
            CallsCounted.month,
            CallsCounted.recorded_month,
            CallsCounted.calls,
            CallsCounted.cells,
        ).where(CallsCounted.adoption_id.in_(ids))
    ):
        before.setdefault(row.adoption_id, []).append(_Called(*row[1:]))
    after = calls_now(session, ids, spans)
    changed = [identifier for identifier in ids if before.get(identifier, []) != after.get(identifier, [])]
    if not changed:
        return
    for identifier in changed:
        tally_calls(tally, before.get(identifier, []), -1)
        tally_calls(tally, after.get(identifier, []), 1)
    session.execute(
        delete(CallsCounted).where(CallsCounted.adoption_id.in_(changed)).execution_options(synchronize_session=False)
    )
    write_calls(session, {identifier: after.get(identifier, []) for identifier in changed})


def write_calls(session: Session, called: Mapping[int, list[_Called]]) -> None:
    """Keep what counts, for the next difference."""
    rows = [{"adoption_id": identifier, **one._asdict()} for identifier, each in called.items() for one in each]
    if rows:
        session.execute(insert(CallsCounted.metadata.tables[CallsCounted.__tablename__]), rows)


def tally_calls(tally: Tally, called: list[_Called], by: int) -> None:
    """Move the cells in which calls count."""
    for one in called:
        for figure, slice_, dimension, key in one.cells:
            tally.add_cell(Cell(figure, slice_, dimension, key, ("total", "month")), one.month, by * one.calls)


def calls_now(session: Session, ids: Collection[int], spans: Mapping[int, list[Row]]) -> dict[int, list[_Called]]:
    """What was called of these adoptions, as far as it is another city's component, by what each counted as then."""
    found: dict[int, list[_Called]] = {}
    for row in session.execute(
        select(UsageMonth.adoption_id, UsageMonth.month, UsageMonth.recorded_month, UsageMonth.calls)
        .where(UsageMonth.adoption_id.in_(ids), UsageMonth.calls != 0)
        .order_by(UsageMonth.adoption_id, UsageMonth.month, UsageMonth.recorded_month)
    ):
        span = _span_in(spans.get(row.adoption_id, []), row.month)
        if span is not None and span["city_id"] != span["publisher_city_id"]:
            cells = [list(cell[:4]) for cell in cells_of_calls(counted_of_row(span))]
            found.setdefault(row.adoption_id, []).append(_Called(row.month, row.recorded_month, row.calls, cells))
    return found


def _span_in(spans: list[Row], month: date) -> dict[str, Any] | None:
    """The span at the end of a month, by all that is known now; the first one for calls before it."""
    last = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    standing = sorted((span for span in spans if span["void_on"] is None), key=lambda span: span["from_on"])
    begun = [span for span in standing if span["from_on"] <= last]
    return begun[-1] if begun else next(iter(standing), None)
