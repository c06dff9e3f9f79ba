"""Counts that adoption keeps, beside the documents."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from registry.catalogue.models import ComponentCount


def count_adoption(session: Session, component_id: int, *, adopters: int = 0, adoptions: int = 0) -> None:
    """Move a component's counts by these differences, in the transaction of the adoption that moved them."""
    if adopters or adoptions:
        session.execute(
            update(ComponentCount)
            .where(ComponentCount.component_id == component_id)
            .values(
                adopters=ComponentCount.adopters + adopters,
                adoptions=ComponentCount.adoptions + adoptions,
            )
        )
