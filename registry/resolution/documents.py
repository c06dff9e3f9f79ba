"""How an answer and a conflict read on the wire."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.kit.errors import Bilingual
from registry.resolution.changing import Change
from registry.resolution.explaining import Fact
from registry.resolution.queries import VersionFacts
from registry.resolution.reasons import Reasons
from registry.resolution.resolving import Asker, Resolution
from registry.resolution.shelves import Ask, Catalogue
from registry.resolution.warnings import breaks, warnings_of


def pin_documents(
    catalogue: Catalogue, resolution: Resolution, running: Mapping[int, int], facts: Mapping[int, VersionFacts]
) -> list[dict[str, Any]]:
    """The pins of an answer, in the order in which they were decided."""
    writer = _Writer(catalogue, resolution, running, facts)
    return [writer.pin(component, place) for component, place in resolution.pins.items()]


class _Writer:
    def __init__(
        self,
        catalogue: Catalogue,
        resolution: Resolution,
        running: Mapping[int, int],
        facts: Mapping[int, VersionFacts],
    ) -> None:
        self._catalogue, self._resolution = catalogue, resolution
        self._running, self._facts = running, facts
        self._reasons = Reasons(catalogue, resolution, running)

    def pin(self, component: int, place: int) -> dict[str, Any]:
        """A chosen version with who asked for it, why it is this one, and what to mind."""
        shelf = self._catalogue.shelf(component)
        was = self._running.get(component)
        return {
            "component": shelf.name,
            "version": shelf.offers[place].number,
            "why": self._reasons.why(component, place)._asdict(),
            "reason": self._reasons.reason(component, place)[0],
            "action": _action(was, place),
            "was": None if was is None else shelf.offers[was].number,
            "requested_by": [self._asker(*asker) for asker in self._reasons.askers(component)],
            "warnings": self._warnings(component, shelf.offers[place].version_id),
        }

    def _asker(self, asker: Asker, number: str | None) -> dict[str, Any]:
        name = None if asker.component is None else self._catalogue.name(asker.component)
        return {"component": name, "version": number, "specifier": asker.specifier}

    def _warnings(self, component: int, version: int) -> list[dict[str, Any]]:
        facts = self._facts.get(version)
        found = [] if facts is None else warnings_of(facts)
        for broken in self._resolution.broken:
            if broken.ask.component == component:
                found.append(breaks(self._catalogue, broken, self._running))
        return [{"code": code, "text": text._asdict()} for code, text in found]


def _action(was: int | None, place: int) -> str:
    if was is None:
        return "install"
    if was == place:
        return "keep"
    return "upgrade" if place < was else "downgrade"


def conflict_document(catalogue: Catalogue, fact: Fact, text: Bilingual) -> dict[str, Any]:
    """One fact of a conflict."""
    asker = None
    if fact.component is not None:
        versions = [catalogue.number(fact.component, place) for place in fact.places]
        asker = {"component": catalogue.name(fact.component), "versions": versions}
    return {
        "text": text._asdict(),
        "asked_by": asker,
        "component": catalogue.name(fact.ask.component),
        "specifier": fact.ask.specifier,
    }


def change_document(
    catalogue: Catalogue, wanted: Sequence[Ask], steps: Change, after: Sequence[Ask], text: Bilingual
) -> dict[str, Any]:
    """A change that would give an answer, and the requirements after it."""
    return {
        "text": text._asdict(),
        "steps": [
            {
                "kind": "drop" if specifier is None else "relax",
                "component": catalogue.name(wanted[place].component),
                "from": wanted[place].specifier,
                "to": specifier,
            }
            for place, specifier in steps
        ],
        "requirements": [{"component": catalogue.name(ask.component), "specifier": ask.specifier} for ask in after],
    }
