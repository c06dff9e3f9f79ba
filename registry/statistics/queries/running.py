"""How much reuse runs by each key of a dimension: from what is kept, and from the spans where nothing is kept."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, or_, select
from sqlalchemy.orm import Session

from registry.kit.clock import today_of
from registry.statistics.asking import Question, slice_of
from registry.statistics.cells import Counted, cells_of
from registry.statistics.models import Movement, Span
from registry.statistics.naming import UNCLASSIFIED, UNKNOWN_PROVINCE, UNSPECIFIED, UNSPECIFIED_DOMAIN
from registry.statistics.queries.spans import REUSE, asked_of, filtered, holds


class Dimension(NamedTuple):
    """The figure and the dimension under which a breakdown of running reuse is kept."""

    figure: str
    name: str


KEPT: Final = {
    "domain": Dimension("reuse", "domain"),
    "province": Dimension("reuse", "province"),
    "city_class": Dimension("reuse", "city_class"),
    "kind": Dimension("reuse", "kind"),
    "mode": Dimension("reuse", "mode"),
    "license": Dimension("reuse", "license"),
    "flow": Dimension("reuse", "flow"),
    "route": Dimension("reuse", "route"),
    "adopter": Dimension("city", "city"),
    "publisher": Dimension("publisher", "city"),
    "pair": Dimension("pair", "cities"),
    "component": Dimension("component", "component"),
}
"""Under which filters, and by months or days, each is kept is asked of `registry.statistics.cells` itself."""

_PROBE: Final = Counted(
    subject="adoption",
    state="live",
    component_id=1,
    city_id=2,
    publisher_city_id=3,
    province="province",
    city_class="city_class",
    publisher_province="",
    publisher_class="",
    domain="domain",
    kind="",
    license=None,
    mode=None,
    has_version=True,
    is_open=False,
    is_reuse=True,
    is_demo=False,
    facets=(),
)


@cache
def _grains() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """By figure, slice of a span whose values are called like the filters, and dimension: the grains that are kept."""
    return {(cell.figure, cell.slice, cell.dimension): cell.grains for cell in cells_of(_PROBE)}


def _grains_of(kept: Dimension, filters: Iterable[str]) -> tuple[str, ...]:
    within = slice_of({name: name for name in filters})
    return _grains().get((kept.figure, within, kept.name), ())


_COLUMNS: Final[dict[str, tuple[tuple[Any, str | None], ...]]] = {
    "domain": ((Span.domain, UNSPECIFIED_DOMAIN),),
    "province": ((Span.province, UNKNOWN_PROVINCE),),
    "city_class": ((Span.city_class, UNCLASSIFIED),),
    "kind": ((Span.kind, None),),
    "mode": ((Span.mode, UNSPECIFIED),),
    "license": ((Span.license, UNSPECIFIED),),
    "flow": ((Span.publisher_class, UNCLASSIFIED), (Span.city_class, UNCLASSIFIED)),
    "route": ((Span.publisher_province, UNKNOWN_PROVINCE), (Span.province, UNKNOWN_PROVINCE)),
    "adopter": ((Span.city_id, None),),
    "publisher": ((Span.publisher_city_id, None),),
    "pair": ((Span.publisher_city_id, None), (Span.city_id, None)),
    "component": ((Span.component_id, None),),
}
_NAMED_BY_PUBLISHER: Final = frozenset({"publisher", "pair"})
"""An authority belongs to no city: what it published has no such key."""


def running_by(session: Session, question: Question, dimension: str) -> dict[str, int]:
    """How many adoptions run in another city than the publisher's own, by key; keys that hold nothing are left out."""
    kept = KEPT[dimension]
    own = question.filters.get(kept.name)
    others = {name: value for name, value in question.filters.items() if name != kept.name}
    grains = _grains_of(kept, others)
    if "day" not in grains:
        return _from_spans(session, question, dimension)
    found = Counter(dict(_kept(session, question, kept, slice_of(others), grains)))
    if question.known_on is not None:
        found.update(dict(_corrections(session, question, dimension, question.known_on)))
    return {key: amount for key, amount in found.items() if amount and (own is None or key == own)}


def running_in_all(session: Session, question: Question) -> int:
    """How many adoptions run, in all."""
    return sum(running_by(session, question, "city_class").values())


def key_of(dimension: str) -> ColumnElement[str]:
    """The key of a span within a dimension."""
    parts = [
        cast(column, String) if instead is None else func.coalesce(column, instead)
        for column, instead in _COLUMNS[dimension]
    ]
    return parts[0] if len(parts) == 1 else parts[0] + literal("/") + parts[1]


def _from_spans(session: Session, question: Question, dimension: str) -> dict[str, int]:
    columns = [column for column, _ in _COLUMNS[dimension]]
    query: Select[Any] = select(*columns, func.count()).where(REUSE, asked_of(question)).group_by(*columns)
    if dimension in _NAMED_BY_PUBLISHER:
        query = query.where(Span.publisher_city_id.is_not(None))
    found: Counter[str] = Counter()
    for *values, amount in session.execute(query):
        found[_key(dimension, values)] += amount
    return dict(found)


def _key(dimension: str, values: Sequence[Any]) -> str:
    given = zip(values, _COLUMNS[dimension], strict=True)
    return "/".join(str(instead if value is None else value) for value, (_, instead) in given)


def _kept(
    session: Session, question: Question, kept: Dimension, within: str, grains: Collection[str]
) -> Sequence[tuple[str, int]]:
    """The sums of what is kept until the day: the total where nothing is later, else of months and days."""
    day = question.as_of
    if day >= today_of(session):
        stretch = Movement.grain == "total"
    elif "month" in grains:
        month = day.replace(day=1)
        stretch = or_(
            and_(Movement.grain == "month", Movement.bucket < month),
            and_(Movement.grain == "day", Movement.bucket >= month, Movement.bucket <= day),
        )
    else:
        stretch = and_(Movement.grain == "day", Movement.bucket <= day)
    rows = session.execute(
        select(Movement.key, func.sum(Movement.amount))
        .where(
            Movement.figure == kept.figure,
            Movement.slice == within,
            Movement.dimension == kept.name,
            stretch,
        )
        .group_by(Movement.key)
    )
    return [(key, int(amount)) for key, amount in rows]


def _corrections(session: Session, question: Question, dimension: str, known_on: date) -> Sequence[tuple[str, int]]:
    """By how much what was known on the day differs from what is known now: only what was corrected later can."""
    key = key_of(dimension)
    known, now = holds(question.as_of, known_on), holds(question.as_of)
    query = (
        select(key, func.sum(case((known, 1), else_=0)) - func.sum(case((now, 1), else_=0)))
        .where(REUSE, Span.corrected_on > known_on, filtered(question))
        .group_by(key)
    )
    return [(found, int(by)) for found, by in session.execute(query) if found is not None and by]
