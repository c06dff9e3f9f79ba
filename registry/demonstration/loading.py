"""Loading the demonstration: everything happens on its own day, in one transaction."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.accounts.actions import add_member
from registry.adoption.actions import adopt_component, credited_at_the_end, move_adoption
from registry.artifacts.storage import Storage
from registry.catalogue.actions import (
    deprecate_component,
    describe_component,
    publish_version,
    register_component,
    yank_version,
)
from registry.catalogue.queries import get_component
from registry.collaboration.actions import enter_pairing, enter_scenario
from registry.demonstration.applying import applying
from registry.demonstration.confirming import confirming
from registry.demonstration.demanding import demanding
from registry.demonstration.happenings import FIRST_DAY, Happening, noon, on_day
from registry.demonstration.lacking import lacking
from registry.demonstration.listing import listing
from registry.demonstration.reading import joined, read
from registry.demonstration.releasing import releasing
from registry.demonstration.running_projects import running_projects
from registry.demonstration.telling_cases import telling_cases
from registry.demonstration.together import together
from registry.demonstration.using import using
from registry.demonstration.vouching import vouching
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

OURS: Final = frozenset(
    {
        "row",
        "extra",
        "status",
        "registered_on",
        "near_duplicate_of",
        "versions",
        "deprecation",
        "publisher",
        "name",
    }
)
"""Keys of the file that are no part of a component's description."""

NAMES_OTHERS: Final = frozenset({"compatible_with"})
"""Keys that name components which may not be there yet."""


def is_loaded(session: Session) -> bool:
    return session.scalar(select(Organisation.id).where(Organisation.is_demo).limit(1)) is not None


def is_empty(session: Session) -> bool:
    return session.scalar(select(Organisation.id).limit(1)) is None


def load_demonstration(
    database: Database, storage: Storage, watch: Callable[[list[Happening]], Iterable[Happening]] = iter
) -> int:
    """Load everything, or, when anything is refused, nothing; the number of things done.

    `storage` takes the files; those of a loading that was refused are collected later. `watch` hands the things on, and
    may show how far it is.

    The clock of this one session is set to each day in turn, so that records and events carry the simulated time.
    """
    today = database.clock.now().astimezone(SHANGHAI).date()
    happenings = sorted(
        (*_all_happenings(storage), *confirming(today), *using(today)), key=lambda happening: happening.on
    )
    with database.writing() as session:
        clock = SimulatedClock(noon(FIRST_DAY))
        session.info["clock"] = clock
        with credited_at_the_end(session):
            for happening in watch(happenings):
                clock.set(noon(happening.on))
                happening.act(session)
    return len(happenings)


def _all_happenings(storage: Storage) -> Iterator[Happening]:
    # Sorting keeps the order of equal days: organisations come before components, components before adoptions.
    yield from _organisations()
    yield from _clusters()
    yield from _scenarios_and_pairings()
    yield from _components()
    yield from _adoptions()
    yield from vouching()
    yield from releasing(storage)
    yield from applying()
    yield from together()
    yield from demanding()
    yield from running_projects()
    yield from telling_cases()
    yield from listing()
    yield from lacking()


def _organisations() -> Iterator[Happening]:
    content = read("organisations")
    for division in content["divisions"]:
        yield on_day(FIRST_DAY, add_division, is_demo=True, **division)
    for organisation in content["organisations"]:
        classes = organisation.pop("classes", ())
        yield on_day(FIRST_DAY, register_organisation, is_demo=True, **organisation)
        for assignment in classes:
            yield on_day(assignment["valid_from"], assign_class, slug=organisation["slug"], **assignment)
    for person in content["people"]:
        for membership in person["memberships"]:
            yield on_day(
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
        yield on_day(FIRST_DAY, found_cluster, slug=cluster["slug"], name=cluster["name"], is_demo=True)
        for member in cluster["members"]:
            place = {"cluster": cluster["slug"], "member": member["city"]}
            yield on_day(member["valid_from"], join_cluster, **place)
            if "valid_to" in member:
                yield on_day(member["valid_to"], leave_cluster, **place)


def _scenarios_and_pairings() -> Iterator[Happening]:
    for scenario in read("scenarios")["scenarios"]:
        name = {"zh": scenario["zh"], "en": scenario["en"]}
        yield on_day(
            FIRST_DAY, enter_scenario, code=scenario["code"], name=name, domain=scenario["domain"], is_demo=True
        )
    for pairing in read("pairings")["pairings"]:
        yield on_day(
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
    components = read("components")["components"]
    whole = max(component["registered_on"] for component in components)
    for component in components:
        full_name = f"{component['publisher']}/{component['name']}"
        yield on_day(
            component["registered_on"],
            register_component,
            publisher=component["publisher"],
            name=component["name"],
            details=_described(component, besides=NAMES_OTHERS),
            is_demo=True,
        )
        if "compatible_with" in component:
            yield Happening(whole, _describe_whole(full_name, component))
        for version in component.get("versions", ()):
            yield from _version(full_name, version, under_review=component["status"] == "in_review")
        if deprecation := component.get("deprecation"):
            yield on_day(
                deprecation["on"],
                deprecate_component,
                component=full_name,
                reason=deprecation["reason"],
                message=joined(deprecation["message"]),
                successor=deprecation.get("successor"),
                sunset_on=deprecation.get("sunset_on"),
            )


def _described(component: Mapping[str, Any], *, besides: Collection[str] = ()) -> dict[str, Any]:
    return {key: value for key, value in component.items() if key not in OURS and key not in besides}


def _describe_whole(full_name: str, component: Mapping[str, Any]) -> Callable[[Session], object]:
    """Once everything is registered, what a description says of other components can be said too."""

    def describe(session: Session) -> None:
        tag = get_component(session, CONSOLE, full_name).etag
        describe_component(session, CONSOLE, component=full_name, details=_described(component), expected_tag=tag)

    return describe


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
        yield on_day(
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
