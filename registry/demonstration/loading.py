"""Loading the demonstration: everything happens on its own day, in one transaction."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any, Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.accounts.actions import add_member
from registry.adoption.actions import adopt_component, move_adoption
from registry.catalogue.actions import (
    deprecate_component,
    publish_version,
    register_component,
    yank_version,
)
from registry.collaboration.actions import enter_pairing, enter_scenario
from registry.demonstration.reading import joined, read
from registry.kit.actor import CONSOLE
from registry.kit.clock import SHANGHAI, SimulatedClock
from registry.kit.database import Database
from registry.kit.policy import Policy
from registry.organisations.actions import (
    add_division,
    assign_class,
    found_cluster,
    join_cluster,
    leave_cluster,
    register_organisation,
)
from registry.organisations.models import Organisation

FIRST_DAY: Final = date(2024, 11, 1)

OURS: Final = frozenset(
    {
        "row",
        "extra",
        "status",
        "registered_on",
        "near_duplicate_of",
        "versions",
        "deprecation",
        "advisories",
        "publisher",
        "name",
    }
)
"""Keys of the file that are no part of a component's description."""


class Happening(NamedTuple):
    """Something that is done on a day."""

    on: date
    act: Callable[[Session], object]


def is_loaded(session: Session) -> bool:
    return session.scalar(select(Organisation.id).where(Organisation.is_demo).limit(1)) is not None


def is_empty(session: Session) -> bool:
    return session.scalar(select(Organisation.id).limit(1)) is None


def load_demonstration(database: Database) -> int:
    """Load everything, or, when anything is refused, nothing; the number of things done.

    The clock of this one session is set to each day in turn, so that records and events carry the simulated time.
    """
    happenings = sorted(_all_happenings(), key=lambda happening: happening.on)
    with database.writing() as session:
        clock = SimulatedClock(_noon(FIRST_DAY))
        session.info["clock"] = clock
        for happening in happenings:
            clock.set(_noon(happening.on))
            happening.act(session)
    return len(happenings)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), SHANGHAI)


def _all_happenings() -> Iterator[Happening]:
    # Sorting keeps the order of equal days: organisations come before components, components before adoptions.
    yield from _organisations()
    yield from _clusters()
    yield from _scenarios_and_pairings()
    yield from _components()
    yield from _adoptions()


def _on(day: date, action: Callable[..., object], **arguments: Any) -> Happening:
    return Happening(day, lambda session: action(session, CONSOLE, **arguments))


def _organisations() -> Iterator[Happening]:
    content = read("organisations")
    for division in content["divisions"]:
        yield _on(FIRST_DAY, add_division, is_demo=True, **division)
    for organisation in content["organisations"]:
        classes = organisation.pop("classes", ())
        yield _on(FIRST_DAY, register_organisation, is_demo=True, **organisation)
        for assignment in classes:
            yield _on(assignment["valid_from"], assign_class, slug=organisation["slug"], **assignment)
    for person in content["people"]:
        for membership in person["memberships"]:
            yield _on(
                membership["valid_from"],
                add_member,
                organisation=membership["organisation"],
                role=membership["role"],
                login=person["login"],
                display_name=person["display_name"],
                is_demo=True,
            )


def _clusters() -> Iterator[Happening]:
    for cluster in read("clusters")["clusters"]:
        yield _on(FIRST_DAY, found_cluster, slug=cluster["slug"], name=cluster["name"], is_demo=True)
        for member in cluster["members"]:
            place = {"cluster": cluster["slug"], "member": member["city"]}
            yield _on(member["valid_from"], join_cluster, **place)
            if "valid_to" in member:
                yield _on(member["valid_to"], leave_cluster, **place)


def _scenarios_and_pairings() -> Iterator[Happening]:
    for scenario in read("scenarios")["scenarios"]:
        name = {"zh": scenario["zh"], "en": scenario["en"]}
        yield _on(FIRST_DAY, enter_scenario, code=scenario["code"], name=name, domain=scenario["domain"], is_demo=True)
    for pairing in read("pairings")["pairings"]:
        yield _on(
            pairing["period"]["from"],
            enter_pairing,
            helper=pairing["helper"],
            helped=pairing["helped"],
            kind=pairing["kind"],
            status=pairing["status"],
            starts_on=pairing["period"]["from"],
            ends_on=pairing["period"].get("to"),
            agreement=pairing["agreement"],
            is_demo=True,
        )


def _components() -> Iterator[Happening]:
    for component in read("components")["components"]:
        full_name = f"{component['publisher']}/{component['name']}"
        yield _on(
            component["registered_on"],
            register_component,
            publisher=component["publisher"],
            name=component["name"],
            details={key: value for key, value in component.items() if key not in OURS},
            is_demo=True,
        )
        for version in component.get("versions", ()):
            yield from _version(full_name, version, under_review=component["status"] == "in_review")
        if deprecation := component.get("deprecation"):
            yield _on(
                deprecation["on"],
                deprecate_component,
                component=full_name,
                reason=deprecation["reason"],
                message=joined(deprecation["message"]),
                successor=deprecation.get("successor"),
                sunset_on=deprecation.get("sunset_on"),
            )


def _version(full_name: str, version: Mapping[str, Any], *, under_review: bool) -> Iterator[Happening]:
    def publish(session: Session) -> None:
        if under_review:
            # The one component that waits for a reviewer shows how a registry with the review switched on looks.
            session.info["policy"] = Policy(listing_review=True)
        publish_version(
            session,
            CONSOLE,
            component=full_name,
            number=version["number"],
            notes=version["notes"],
            requires=version.get("requires", ()),
            platforms=version.get("platforms", ()),
        )
        session.info["policy"] = Policy()

    yield Happening(version["published_on"], publish)
    if yanked := version.get("yanked"):
        yield _on(
            yanked["on"],
            yank_version,
            component=full_name,
            number=version["number"],
            reason=yanked["reason"],
            message=joined(yanked["message"]),
        )


def _adoptions() -> Iterator[Happening]:
    for adoption in read("adoptions")["adoptions"]:
        yield from _adoption(adoption)


def _adoption(adoption: Mapping[str, Any]) -> Iterator[Happening]:
    first, *steps = adoption["steps"]
    begun: dict[str, Any] = {}

    def begin(session: Session) -> None:
        begun["id"] = adopt_component(
            session,
            CONSOLE,
            adopter=adoption["adopter"],
            component=adoption["component"],
            mode=adoption["mode"],
            version=first.get("version"),
            scenario=adoption.get("scenario"),
            operator=adoption.get("operator"),
            on_behalf_of=adoption.get("on_behalf_of"),
            is_demo=True,
        ).public_id

    def move(step: Mapping[str, Any]) -> Callable[[Session], object]:
        return lambda session: move_adoption(
            session,
            CONSOLE,
            adoption_id=begun["id"],
            to=step["to"],
            version=step.get("version"),
            note=joined(step.get("note")) or None,
            evidence=[{**piece, "title": joined(piece["title"])} for piece in step.get("evidence", ())],
        )

    yield Happening(first["on"], begin)
    for step in steps:
        yield Happening(step["on"], move(step))
