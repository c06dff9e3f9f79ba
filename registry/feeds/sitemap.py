"""Which pages there are, in parts that each cost one walk along a primary key."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from registry.catalogue.models import Component
from registry.feeds.queries import is_public
from registry.kit.clock import format_instant
from registry.organisations.models import Organisation

PART: Final = 10_000
"""So many rows stand behind a part: the protocol allows five times as many."""

Place = tuple[str, str | None]
"""A path, and when what it shows changed, where that is known."""


def component_parts(session: Session) -> Iterator[int]:
    """The numbers of the parts in which there is a component that everybody may see."""
    last = session.scalar(select(func.max(Component.id))) or 0
    for part in range(1, -(-last // PART) + 1):
        if session.scalar(select(Component.id).where(_within(part), is_public()).limit(1)) is not None:
            yield part


def components_of(session: Session, part: int) -> list[Place]:
    """The pages of the public components of a part."""
    query = select(Component.full_name, Component.updated_at).where(_within(part), is_public()).order_by(Component.id)
    return [(f"/components/{name}", format_instant(changed)) for name, changed in session.execute(query)]


def organisation_places(session: Session) -> list[Place]:
    """The pages of the organisations that are registered."""
    query = select(Organisation.slug).where(Organisation.status == "registered").order_by(Organisation.id).limit(PART)
    return [(f"/organisations/{slug}", None) for slug in session.scalars(query)]


def _within(part: int) -> ColumnElement[bool]:
    return Component.id.between((part - 1) * PART + 1, part * PART)
