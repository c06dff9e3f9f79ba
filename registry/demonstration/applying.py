"""An application of the demonstration: several components at once, decided one by one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.applications.actions import decide_item, submit_application
from registry.applications.queries import agreement_in_force
from registry.demonstration.happenings import Happening, acting_for
from registry.demonstration.reading import read
from registry.kit.actor import CONSOLE


def applying() -> Iterator[Happening]:
    """The applications of `uses.yaml`, each decision on its day."""
    for application in read("uses")["applications"]:
        submitted: dict[str, UUID] = {}
        yield Happening(application["on"], _submitted(application, submitted))
        for decision in application["decisions"]:
            yield Happening(decision["on"], _decided(decision, submitted))


def _submitted(application: Mapping[str, Any], submitted: dict[str, UUID]) -> Callable[[Session], object]:
    def submit(session: Session) -> None:
        submitted["id"] = submit_application(
            session,
            CONSOLE,
            applicant=application["applicant"],
            purpose=application["purpose"],
            agreement=agreement_in_force(session).number,
            accepted_by=application["accepted_by"],
            items=application["items"],
            is_demo=True,
        ).public_id

    return submit


def _decided(decision: Mapping[str, Any], submitted: dict[str, UUID]) -> Callable[[Session], object]:
    def decide(session: Session) -> None:
        # Another hand than submitted it: the two-person rule holds in the demonstration, too.
        approver = replace(acting_for(session, decision["by"]), key=f"demonstration:{decision['by']}")
        said = {key: decision[key] for key in ("item", "decision", "note") if key in decision}
        decide_item(session, approver, application_id=submitted["id"], **said)

    return decide
