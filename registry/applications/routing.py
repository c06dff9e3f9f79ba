"""Whose approval an item needs, in which order, and how long each has. Pure.

1. `city`: the applicant's own city (or, for an authority, the authority), by another person than who applied.
2. `publisher`: whoever publishes the component; skipped where that is the applicant's own city.
3. `province`: only where the component is shared within a province (`sharing_scope`), the authority of the division at
   the top of the adopter's. Skipped where the adopter lies in no division, where no authority is registered for it, and
   where that authority has applied itself: it has decided as the first step.

A component that names no sharing scope is shared nationally.
"""

from typing import Final, NamedTuple

WORKING_DAYS: Final = {"city": 5, "publisher": 5, "province": 10}
"""How many working days each step has, from the day after it was opened."""


class Place(NamedTuple):
    """Where an item comes from and whom it asks; organisations by their ids, None where there is none.

    `city` is whose approver decides first, `publisher_city` the city that the publisher belongs to, `province` the
    division at the top of the adopter's and `authority` the authority registered for it.
    """

    city: int
    publisher: int
    publisher_city: int | None
    province: str | None
    authority: int | None


class Stop(NamedTuple):
    """One step of a route: who decides, or why nobody does."""

    kind: str
    organisation: int | None
    skipped_for: str | None = None


def route_of(sharing_scope: str | None, place: Place) -> list[Stop]:
    """The steps of an item's route in their order."""
    stops = [Stop("city", place.city), _publisher(place)]
    if sharing_scope == "province":
        stops.append(_province(place))
    return stops


def _publisher(place: Place) -> Stop:
    is_own = place.city in {place.publisher, place.publisher_city}
    return Stop("publisher", place.publisher, "own_component" if is_own else None)


def _province(place: Place) -> Stop:
    if place.province is None:
        return Stop("province", None, "no_province")
    if place.authority is None:
        return Stop("province", None, "no_authority")
    return Stop("province", place.authority, "same_body" if place.authority == place.city else None)
