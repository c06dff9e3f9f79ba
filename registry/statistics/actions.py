"""Keeping the figures: following the log, and counting everything anew."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import delete, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.catalogue.models import Component, ComponentVersion
from registry.events.models import Consumer
from registry.events.queries import head_position, list_changes
from registry.statistics import queries
from registry.statistics.counting import (
    Cell,
    cells_to_read,
    count_adoption,
    count_component,
    count_version,
    difference,
    move,
)
from registry.statistics.models import Contribution, Count
from registry.statistics.queries.kept import CONSUMER

T = TypeVar("T")

BATCH: Final = 1000
PORTION: Final = 500
"""How many rows one statement takes: well below what either engine allows as parameters."""

EVERYTHING_CHANGED: Final = frozenset({"demonstration.removed"})
"""Events after which rows are gone without an event of their own."""


class _Counted(NamedTuple):
    """A kind of row that counts: its table, where its facts come from, and the rule."""

    name: str
    table: type[Any]
    facts_of: Callable[[Session, Collection[int]], Mapping[int, Any]]
    rule: Callable[[Any], list[Cell]]


COMPONENTS: Final = _Counted("component", Component, queries.component_facts, count_component)
VERSIONS: Final = _Counted("version", ComponentVersion, queries.version_facts, count_version)
ADOPTIONS: Final = _Counted("adoption", Adoption, queries.adoption_facts, count_adoption)


def catch_up(session: Session, limit: int = BATCH) -> int:
    """Follow the log by at most `limit` changes; how many were followed, 0 at its head.

    One follower at a time: the consumer's row is locked until the transaction ends. Events say what changed; what it
    counts for is read from the rows as they are now, so that following an event twice, or late, changes nothing.
    """
    consumer = _lock_consumer(session)
    if consumer.position > head_position(session):
        # The database was restored to an earlier moment.
        _count_everything(session, consumer)
        return 0
    changes = list_changes(session, after=consumer.position, limit=limit)
    if any(change.type in EVERYTHING_CHANGED for change in changes):
        _count_everything(session, consumer)
    elif changes:
        _follow(session, queries.touched_by(session, changes))
        consumer.position = changes[-1].position
    session.flush()
    return len(changes)


def rebuild(session: Session) -> int:
    """Forget what is kept and count everything anew; the number of components, versions and adoptions counted."""
    return _count_everything(session, _lock_consumer(session))


def _follow(session: Session, touched: queries.Touched) -> None:
    """Components go first: when one counts differently now, its versions and adoptions are read after it, and so are
    never counted by an older state of it than the one that is kept."""
    changed = _recount(session, COMPONENTS, touched.components)
    versions = touched.versions | queries.versions_of(session, changed)
    adoptions = touched.adoptions | queries.adoptions_touched(session, components=changed, cities=touched.cities)
    _recount(session, VERSIONS, versions)
    _recount(session, ADOPTIONS, adoptions)


def _recount(session: Session, kind: _Counted, ids: Collection[int]) -> set[int]:
    """Replace what these rows count for; the ids of those that count differently now."""
    changed: set[int] = set()
    for portion in _portions(sorted(ids)):
        facts = kind.facts_of(session, portion)
        now = {f"{kind.name}/{row}": kind.rule(facts[row]) if row in facts else [] for row in portion}
        changed.update(int(subject.split("/")[1]) for subject in _replace(session, now))
    return changed


def _replace(session: Session, now: Mapping[str, list[Cell]]) -> set[str]:
    before = queries.contributions_of(session, now)
    changed = {subject: cells for subject, cells in now.items() if before.get(subject, []) != cells}
    moves: Counter[Cell] = Counter()
    for subject, cells in changed.items():
        for cell, by in difference(before.get(subject, []), cells).items():
            moves[cell] += by
    gone = [subject for subject, cells in changed.items() if not cells]
    rows = [{"subject": subject, "counted": cells} for subject, cells in changed.items() if cells]
    if gone:
        session.execute(delete(Contribution).where(Contribution.subject.in_(gone)))
    _write(session, Contribution, rows, known=lambda row: row["subject"] in before)
    _move_counts(session, {cell: by for cell, by in moves.items() if by})
    return set(changed)


def _move_counts(session: Session, moves: Mapping[Cell, int]) -> None:
    present: dict[Cell, int] = {}
    for cells in _portions(sorted(cells_to_read(moves))):
        rows = session.execute(
            select(Count.figure, Count.key, Count.amount).where(tuple_(Count.figure, Count.key).in_(cells))
        )
        present.update({(row.figure, row.key): row.amount for row in rows})
    changed = move(present, moves)
    emptied = [cell for cell, amount in changed.items() if amount == 0 and cell in present]
    for cells in _portions(emptied):
        session.execute(
            delete(Count).where(tuple_(Count.figure, Count.key).in_(cells)).execution_options(synchronize_session=False)
        )
    rows_ = [{"figure": cell[0], "key": cell[1], "amount": amount} for cell, amount in changed.items() if amount]
    _write(session, Count, rows_, known=lambda row: (row["figure"], row["key"]) in present)


def _write(
    session: Session, table: type[Any], rows: Iterable[dict[str, Any]], known: Callable[[dict[str, Any]], bool]
) -> None:
    """Insert rows, or update those whose key is known to be there."""
    new: list[dict[str, Any]] = []
    old: list[dict[str, Any]] = []
    for row in rows:
        (old if known(row) else new).append(row)
    if new:
        session.execute(insert(table), new)
    if old:
        session.execute(update(table), old)


def _count_everything(session: Session, consumer: Consumer) -> int:
    # The position is read first: what is committed while the rows are read is followed again, which changes nothing.
    consumer.position = head_position(session)
    session.execute(delete(Contribution))
    session.execute(delete(Count))
    number = 0
    amounts: Counter[Cell] = Counter()
    for kind in (COMPONENTS, VERSIONS, ADOPTIONS):
        for portion in _all_ids(session, kind.table):
            counted = {row: kind.rule(facts) for row, facts in kind.facts_of(session, portion).items()}
            number += len(counted)
            amounts.update(cell for cells in counted.values() for cell in cells)
            rows = [{"subject": f"{kind.name}/{row}", "counted": cells} for row, cells in counted.items() if cells]
            _write(session, Contribution, rows, known=lambda _: False)
    _move_counts(session, amounts)
    session.flush()
    return number


def _all_ids(session: Session, table: type[Any]) -> Iterator[Collection[int]]:
    after = 0
    while portion := queries.ids_after(session, table, after, PORTION):
        yield portion
        after = portion[-1]


def _lock_consumer(session: Session) -> Consumer:
    """The consumer's row, made when it is not there, and nobody else's until this transaction ends."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(Consumer).values(name=CONSUMER, position=0).on_conflict_do_nothing())
    return session.scalars(
        select(Consumer).where(Consumer.name == CONSUMER).with_for_update().execution_options(populate_existing=True)
    ).one()


def _portions(items: Collection[T]) -> Iterator[list[T]]:
    listed = list(items)
    for start in range(0, len(listed), PORTION):
        yield listed[start : start + PORTION]
