"""What relations bound a search to: what a city runs, what the cities like one run."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy.orm import Session

from registry.adoption.queries import (
    component_ids_run_by,
    component_ids_run_by_any,
    count_cities_running,
    require_landscapes,
)
from registry.kit.actor import Actor
from registry.organisations.queries import get_city, peers_of

PEERS_ASKED: Final = 10
"""How many of the cities most like one `like` looks at."""


def bounding_ids(
    session: Session,
    actor: Actor,
    *,
    adopted_by: str | None = None,
    like: str | None = None,
    among: Collection[int] | None = None,
) -> Collection[int] | None:
    """The components a search is bounded to, None where nothing bounds it.

    `adopted_by` is a city or unit that runs them, `like` a city of whose peers at least one does, `among` are ids that
    were found otherwise. Raises TokenRequired or LandscapeHidden for who may not see landscapes, PayloadInvalid for a
    `like` that is no city.
    """
    bounds: list[set[int]] = [] if among is None else [set(among)]
    if adopted_by:
        bounds.append(set(component_ids_run_by(session, actor, adopted_by)))
    if like:
        bounds.append(set(component_ids_run_by_any(session, actor, peer_ids(session, actor, like))))
    return set.intersection(*bounds) if bounds else None


def peer_ids(session: Session, actor: Actor, city: str) -> Sequence[int]:
    """The cities most like a city. Who runs what is asked of them, so only those who may see landscapes ask."""
    require_landscapes(actor)
    return [peer.id for peer in peers_of(session, get_city(session, city, named_at="/like"), PEERS_ASKED)]


def count_peers_running(session: Session, actor: Actor, component_ids: Collection[int]) -> dict[int, int]:
    """For a caller of a city: how many of the cities like its own run each component. Nothing for anybody else."""
    if actor.kind != "city" or actor.organisation is None or not component_ids:
        return {}
    return count_cities_running(session, actor, component_ids, peer_ids(session, actor, actor.organisation))
