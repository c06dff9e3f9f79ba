"""Which cities run a component: those like the caller's first, with why."""

from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.queries import body_ids_running, require_landscapes
from registry.kit.actor import Actor
from registry.organisations.likeness import Likeness
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation, peers_of

LISTED: Final = 200
"""How many cities one answer names."""


class RunningPeer(NamedTuple):
    """A city that runs a component, and how like the caller's it is: None where that cannot be said."""

    id: int
    slug: str
    name: dict[str, str]
    likeness: Likeness | None


def list_running_peers(session: Session, actor: Actor, component_id: int) -> list[RunningPeer]:
    """The cities that run a component, the likest to the caller's own first. Raises TokenRequired, LandscapeHidden."""
    require_landscapes(actor)
    running = body_ids_running(session, actor, component_id)
    rows = session.execute(
        select(Organisation.id, Organisation.slug, Organisation.name)
        .where(Organisation.id.in_(running), Organisation.city_id == Organisation.id)
        .order_by(Organisation.slug)
        .limit(LISTED)
    ).all()
    alike = _alike(session, actor)
    found = [RunningPeer(row.id, row.slug, row.name, alike.get(row.id)) for row in rows]
    return sorted(found, key=lambda peer: (-(peer.likeness.similarity if peer.likeness else 0), peer.slug))


def _alike(session: Session, actor: Actor) -> dict[int, Likeness]:
    own = find_organisation(session, actor.organisation or "")
    city = session.get(Organisation, own.city_id) if own is not None and own.city_id else None
    return {peer.id: peer.likeness for peer in peers_of(session, city, LISTED)} if city is not None else {}
