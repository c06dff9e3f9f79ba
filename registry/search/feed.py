"""How an index is fed: which names a change concerns, and what the index is told of each."""

from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from sqlalchemy.orm import Session

from registry.catalogue.lifecycle import SHOWN_TO_ALL
from registry.catalogue.models import Component
from registry.catalogue.queries import (
    adopters_of,
    full_names_after,
    full_names_of_publisher,
    list_for_index,
)
from registry.catalogue.stewards import names_led_to
from registry.events.queries import Change
from registry.organisations.queries import class_on, find_organisation, province_of
from registry.search.facets import facets_of
from registry.search.index.documents import SearchDocument
from registry.standards.queries import StandardFacts, standard_facts


class Feed(Protocol):
    """What an engine keeps its index up with. Names are unique and never reused."""

    def names_after(self, session: Session, after: str, limit: int) -> list[str]:
        """The next names in their order, for feeding everything."""
        ...

    def touched(self, session: Session, changes: Iterable[Change]) -> set[str]:
        """The names that changes of the log are about."""
        ...

    def documents(self, session: Session, names: Collection[str]) -> Iterator[tuple[int, SearchDocument | None]]:
        """The id and document of each name that there is; None in place of one that nobody shall find."""
        ...


class ComponentFeed:
    """Every component that is shown to all."""

    def names_after(self, session: Session, after: str, limit: int) -> list[str]:
        return full_names_after(session, after, limit)

    def touched(self, session: Session, changes: Iterable[Change]) -> set[str]:
        """The components that changed, and those of an organisation that did: its name and place are found by too."""
        names: set[str] = set()
        for change in changes:
            topic = change.type.split(".", 1)[0]
            if topic in {"component", "version", "adoption", "conformance"}:
                names.add("/".join(change.subject.split("/")[:2]))
            elif topic in {"city", "organisation"}:
                publisher = find_organisation(session, change.subject)
                names.update(full_names_of_publisher(session, publisher.id) if publisher else ())
        return names | names_led_to(session, names)

    def documents(self, session: Session, names: Collection[str]) -> Iterator[tuple[int, SearchDocument | None]]:
        components = list_for_index(session, list(names))
        adopters = adopters_of(session, [component.id for component in components])
        standards = standard_facts(session, components)
        places: dict[int, tuple[str | None, str | None]] = {}
        for component in components:
            if component.status not in SHOWN_TO_ALL:
                yield component.id, None
                continue
            publisher = component.publisher
            if publisher.id not in places:
                places[publisher.id] = (
                    province_of(session, publisher.division_code),
                    class_on(session, publisher.city_id),
                )
            said = standards[component.id]
            yield component.id, _document(component, adopters.get(component.id, 0), said, *places[publisher.id])


def _document(
    component: Component, adopters: int, standards: StandardFacts, province: str | None, city_class: str | None
) -> SearchDocument:
    details = component.details
    return SearchDocument(
        id=component.id,
        full_name=component.full_name,
        titles=details["title"],
        summaries=details.get("summary", {}),
        descriptions=details.get("description", {}),
        features=[text for texts in details.get("features", {}).values() for text in texts],
        tags=details.get("tags", []),
        scenarios=details.get("scenarios", []),
        publisher_names=list(component.publisher.name.values()),
        standards=standards.texts,
        facets=facets_of(component, province, city_class, standards),
        adopters=adopters,
        listed_at=component.listed_at,
    )
