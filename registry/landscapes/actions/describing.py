"""What a row says of a use beyond its stage and version: written to the adoption that is there."""

from typing import Any

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions import describe_adoption
from registry.kit.actor import Actor
from registry.landscapes.queries.resolving import Standing
from registry.landscapes.rows import Wish
from registry.organisations.models import Organisation


def describe_row(session: Session, actor: Actor, standing: Standing, wish: Wish, operator: Organisation | None) -> bool:
    """Replace what the row says and the adoption does not; empty cells leave what is there. Whether it did."""
    if not _differs(standing, wish, operator):
        return False
    adoption = queries.get_adoption(session, actor, standing.public_id, for_change=True)
    present = adoption.operator.slug if adoption.operator else None
    describe_adoption(
        session,
        actor,
        adoption_id=adoption.public_id,
        expected_tag=adoption.etag,
        scenario=wish.scenario or adoption.scenario,
        operator=wish.operator or present,
        **{**adoption.record, **reach_of(wish)},
    )
    return True


def reach_of(wish: Wish) -> dict[str, Any]:
    """How far it reaches, as far as the row says."""
    said = {"departments": wish.departments, "levels": wish.levels}
    return {name: list(words) for name, words in said.items() if words}


def _differs(standing: Standing, wish: Wish, operator: Organisation | None) -> bool:
    told = {name: words for name, words in reach_of(wish).items() if standing.record.get(name, []) != words}
    return (
        bool(told)
        or wish.scenario not in {None, standing.scenario}
        or (operator is not None and operator.id != standing.operator_id)
    )
