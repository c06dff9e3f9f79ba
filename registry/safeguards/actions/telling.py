"""The events of flags and appeals: the parties and administrators read them."""

from typing import Any

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.safeguards.models import Flag


def tell(session: Session, actor: Actor, flag: Flag, type: str, **data: Any) -> None:
    """One event about a flag, with who is concerned; never what was seen, which may be confidential."""
    record(
        session,
        actor,
        type=type,
        subject=f"flags/{flag.public_id}",
        organisation_id=actor.organisation_id,
        audience=PARTIES,
        readers={party.organisation_id for party in flag.parties},
        data={
            "flag": str(flag.public_id),
            "game": flag.game,
            "parties": sorted(party.organisation.slug for party in flag.parties),
            **data,
        },
    )
