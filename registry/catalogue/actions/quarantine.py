"""Placing a component in quarantine, and lifting it: the security administrators' word, and reversible."""

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.actions.lifecycle import changed
from registry.catalogue.errors import AlreadyQuarantined, NotQuarantined
from registry.catalogue.models import Quarantine
from registry.catalogue.quarantine import find_open
from registry.kit.actor import Actor
from registry.kit.clock import format_instant, now_of


def place_in_quarantine(session: Session, actor: Actor, *, component: str, reason: str) -> Quarantine:
    """Hold a component back from everybody: it stays readable, and who runs it keeps it. For security administrators.

    The event says that it happened; the reason stands in the record alone, for its owner and administrators. Raises
    AlreadyQuarantined.
    """
    actor.require_scope("security:admin")
    row = queries.get_component(session, actor, component, for_change=True)
    if (standing := find_open(session, row.id)) is not None:
        raise AlreadyQuarantined(component=row.full_name, since=format_instant(standing.placed_at))
    placed = Quarantine(component_id=row.id, reason=reason, placed_by=_name_of(actor), placed_at=now_of(session))
    session.add(placed)
    row.is_quarantined = True
    changed(session, actor, row, event="component.quarantined")
    return placed


def lift_quarantine(session: Session, actor: Actor, *, component: str, reason: str | None = None) -> Quarantine:
    """Give a component back to everybody. Raises NotQuarantined."""
    actor.require_scope("security:admin")
    row = queries.get_component(session, actor, component, for_change=True)
    standing = find_open(session, row.id)
    if standing is None:
        raise NotQuarantined(component=row.full_name)
    standing.lifted_by, standing.lifted_at, standing.lift_reason = _name_of(actor), now_of(session), reason
    row.is_quarantined = False
    changed(session, actor, row, event="component.quarantine_lifted")
    return standing


def _name_of(actor: Actor) -> str:
    """Who decided, without naming a person: the log holds the key."""
    return actor.organisation or actor.key
