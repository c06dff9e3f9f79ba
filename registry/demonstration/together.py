"""What paired cities do, what operating entities offer, and what is bought together, in the demonstration."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from registry.collaboration.actions import (
    commit_funding,
    confirm_activity,
    plan_activity,
    prove_activity,
    tell_result,
)
from registry.collaboration.models import Pairing
from registry.demonstration.happenings import Happening, acting_for
from registry.demonstration.reading import read
from registry.organisations.models import Organisation
from registry.services.actions import join_purchase, offer_service, organise_purchase, rate_service

Entry = Mapping[str, Any]

_PLANNED: Final = ("kind", "direction", "title", "planned_on")
_OFFERED: Final = ("entity", "component", "kinds", "regions", "description")
_CALLED: Final = ("organiser", "component", "title", "terms", "closes_on")


def together() -> Iterator[Happening]:
    """Everything of `together.yaml`, on its day."""
    content = read("together")
    for activity in content["activities"]:
        yield from _activity(activity)
    for funding in content["funding"]:
        yield Happening(funding["on"], _funding(funding))
    for service in content["services"]:
        yield from _service(service)
    for purchase in content["purchases"]:
        yield from _purchase(purchase)


def _activity(entry: Entry) -> Iterator[Happening]:
    made: dict[str, UUID] = {}

    def place(session: Session) -> dict[str, Any]:
        return {"pairing_id": _pairing(session, entry["pairing"]), **made}

    def plan(session: Session) -> None:
        said = {name: entry[name] for name in _PLANNED}
        planned = plan_activity(session, acting_for(session, entry["by"]), **place(session), **said)
        made["activity_id"] = planned.public_id

    def confirm(city: str) -> Callable[[Session], object]:
        return lambda session: confirm_activity(session, acting_for(session, city), **place(session))

    yield Happening(entry["on"], plan)
    if evidence := entry.get("evidence"):
        told = _besides(evidence, "on")
        yield Happening(
            evidence["on"],
            lambda session: prove_activity(session, acting_for(session, entry["by"]), **place(session), **told),
        )
    for city, day in entry.get("confirmed", {}).items():
        yield Happening(day, confirm(city))
    if result := entry.get("result"):
        outcome = result["outcome"]
        yield Happening(
            result["on"],
            lambda session: tell_result(session, acting_for(session, result["by"]), **place(session), outcome=outcome),
        )


def _funding(entry: Entry) -> Callable[[Session], object]:
    said = _besides(entry, "on", "by", "pairing")
    return lambda session: commit_funding(
        session,
        acting_for(session, entry["by"]),
        pairing_id=_pairing(session, entry["pairing"]),
        currency="CNY",
        **said,
    )


def _service(entry: Entry) -> Iterator[Happening]:
    made: dict[str, UUID] = {}

    def offer(session: Session) -> None:
        said = {name: entry[name] for name in _OFFERED if name in entry}
        made["service_id"] = offer_service(session, acting_for(session, entry["entity"]), **said).public_id

    def rate(rating: Entry) -> Callable[[Session], object]:
        return lambda session: rate_service(
            session,
            acting_for(session, rating["adopter"]),
            component=entry["component"],
            **made,
            expected_tag=None,
            stars=rating["stars"],
            comment=rating["comment"],
        )

    yield Happening(entry["on"], offer)
    for rating in entry.get("ratings", ()):
        yield Happening(rating["on"], rate(rating))


def _purchase(entry: Entry) -> Iterator[Happening]:
    def call(session: Session) -> None:
        said = {name: entry[name] for name in _CALLED}
        made = organise_purchase(session, acting_for(session, entry["organiser"]), **said)
        for city in entry["members"]:
            join_purchase(session, acting_for(session, city), purchase_id=made.public_id, organisation=city)

    yield Happening(entry["on"], call)


def _pairing(session: Session, sides: Entry) -> UUID:
    helper, helped = aliased(Organisation), aliased(Organisation)
    query = select(Pairing.public_id).join(helper, helper.id == Pairing.helper_id)
    query = query.join(helped, helped.id == Pairing.helped_id)
    return session.scalars(
        query.where(helper.slug == sides["helper"], helped.slug == sides["helped"], Pairing.status == "active")
    ).one()


def _besides(entry: Entry, *names: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in names}
