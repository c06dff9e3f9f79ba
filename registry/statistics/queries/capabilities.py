"""What components are good for: the scenario words they name, and the field and kind in which each came first."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session, aliased

from registry.catalogue.models import Component
from registry.statistics.asking import Question
from registry.statistics.cells import SHOWN
from registry.statistics.models import Span
from registry.statistics.queries.lives import known
from registry.statistics.queries.spans import filtered


class First(NamedTuple):
    """The component that was listed first for something, and how many there are for it."""

    component: int
    publisher_city: int | None
    domain: str | None
    kind: str
    listed_on: Any
    components: int


def components_by_scenario_word(session: Session, words: set[str]) -> dict[str, set[int]]:
    """The components that name one of these words among their scenarios, by word."""
    if not words:
        return {}
    if session.get_bind().dialect.name == "postgresql":
        each = func.json_array_elements_text(Component.details["scenarios"]).table_valued("value", name="scenario")
    else:
        each = func.json_each(Component.details, "$.scenarios").table_valued("value", name="scenario")
    rows = session.execute(
        select(each.c.value, Component.id).select_from(Component).join(each, true()).where(each.c.value.in_(words))
    )
    found: dict[str, set[int]] = {}
    for word, component in rows:
        found.setdefault(word, set()).add(component)
    return found


def first_by_field(session: Session, question: Question) -> Sequence[First]:
    """The component that came on the shelf first in each domain and kind, by the day; of one day, the one that was
    registered first. The filters are those of the publisher's city."""
    listed = (
        select(
            Span.subject_id.label("component"),
            Span.publisher_city_id.label("city"),
            Span.domain,
            Span.kind,
            func.min(Span.from_on).label("listed_on"),
        )
        .where(
            Span.subject == "component",
            Span.state.in_(SHOWN),
            Span.from_on <= question.as_of,
            known(question),
            filtered(question),
        )
        .group_by(Span.subject_id, Span.publisher_city_id, Span.domain, Span.kind)
        .subquery()
    )
    field = (listed.c.domain, listed.c.kind)
    place = func.row_number().over(partition_by=field, order_by=(listed.c.listed_on, listed.c.component))
    number = func.count().over(partition_by=field)
    ranked = select(listed, place.label("place"), number.label("components")).subquery()
    one = aliased(ranked)
    rows = session.execute(select(one).where(one.c.place == 1).order_by(one.c.domain, one.c.kind))
    return [First(row.component, row.city, row.domain, row.kind, row.listed_on, row.components) for row in rows]


def fields_of_components(session: Session, question: Question) -> Sequence[Any]:
    """Id, domain and kind of every component that is or was on the shelf by the day."""
    return session.execute(
        select(Span.subject_id, Span.domain, Span.kind)
        .where(Span.subject == "component", Span.state.in_(SHOWN), Span.from_on <= question.as_of, known(question))
        .distinct()
    ).all()
