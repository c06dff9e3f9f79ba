"""What the search index and a rebuild of it ask."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue.models import (
    Component,
    ComponentCount,
)


def list_for_index(session: Session, full_names: Collection[str]) -> list[Component]:
    """Components with their publishers, for the search index."""
    return list(
        session.scalars(
            select(Component)
            .where(Component.full_name.in_(full_names))
            .options(joinedload(Component.publisher, innerjoin=True))
        )
    )


def full_names_of_publisher(session: Session, publisher_id: int) -> list[str]:
    return list(session.scalars(select(Component.full_name).where(Component.publisher_id == publisher_id)))


def full_names_after(session: Session, after: str, limit: int) -> list[str]:
    """The next names in order: a rebuild walks the catalogue with this."""
    return list(
        session.scalars(
            select(Component.full_name).where(Component.full_name > after).order_by(Component.full_name).limit(limit)
        )
    )


def adopters_of(session: Session, ids: Collection[int]) -> dict[int, int]:
    rows = session.execute(
        select(ComponentCount.component_id, ComponentCount.adopters).where(ComponentCount.component_id.in_(ids))
    )
    return {component_id: adopters for component_id, adopters in rows}
