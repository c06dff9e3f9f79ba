"""What stands behind the components of the demonstration: suppliers, conformance, visible drafts."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.demonstration.happenings import Happening, acting_for
from registry.demonstration.reading import read
from registry.kit.actor import CONSOLE
from registry.standards.actions import claim_conformance, verify_conformance
from registry.stewardship.actions import claim_supply, decide_claim, propose_component


def vouching() -> Iterator[Happening]:
    """Everything of `vouching.yaml`, on its day."""
    content = read("vouching")
    for claim in content["suppliers"]:
        yield from _supply(claim)
    for claim in content["conformance"]:
        yield from _conformance(claim)
    for draft in content["proposals"]:
        yield _proposal(draft)


def _supply(claim: Mapping[str, Any]) -> Iterator[Happening]:
    kept: dict[str, UUID] = {}

    def state(session: Session) -> None:
        made = claim_supply(
            session,
            acting_for(session, claim["supplier"]),
            component=claim["component"],
            services=claim["services"],
            note=claim.get("note"),
        )
        kept["id"] = made.public_id

    yield Happening(claim["on"], state)
    if confirmed_on := claim.get("confirmed_on"):
        yield Happening(
            confirmed_on,
            lambda session: decide_claim(
                session, CONSOLE, component=claim["component"], claim_id=kept["id"], decision="confirm"
            ),
        )


def _conformance(claim: Mapping[str, Any]) -> Iterator[Happening]:
    kept: dict[str, Any] = {}

    def state(session: Session) -> None:
        made = claim_conformance(
            session,
            CONSOLE,
            component=claim["component"],
            number=claim["number"],
            standard=claim["standard"],
            clauses=claim.get("clauses"),
            report=claim.get("report"),
        )
        # `latest` may be another version by the day of the decision.
        kept.update(claim_id=made.public_id, number=made.version.number)

    yield Happening(claim["on"], state)
    if decided_on := claim.get("decided_on"):
        yield Happening(decided_on, _verification(claim, kept))


def _verification(claim: Mapping[str, Any], kept: Mapping[str, Any]) -> Callable[[Session], object]:
    return lambda session: verify_conformance(
        session,
        acting_for(session, claim["verifier"]),
        component=claim["component"],
        decision=claim["decision"],
        note=claim.get("note"),
        **kept,
    )


def _proposal(draft: Mapping[str, Any]) -> Happening:
    return Happening(
        draft["on"],
        lambda session: propose_component(
            session,
            acting_for(session, draft["entered_by"]),
            publisher=draft["publisher"],
            name=draft["name"],
            details=draft["details"],
        ),
    )
