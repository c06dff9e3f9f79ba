"""The records behind a cell of a figure, one after the other."""

from typing import Any, Final

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption
from registry.adoption.queries import require_landscapes
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.visibility import hidden_ids, visible_to
from registry.kit.actor import Actor
from registry.kit.paging import Page, page_of
from registry.organisations.models import Organisation
from registry.statistics.asking import Question
from registry.statistics.models import Span
from registry.statistics.queries.behind_figures import behind
from registry.statistics.queries.spans import asked_of

_CITY: Final = aliased(Organisation, name="city")
_PUBLISHER: Final = aliased(Organisation, name="publisher_city")

NAMED: Final[dict[str, Any]] = {
    "component": (Span.component_id, select(Component.id), Component.full_name),
    "city": (Span.city_id, select(Organisation.id), Organisation.slug),
    "publisher": (Span.publisher_city_id, select(Organisation.id), Organisation.slug),
}
"""Dimensions whose keys are names: of a component, of the adopting city, of the publisher's city; `cities` has both."""


def list_records(
    session: Session,
    actor: Actor,
    question: Question,
    *,
    figure: str,
    dimension: str | None = None,
    key: str | None = None,
    after: tuple[Any, ...] | None = None,
    limit: int,
) -> Page[dict[str, Any]]:
    """What stood behind a figure, or one cell of it, on the day that is asked about and by what was known then.

    Adoptions are for those who may see which city runs what (TokenRequired, LandscapeHidden); of components and
    versions everybody gets those that it may see. Raises PayloadInvalid for figures and dimensions without records.
    """
    named = _named(dimension, key)
    found = behind(figure, dimension, key) if named is None else behind(figure, None, None)
    condition = and_(found.condition, asked_of(question), *([] if named is None else [named]))
    if after is not None:
        condition = and_(condition, Span.id > after[0])
    if found.subject == "adoption":
        require_landscapes(actor)
        rows = _adoptions(session, actor, condition, limit)
    else:
        rows = _supplied(session, actor, condition, limit, versions=found.subject == "version")
    page = page_of(rows, limit, key=lambda row: (row["at"],))
    return Page([{name: value for name, value in row.items() if name != "at"} for row in page.items], page.after)


def _named(dimension: str | None, key: str | None) -> ColumnElement[bool] | None:
    """What a dimension whose keys are names asks; None where it is another."""
    if key is None:
        return None
    if dimension == "cities":
        giver, _, taker = key.partition("/")
        return and_(_is(giver, "publisher"), _is(taker, "city"))
    return _is(key, dimension) if dimension in NAMED else None


def _is(name: str, dimension: str) -> ColumnElement[bool]:
    column, chosen, called = NAMED[dimension]
    condition: ColumnElement[bool] = column == chosen.where(called == name).scalar_subquery()
    return condition


def _adoptions(session: Session, actor: Actor, condition: ColumnElement[bool], limit: int) -> list[dict[str, Any]]:
    """A component that is hidden from who asks is counted and not named."""
    hidden = Component.id.in_(hidden_ids(actor))
    rows = session.execute(
        select(
            Span.id,
            Span.state,
            Span.from_on,
            Span.city_class,
            Span.corrected_on,
            Adoption.public_id,
            Component.full_name,
            Component.details,
            _CITY.slug,
            _CITY.name,
            _PUBLISHER.slug.label("publisher"),
            Adoption.is_demo,
            hidden.label("is_hidden"),
        )
        .join(Adoption, Adoption.id == Span.subject_id)
        .join(Component, Component.id == Span.component_id)
        .outerjoin(_CITY, _CITY.id == Span.city_id)
        .outerjoin(_PUBLISHER, _PUBLISHER.id == Span.publisher_city_id)
        .where(condition)
        .order_by(Span.id)
        .limit(limit + 1)
    )
    return [
        {
            "at": row.id,
            "type": "adoption",
            "adoption": str(row.public_id),
            "component": None if row.is_hidden else row.full_name,
            "title": None if row.is_hidden else row.details["title"],
            "version": None,
            "city": row.slug,
            "city_name": row.name,
            "city_class": row.city_class,
            "publisher": row.publisher,
            "state": row.state,
            "since": row.from_on.isoformat(),
            "learnt_late_on": row.corrected_on.isoformat() if row.corrected_on else None,
            "is_demo": row.is_demo,
        }
        for row in rows
    ]


def _supplied(
    session: Session, actor: Actor, condition: ColumnElement[bool], limit: int, *, versions: bool
) -> list[dict[str, Any]]:
    rows = session.execute(
        select(
            Span.id,
            Span.state,
            Span.from_on,
            Span.city_class,
            Span.corrected_on,
            Component.full_name,
            Component.details,
            ComponentVersion.number,
            _CITY.slug,
            _CITY.name,
            Component.is_demo,
        )
        .join(Component, Component.id == Span.component_id)
        .outerjoin(ComponentVersion, and_(ComponentVersion.id == Span.subject_id, Span.subject == "version"))
        .outerjoin(_CITY, _CITY.id == Span.publisher_city_id)
        .where(condition, visible_to(actor))
        .order_by(Span.id)
        .limit(limit + 1)
    )
    return [
        {
            "at": row.id,
            "type": "version" if versions else "component",
            "adoption": None,
            "component": row.full_name,
            "title": row.details["title"],
            "version": row.number,
            "city": None,
            "city_name": None,
            "city_class": row.city_class,
            "publisher": row.slug,
            "state": row.state,
            "since": row.from_on.isoformat(),
            "learnt_late_on": row.corrected_on.isoformat() if row.corrected_on else None,
            "is_demo": row.is_demo,
        }
        for row in rows
    ]
