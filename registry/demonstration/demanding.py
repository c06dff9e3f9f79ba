"""The demand board of the demonstration: posted, seconded, offered for, fulfilled and closed, each on its day."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.demands.actions import answer_offer, close_demand, offer_component, post_demand, second_demand
from registry.demonstration.happenings import Happening
from registry.demonstration.reading import read
from registry.kit.actor import CONSOLE

DESCRIBED = ("organisation", "title", "description", "domains", "scenario", "needed_by")


def demanding() -> Iterator[Happening]:
    """The demands of `demands.yaml` with all that became of them."""
    for demand in read("demands")["demands"]:
        yield from _demand(demand)


def _demand(demand: Mapping[str, Any]) -> Iterator[Happening]:
    kept: dict[str, UUID] = {}

    def post(session: Session) -> None:
        told = {key: demand[key] for key in DESCRIBED if key in demand}
        kept["demand"] = post_demand(session, CONSOLE, is_demo=True, **told).public_id

    yield Happening(demand["on"], post)
    for second in demand.get("seconds", ()):
        yield Happening(second["on"], _seconded(second, kept))
    if offer := demand.get("offer"):
        yield Happening(offer["on"], _offered(offer, kept))
    if said := demand.get("fulfilled"):
        yield Happening(said["on"], _fulfilled(said, kept))
    if closed := demand.get("closed"):
        yield Happening(
            closed["on"],
            lambda session: close_demand(session, CONSOLE, demand_id=kept["demand"], reason=closed["reason"]),
        )


def _seconded(second: Mapping[str, Any], kept: Mapping[str, UUID]) -> Callable[[Session], object]:
    return lambda session: second_demand(
        session,
        CONSOLE,
        demand_id=kept["demand"],
        organisation=second["city"],
        expected_tag=None,
        note=second.get("note"),
    )


def _offered(offer: Mapping[str, Any], kept: dict[str, UUID]) -> Callable[[Session], object]:
    def act(session: Session) -> None:
        told = {key: offer[key] for key in ("organisation", "component", "note") if key in offer}
        kept["offer"] = offer_component(session, CONSOLE, demand_id=kept["demand"], **told).public_id

    return act


def _fulfilled(said: Mapping[str, Any], kept: Mapping[str, UUID]) -> Callable[[Session], object]:
    return lambda session: answer_offer(
        session, CONSOLE, demand_id=kept["demand"], offer_id=kept["offer"], accepted=True, note=said["note"]
    )
