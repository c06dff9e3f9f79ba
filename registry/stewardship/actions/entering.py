"""What is missing: components entered by others as visible drafts, and taken over by their owners."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry.catalogue.actions.components import enter
from registry.catalogue.actions.lifecycle import move, own
from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.kit.errors import PayloadInvalid, TokenRequired
from registry.organisations.errors import NotInForce
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.stewardship import queries
from registry.stewardship.errors import NotProposed, TooManyProposals
from registry.stewardship.terms import PROPOSALS_MAX


def propose_component(
    session: Session, actor: Actor, *, publisher: str, name: str, details: Mapping[str, Any]
) -> Component:
    """Enter a component that the catalogue lacks in its publisher's place: visible to all, adoptable by nobody.

    Anybody with a token may, for a publisher that is registered or a draft itself. Raises TooManyProposals, NameTaken,
    or PayloadInvalid naming the field.
    """
    if actor.is_anonymous:
        raise TokenRequired()
    owner = get_organisation(session, publisher, named_at="/publisher")
    if owner.status == "merged":
        raise NotInForce(slug=publisher, status=owner.status)
    if owner.id in actor.acts_for:
        raise PayloadInvalid.of(
            "/publisher",
            "这是本单位：请直接登记组件。",
            "This is your own organisation: register the component instead.",
        )
    _require_room(session, actor)
    return enter(
        session,
        actor,
        owner,
        name=name,
        details=details,
        status="proposed",
        entered_by_id=actor.organisation_id,
    )


def take_over_component(session: Session, actor: Actor, *, component: str) -> Component:
    """Make a visible draft that others entered the publisher's own draft; who entered it stays named.

    Raises NotProposed.
    """
    row = own(session, actor, component)
    if row.status != "proposed":
        raise NotProposed(component=component, status=row.status)
    move(session, actor, row, "draft", event="component.taken_over")
    return row


def _require_room(session: Session, actor: Actor) -> None:
    if actor.organisation_id is None:
        return
    # Held while they are counted, so that two requests at once cannot both be the last.
    session.get_one(Organisation, actor.organisation_id, with_for_update=True)
    if queries.count_proposals(session, actor.organisation_id) >= PROPOSALS_MAX:
        raise TooManyProposals(limit=PROPOSALS_MAX)
